// One day's free times of workers and cars, and who takes which visit.
#pragma once

#include <set>

#include "seed_city.h"

namespace olive::seed {

// Who comes when with which car.
struct Fit {
  Index worker = 0;  // participant
  care::VehicleId vehicle_id{};
  std::int32_t start_min = 0;
};

class DaySchedule {
 public:
  // `away`: participants who do not work on this day.
  DaySchedule(const City& city, Date day, std::set<Index> away)
      : city_(city), day_(day), away_(std::move(away)) {}

  // The regular worker if possible, otherwise whoever is free, at the wished start or up to 90
  // minutes beside it; nullopt when nobody can. Times found are taken.
  std::optional<Fit> fit(const Case& one, bool needs_car);
  // Takes the time of what is fixed already.
  void take(Index worker, care::VehicleId vehicle_id, std::int32_t start_min,
            std::int32_t length_min);

 private:
  using Spans = std::vector<std::pair<std::int32_t, std::int32_t>>;

  [[nodiscard]] static bool is_free(const Spans& spans, std::int32_t from, std::int32_t to);
  std::optional<Fit> fit_at(const Case& one, bool needs_car, std::int32_t start_min);
  [[nodiscard]] bool can_take(Index worker, std::int32_t start_min, std::int32_t length_min);
  std::optional<care::VehicleId> free_vehicle(const Centre& centre, std::int32_t start_min,
                                              std::int32_t length_min);

  const City& city_;
  Date day_;
  std::set<Index> away_;
  std::map<Index, Spans> workers_;
  std::map<care::VehicleId, Spans> vehicles_;
};

// Whether the case has a visit on `day`, by its pattern and what is left of its quota.
bool is_due(const Case& one, Date day);

}  // namespace olive::seed
