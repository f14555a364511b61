// The ledger in memory: the authority on balances, lots and holds. Every change is noted in an undo
// log, which serves three ends: a refused deed takes its changes back, a repeated group commit
// starts again from the durable state, and the log names what a commit has to write.
#pragma once

#include <set>
#include <unordered_map>
#include <variant>
#include <vector>

#include "account_table.h"
#include "canonical.h"

namespace ledger {

struct LotState {
  LotId id;
  std::int64_t source_seq = 0;
  std::int64_t issued = 0;
  std::int64_t remaining = 0;  // free to be used
  std::int64_t held = 0;       // locked by open holds
  base::Date expires_on;
  Names::Number source = 0;
  std::uint32_t written_in = 0;
};

static_assert(sizeof(LotState) <= 56, "a million wallets hold a few lots each");
static_assert(std::is_trivially_copyable_v<LotState>);

// The lots of one account that have something left, by (expires_on, id).
using Book = std::vector<LotState>;

enum class HoldStatus { open, posted, voided, expired };
BOOST_DESCRIBE_ENUM(HoldStatus, open, posted, voided, expired)

struct LockedLot {
  LotId lot_id;
  std::int64_t amount = 0;
};

struct HoldState {
  HoldId id;
  TransferRequest request;
  Fingerprint fingerprint{};
  base::Instant expires_at;
  HoldStatus status = HoldStatus::open;
  std::vector<LockedLot> lots{};
  bool is_new = true;  // not in the table yet
  std::uint32_t written_in = 0;
};

// What was before a change.
namespace undo {
struct BalanceWas {
  Slot slot;
  Balance balance;
};
struct ClosedOnWas {
  Slot slot;
  base::Date closed_on;
};
struct AccountAdded {
  Slot slot;
};
struct LotWas {
  Slot slot;
  LotId lot_id;
  std::int64_t remaining;
  std::int64_t held;
};
struct LotAdded {
  Slot slot;
  LotId lot_id;
};
struct HoldWas {
  HoldId hold_id;
  HoldStatus status;
};
struct HoldAdded {
  HoldId hold_id;
};
struct ClosedThroughWas {
  base::Date closed_through;
};
using Change = std::variant<BalanceWas, ClosedOnWas, AccountAdded, LotWas, LotAdded, HoldWas,
                            HoldAdded, ClosedThroughWas>;
static_assert(std::variant_size_v<Change> == 8, "a new kind of change needs its take_back");
static_assert(sizeof(Change) <= 40, "a transfer notes four of them");
}  // namespace undo

class State {
 public:
  [[nodiscard]] const AccountTable& accounts() const { return accounts_; }
  [[nodiscard]] AccountTable& accounts() { return accounts_; }
  [[nodiscard]] const Book& book(Slot slot) const;
  [[nodiscard]] const LotState* find_lot(Slot slot, LotId lot_id) const;
  [[nodiscard]] const HoldState* find_hold(HoldId hold_id) const;
  /// Effective dates up to this one are refused.
  [[nodiscard]] base::Date closed_through() const { return closed_through_; }
  /// Open holds whose time is over at `now`.
  [[nodiscard]] std::vector<HoldId> expired_holds(base::Instant now) const;

  // Changes, each with its undoing.
  Slot open_account(const AccountKey& key, const AccountTerms& terms, base::Date opened_on);
  void close_account(Slot slot, base::Date closed_on);
  void set_balance(Slot slot, const Balance& balance);
  void change_lot(Slot slot, LotId lot_id, std::int64_t remaining, std::int64_t held);
  void add_lot(Slot slot, const LotState& lot);
  void add_hold(HoldState hold);
  void resolve_hold(HoldId hold_id, HoldStatus status);
  void close_through(base::Date month_end);

  /// A place in the undo log to go back to.
  [[nodiscard]] std::size_t mark() const { return changes_.size(); }
  void undo_to(std::size_t mark);
  [[nodiscard]] const std::vector<undo::Change>& changes() const { return changes_; }
  /// The changes are durable: forgets their undoing, exhausted lots and resolved holds.
  void settle();

  // Loading at start; nothing is noted.
  Slot load_account(const AccountState& state, bool has_lots);
  void load_lot(Slot slot, const LotState& lot);
  void load_hold(HoldState hold);
  void load_closed_through(base::Date month_end) { closed_through_ = month_end; }

  // The commit stamps what it has written, so that each row is written once.
  [[nodiscard]] LotState& lot_at(Slot slot, LotId lot_id);
  [[nodiscard]] HoldState& hold_at(HoldId hold_id);

 private:
  void take_back(const undo::BalanceWas& was) { accounts_.at(was.slot).balance = was.balance; }
  void take_back(const undo::ClosedOnWas& was) { accounts_.at(was.slot).closed_on = was.closed_on; }
  void take_back(const undo::AccountAdded& was);
  void take_back(const undo::LotWas& was);
  void take_back(const undo::LotAdded& was);
  void take_back(const undo::HoldWas& was) { hold_at(was.hold_id).status = was.status; }
  void take_back(const undo::HoldAdded& was) { CHECK(holds_.erase(was.hold_id) == 1); }
  void take_back(const undo::ClosedThroughWas& was) { closed_through_ = was.closed_through; }

  [[nodiscard]] Book& book_at(Slot slot);
  void drop_exhausted(Slot slot);
  void settle_hold(HoldId hold_id);

  AccountTable accounts_;
  std::vector<Book> books_ = std::vector<Book>(1);  // 0 belongs to nobody
  std::unordered_map<HoldId, HoldState> holds_;
  std::set<std::pair<base::Instant, HoldId>> hold_ends_;  // of durable open holds
  base::Date closed_through_ = kNoDate;
  std::vector<undo::Change> changes_;
};

}  // namespace ledger
