/// A quick look at a running ledger, each minute: whether money adds up, and whether deeds get
/// through. Not verify(): that recomputes the journal.
#pragma once

#include <string>

#include "db/database.h"
#include "ledger/ledger.h"

namespace ledger {

/// A deed that waits longer is a fault: a group commit takes milliseconds.
inline constexpr double kQueueAgeMaxS = 1.0;

struct CanaryReading {
  bool is_sound = false;
  std::string finding;  ///< empty when sound; names the rule: `sum_not_zero: OLIVE`
  std::int64_t entries = 0;
  std::int64_t sealed_entries = 0;  ///< covered by a signed checkpoint
  base::Instant taken_at;
};

/// Each asset adds up to zero, the lots of each wallet are its balance, the last group commit
/// hashes to its block, and the journal ends where its writer did. Cost: one pass over balances and
/// lots that have something left.
[[nodiscard]] CanaryReading read_canary(db::Transaction& tx, LedgerId ledger_id, base::Instant now);

}  // namespace ledger
