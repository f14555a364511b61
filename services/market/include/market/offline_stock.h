/// Goods that were sold without a connection. The sale happened, so it stands; the shelf never
/// falls below zero. What was sold and not there is a deviation that the shop looks into.
#pragma once

#include <vector>

#include "market/offline_till.h"

namespace market {

using StockDeviationId = base::Id<struct StockDeviationTag>;

struct StockDeviation {
  StockDeviationId id;
  ProductId product_id;
  OptionId option_id;  ///< of the shelf; 0: the product's own
  std::string name;
  std::string device_name;
  std::int64_t sold = 0;
  std::int64_t missing = 0;
  base::Instant sold_at;
  base::Instant received_at;
  std::optional<base::Instant> seen_at;  ///< by the shop; none: it is still to be looked into
};
BOOST_DESCRIBE_STRUCT(StockDeviation, (),
                      (id, product_id, option_id, name, device_name, sold, missing, sold_at,
                       received_at, seen_at))

enum class StockDeviationRefusal { stock_deviation_not_found };
BOOST_DESCRIBE_ENUM(StockDeviationRefusal, stock_deviation_not_found)

/// Whether the lines of a sale are goods of the till's shop, and worth what was paid.
[[nodiscard]] bool are_right_lines(db::Transaction& tx, RegionId region_id, const Device& device,
                                   const OfflineSale& sale);
/// Takes the sale's units off their shelves, or off what was brought to its fair, as far as they
/// are there; records the lines of its receipt, and a deviation for what is missing. Returns the
/// units that are. Requires: right lines; called once for a sale.
[[nodiscard]] std::int64_t take_offline_stock(db::Transaction& tx, ledger::Batch& batch,
                                              RegionId region_id, const Device& device,
                                              const OfflineSale& sale, SaleId sale_id,
                                              PersonId sent_by);
/// The units that were missing of a till's sale.
[[nodiscard]] std::int64_t missing_units_of(db::Transaction& tx, RegionId region_id,
                                            DeviceId device_id, std::int64_t seq);
/// A shop's deviations, the newest first; at most 100.
[[nodiscard]] std::vector<StockDeviation> deviations_of(db::Transaction& tx, RegionId region_id,
                                                        OrganisationId shop_id);
/// The shop has looked into it. Seen twice, the first time counts.
[[nodiscard]] base::Result<void, StockDeviationRefusal> see_deviation(
    db::Transaction& tx, RegionId region_id, OrganisationId shop_id, StockDeviationId id,
    PersonId seen_by, base::Instant now);

}  // namespace market
