// What an insertion would cost, followed along routes and links without making it.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "state.h"

namespace optimiser {

// More than any cost: the insertion breaks a rule.
inline constexpr std::int64_t kImpossible = std::numeric_limits<std::int64_t>::max() / 4;

class Estimate {
 public:
  explicit Estimate(const Model& model);

  // Begins a new estimate: nothing is delayed yet.
  void begin(const State& state);

  // Adds that the worker reaches `next`, or the end place when it is kNone, at `arrival`. Returns
  // the weighted change of tardiness, overtime and changes of time, or kImpossible; stops early,
  // with some larger number, above `cost_max`.
  std::int64_t leave(Index worker, Index next, Time arrival, std::int64_t cost_max);
  // Adds that the planned activity starts no earlier than `start`.
  std::int64_t hold_up(Index activity, Time start, std::int64_t cost_max);
  // The tardiness of the inserted activity itself.
  std::int64_t tardiness(Index activity, Time start);

 private:
  struct Task {
    Index activity = kNone;
    Time start = 0;
  };

  Time start_of(Index activity) const;
  Time lateness(Index activity, Time start) const;
  std::int64_t raise(Index activity, Time start);
  std::int64_t run(std::int64_t cost, std::int64_t cost_max);
  std::int64_t finish(Index worker, Time finish) const;

  const Model& model_;
  const State* state_ = nullptr;
  std::vector<Time> raised_;           // by activity, valid where stamps_ says so
  std::vector<std::uint32_t> stamps_;  // by activity
  std::uint32_t stamp_ = 0;
  std::vector<Task> tasks_;
  Time tardiness_max_ = 0;
};

}  // namespace optimiser
