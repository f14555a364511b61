// A problem made by a program as a file, so that `olive plan` and the checker can read it.
#include <bit>
#include <utility>

#include "base/check.h"
#include "json/json.h"
#include "plan_olive.h"
#include "plan_olive_file.h"

namespace olive {

namespace {

using optimiser::BitSet;
using optimiser::Index;
using optimiser::kNone;

std::string name(char kind, Index index) { return kind + std::to_string(index + 1); }

std::optional<std::string> optional_name(char kind, Index index) {
  if (index == kNone) return std::nullopt;
  return name(kind, index);
}

std::vector<std::string> words(char kind, BitSet set) {
  std::vector<std::string> words;
  for (; set != 0; set &= set - 1) words.push_back(name(kind, std::countr_zero(set)));
  return words;
}

plan_file::Matrix matrix_of(const optimiser::TravelMatrix& matrix) {
  const auto rows_of = [&](const std::vector<std::int32_t>& cells) {
    std::vector<std::vector<std::int32_t>> rows;
    const auto size = static_cast<std::size_t>(matrix.size);
    CHECK(cells.empty() || cells.size() == size * size);
    for (auto row = cells.begin(); row != cells.end(); row += matrix.size)
      rows.emplace_back(row, row + matrix.size);
    return rows;
  };
  return {rows_of(matrix.duration), rows_of(matrix.distance)};
}

plan_file::Worker worker_of(const optimiser::Worker& worker, Index index) {
  plan_file::Worker made{.id = name('w', index),
                         .person = optional_name('h', worker.person),
                         .start_place = optional_name('p', worker.start_place),
                         .end_place = optional_name('p', worker.end_place),
                         .shift_start = worker.shift_start,
                         .overtime_max = worker.overtime_max,
                         .mode = worker.mode,
                         .skills = words('s', worker.skills),
                         .traits = words('t', worker.traits),
                         .can_drive = worker.can_drive,
                         .is_present_from_start = worker.is_present_from_start,
                         .capacity = worker.capacity};
  if (worker.shift_end != optimiser::kForever) made.shift_end = worker.shift_end;
  return made;
}

plan_file::Activity activity_of(const optimiser::Activity& activity, Index index) {
  plan_file::Activity made{.id = name('a', index),
                           .place = optional_name('p', activity.place),
                           .duration = activity.duration,
                           .is_due_soft = activity.is_due_soft,
                           .skills = words('s', activity.skills),
                           .traits = words('t', activity.traits),
                           .loads = activity.loads,
                           .empties_load = activity.empties_load,
                           .is_optional = activity.is_optional,
                           .is_break = activity.is_break,
                           .priority = activity.priority,
                           .preference_default = activity.preference_default};
  for (const optimiser::Window& window : activity.windows)
    made.windows.push_back({window.earliest, window.latest, window.grace});
  for (const Index worker : activity.excluded_workers)
    made.excluded_workers.push_back(name('w', worker));
  for (const optimiser::WorkerPreference& preference : activity.preferences)
    made.preferences.push_back({name('w', preference.worker), preference.amount});
  if (activity.pin) made.pin = {name('w', activity.pin->worker), activity.pin->start};
  if (activity.published)
    made.published = {name('w', activity.published->worker), activity.published->start,
                      activity.published->tolerance};
  return made;
}

// Applies `make` to each element and its index.
template <class From, class Make>
auto each(const std::vector<From>& from, const Make& make) {
  std::vector<decltype(make(from.front(), Index{}))> made;
  for (const From& element : from) made.push_back(make(element, static_cast<Index>(made.size())));
  return made;
}

}  // namespace

std::string write_olive_problem(const optimiser::Problem& problem,
                                const optimiser::Weights& weights) {
  CHECK(!problem.travel.empty());
  plan_file::Problem file;
  for (Index place = 0; place < problem.travel.front().size; ++place)
    file.places.push_back(name('p', place));
  for (const optimiser::TravelMatrix& matrix : problem.travel)
    file.travel.push_back(matrix_of(matrix));
  file.workers = each(problem.workers, worker_of);
  file.vehicles = each(problem.vehicles, [](const optimiser::Vehicle& vehicle, Index index) {
    return plan_file::Vehicle{.id = name('v', index),
                              .home = optional_name('p', vehicle.home),
                              .mode = vehicle.mode,
                              .traits = words('t', vehicle.traits),
                              .capacity = vehicle.capacity};
  });
  file.activities = each(problem.activities, activity_of);
  file.links = each(problem.links, [](const optimiser::Link& link, Index) {
    return plan_file::Link{.from = name('a', link.from),
                           .to = name('a', link.to),
                           .gap_min = link.gap_min,
                           .gap_max = link.gap_max,
                           .relation = link.relation};
  });
  for (std::size_t i = 0; i < optimiser::kTermCount; ++i)
    if (weights.values[i] != 0)
      file.weights.push_back({static_cast<optimiser::Term>(i), weights.values[i]});
  return json::write(file) + "\n";
}

}  // namespace olive
