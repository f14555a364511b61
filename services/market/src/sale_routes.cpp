#include "counted_deed.h"
#include "ledger/points.h"
#include "market/parcel.h"
#include "market/refund.h"
#include "routes.h"

namespace market {
namespace {

struct SaleQuery {
  base::Date from;
  base::Date to;
};
BOOST_DESCRIBE_STRUCT(SaleQuery, (), (from, to))

/// A shop's statement of a period.
struct ShopStatement {
  base::Date from;
  base::Date to;
  std::int64_t sales = 0;
  std::int64_t points = 0;  ///< rung up
  std::int64_t refunded = 0;
  std::int64_t unsettled = 0;  ///< earned and not yet settled, of all time
  std::vector<SaleRow> items;
};
BOOST_DESCRIBE_STRUCT(ShopStatement, (), (from, to, sales, points, refunded, unsettled, items))

struct RefundForm {
  std::int64_t points = 0;
  std::optional<std::int64_t> won;  ///< of what was paid in won
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "points", .minimum = 0, .maximum = 10'000'000},
        {.field = "won", .minimum = 0, .maximum = 100'000'000},
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(RefundForm, (), (points, won, reason))

api::Answer<Receipt> ring_up(db::Transaction& tx, ledger::Batch& batch, const api::Context& context,
                             const SaleForm& in, const Card& card) {
  const auto sale_id = sell(tx, batch, context.region_id(), in, card, context.principal.person_id);
  if (!sale_id) return api::refused(sale_id.error());
  Receipt receipt = *receipt_of(tx, context.region_id(), *sale_id, batch.today());
  // The tables are written at the end of the group commit; the batch knows the balance already.
  if (const auto wallet = batch.find_account(ledger::wallet_account(card.person_id))) {
    const auto lots = ledger::spendable(batch.lots(*wallet), batch.today());
    receipt.points_left = ledger::sum_of(lots);
    receipt.next_expiry =
        lots.empty() ? std::nullopt : std::optional<base::Date>(lots.front().expires_on);
  }
  return receipt;
}

api::Answer<Receipt> post_sale(db::Transaction& tx, ledger::Batch& batch,
                               const api::Context& context, const SaleForm& in,
                               const PinVault& pins, bool& is_wrong) {
  if (!context.scope.covers(in.shop_id)) return api::refused(SaleRefusal::shop_not_found);
  const auto card = authorise(tx, context.region_id(), in.card_number, in.pin, pins);
  if (card) return ring_up(tx, batch, context, in, *card);
  is_wrong = card.error() == CardRefusal::pin_wrong;
  return api::refused(card.error(), "/pin");
}

api::Answer<ShopStatement> get_statement(db::Transaction& tx, const api::Context& context,
                                         const SaleQuery& in) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id) || !find_shop(tx, context.region_id(), shop_id))
    return api::refused(SaleRefusal::shop_not_found);
  ShopStatement statement{.from = in.from, .to = in.to};
  statement.items = sales_of(tx, context.region_id(), shop_id, in.from, in.to);
  for (const SaleRow& row : statement.items) {
    ++statement.sales;
    statement.points += row.points;
    statement.refunded += row.refunded;
  }
  const ledger::LedgerId ledger_id = ledger::ledger_of(context.region_id());
  if (const auto takings = ledger::find_account(tx, ledger_id, takings_account(shop_id)))
    statement.unsettled = ledger::read_balance(tx, ledger_id, takings->id).posted;
  return statement;
}

/// The sale of the path, when it is of a shop of the caller's.
api::Answer<Receipt> own_sale(db::Transaction& tx, const api::Context& context) {
  auto receipt =
      receipt_of(tx, context.region_id(), context.path_id<SaleId>("id"), context.today());
  if (!receipt || !context.scope.covers(receipt->shop_id))
    return api::refused(SaleRefusal::sale_not_found);
  return *receipt;
}

api::Answer<Receipt> get_receipt(db::Transaction& tx, const api::Context& context,
                                 const base::Nothing&) {
  return own_sale(tx, context);
}

api::Answer<Receipt> post_refund(db::Transaction& tx, ledger::Batch& batch,
                                 const api::Context& context, const RefundForm& in) {
  OLIVE_TRY(receipt, own_sale(tx, context));
  if (parcel_of_sale(tx, context.region_id(), receipt.sale_id))
    return api::refused(SaleRefusal::sale_of_order);
  const RefundAmount amount{in.points, in.won.value_or(0)};
  if (const auto done = refund(tx, batch, context.region_id(), receipt.sale_id, amount, in.reason,
                               context.principal.person_id);
      !done)
    return api::refused(done.error(),
                        done.error() == SaleRefusal::refund_above_won ? "/won" : "/points");
  receipt.refunded += amount.points;
  receipt.refunded_won += amount.won;
  receipt.points_left += amount.points;
  return receipt;
}

}  // namespace

std::vector<api::Route> sale_routes(ledger::Ledger& ledger, const PinVault& pins) {
  const auto vault = std::make_shared<const PinVault>(pins);
  return {
      counted_deed<SaleForm, Receipt>(
          ledger, "/api/v1/sales",
          {.operation = "sell",
           .permission = "market.sell",
           .tag = "market",
           .summary = "Rings up a sale against a point card",
           .success_status = 201},
          {[vault](auto& tx, auto& batch, const auto& context, const SaleForm& in, bool& is_wrong) {
             return post_sale(tx, batch, context, in, *vault, is_wrong);
           },
           // Counted again outside of what was undone.
           [vault](auto& tx, auto&, const auto& context, const SaleForm& in) {
             (void)authorise(tx, context.region_id(), in.card_number, in.pin, *vault);
           }}),
      api::get<base::Nothing, Receipt>("/api/v1/sales/{id}",
                                       {.operation = "get_receipt",
                                        .permission = "market.view",
                                        .tag = "market",
                                        .summary = "The receipt of a sale"},
                                       get_receipt),
      ledger::deed<RefundForm, Receipt>(
          ledger, "/api/v1/sales/{id}/refunds",
          {.operation = "refund_sale",
           .permission = "market.sell",
           .tag = "market",
           .summary = "Gives points of a sale back to the lots they came from"},
          post_refund),
      api::get<SaleQuery, ShopStatement>("/api/v1/shops/{id}/statement",
                                         {.operation = "get_shop_statement",
                                          .permission = "market.view",
                                          .tag = "market",
                                          .summary = "A shop's sales of a period"},
                                         get_statement),
  };
}

}  // namespace market
