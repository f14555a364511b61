/// The account that every service means when it says "wallet".
#pragma once

#include "base/id.h"
#include "ledger/account.h"

namespace ledger {

/// A person's Olive points.
[[nodiscard]] inline AccountKey wallet_account(base::PersonId person_id) {
  return {kOlive, OwnerKind::person, person_id.value, "wallet"};
}

/// A wallet has lots, each with its source and expiry, and is never below zero.
[[nodiscard]] inline AccountTerms wallet_terms() {
  return {.account_class = AccountClass::liability, .balance_min = 0, .has_lots = true};
}

}  // namespace ledger
