/// A buyer's statement of an order (거래명세서): who supplied what to whom, for how much.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "market/parcel.h"

namespace market {

/// What one shop supplied.
struct StatementPart {
  Parcel parcel;
  std::string shop_address;
  std::string shop_phone;
};

struct OrderStatement {
  OrderId order_id;
  base::Date ordered_on;
  std::string buyer_name;  ///< whole: of the organisation, or of the person who asks for it
  std::string buyer_address;
  std::string officer_name;  ///< who ordered for the organisation; empty: a person's own order
  std::vector<StatementPart> parts;
};

/// The statement of an order that `buyer_id` placed, without what was cancelled or expired; nullopt
/// when nothing is left of it.
[[nodiscard]] std::optional<OrderStatement> statement_of(db::Transaction& tx, RegionId region_id,
                                                         OrderId order_id, PersonId buyer_id);
/// A PDF with one page of A4 for each shop.
[[nodiscard]] std::string write_statement(const OrderStatement& statement,
                                          const i18n::Catalogue& catalogue, i18n::Language language,
                                          base::Date today);

}  // namespace market
