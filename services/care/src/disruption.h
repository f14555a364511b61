// What upset a day: somebody ill, a car broken, a visit that lasts longer. Facts, not plans.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/visit.h"

namespace care {

using DisruptionId = base::Id<struct DisruptionTag>;

enum class DisruptionReason {
  worker_sick,
  visit_cancelled,
  visit_overrun,
  urgent_referral,
  vehicle_broken,
};
BOOST_DESCRIBE_ENUM(DisruptionReason, worker_sick, visit_cancelled, visit_overrun, urgent_referral,
                    vehicle_broken)

/// A part of a day, in minutes since midnight; half-open.
struct DaySpan {
  std::int32_t from_min = 0;
  std::int32_t to_min = 0;
};
BOOST_DESCRIBE_STRUCT(DaySpan, (), (from_min, to_min))

struct Disruption {
  DisruptionId id;
  OrganisationId centre_id;
  base::Date disrupted_on;
  DisruptionReason reason{};
  PersonId worker_id;
  VehicleId vehicle_id;
  VisitId visit_id;
  std::int32_t from_min = 0;
  std::int32_t to_min = 24 * 60;
  std::int32_t minutes = 0;  // how much longer a visit lasts
  PersonId recorded_by;
  base::Instant recorded_at;
  std::optional<base::Instant> withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(Disruption, (),
                      (id, centre_id, disrupted_on, reason, worker_id, vehicle_id, visit_id,
                       from_min, to_min, minutes, recorded_by, recorded_at, withdrawn_at))

enum class DisruptionRefusal {
  disruption_not_found,
  disruption_already_withdrawn,
  disruption_subject_missing,  // sickness without a worker, an overrun without minutes …
  day_in_the_past,
  vehicle_not_found,
  care_worker_not_found,
  visit_not_found,
};
BOOST_DESCRIBE_ENUM(DisruptionRefusal, disruption_not_found, disruption_already_withdrawn,
                    disruption_subject_missing, day_in_the_past, vehicle_not_found,
                    care_worker_not_found, visit_not_found)

template <class T>
using Disrupting = base::Result<T, DisruptionRefusal>;

/// Records a fact. Refuses when its subject is missing or of another centre.
[[nodiscard]] Disrupting<Disruption> record_disruption(db::Transaction& tx, RegionId region_id,
                                                       Disruption disruption);
[[nodiscard]] std::optional<Disruption> find_disruption(db::Transaction& tx, RegionId region_id,
                                                        DisruptionId id);
/// Of all centres, withdrawn ones too, in the order in which they were recorded.
[[nodiscard]] std::vector<Disruption> disruptions_on(db::Transaction& tx, RegionId region_id,
                                                     base::Date on);
/// It was a mistake, or is over. Refuses `disruption_not_found`, `disruption_already_withdrawn`.
[[nodiscard]] Disrupting<Disruption> withdraw_disruption(db::Transaction& tx, RegionId region_id,
                                                         DisruptionId id, base::Instant now);

/// When somebody is away that day.
[[nodiscard]] std::vector<DaySpan> absences_of(const std::vector<Disruption>& disruptions,
                                               PersonId worker_id);
/// True when the car is out of order at any time between.
[[nodiscard]] bool is_broken(const std::vector<Disruption>& disruptions, VehicleId vehicle_id,
                             std::int32_t from_min, std::int32_t to_min);
/// How much longer than planned the visit lasts.
[[nodiscard]] std::int32_t overrun_min(const std::vector<Disruption>& disruptions,
                                       VisitId visit_id);

}  // namespace care
