#include "account_table.h"

namespace ledger {

namespace {

// Finaliser of SplitMix64: spreads close numbers over all bits.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

}  // namespace

std::size_t AccountTable::KeyHash::operator()(const CompactKey& key) const {
  const auto names = (std::uint64_t{key.asset} << 32U) ^ (std::uint64_t{key.purpose} << 3U);
  return mixed(mixed(static_cast<std::uint64_t>(key.owner_id)) ^ names ^
               static_cast<std::uint64_t>(key.owner_kind));
}

std::optional<Slot> AccountTable::find(const AccountKey& key) const {
  const auto asset = names_.find(key.asset);
  const auto purpose = names_.find(key.purpose);
  if (!asset || !purpose) return std::nullopt;
  const auto found = by_key_.find(CompactKey{key.owner_id, *asset, *purpose, key.owner_kind});
  if (found == by_key_.end()) return std::nullopt;
  return found->second;
}

AccountKey AccountTable::key_of(Slot slot) const {
  const AccountState& state = at(slot);
  return {names_.text_of(state.asset), state.owner_kind, state.owner_id,
          names_.text_of(state.purpose)};
}

// Looked up without the lock first: only this thread adds names, and nearly all are known.
Names::Number AccountTable::intern(std::string_view text) {
  if (const auto found = names_.find(text)) return *found;
  const std::unique_lock lock(mutex_);
  return names_.number_of(text);
}

Slot AccountTable::add(const AccountState& state) {
  CHECK(states_.size() < std::numeric_limits<Slot>::max());
  CHECK(state.balance_min <= state.balance_max);
  const auto slot = static_cast<Slot>(states_.size());
  states_.push_back(state);
  const std::unique_lock lock(mutex_);
  CHECK(by_key_.emplace(compact(state), slot).second);
  CHECK(by_key_.size() == states_.size());
  return slot;
}

void AccountTable::remove_last() {
  CHECK(!states_.empty());
  {
    const std::unique_lock lock(mutex_);
    CHECK(by_key_.erase(compact(states_.back())) == 1);
  }
  states_.pop_back();
  CHECK(by_key_.size() == states_.size());
}

}  // namespace ledger
