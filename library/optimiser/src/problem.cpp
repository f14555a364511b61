#include "optimiser/problem.h"

#include <algorithm>

namespace optimiser {

namespace {

bool is_time(Time time) { return time >= -kForever && time <= kForever; }

bool is_length(Time time) { return time >= 0 && time <= kForever; }

bool is_index(Index index, std::size_t size) {
  return index >= 0 && static_cast<std::size_t>(index) < size;
}

bool is_index_or_none(Index index, std::size_t size) {
  return index == kNone || is_index(index, size);
}

bool is_sound(const TravelMatrix& matrix) {
  if (matrix.size < 0) return false;
  const auto size = static_cast<std::size_t>(matrix.size);
  // Not checked: the triangle inequality. Measured travel times break it, and State copes.
  if (matrix.duration.size() != size * size) return false;
  if (!matrix.distance.empty() && matrix.distance.size() != size * size) return false;
  for (std::size_t i = 0; i < size; ++i) {
    if (matrix.duration[i * size + i] != 0) return false;
    if (!matrix.distance.empty() && matrix.distance[i * size + i] != 0) return false;
  }
  const auto is_negative = [](std::int32_t value) { return value < 0; };
  return std::ranges::none_of(matrix.duration, is_negative) &&
         std::ranges::none_of(matrix.distance, is_negative);
}

bool is_sound(const std::vector<Window>& windows, bool is_due_soft) {
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const Window& window = windows[i];
    if (!is_time(window.earliest) || !is_time(window.latest)) return false;
    if (window.earliest > window.latest && !is_due_soft) return false;
    if (!is_length(window.grace)) return false;
    // Ascending and disjoint: the first window that has not ended is then the earliest one.
    if (i == 0) continue;
    const Window& before = windows[i - 1];
    if (before.latest + before.grace >= window.earliest) return false;
    if (before.earliest >= window.earliest) return false;
  }
  return true;
}

// In the order of Problem's fields; later checks may rely on earlier ones (indices on sizes).
class FaultFinder {
 public:
  explicit FaultFinder(const Problem& problem) : problem_(problem) {}

  std::optional<ProblemFault> find() const {
    if (problem_.travel.empty()) return ProblemFault::no_travel_matrix;
    for (const TravelMatrix& matrix : problem_.travel)
      if (!is_sound(matrix) || matrix.size != problem_.travel.front().size)
        return ProblemFault::bad_travel_matrix;
    if (problem_.load_dimensions < 0) return ProblemFault::bad_loads;
    for (const Worker& worker : problem_.workers)
      if (const auto fault = find_in(worker)) return fault;
    for (const Vehicle& vehicle : problem_.vehicles)
      if (const auto fault = find_in(vehicle)) return fault;
    for (const Activity& activity : problem_.activities)
      if (const auto fault = find_in(activity)) return fault;
    for (const Link& link : problem_.links)
      if (!is_sound(link)) return ProblemFault::bad_link;
    return std::nullopt;
  }

 private:
  bool is_place(Index place) const {
    return is_index_or_none(place, static_cast<std::size_t>(problem_.travel.front().size));
  }
  bool is_mode(Index mode) const { return is_index(mode, problem_.travel.size()); }
  bool is_worker(Index worker) const { return is_index(worker, problem_.workers.size()); }

  bool has_dimensions(const std::vector<std::int64_t>& values) const {
    return values.empty() || values.size() == static_cast<std::size_t>(problem_.load_dimensions);
  }

  std::optional<ProblemFault> find_in(const Worker& worker) const {
    if (worker.person < kNone) return ProblemFault::bad_worker;
    if (!is_place(worker.start_place) || !is_place(worker.end_place))
      return ProblemFault::bad_place;
    if (!is_mode(worker.mode)) return ProblemFault::bad_mode;
    const bool is_shift = is_time(worker.shift_start) && is_time(worker.shift_end) &&
                          worker.shift_start <= worker.shift_end && is_length(worker.overtime_max);
    if (!is_shift) return ProblemFault::bad_shift;
    if (!has_dimensions(worker.capacity)) return ProblemFault::bad_loads;
    return std::nullopt;
  }

  std::optional<ProblemFault> find_in(const Vehicle& vehicle) const {
    if (!is_place(vehicle.home)) return ProblemFault::bad_place;
    if (!is_mode(vehicle.mode)) return ProblemFault::bad_mode;
    if (!has_dimensions(vehicle.capacity)) return ProblemFault::bad_loads;
    return std::nullopt;
  }

  std::optional<ProblemFault> find_in(const Activity& activity) const {
    if (!is_place(activity.place)) return ProblemFault::bad_place;
    if (!is_length(activity.duration)) return ProblemFault::bad_duration;
    if (!optimiser::is_sound(activity.windows, activity.is_due_soft))
      return ProblemFault::bad_windows;
    if (!has_dimensions(activity.loads)) return ProblemFault::bad_loads;
    // Zero is fine: leaving it out is free then. Below zero leaving out would pay.
    if (activity.priority < 0) return ProblemFault::bad_priority;
    return find_in_workers_of(activity);
  }

  std::optional<ProblemFault> find_in_workers_of(const Activity& activity) const {
    for (const Index worker : activity.excluded_workers)
      if (!is_worker(worker)) return ProblemFault::bad_worker;
    for (const WorkerPreference& preference : activity.preferences)
      if (!is_worker(preference.worker)) return ProblemFault::bad_worker;
    if (activity.pin) {
      if (!is_worker(activity.pin->worker)) return ProblemFault::bad_worker;
      if (activity.pin->start && !is_time(*activity.pin->start)) return ProblemFault::bad_windows;
    }
    if (activity.published && activity.published->worker != kNone &&
        !is_worker(activity.published->worker))
      return ProblemFault::bad_worker;
    return std::nullopt;
  }

  bool is_sound(const Link& link) const {
    const std::size_t size = problem_.activities.size();
    return is_index(link.from, size) && is_index(link.to, size) && link.from != link.to &&
           // A link of an activity with itself can only be idle or impossible: the caller erred.
           is_time(link.gap_min) && is_time(link.gap_max) && link.gap_min <= link.gap_max;
  }

  static bool is_sound(const TravelMatrix& matrix) { return optimiser::is_sound(matrix); }

  const Problem& problem_;
};

}  // namespace

std::optional<ProblemFault> find_fault(const Problem& problem) {
  return FaultFinder(problem).find();
}

}  // namespace optimiser
