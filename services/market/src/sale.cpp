#include "market/sale.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "ledger/points.h"
#include "market/catalogue.h"
#include "market/fair.h"
#include "market/low_stock.h"
#include "sale_rows.h"

namespace market {
namespace {

/// A cart line with what the shop asks for it.
struct PricedLine {
  Product product;
  std::int64_t quantity = 0;
  Choice choice;
};

struct Cart {
  std::vector<PricedLine> lines;
  std::int64_t points = 0;  ///< what the wallet pays
  std::int64_t won = 0;     ///< what is paid beside it
};

SaleRefusal refusal_of(ChoiceRefusal refusal) {
  switch (refusal) {
    case ChoiceRefusal::option_missing: return SaleRefusal::option_missing;
    case ChoiceRefusal::option_not_found: return SaleRefusal::option_not_found;
    case ChoiceRefusal::option_not_sold: return SaleRefusal::option_not_sold;
  }
  std::unreachable();
}

// Where options only differ in taste and price, a till may ring up the product as such.
base::Result<Choice, SaleRefusal> choose(db::Transaction& tx, RegionId region_id,
                                         const Product& product, const CartLine& line) {
  const auto options = options_of(tx, region_id, product.id);
  if (!line.option_id && std::ranges::none_of(options, &Option::has_own_stock))
    return Choice{{}, product.price_won, {product.id}};
  auto choice = choose_option(product, options, line.option_id);
  if (!choice) return base::refuse(refusal_of(choice.error()));
  return *std::move(choice);
}

base::Result<Cart, SaleRefusal> price_cart(db::Transaction& tx, RegionId region_id,
                                           const SaleForm& form) {
  Cart cart{.won = form.paid_won.value_or(0)};
  if (form.lines.empty() == !form.amount_points) return base::refuse(SaleRefusal::cart_empty);
  if (form.amount_points) cart.points = *form.amount_points;
  for (const CartLine& line : form.lines) {
    const auto product = find_product(tx, region_id, line.product_id);
    if (!product || product->shop_id != form.shop_id)
      return base::refuse(SaleRefusal::product_not_found);
    if (!product->is_sold) return base::refuse(SaleRefusal::product_not_sold);
    OLIVE_TRY(choice, choose(tx, region_id, *product, line));
    cart.points += choice.price_won * line.quantity;
    cart.lines.push_back({*product, line.quantity, std::move(choice)});
  }
  if (cart.points <= 0) return base::refuse(SaleRefusal::cart_empty);
  if (!form.amount_points) cart.points -= cart.won;
  if (cart.points <= 0) return base::refuse(SaleRefusal::won_above_price);
  return cart;
}

/// A sale at a fair needs one that is open today, with this shop.
base::Result<void, SaleRefusal> check_fair(db::Transaction& tx, RegionId region_id,
                                           const SaleForm& form, base::Date today) {
  if (!form.fair_id) return {};
  const auto fair = find_fair(tx, region_id, *form.fair_id);
  const bool is_there = fair && fair->state == FairState::open &&
                        is_selling_at(tx, region_id, fair->id, form.shop_id, today);
  if (!is_there) return base::refuse(SaleRefusal::fair_not_open);
  return {};
}

/// Goods leave the shelf, or what was brought to the fair. Shops that never entered stock for a
/// product sell without counting.
base::Result<void, SaleRefusal> move_stock(db::Transaction& tx, ledger::Batch& batch,
                                           RegionId region_id, const Cart& cart, SaleId sale_id,
                                           std::optional<FairId> fair_id, PersonId sold_by) {
  std::int64_t line_number = 0;
  for (const PricedLine& line : cart.lines) {
    ++line_number;
    if (line.product.kind == ProductKind::service) continue;
    const StockItem& item = line.choice.stock_item;
    auto shelf = batch.find_account(shelf_account(item));
    if (!shelf && !item.option_id) continue;
    if (fair_id) shelf = batch.find_account(fair_stock_account(*fair_id, item));
    if (!shelf) return base::refuse(SaleRefusal::stock_insufficient);  // nothing was brought
    const ledger::AccountId sold =
        batch.account(sold_account(item), {.account_class = ledger::AccountClass::stock});
    const auto entry =
        batch.transfer({.key = ledger::key_of("sale_stock", sale_id.value, line_number),
                        .debit = *shelf,
                        .credit = sold,
                        .amount = line.quantity,
                        .code = "stock_sale",
                        .effective_on = batch.today(),
                        .actor = sold_by,
                        .reference = reference_of(sale_id)});
    if (!entry) return base::refuse(SaleRefusal::stock_insufficient);
    if (!fair_id)
      announce_low_stock(tx, batch, region_id, item, line.product.shop_id, line.quantity);
  }
  return {};
}

void insert_lines(db::Transaction& tx, RegionId region_id, SaleId sale_id, const Cart& cart) {
  std::int64_t number = 0;
  for (const PricedLine& line : cart.lines)
    record_sale_line(tx, region_id, sale_id, ++number, line.product.id,
                     line.choice.stock_item.option_id,
                     {name_with_option(line.product.name, line.choice.option_name), line.quantity,
                      line.choice.price_won});
}

/// The won beside the points go from the buyer's hand to the shop's drawer, in the same group.
std::int64_t move_won(ledger::Batch& batch, OrganisationId shop_id, SaleId sale_id,
                      std::int64_t won, PersonId sold_by) {
  if (won == 0) return 0;
  const auto entry =
      batch.transfer({.key = ledger::key_of("sale_won", sale_id.value),
                      .debit = batch.account(buyers_won_account(),
                                             {.account_class = ledger::AccountClass::equity}),
                      .credit = batch.account(drawer_account(shop_id), {.balance_min = 0}),
                      .amount = won,
                      .code = "purchase_won",
                      .effective_on = batch.today(),
                      .actor = sold_by,
                      .reference = reference_of(sale_id)});
  CHECK_REQUEST(entry.has_value());  // neither account has a limit that a sale could meet
  return entry->seq;
}

}  // namespace

std::span<const base::Rule> CartLine::rules() {
  static constexpr std::array<base::Rule, 1> kRules{
      {{.field = "quantity", .minimum = 1, .maximum = 1'000}}};
  return kRules;
}

std::span<const base::Rule> SaleForm::rules() {
  static constexpr std::array<base::Rule, 5> kRules{{
      {.field = "card_number", .min_length = 16, .max_length = 24},
      {.field = "pin", .min_length = 4, .max_length = 4},
      {.field = "lines", .max_length = 100},
      {.field = "amount_points", .minimum = 1, .maximum = 10'000'000},
      {.field = "paid_won", .minimum = 0, .maximum = 100'000'000},
  }};
  return kRules;
}

base::Result<SaleId, SaleRefusal> sell(db::Transaction& tx, ledger::Batch& batch,
                                       RegionId region_id, const SaleForm& form, const Card& card,
                                       PersonId sold_by) {
  const base::Date today = batch.today();
  const auto shop = find_shop(tx, region_id, form.shop_id);
  if (!shop) return base::refuse(SaleRefusal::shop_not_found);
  if (!shop->is_open) return base::refuse(SaleRefusal::shop_closed);
  OLIVE_TRY_VOID(check_fair(tx, region_id, form, today));
  OLIVE_TRY(cart, price_cart(tx, region_id, form));
  if (card.person_id == sold_by) return base::refuse(SaleRefusal::own_card);
  if (is_own_shop(tx, region_id, *shop, card.person_id, today))
    return base::refuse(SaleRefusal::own_shop);
  OLIVE_TRY_VOID(check_limits(tx, region_id, card.person_id, cart.points, today));
  const auto sale_id = tx.make_id<SaleId>();
  const auto entry = batch.transfer(
      {.key = ledger::key_of("sale", sale_id.value),
       .debit = batch.account(ledger::wallet_account(card.person_id), ledger::wallet_terms()),
       .credit = batch.account(takings_account(shop->id), {.balance_min = 0}),
       .amount = cart.points,
       .code = "purchase",
       .effective_on = today,
       .actor = sold_by,
       .reference = reference_of(sale_id)});
  if (!entry) return base::refuse(SaleRefusal::points_insufficient);
  OLIVE_TRY_VOID(move_stock(tx, batch, region_id, cart, sale_id, form.fair_id, sold_by));
  const std::int64_t won_seq = move_won(batch, shop->id, sale_id, cart.won, sold_by);
  const auto rule = settings::table<SplitRule>(tx, region_id, kSplitRule, today);
  record_sale(tx, region_id,
              {.id = sale_id,
               .shop_id = shop->id,
               .card_id = card.id,
               .buyer_id = card.person_id,
               .sold_by = sold_by,
               .points = cart.points,
               .paid_won = cart.won,
               .seq = entry->seq,
               .won_seq = won_seq,
               .rule_version = rule.version,
               .parts = split(cart.points, rule)},
              batch.now());
  insert_lines(tx, region_id, sale_id, cart);
  if (form.fair_id) record_fair_sale(tx, region_id, *form.fair_id, sale_id);
  return sale_id;
}

std::optional<Receipt> receipt_of(db::Transaction& tx, RegionId region_id, SaleId sale_id,
                                  base::Date today) {
  const db::Rows row = tx.rows(
      "SELECT shop_id, buyer_id, points, refunded, seq, sold_at, paid_won, refunded_won, "
      "delivery_won FROM market_sale WHERE region_id = $1 AND id = $2",
      region_id, sale_id);
  if (row.empty()) return std::nullopt;
  Receipt receipt{.sale_id = sale_id, .shop_id = {row.integer(0, 0)}};
  const PersonId buyer_id{row.integer(0, 1)};
  receipt.points = row.integer(0, 2);
  receipt.refunded = row.integer(0, 3);
  receipt.seq = row.integer(0, 4);
  receipt.sold_at = {row.integer(0, 5)};
  receipt.paid_won = row.integer(0, 6);
  receipt.refunded_won = row.integer(0, 7);
  receipt.delivery_won = row.integer(0, 8);
  if (const auto shop = find_shop(tx, region_id, receipt.shop_id)) receipt.shop_name = shop->name;
  receipt.buyer_name = masked_name(tx, region_id, buyer_id);
  receipt.lines = tx.query<ReceiptLine>(
      "SELECT name, quantity, price_won FROM market_sale_line WHERE region_id = $1 "
      "AND sale_id = $2 ORDER BY line",
      region_id, sale_id);
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  const auto lots = ledger::read_wallet(tx, ledger_id, buyer_id, today);
  receipt.points_left = ledger::sum_of(lots);
  if (!lots.empty()) receipt.next_expiry = lots.front().expires_on;
  return receipt;
}

std::vector<SaleRow> sales_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                              base::Date from, base::Date to) {
  auto rows = tx.query<SaleRow>(
      "SELECT s.id, s.sold_on, s.sold_at, p.name AS buyer_name, s.points, s.refunded, "
      "s.paid_won, s.refunded_won, NULLIF(s.settlement_id, 0) AS settlement_id, "
      "q.id AS parcel_id FROM market_sale s "
      "JOIN people_person p ON p.region_id = s.region_id AND p.id = s.buyer_id "
      "LEFT JOIN market_parcel q ON q.region_id = s.region_id AND q.sale_id = s.id WHERE "
      "s.region_id = $1 AND s.shop_id = $2 "
      "AND s.sold_on BETWEEN $3 AND $4 ORDER BY s.sold_at DESC, s.id DESC",
      region_id, shop_id, from, to);
  for (SaleRow& row : rows) row.buyer_name = base::mask_name(row.buyer_name);
  return rows;
}

ledger::AccountKey takings_account(OrganisationId shop_id) {
  return {ledger::kOlive, ledger::OwnerKind::organisation, shop_id.value, "takings"};
}

ledger::AccountKey drawer_account(OrganisationId shop_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, shop_id.value, "drawer"};
}

ledger::AccountKey buyers_won_account() {
  return {ledger::kWon, ledger::OwnerKind::region, 0, "buyers_won"};
}

}  // namespace market
