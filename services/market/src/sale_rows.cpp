#include "sale_rows.h"

#include <algorithm>

#include "base/check.h"

namespace market {

bool is_own_shop(db::Transaction& tx, RegionId region_id, const Shop& shop, PersonId buyer_id,
                 base::Date today) {
  return std::ranges::any_of(
      people::memberships_of(tx, region_id, buyer_id, today), [&](const people::Membership& held) {
        const bool is_own = held.organisation_id == shop.id ||
                            (shop.team_id && held.organisation_id == shop.team_id);
        return is_own && held.role != people::Role::citizen;
      });
}

base::Result<void, SaleRefusal> check_limits(db::Transaction& tx, RegionId region_id,
                                             PersonId buyer_id, std::int64_t points,
                                             base::Date today) {
  if (points > settings::integer(tx, region_id, kSalePointsMax, today))
    return base::refuse(SaleRefusal::sale_above_limit);
  const auto spent = tx.integer(
      "SELECT SUM(points - refunded) FROM market_sale WHERE region_id = $1 AND buyer_id = $2 "
      "AND sold_on = $3",
      region_id, buyer_id, today);
  if (spent.value_or(0) + points > settings::integer(tx, region_id, kDayPointsMax, today))
    return base::refuse(SaleRefusal::day_above_limit);
  return {};
}

void record_sale(db::Transaction& tx, RegionId region_id, const SaleRecord& sale,
                 base::Instant now) {
  CHECK_REQUEST(sale.parts.sum() == sale.points && sale.rule_version > 0);
  tx.execute(
      "INSERT INTO market_sale (region_id, id, shop_id, card_id, buyer_id, sold_by, points, "
      "refunded, seq, sold_on, sold_at, settlement_id, paid_won, won_seq, rule_version, shop_won, "
      "benefit_won, support_won, delivery_won, is_pending) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, "
      "$8, $9, $10, 0, $11, $12, $13, $14, $15, $16, $17, $18)",
      region_id, sale.id, sale.shop_id, sale.card_id, sale.buyer_id, sale.sold_by, sale.points,
      sale.seq, base::korean_date(now), now, sale.paid_won, sale.won_seq, sale.rule_version,
      sale.parts.shop_won, sale.parts.benefit_won, sale.parts.support_won, sale.delivery_won,
      sale.is_pending);
}

void record_sale_line(db::Transaction& tx, RegionId region_id, SaleId sale_id, std::int64_t line,
                      ProductId product_id, OptionId stock_option_id, const ReceiptLine& content) {
  tx.execute(
      "INSERT INTO market_sale_line (region_id, sale_id, line, product_id, name, quantity, "
      "price_won, stock_option_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      region_id, sale_id, line, product_id, content.name, content.quantity, content.price_won,
      stock_option_id);
}

std::string reference_of(SaleId sale_id) { return "sale:" + std::to_string(sale_id.value); }

std::string masked_name(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  auto person = people::find_person(tx, region_id, person_id);
  return person ? people::masked(std::move(*person)).name : std::string();
}

}  // namespace market
