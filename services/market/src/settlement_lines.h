/// The lines of a settlement and the sums that follow from them.
#pragma once

#include "market/settlement.h"

namespace market {

/// Makes the settlement's sums those of its lines.
void sum_lines(db::Transaction& tx, RegionId region_id, SettlementId settlement_id);
/// Takes a line out; what it settled is unsettled again. The caller sums.
void remove_line(db::Transaction& tx, RegionId region_id, LineKind kind, SourceId source_id);
/// A settlement that is not in the ledger yet takes up what a refund left of one of its sales. It
/// goes back to the shop when that had confirmed it.
void shrink_line(db::Transaction& tx, RegionId region_id, SettlementId settlement_id,
                 SaleId sale_id);

}  // namespace market
