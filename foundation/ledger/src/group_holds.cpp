// Two-phase transfers: a hold reserves balance and lots, and is resolved once.
#include <algorithm>

#include "group_batch.h"

namespace ledger {

Posting<HoldId> GroupBatch::hold(const TransferRequest& request, base::Instant expires_at) {
  const Fingerprint fingerprint = fingerprint_of_hold(request, expires_at, scratch_);
  const auto known = find_key(request.key);
  if (known && known->hold_id && known->fingerprint == fingerprint) return known->hold_id;
  OLIVE_TRY(legs, check_request(request, known.has_value(), expires_at));
  CHECK(!known && expires_at > now_);

  HoldState hold;
  hold.id = {++last_hold_id_};
  hold.request = request;
  hold.fingerprint = fingerprint;
  hold.expires_at = expires_at;
  hold.lots = lock_lots(legs.debit, request.amount, request.effective_on);
  reserve(legs, request.amount);
  remember(request.key, {.fingerprint = fingerprint, .hold_id = hold.id});
  state_.add_hold(std::move(hold));
  return HoldId{last_hold_id_};
}

// The month may have closed since the hold was made; its effective date is then refused, as that of
// a transfer would be. The holder voids it and starts anew.
Posting<Entry> GroupBatch::post_hold(HoldId hold_id, std::int64_t amount, TransferKey key) {
  const Fingerprint fingerprint = fingerprint_of_post(hold_id, amount, scratch_);
  const auto known = find_key(key);
  if (known && known->seq != 0 && known->fingerprint == fingerprint) return replayed(known->seq);
  OLIVE_TRY_VOID(check_amount(amount));
  OLIVE_TRY(hold, open_hold(hold_id));
  const TransferRequest& request = hold->request;
  if (amount > request.amount) return base::refuse(TransferRefusal::amount_above_hold);
  const Legs legs = legs_of(*hold);
  OLIVE_TRY_VOID(check_open(legs, request.effective_on));
  if (known) return base::refuse(TransferRefusal::idempotency_conflict);

  CHECK(hold->status == HoldStatus::open && amount > 0 && amount <= request.amount);
  Record& record = begin_record(key, fingerprint);
  record.entry.amount = amount;
  record.entry.code = request.code;
  record.entry.effective_on = request.effective_on;
  record.entry.reference = request.reference;
  record.actor = request.actor;
  record.hold_id = hold_id;
  record.memo = request.memo;
  record.total_code = request.code;
  unlock_lots(legs.debit, *hold, amount);
  if (request.expires_on)
    issue_lot(legs.credit, amount, *request.expires_on,
              state_.accounts().intern(request.lot_source));
  reserve(legs, -request.amount);  // first: the reservation must not stand in its own way
  move(legs, amount);
  state_.resolve_hold(hold_id, HoldStatus::posted);
  CHECK(hold->status == HoldStatus::posted);
  return finish_record();
}

Posting<void> GroupBatch::void_hold(HoldId hold_id) {
  OLIVE_TRY(hold, open_hold(hold_id));
  release(*hold, HoldStatus::voided);
  return {};
}

// At the beginning of each group commit and nowhere else: what a deed sees does not change while it
// runs, and a replayed commit comes to the same result.
void GroupBatch::release_expired_holds() {
  for (const HoldId hold_id : state_.expired_holds(now_)) {
    const HoldState* hold = state_.find_hold(hold_id);
    CHECK(hold != nullptr && hold->expires_at <= now_);
    release(*hold, HoldStatus::expired);
  }
  CHECK(records_.empty());  // time alone moves nothing
}

GroupBatch::Legs GroupBatch::legs_of(const HoldState& hold) const {
  const auto legs = check_legs(hold.request.debit, hold.request.credit);
  CHECK(legs.has_value());  // accounts are never deleted
  return *legs;
}

// Requires: check_balances and check_lots when `amount` is positive.
void GroupBatch::reserve(const Legs& legs, std::int64_t amount) {
  CHECK(amount != 0 && legs.debit != legs.credit);
  Balance debit = state_.accounts().at(legs.debit).balance;
  Balance credit = state_.accounts().at(legs.credit).balance;
  CHECK(amount > 0 || (debit.held >= -amount && credit.incoming >= -amount));
  debit.held += amount;
  credit.incoming += amount;
  state_.set_balance(legs.debit, debit);
  state_.set_balance(legs.credit, credit);
}

void GroupBatch::release(const HoldState& hold, HoldStatus status) {
  CHECK(hold.status == HoldStatus::open);
  CHECK(status == HoldStatus::voided || status == HoldStatus::expired);
  const Legs legs = legs_of(hold);
  unlock_lots(legs.debit, hold, 0);
  reserve(legs, -hold.request.amount);
  state_.resolve_hold(hold.id, status);
}

std::vector<LockedLot> GroupBatch::lock_lots(Slot slot, std::int64_t amount,
                                             base::Date effective_on) {
  CHECK(amount > 0);
  std::vector<LockedLot> locked;
  if (!state_.accounts().at(slot).has_lots()) return locked;
  for (const LotState& lot : state_.book(slot)) {
    const std::int64_t share = std::min(lot.remaining, amount);
    if (share == 0 || lot.expires_on < effective_on) continue;
    CHECK(share > 0);
    amount -= share;
    locked.push_back({lot.id, share});
    state_.change_lot(slot, lot.id, lot.remaining - share, lot.held + share);
  }
  CHECK(amount == 0 && !locked.empty());
  return locked;
}

// Uses `used` of the locked lots, in the order in which they were locked, and frees the rest.
void GroupBatch::unlock_lots(Slot slot, const HoldState& hold, std::int64_t used) {
  CHECK(used >= 0 && used <= hold.request.amount);
  CHECK(hold.lots.empty() != state_.accounts().at(slot).has_lots());
  for (const LockedLot& locked : hold.lots) {
    CHECK(locked.amount > 0 && state_.find_lot(slot, locked.lot_id) != nullptr);
    const LotState& lot = *state_.find_lot(slot, locked.lot_id);
    const std::int64_t share = std::min(locked.amount, used);
    CHECK(lot.held >= locked.amount);
    used -= share;
    if (share > 0) note_lot(lot.id, -share, lot.expires_on, lot.source);
    state_.change_lot(slot, lot.id, lot.remaining + locked.amount - share,
                      lot.held - locked.amount);
  }
  CHECK(used == 0 || hold.lots.empty());
}

}  // namespace ledger
