#include "seed_schedule.h"

#include <algorithm>

namespace olive::seed {
namespace {

constexpr std::int32_t kWay_min = 20;  // between two visits of one worker
constexpr std::int32_t kOpens_min = 9 * 60;
constexpr std::int32_t kCloses_min = 18 * 60;
constexpr std::int32_t kShifts_min[] = {0, 30, -30, 60, -60, 90, -90};

}  // namespace

bool is_due(const Case& one, Date day) {
  if (!one.entitlement_id || one.units_left <= 0) return false;
  if (day < one.past.valid_from || day > one.last_on) return false;
  if (std::ranges::count(one.weekdays, base::weekday(day)) == 0) return false;
  return (day.days - one.past.valid_from.days) / 7 % one.every_weeks == 0;
}

bool DaySchedule::is_free(const Spans& spans, std::int32_t from, std::int32_t to) {
  return std::ranges::none_of(
      spans, [&](const auto& span) { return span.first < to && from < span.second; });
}

void DaySchedule::take(Index worker, care::VehicleId vehicle_id, std::int32_t start_min,
                       std::int32_t length_min) {
  CHECK(length_min > 0);
  workers_[worker].emplace_back(start_min, start_min + length_min);
  if (vehicle_id) vehicles_[vehicle_id].emplace_back(start_min, start_min + length_min);
}

bool DaySchedule::can_take(Index worker, std::int32_t start_min, std::int32_t length_min) {
  const Participant& person = city_.participants[worker];
  if (away_.contains(worker) || person.rests_on(day_) || !person.is_member_on(day_)) return false;
  const std::int32_t way = length_min < 30 ? kWay_min / 4 : kWay_min;
  return is_free(workers_[worker], start_min - way, start_min + length_min + way);
}

std::optional<care::VehicleId> DaySchedule::free_vehicle(const Centre& centre,
                                                         std::int32_t start_min,
                                                         std::int32_t length_min) {
  for (const care::VehicleId id : centre.vehicles)
    if (is_free(vehicles_[id], start_min, start_min + length_min)) return id;
  return std::nullopt;
}

std::optional<Fit> DaySchedule::fit_at(const Case& one, bool needs_car, std::int32_t start_min) {
  const Centre& centre = city_.centres[one.centre];
  const auto found = centre.workers.find(one.past.referral.service);
  if (found == centre.workers.end()) return std::nullopt;
  std::optional<care::VehicleId> vehicle;
  if (one.past.referral.service == ServiceKind::hospital_accompaniment)
    vehicle = free_vehicle(centre, start_min, one.length_min);
  if (needs_car && !vehicle) return std::nullopt;
  std::optional<Index> worker;
  if (one.has_worker && can_take(one.regular_worker, start_min, one.length_min))
    worker = one.regular_worker;
  const std::vector<Index>& all = found->second;
  const auto first = static_cast<Index>(one.past.decided_on.days) % all.size();
  for (Index i = 0; i < all.size() && !worker; ++i) {
    const Index candidate = all[(first + i) % all.size()];
    if (can_take(candidate, start_min, one.length_min)) worker = candidate;
  }
  if (!worker) return std::nullopt;
  take(*worker, vehicle.value_or(care::VehicleId{}), start_min, one.length_min);
  return Fit{*worker, vehicle.value_or(care::VehicleId{}), start_min};
}

std::optional<Fit> DaySchedule::fit(const Case& one, bool needs_car) {
  for (const std::int32_t shift : kShifts_min) {
    const std::int32_t start_min = one.start_min + shift;
    const bool is_inside = start_min >= kOpens_min && start_min + one.length_min <= kCloses_min;
    if (!is_inside && shift != 0) continue;
    if (auto found = fit_at(one, needs_car, start_min)) return found;
  }
  return std::nullopt;
}

}  // namespace olive::seed
