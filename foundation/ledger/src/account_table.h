// The accounts in memory: compact states in slots, found by id and by key. Accounts are numbered
// from 1 in the order of their opening, so that an id is its slot + 1.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <limits>
#include <mutex>
#include <shared_mutex>
#include <type_traits>
#include <vector>

#include "ledger/account.h"
#include "names.h"

namespace ledger {

using Slot = std::uint32_t;

// Stands for "no date" where a column or field must hold a number.
inline constexpr base::Date kNoDate{std::numeric_limits<std::int32_t>::min()};
inline constexpr std::int64_t kNoMinimum = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kNoMaximum = std::numeric_limits<std::int64_t>::max();

struct AccountState {
  std::int64_t owner_id = 0;
  std::int64_t balance_min = kNoMinimum;
  std::int64_t balance_max = kNoMaximum;
  Balance balance;
  base::Date opened_on;
  base::Date closed_on = kNoDate;
  Names::Number asset = 0;
  Names::Number purpose = 0;
  std::uint32_t book = 0;          // index of its lots; 0: has none
  std::uint32_t written_in = 0;    // number of the commit that last wrote its balance
  std::uint32_t described_in = 0;  // … and its terms
  OwnerKind owner_kind{};
  AccountClass account_class{};

  [[nodiscard]] bool has_lots() const { return book != 0; }
  [[nodiscard]] bool is_closed() const { return closed_on != kNoDate; }
};
static_assert(sizeof(AccountState) <= 96, "a million accounts should stay near 100 MB");
static_assert(std::is_trivially_copyable_v<AccountState>);
static_assert(sizeof(Balance) == 24);

// One thread, the writer, changes the table and reads it freely. Other threads use find_shared.
class AccountTable {
 public:
  [[nodiscard]] std::size_t size() const { return states_.size(); }
  [[nodiscard]] const AccountState& at(Slot slot) const {
    CHECK(slot < states_.size());
    return states_[slot];
  }
  [[nodiscard]] AccountState& at(Slot slot) {
    CHECK(slot < states_.size());
    return states_[slot];
  }
  [[nodiscard]] std::optional<Slot> find(AccountId id) const {
    if (id.value < 1 || static_cast<std::uint64_t>(id.value) > states_.size()) return std::nullopt;
    return static_cast<Slot>(id.value - 1);
  }
  [[nodiscard]] std::optional<Slot> find(const AccountKey& key) const;
  /// From any thread; also finds what is not yet durable.
  [[nodiscard]] std::optional<Slot> find_shared(const AccountKey& key) const {
    const std::shared_lock lock(mutex_);
    return find(key);
  }
  [[nodiscard]] static AccountId id_of(Slot slot) { return {std::int64_t{slot} + 1}; }
  [[nodiscard]] AccountKey key_of(Slot slot) const;

  Slot add(const AccountState& state);
  void remove_last();

  Names::Number intern(std::string_view text);
  [[nodiscard]] const std::string& text_of(Names::Number number) const {
    return names_.text_of(number);
  }

 private:
  struct CompactKey {
    std::int64_t owner_id;
    Names::Number asset;
    Names::Number purpose;
    OwnerKind owner_kind;
    bool operator==(const CompactKey&) const = default;
  };
  struct KeyHash {
    using is_avalanching = void;
    std::size_t operator()(const CompactKey& key) const;
  };
  static CompactKey compact(const AccountState& state) {
    return {state.owner_id, state.asset, state.purpose, state.owner_kind};
  }

  mutable std::shared_mutex mutex_;  // guards names_ and by_key_ against find_shared
  Names names_;
  std::vector<AccountState> states_;
  boost::unordered_flat_map<CompactKey, Slot, KeyHash> by_key_;
};

}  // namespace ledger
