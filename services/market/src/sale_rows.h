/// What sales at the till and orders share: who may buy where, how much, and the row of a sale.
#pragma once

#include <string>

#include "market/sale.h"

namespace market {

/// Whether the shop, or the team behind it, is the buyer's own.
[[nodiscard]] bool is_own_shop(db::Transaction& tx, RegionId region_id, const Shop& shop,
                               PersonId buyer_id, base::Date today);
/// Refuses more points than may be spent at once, or on one day.
[[nodiscard]] base::Result<void, SaleRefusal> check_limits(db::Transaction& tx, RegionId region_id,
                                                           PersonId buyer_id, std::int64_t points,
                                                           base::Date today);

/// A sale as it is agreed; nothing of it is recomputed later.
struct SaleRecord {
  SaleId id;
  OrganisationId shop_id;
  CardId card_id{};  ///< 0: an order
  PersonId buyer_id;
  PersonId sold_by{};  ///< 0: an order
  std::int64_t points = 0;
  std::int64_t paid_won = 0;
  std::int64_t seq = 0;
  std::int64_t won_seq = 0;
  std::int64_t rule_version = 0;
  Split parts{};
  std::int64_t delivery_won = 0;
  bool is_pending = false;  ///< not handed over yet, so not settled
};
/// Requires: the parts add up to the points.
void record_sale(db::Transaction& tx, RegionId region_id, const SaleRecord& sale,
                 base::Instant now);
/// `stock_option_id`: of the shelf that the units left; 0: the product's.
void record_sale_line(db::Transaction& tx, RegionId region_id, SaleId sale_id, std::int64_t line,
                      ProductId product_id, OptionId stock_option_id, const ReceiptLine& content);

/// `sale:17`: what a sale's entries in the ledger refer to.
[[nodiscard]] std::string reference_of(SaleId sale_id);
[[nodiscard]] std::string masked_name(db::Transaction& tx, RegionId region_id, PersonId person_id);

}  // namespace market
