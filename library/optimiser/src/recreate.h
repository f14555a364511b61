// Puts what is left out back into the plan.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "candidate.h"
#include "random.h"
#include "ruin.h"
#include "state.h"

namespace optimiser {

class Recreate {
 public:
  Recreate(const Model& model, Random& random);

  // Inserts groups one by one where they cost least, in an order drawn anew each time; leaves out
  // what cannot be planned or costs more than its omission. See: Christiaens and Vanden Berghe
  // 2020, §5.3 (greedy insertion with blinks).
  //
  // What was left out before is tried again only where something near it is in `removed`: nothing
  // else has made room for it.
  void run(State& state, std::span<const Ruin::Removed> removed);
  // The same without chance: what needs a vehicle first, then several workers at once, then the
  // nearest due time; no blinks.
  void run_plainly(State& state);

 private:
  enum class Order { random, linked, due, scarce, window, far, close };
  struct Placement {
    Index worker = kNone;
    Index after = kNone;
  };

  std::vector<Index> open_groups(const State& state) const;
  bool has_gained_room(Index group) const;
  bool has_room_near(Index activity) const;
  void sort(std::vector<Index>& groups, Order order) const;
  std::int64_t scarcity_of(Index group) const;
  std::int64_t key_of(Index group, Order order) const;
  Order draw_order();

  void insert_all(State& state, const std::vector<Index>& groups, Random* random);
  void insert_single(State& state, Index activity, Random* random);
  void insert_group(State& state, const std::vector<Index>& members, Random* random);
  // Best way found to place members[depth …]; returns its total and leaves `state` unchanged.
  std::int64_t search_group(State& state, std::span<const Index> members, std::size_t depth,
                            Random* random, std::vector<Placement>& best);

  bool is_pair(const std::vector<Index>& members) const;
  bool try_single(State& state, Index activity, std::size_t width, Random* random);
  bool try_pair(State& state, const std::vector<Index>& members, std::size_t width, Random* random);
  void insert_pair(State& state, const std::vector<Index>& members, Random* random);

  const Model& model_;
  Random& random_;
  Candidates candidates_;
  bool is_wide_ = false;
  std::vector<std::uint32_t> removed_stamps_;  // by activity
  std::vector<std::uint32_t> ruined_stamps_;   // by worker
  std::uint32_t removed_stamp_ = 0;
  std::vector<Time> due_, window_, remoteness_;     // by group
  std::vector<std::vector<Index>> tightest_first_;  // by group: its members
};

}  // namespace optimiser
