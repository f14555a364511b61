// What a deed may do: every check names the first rule that is broken, in the order of the enum.
#include <algorithm>

#include "group_batch.h"

namespace ledger {

using enum TransferRefusal;

Posting<void> GroupBatch::check_amount(std::int64_t amount) {
  if (amount <= 0) return base::refuse(amount_not_positive);
  if (amount > kAmountMax) return base::refuse(amount_too_large);
  return {};
}

Posting<GroupBatch::Legs> GroupBatch::check_legs(AccountId debit, AccountId credit) const {
  const auto debit_slot = state_.accounts().find(debit);
  const auto credit_slot = state_.accounts().find(credit);
  if (!debit_slot) return base::refuse(debit_account_not_found);
  if (!credit_slot) return base::refuse(credit_account_not_found);
  if (*debit_slot == *credit_slot) return base::refuse(same_account);
  if (state_.accounts().at(*debit_slot).asset != state_.accounts().at(*credit_slot).asset)
    return base::refuse(asset_mismatch);
  return Legs{*debit_slot, *credit_slot};
}

Posting<void> GroupBatch::check_open(const Legs& legs, base::Date effective_on) const {
  if (state_.accounts().at(legs.debit).is_closed()) return base::refuse(account_closed);
  if (state_.accounts().at(legs.credit).is_closed()) return base::refuse(account_closed);
  if (effective_on <= state_.closed_through()) return base::refuse(month_closed);
  return {};
}

// The order is part of the contract (the enum lists it): clients and the table of cases rely on
// which of several faults is named.
Posting<GroupBatch::Legs> GroupBatch::check_request(const TransferRequest& request,
                                                    bool is_key_taken,
                                                    base::Instant hold_ends) const {
  OLIVE_TRY_VOID(check_amount(request.amount));
  OLIVE_TRY(legs, check_legs(request.debit, request.credit));
  OLIVE_TRY_VOID(check_open(legs, request.effective_on));
  if (is_key_taken) return base::refuse(idempotency_conflict);
  OLIVE_TRY_VOID(check_expiry(request, legs));
  if (hold_ends <= now_) return base::refuse(expiry_in_the_past);
  OLIVE_TRY_VOID(check_balances(legs, request.amount));
  OLIVE_TRY_VOID(check_lots(legs.debit, request.amount, request.effective_on));
  return legs;
}

Posting<void> GroupBatch::check_expiry(const TransferRequest& request, const Legs& legs) const {
  const bool needs_expiry = state_.accounts().at(legs.credit).has_lots();
  if (needs_expiry && !request.expires_on) return base::refuse(expiry_required);
  if (needs_expiry && *request.expires_on < request.effective_on)
    return base::refuse(expiry_in_the_past);
  if (!needs_expiry && request.expires_on) return base::refuse(expiry_not_allowed);
  return {};
}

// Incoming holds count against the upper limit, as held amounts count against the lower one: what
// was promised to either side can always be carried out.
Posting<void> GroupBatch::check_balances(const Legs& legs, std::int64_t amount) const {
  CHECK(amount > 0 && amount <= kAmountMax);
  const AccountState& debit = state_.accounts().at(legs.debit);
  const AccountState& credit = state_.accounts().at(legs.credit);
  CHECK(debit.balance.held >= 0 && credit.balance.incoming >= 0);
  if (debit.balance.available() - amount < std::max(debit.balance_min, -kBalanceLimit))
    return base::refuse(balance_below_minimum);
  if (credit.balance.posted + credit.balance.incoming + amount >
      std::min(credit.balance_max, kBalanceLimit))
    return base::refuse(balance_above_maximum);
  return {};
}

Posting<void> GroupBatch::check_lots(Slot debit, std::int64_t amount,
                                     base::Date effective_on) const {
  if (!state_.accounts().at(debit).has_lots()) return {};
  CHECK(amount > 0);
  std::int64_t usable = 0;
  for (const LotState& lot : state_.book(debit))
    if (lot.expires_on >= effective_on) usable += lot.remaining;
  CHECK(usable <= state_.accounts().at(debit).balance.available());
  if (usable < amount) return base::refuse(lots_insufficient);
  return {};
}

Posting<const HoldState*> GroupBatch::open_hold(HoldId hold_id) {
  const HoldState* hold = state_.find_hold(hold_id);
  std::optional<HoldStatus> status;
  if (hold != nullptr) status = hold->status;
  else status = find_hold_status(*tx_, ledger_id_, hold_id);
  if (!status) return base::refuse(hold_not_found);
  if (*status == HoldStatus::expired) return base::refuse(hold_expired);
  if (*status != HoldStatus::open) return base::refuse(hold_already_resolved);
  CHECK(hold != nullptr);  // open holds are always in memory
  CHECK(hold->id == hold_id && hold->request.amount > 0);
  return hold;
}

Posting<std::int64_t> GroupBatch::check_reversal(const Original& original,
                                                 std::optional<std::int64_t> amount) {
  const std::int64_t left = original.entry.amount - original.reversed;
  CHECK(left >= 0 && original.reversed >= 0);
  if (left == 0 || amount.value_or(left) > left) return base::refuse(reversal_above_original);
  if (original.entry.reverses != 0) return base::refuse(reversal_of_reversal);
  const std::int64_t back = amount.value_or(left);
  CHECK(back > 0 && back <= left);
  return back;
}

}  // namespace ledger
