#include "state.h"

#include <algorithm>

namespace ledger {

namespace {

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

const LotState* State::find_lot(Slot slot, LotId lot_id) const {
  const Book& lots = book(slot);
  const auto found = std::ranges::find(lots, lot_id, &LotState::id);
  return found == lots.end() ? nullptr : &*found;
}

LotState& State::lot_at(Slot slot, LotId lot_id) {
  Book& lots = book_at(slot);
  const auto found = std::ranges::find(lots, lot_id, &LotState::id);
  CHECK(found != lots.end());
  return *found;
}

const HoldState* State::find_hold(HoldId hold_id) const {
  const auto found = holds_.find(hold_id);
  return found == holds_.end() ? nullptr : &found->second;
}

HoldState& State::hold_at(HoldId hold_id) {
  const auto found = holds_.find(hold_id);
  CHECK(found != holds_.end());
  return found->second;
}

std::vector<HoldId> State::expired_holds(base::Instant now) const {
  std::vector<HoldId> expired;
  for (const auto& [expires_at, hold_id] : hold_ends_) {
    if (expires_at > now) break;
    expired.push_back(hold_id);
  }
  return expired;
}

Slot State::open_account(const AccountKey& key, const AccountTerms& terms, base::Date opened_on) {
  CHECK(!key.asset.empty() && !key.purpose.empty());
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
  changes_.push_back(undo::AccountAdded{slot});
  return slot;
}

void State::close_account(Slot slot, base::Date closed_on) {
  AccountState& account = accounts_.at(slot);
  CHECK(!account.is_closed());
  changes_.push_back(undo::ClosedOnWas{slot, account.closed_on});
  account.closed_on = closed_on;
}

void State::set_balance(Slot slot, const Balance& balance) {
  CHECK(balance.held >= 0 && balance.incoming >= 0);
  AccountState& account = accounts_.at(slot);
  changes_.push_back(undo::BalanceWas{slot, account.balance});
  account.balance = balance;
}

void State::change_lot(Slot slot, LotId lot_id, std::int64_t remaining, std::int64_t held) {
  LotState& lot = lot_at(slot, lot_id);
  CHECK(remaining >= 0 && held >= 0 && remaining + held <= lot.issued);
  changes_.push_back(undo::LotWas{slot, lot_id, lot.remaining, lot.held});
  lot.remaining = remaining;
  lot.held = held;
}

void State::add_lot(Slot slot, const LotState& lot) {
  load_lot(slot, lot);
  changes_.push_back(undo::LotAdded{slot, lot.id});
}

void State::add_hold(HoldState hold) {
  const HoldId id = hold.id;
  CHECK(id && hold.status == HoldStatus::open);
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
  changes_.push_back(undo::ClosedThroughWas{closed_through_});
  closed_through_ = std::max(closed_through_, month_end);
}

void State::undo_to(std::size_t mark) {
  CHECK(mark <= changes_.size());
  while (changes_.size() > mark) {
    std::visit([this](const auto& was) { take_back(was); }, changes_.back());
    changes_.pop_back();
  }
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
  lot.remaining = was.remaining;
  lot.held = was.held;
}

void State::take_back(const undo::LotAdded& was) {
  Book& lots = book_at(was.slot);
  const auto found = std::ranges::find(lots, was.lot_id, &LotState::id);
  CHECK(found != lots.end());
  lots.erase(found);
}

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
  found->second.is_new = false;
  if (found->second.status == HoldStatus::open) {
    hold_ends_.insert(end);
    return;
  }
  hold_ends_.erase(end);
  holds_.erase(found);
}

Slot State::load_account(const AccountState& state, bool has_lots) {
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
  lots.insert(std::ranges::upper_bound(lots, lot, comes_before), lot);
}

void State::load_hold(HoldState hold) {
  CHECK(hold.status == HoldStatus::open);
  hold.is_new = false;
  hold_ends_.emplace(hold.expires_at, hold.id);
  CHECK(holds_.emplace(hold.id, std::move(hold)).second);
}

}  // namespace ledger
