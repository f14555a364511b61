/// The districts of the map: how much happens where, with small numbers withheld.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"
#include "db/database.h"

namespace insight {

/// Care given in a district in some days.
struct DistrictCare {
  std::string district_code;
  std::int64_t visits = 0;
  std::int64_t billed_min = 0;
  std::int64_t clients = 0;  ///< different people
};

/// Things or people counted in a district.
struct DistrictCount {
  std::string district_code;
  std::int64_t count = 0;
};

/// Figures that other services keep; the wiring passes functions of theirs. An empty function
/// counts nothing. Days are included; districts may be missing and may come in any order.
struct Sources {
  using Counts =
      std::function<std::vector<DistrictCount>(db::Transaction&, base::RegionId, base::Date on)>;
  std::function<std::vector<DistrictCare>(db::Transaction&, base::RegionId, base::Date from,
                                          base::Date to)>
      care;
  Counts shops;
  Counts teams;
  Counts participants;
};

/// What the map shows of one district. Null: withheld, because it would speak of one to four
/// people (rule R11); visits and hours are withheld together with their clients.
struct DistrictFigures {
  std::string district_code;
  std::string name_ko;
  std::string name_en;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  std::int64_t population = 0;
  std::optional<std::int64_t> visits;
  std::optional<std::int64_t> billed_min;
  std::optional<std::int64_t> clients;
  std::optional<std::int64_t> participants;
  std::int64_t teams = 0;
  std::int64_t shops = 0;
};
BOOST_DESCRIBE_STRUCT(DistrictFigures, (),
                      (district_code, name_ko, name_en, lat_e6, lng_e6, population, visits,
                       billed_min, clients, participants, teams, shops))

/// Fewer people than this are not published; zero is.
inline constexpr std::int64_t kSmallestCell = 5;

/// `count` people, or null when there are few of them. Requires: count ≥ 0.
[[nodiscard]] std::optional<std::int64_t> suppressed(std::int64_t count);

/// Every district of the region, in the order of their codes.
[[nodiscard]] std::vector<DistrictFigures> district_figures(db::Transaction& tx,
                                                            base::RegionId region_id,
                                                            const Sources& sources, base::Date from,
                                                            base::Date to);

}  // namespace insight
