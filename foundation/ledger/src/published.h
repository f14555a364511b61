// Balances as of the last durable commit, for any thread.
#pragma once

#include <mutex>
#include <shared_mutex>
#include <vector>

#include "group_batch.h"

namespace ledger {

class Published {
 public:
  /// Everything, at start.
  void load(const State& state, const Position& position) {
    const std::unique_lock lock(mutex_);
    CHECK(balances_.empty() && position.last_seq >= 0);
    balances_.resize(state.accounts().size());
    for (Slot slot = 0; slot < balances_.size(); ++slot)
      balances_[slot] = state.accounts().at(slot).balance;
    last_seq_ = position.last_seq;
  }
  /// What the last commit changed. Before State::settle.
  void update(const State& state, const Position& position) {
    const std::unique_lock lock(mutex_);
    CHECK(state.accounts().size() >= balances_.size());  // accounts are never deleted
    CHECK(position.last_seq >= last_seq_);
    balances_.resize(state.accounts().size());
    for (const undo::Change& change : state.changes())
      if (const auto* was = std::get_if<undo::BalanceWas>(&change))
        // The undo log says what was before; what is now stands in the state.
        balances_[was->slot] = state.accounts().at(was->slot).balance;
    last_seq_ = position.last_seq;
  }
  [[nodiscard]] bool knows(AccountId id) const {
    const std::shared_lock lock(mutex_);
    return id.value >= 1 && static_cast<std::uint64_t>(id.value) <= balances_.size();
  }
  [[nodiscard]] Balance balance(AccountId id) const {
    const std::shared_lock lock(mutex_);
    if (id.value < 1 || static_cast<std::uint64_t>(id.value) > balances_.size()) return {};
    return balances_[static_cast<std::size_t>(id.value - 1)];
  }
  [[nodiscard]] std::int64_t last_seq() const {
    const std::shared_lock lock(mutex_);
    return last_seq_;
  }

 private:
  mutable std::shared_mutex mutex_;
  std::vector<Balance> balances_;  // by slot
  std::int64_t last_seq_ = 0;
};

}  // namespace ledger
