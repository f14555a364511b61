/// Refunds: bounded by the sale, back to the lots that paid, and out of what was settled.
#pragma once

#include <string_view>

#include "market/sale.h"

namespace market {

/// Days that points live when their lot expired between purchase and refund.
inline constexpr settings::Definition kRefundGraceDays{
    .key = "market.refund_grace_days", .value = "30", .unit = "day", .minimum = 30, .maximum = 366};

/// What goes back. Points go to the wallet only, won only up to what was paid in won: a refund
/// never turns points into cash.
struct RefundAmount {
  std::int64_t points = 0;
  std::int64_t won = 0;
};

/// Gives back a part of a sale or all of it; partial refunds add up to the sale at most.
/// The shop, the benefit fund and the support fund give back in proportion to what they have left.
/// A sale that a settlement has paid is clawed back at once: its won return to the backing of the
/// points, and the shop's part is a line of its next statement. A statement that is not approved
/// yet shrinks instead; one that the shop had confirmed goes back to the shop.
[[nodiscard]] base::Result<void, SaleRefusal> refund(db::Transaction& tx, ledger::Batch& batch,
                                                     RegionId region_id, SaleId sale_id,
                                                     RefundAmount amount, std::string_view reason,
                                                     PersonId refunded_by);

}  // namespace market
