// Problems for tests and benchmarks: a random home-care day, the same for the same seed.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "optimiser/problem.h"
#include "random.h"

namespace optimiser {

struct SampleSize {
  Index workers = 5;
  Index activities = 20;
  Index vehicles = 1;
  std::uint32_t linked_percent = 20;  // of activities that get a partner
  bool has_breaks = true;
};

class Sample {
 public:
  Sample(const SampleSize& size, std::uint64_t seed) : size_(size), random_(seed) {}

  Problem make() {
    problem_.load_dimensions = 1;
    make_travel();
    for (Index w = 0; w < size_.workers; ++w) add_worker();
    for (Index v = 0; v < size_.vehicles; ++v)
      problem_.vehicles.push_back({.home = kNone, .mode = 1, .traits = 1, .capacity = {6}});
    for (Index a = 0; a < size_.activities; ++a) add_activity(a + 1);
    for (Index a = 0; a + 1 < size_.activities; a += 2)
      if (random_.below(100) < size_.linked_percent) add_link(a, a + 1);
    if (size_.has_breaks)
      for (Index w = 0; w < size_.workers; w += 2) add_break(w);
    return std::move(problem_);
  }

 private:
  static constexpr Time kHour = 3'600;

  // Place 0 is the centre; mode 0 goes on foot and by bus, mode 1 by car at twice the speed.
  void make_travel() {
    const Index count = size_.activities + 1;
    std::vector<std::pair<std::int64_t, std::int64_t>> points;
    for (Index i = 0; i < count; ++i)
      points.push_back({random_.between(0, 1'800), random_.between(0, 1'800)});
    TravelMatrix slow{count, {}, {}};
    for (const auto& [x1, y1] : points)
      for (const auto& [x2, y2] : points)
        slow.duration.push_back(static_cast<std::int32_t>(std::abs(x1 - x2) + std::abs(y1 - y2)));
    slow.distance = slow.duration;
    TravelMatrix fast = slow;
    for (std::int32_t& duration : fast.duration) duration = (duration + 1) / 2;
    problem_.travel = {slow, fast};
  }

  void add_worker() {
    Worker worker;
    worker.start_place = worker.end_place = 0;
    worker.shift_start = 9 * kHour;
    worker.shift_end = 17 * kHour;
    worker.overtime_max = kHour;
    worker.skills = 1 | random_.below(8);
    worker.can_drive = random_.one_in(2);
    worker.capacity = {random_.between(3, 6)};
    problem_.workers.push_back(worker);
  }

  void add_activity(Index place) {
    Activity activity;
    activity.place = place;
    activity.duration = random_.between(1, 6) * 600;
    const Time earliest = 9 * kHour + random_.between(0, 12) * 1'800;
    activity.windows = {{earliest, earliest + random_.between(1, 4) * 1'800}};
    if (random_.one_in(5)) {
      const Time second = activity.windows.back().latest + kHour;
      activity.windows.push_back({second, second + kHour});
    }
    activity.is_due_soft = random_.one_in(2);
    activity.skills = random_.one_in(2) ? 1 : BitSet{1} << random_.below(3);
    activity.traits = random_.one_in(12) && size_.vehicles > 0 ? 1 : 0;
    activity.loads = {random_.between(0, 1)};
    activity.is_optional = random_.one_in(10);
    activity.priority = random_.between(1, 3);
    add_workers(activity);
    problem_.activities.push_back(activity);
  }

  void add_workers(Activity& activity) {
    const auto any = [&] { return static_cast<Index>(random_.between(0, size_.workers - 1)); };
    if (random_.one_in(8)) activity.excluded_workers = {any()};
    if (random_.one_in(3)) {
      activity.preferences = {{any(), 0}};
      activity.preference_default = 1;
    }
    if (random_.one_in(6)) activity.published = {any(), activity.windows.front().earliest, 900};
  }

  void add_link(Index from, Index to) {
    problem_.activities[static_cast<std::size_t>(to)].windows =
        problem_.activities[static_cast<std::size_t>(from)].windows;
    const bool is_double = random_.one_in(2);
    Link link{from, to, 0, 0, WorkerRelation::different};
    if (!is_double) link = {from, to, 1'800, 2 * kHour, WorkerRelation::any};
    if (random_.one_in(6)) link = {from, to, 600, 3 * kHour, WorkerRelation::same};
    problem_.links.push_back(link);
  }

  void add_break(Index worker) {
    Activity lunch;
    lunch.duration = kHour / 2;
    lunch.windows = {{11 * kHour, 14 * kHour}};
    lunch.is_break = true;
    lunch.pin = Pin{worker, std::nullopt};
    problem_.activities.push_back(lunch);
  }

  SampleSize size_;
  Random random_;
  Problem problem_;
};

inline Problem sample_problem(const SampleSize& size, std::uint64_t seed) {
  return Sample(size, seed).make();
}

// Places on a line, 60 apart: travel from i to j takes 60·|i − j|.
inline Problem line_problem(Index places) {
  Problem problem;
  TravelMatrix matrix{places, {}, {}};
  for (Index i = 0; i < places; ++i)
    for (Index j = 0; j < places; ++j) matrix.duration.push_back(60 * std::abs(i - j));
  matrix.distance = matrix.duration;
  problem.travel = {matrix};
  return problem;
}

}  // namespace optimiser
