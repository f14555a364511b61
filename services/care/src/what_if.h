// What would be with one more car, one worker less: days planned on paper, kept as a report.
#pragma once

#include <optional>
#include <vector>

#include "care_problem.h"

namespace care {

using WhatIfId = base::Id<struct WhatIfTag>;

enum class WhatIfKind { vehicle_more, vehicle_less, worker_more, worker_less, worker_sick };
BOOST_DESCRIBE_ENUM(WhatIfKind, vehicle_more, vehicle_less, worker_more, worker_less, worker_sick)

struct WhatIf {
  WhatIfId id;
  OrganisationId centre_id;
  base::Date from_on;
  std::int32_t days = 1;
  WhatIfKind kind{};
  std::int32_t amount = 1;
  PersonId worker_id;
  PersonId made_by;
  base::Instant made_at;
  std::int64_t served_before = 0;
  std::int64_t served_after = 0;
  std::int64_t unassigned_before = 0;
  std::int64_t unassigned_after = 0;
  std::int64_t cost_before = 0;
  std::int64_t cost_after = 0;
  std::int64_t differing = 0;
  std::string terms;  // TermPairs as JSON
};
BOOST_DESCRIBE_STRUCT(WhatIf, (),
                      (id, centre_id, from_on, days, kind, amount, worker_id, made_by, made_at,
                       served_before, served_after, unassigned_before, unassigned_after,
                       cost_before, cost_after, differing, terms))

struct Supposition {
  WhatIfKind kind{};
  std::int32_t amount = 1;
  PersonId worker_id;
  bool has_wheelchair_lift = false;
  std::vector<people::Certificate> certificates;
};

/// The day with the supposition in it. Pure. Invented workers and cars have negative ids.
[[nodiscard]] CentreDay supposed_day(CentreDay day, const Supposition& supposition);
/// Plans every day twice, as it is and as supposed, by the same search. Pure; takes a second or two
/// for each day.
[[nodiscard]] WhatIf think_through(const std::vector<CentreDay>& days,
                                   const Supposition& supposition, const geo::TravelSource& travel);

WhatIf keep_what_if(db::Transaction& tx, RegionId region_id, WhatIf report);
[[nodiscard]] std::optional<WhatIf> find_what_if(db::Transaction& tx, RegionId region_id,
                                                 WhatIfId id);
/// The newest first, at most 100.
[[nodiscard]] std::vector<WhatIf> list_what_ifs(db::Transaction& tx, RegionId region_id,
                                                const std::vector<OrganisationId>& centres);

}  // namespace care
