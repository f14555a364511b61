#include "state.h"

#include <algorithm>

namespace ledger {

namespace {

// The order in which lots are used: what expires first goes first; the older lot among equals.
bool comes_before(const LotState& a, const LotState& b) {
  return std::pair(a.expires_on, a.id) < std::pair(b.expires_on, b.id);
}

}  // namespace

const Book& State::book(Slot slot) const {
  const std::uint32_t book = accounts_.at(slot).book;
  CHECK(book < books_.size());
  return books_[book];
}

Book& State::book_at(Slot slot) {
  const std::uint32_t book = accounts_.at(slot).book;
  CHECK(book != 0 && book < books_.size());
  return books_[book];
}

// A search from the front: a wallet has a handful of lots, and the wanted one is often the first.
const LotState* State::find_lot(Slot slot, LotId lot_id) const {
  CHECK(lot_id);
  const Book& lots = book(slot);
  const auto found = std::ranges::find(lots, lot_id, &LotState::id);
  return found == lots.end() ? nullptr : &*found;
}

LotState& State::lot_at(Slot slot, LotId lot_id) {
  Book& lots = book_at(slot);
  const auto found = std::ranges::find(lots, lot_id, &LotState::id);
  CHECK(found != lots.end());
  CHECK(found->issued > 0 && found->remaining >= 0 && found->held >= 0);
  return *found;
}

const HoldState* State::find_hold(HoldId hold_id) const {
  const auto found = holds_.find(hold_id);
  return found == holds_.end() ? nullptr : &found->second;
}

HoldState& State::hold_at(HoldId hold_id) {
  const auto found = holds_.find(hold_id);
  CHECK(found != holds_.end());
  CHECK(found->second.id == hold_id);
  return found->second;
}

std::vector<HoldId> State::expired_holds(base::Instant now) const {
  std::vector<HoldId> expired;
  for (const auto& [expires_at, hold_id] : hold_ends_) {
    if (expires_at > now) break;
    CHECK(holds_.at(hold_id).status == HoldStatus::open);
    expired.push_back(hold_id);
  }
  return expired;
}

Slot State::open_account(const AccountKey& key, const AccountTerms& terms, base::Date opened_on) {
  CHECK(!key.asset.empty() && !key.purpose.empty());
  CHECK(opened_on != kNoDate && key.owner_id >= 0);
  AccountState state;
  state.owner_id = key.owner_id;
  state.balance_min = terms.balance_min.value_or(kNoMinimum);
  state.balance_max = terms.balance_max.value_or(kNoMaximum);
  state.opened_on = opened_on;
  state.asset = accounts_.intern(key.asset);
  state.purpose = accounts_.intern(key.purpose);
  state.owner_kind = key.owner_kind;
  state.account_class = terms.account_class;
  const Slot slot = load_account(state, terms.has_lots);
  CHECK(slot + 1 == accounts_.size() && accounts_.at(slot).has_lots() == terms.has_lots);
  changes_.push_back(undo::AccountAdded{slot});
  return slot;
}

void State::close_account(Slot slot, base::Date closed_on) {
  AccountState& account = accounts_.at(slot);
  CHECK(!account.is_closed() && closed_on != kNoDate);
  CHECK(account.balance.posted == 0);
  CHECK(account.balance.held == 0 && account.balance.incoming == 0);
  changes_.push_back(undo::ClosedOnWas{slot, account.closed_on});
  account.closed_on = closed_on;
}

void State::set_balance(Slot slot, const Balance& balance) {
  CHECK(balance.held >= 0 && balance.incoming >= 0);
  AccountState& account = accounts_.at(slot);
  CHECK(!account.is_closed());
  CHECK(!account.has_lots() || balance.posted >= balance.held);  // lots are never below zero
  changes_.push_back(undo::BalanceWas{slot, account.balance});
  account.balance = balance;
}

void State::change_lot(Slot slot, LotId lot_id, std::int64_t remaining, std::int64_t held) {
  LotState& lot = lot_at(slot, lot_id);
  CHECK(remaining >= 0 && held >= 0 && remaining + held <= lot.issued);
  CHECK(remaining != lot.remaining || held != lot.held);
  changes_.push_back(undo::LotWas{slot, lot_id, lot.remaining, lot.held});
  lot.remaining = remaining;
  lot.held = held;
}

void State::add_lot(Slot slot, const LotState& lot) {
  CHECK(accounts_.at(slot).has_lots() && find_lot(slot, lot.id) == nullptr);
  CHECK(lot.remaining + lot.held <= lot.issued && lot.source_seq > 0);
  load_lot(slot, lot);
  changes_.push_back(undo::LotAdded{slot, lot.id});
}

void State::add_hold(HoldState hold) {
  const HoldId id = hold.id;
  CHECK(id && hold.status == HoldStatus::open);
  CHECK(hold.is_new && hold.request.amount > 0);
  CHECK(holds_.emplace(id, std::move(hold)).second);
  changes_.push_back(undo::HoldAdded{id});
}

void State::resolve_hold(HoldId hold_id, HoldStatus status) {
  HoldState& hold = hold_at(hold_id);
  CHECK(hold.status == HoldStatus::open && status != HoldStatus::open);
  changes_.push_back(undo::HoldWas{hold_id, hold.status});
  hold.status = status;
}

void State::close_through(base::Date month_end) {
  CHECK(month_end > closed_through_);  // a closed month is never opened again
  changes_.push_back(undo::ClosedThroughWas{closed_through_});
  closed_through_ = month_end;
}

// Backwards, so that each change finds what it changed.
void State::undo_to(std::size_t mark) {
  CHECK(mark <= changes_.size());
  while (changes_.size() > mark) {
    std::visit([this](const auto& was) { take_back(was); }, changes_.back());
    changes_.pop_back();
  }
  CHECK(changes_.size() == mark);
}

void State::take_back(const undo::AccountAdded& was) {
  CHECK(was.slot + 1 == accounts_.size());
  if (accounts_.at(was.slot).has_lots()) {
    CHECK(accounts_.at(was.slot).book + 1 == books_.size() && books_.back().empty());
    books_.pop_back();
  }
  accounts_.remove_last();
}

void State::take_back(const undo::LotWas& was) {
  LotState& lot = lot_at(was.slot, was.lot_id);
  CHECK(was.remaining >= 0 && was.held >= 0 && was.remaining + was.held <= lot.issued);
  lot.remaining = was.remaining;
  lot.held = was.held;
}

void State::take_back(const undo::LotAdded& was) {
  Book& lots = book_at(was.slot);
  const auto found = std::ranges::find(lots, was.lot_id, &LotState::id);
  CHECK(found != lots.end());
  lots.erase(found);
}

// Exhausted lots leave memory only here: until the commit is durable an undo may revive them.
void State::settle() {
  for (const undo::Change& change : changes_) {
    if (const auto* lot = std::get_if<undo::LotWas>(&change)) drop_exhausted(lot->slot);
    else if (const auto* was = std::get_if<undo::HoldWas>(&change)) settle_hold(was->hold_id);
    else if (const auto* added = std::get_if<undo::HoldAdded>(&change)) settle_hold(added->hold_id);
  }
  changes_.clear();
}

void State::drop_exhausted(Slot slot) {
  std::erase_if(book_at(slot), [](const LotState& lot) { return lot.remaining + lot.held == 0; });
}

void State::settle_hold(HoldId hold_id) {
  const auto found = holds_.find(hold_id);
  if (found == holds_.end()) return;  // made and resolved in the same commit, settled already
  const std::pair end(found->second.expires_at, hold_id);
  CHECK(found->second.id == hold_id);
  found->second.is_new = false;
  if (found->second.status == HoldStatus::open) {
    CHECK(hold_ends_.insert(end).second);
    return;
  }
  hold_ends_.erase(end);  // not there when it was made and resolved in one commit
  holds_.erase(found);
  CHECK(hold_ends_.size() <= holds_.size());
}

Slot State::load_account(const AccountState& state, bool has_lots) {
  CHECK(state.book == 0);  // given here
  CHECK(books_.size() <= std::numeric_limits<std::uint32_t>::max());
  AccountState kept = state;
  if (has_lots) {
    kept.book = static_cast<std::uint32_t>(books_.size());
    books_.emplace_back();
  }
  return accounts_.add(kept);
}

void State::load_lot(Slot slot, const LotState& lot) {
  CHECK(lot.id && lot.issued > 0 && lot.remaining >= 0 && lot.held >= 0);
  Book& lots = book_at(slot);
  const auto at = lots.insert(std::ranges::upper_bound(lots, lot, comes_before), lot);
  CHECK(at == lots.begin() || comes_before(*std::prev(at), *at));  // strictly: no lot twice
  CHECK(std::next(at) == lots.end() || comes_before(*at, *std::next(at)));
}

void State::load_hold(HoldState hold) {
  CHECK(hold.id && hold.status == HoldStatus::open);
  hold.is_new = false;
  hold_ends_.emplace(hold.expires_at, hold.id);
  CHECK(holds_.emplace(hold.id, std::move(hold)).second);
}

}  // namespace ledger
