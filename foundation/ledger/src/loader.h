// Rebuilds the state in memory from the tables when the ledger starts.
#pragma once

#include "group_batch.h"

namespace ledger {

// Takes the writer's lease: raises the fencing epoch, after which no earlier writer can commit.
std::int64_t take_lease(db::Transaction& tx, LedgerId ledger_id);

// Fills an empty state and filter. Throws db::Error (XX001) when the tables contradict each other:
// balances do not add up to zero, lots do not add up to balances, or the chain's tail is broken.
Position load(db::Transaction& tx, LedgerId ledger_id, State& state, KeyFilter& keys);

}  // namespace ledger
