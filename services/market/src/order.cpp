#include "market/order.h"

#include <algorithm>
#include <array>

#include "base/apportion.h"
#include "base/check.h"
#include "cart.h"
#include "ledger/points.h"

namespace market {
namespace {

constexpr std::size_t kLinesMax = 50;

ParcelQuote quote_of(const ShopCart& cart) {
  ParcelQuote quote{.shop_id = cart.shop.id,
                    .shop_name = cart.shop.name,
                    .lines = {},
                    .goods_won = cart.price.goods_won,
                    .delivery_won = cart.price.delivery_won,
                    .collections = cart.collections};
  for (const CartItem& item : cart.items)
    quote.lines.push_back(
        {item.product.id, item.product.name, item.option_name, item.quantity, item.price_won});
  return quote;
}

}  // namespace

std::span<const base::Rule> OrderLine::rules() {
  static constexpr std::array<base::Rule, 1> kRules{
      {{.field = "quantity", .minimum = 1, .maximum = 100}}};
  return kRules;
}

std::span<const base::Rule> OrderForm::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "lines", .max_length = kLinesMax},
      {.field = "collections", .max_length = kLinesMax},
      {.field = "points", .minimum = 0, .maximum = 10'000'000},
  }};
  return kRules;
}

OrderResult<OrderQuote> quote_order(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                                    const OrderForm& form, base::Instant now) {
  OLIVE_TRY(cart, read_cart(tx, region_id, buyer_id, form, now));
  const base::Date today = base::korean_date(now);
  const bool is_own = !cart.organisation;
  OrderQuote quote{.parcels = {}, .total_won = cart.total_won()};
  for (const ShopCart& each : cart.shops) quote.parcels.push_back(quote_of(each));
  if (is_own)
    quote.points_available =
        ledger::sum_of(ledger::read_wallet(tx, ledger::ledger_of(region_id), buyer_id, today));
  quote.points_max = std::min({quote.total_won, quote.points_available,
                               settings::integer(tx, region_id, kSalePointsMax, today)});
  quote.won_max =
      settings::integer(tx, region_id, is_own ? kOrderWonMax : kOrganisationWonMax, today);
  return quote;
}

std::vector<Tender> share_tender(std::int64_t points, const std::vector<ParcelPrice>& prices) {
  std::vector<std::int64_t> weights;
  for (const ParcelPrice& each : prices) weights.push_back(each.goods_won + each.delivery_won);
  const std::vector<std::int64_t> shares = base::apportion(points, weights);
  std::vector<Tender> tenders;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    CHECK_REQUEST(shares[i] >= 0 && shares[i] <= weights[i]);
    const std::array<std::int64_t, 2> own{prices[i].goods_won, prices[i].delivery_won};
    const std::vector<std::int64_t> parts = base::apportion(shares[i], own);
    tenders.push_back({shares[i], weights[i] - shares[i], parts[1]});
  }
  return tenders;
}

ledger::AccountKey order_due_account(OrganisationId organisation_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, organisation_id.value, "order_due"};
}

ledger::AccountKey order_due_account(PersonId buyer_id) {
  return {ledger::kWon, ledger::OwnerKind::person, buyer_id.value, "order_due"};
}

}  // namespace market
