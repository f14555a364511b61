// What shops do with parcels, and how their day looks.
#include "counted_deed.h"
#include "market/code_lock.h"
#include "market/low_stock.h"
#include "order_views.h"
#include "routes.h"

namespace market {
namespace {

struct CodeForm {
  std::string code;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "code", .min_length = 6, .max_length = 6}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(CodeForm, (), (code))

struct ReasonForm {
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ReasonForm, (), (reason))

struct LineRefundForm {
  std::vector<RefundLine> lines;
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "lines", .min_length = 1, .max_length = 50},
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(LineRefundForm, (), (lines, reason))

struct DayQuery {
  std::optional<base::Date> on;  ///< today when not said
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (on))

/// A shop's day at one look.
struct ShopDay {
  base::Date on;
  OrganisationId shop_id;
  std::string shop_name;
  std::vector<Parcel> parcels;
  std::vector<LowStock> low_stock;
  std::int64_t sales = 0;  ///< of the day, at the till and ordered
  std::int64_t points = 0;
  std::int64_t won = 0;
};
BOOST_DESCRIBE_STRUCT(ShopDay, (), (on, shop_id, shop_name, parcels, low_stock, sales, points, won))

/// The parcel of the path, when the caller's shop packed it or keeps it for its buyer.
api::Answer<ParcelId> own_parcel(db::Transaction& tx, const api::Context& context) {
  const auto id = context.path_id<ParcelId>("id");
  const db::Rows rows = tx.rows(
      "SELECT p.shop_id, COALESCE(k.run_by, 0) FROM market_parcel p LEFT JOIN market_pickup_point "
      "k ON k.region_id = p.region_id AND k.id = p.pickup_point_id "
      "WHERE p.region_id = $1 AND p.id = $2",
      context.region_id(), id);
  const bool is_own = !rows.empty() && (context.scope.covers(OrganisationId{rows.integer(0, 0)}) ||
                                        context.scope.covers(OrganisationId{rows.integer(0, 1)}));
  if (!is_own) return api::refused(ParcelRefusal::parcel_not_found);
  return id;
}

/// The parcel of the path, when the caller's shop packed it.
api::Answer<ParcelId> packed_parcel(db::Transaction& tx, const api::Context& context) {
  const auto parcel = find_parcel(tx, context.region_id(), context.path_id<ParcelId>("id"));
  if (!parcel || !context.scope.covers(parcel->shop_id))
    return api::refused(ParcelRefusal::parcel_not_found);
  return parcel->id;
}

api::Answer<Parcel> after(db::Transaction& tx, const api::Context& context, ParcelId id,
                          const ParcelResult<void>& done) {
  if (!done) return api::refused(done.error(), pointer_of(done.error()));
  return shown_parcel(tx, context, id);
}

api::Answer<Parcel> post_acceptance(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  OLIVE_TRY(id, packed_parcel(tx, context));
  return after(tx, context, id, accept_parcel(tx, context.region_id(), id, context.now));
}

api::Answer<Parcel> post_readiness(db::Transaction& tx, const api::Context& context,
                                   const base::Nothing&) {
  OLIVE_TRY(id, packed_parcel(tx, context));
  return after(tx, context, id, make_parcel_ready(tx, context.region_id(), id, context.now));
}

api::Answer<Parcel> post_handover(db::Transaction& tx, ledger::Batch& batch,
                                  const api::Context& context, const CodeForm& in,
                                  const PinVault& vault, bool& is_wrong) {
  OLIVE_TRY(id, own_parcel(tx, context));
  const auto done = hand_over_parcel(tx, batch, context.region_id(), id, in.code, vault,
                                     context.principal.person_id);
  is_wrong = !done && done.error() == ParcelRefusal::parcel_code_wrong;
  return after(tx, context, id, done);
}

api::Answer<Parcel> post_cancellation(db::Transaction& tx, ledger::Batch& batch,
                                      const api::Context& context, const ReasonForm& in) {
  OLIVE_TRY(id, packed_parcel(tx, context));
  return after(tx, context, id,
               cancel_parcel(tx, batch, context.region_id(), id, CancelledBy::shop, in.reason,
                             context.principal.person_id));
}

api::Answer<Parcel> post_line_refund(db::Transaction& tx, ledger::Batch& batch,
                                     const api::Context& context, const LineRefundForm& in) {
  OLIVE_TRY(id, packed_parcel(tx, context));
  return after(tx, context, id,
               refund_lines(tx, batch, context.region_id(), id, in.lines, in.reason,
                            context.principal.person_id));
}

api::Answer<ShopDay> get_day(db::Transaction& tx, const api::Context& context, const DayQuery& in) {
  const RegionId region_id = context.region_id();
  const auto shop_id = context.path_id<OrganisationId>("id");
  const auto shop = find_shop(tx, region_id, shop_id);
  if (!shop || !context.scope.covers(shop_id)) return api::refused(ShopRefusal::shop_not_found);
  const base::Date on = in.on.value_or(context.today());
  ShopDay day{.on = on,
              .shop_id = shop_id,
              .shop_name = shop->name,
              .parcels = parcels_of_day(tx, region_id, shop_id, on),
              .low_stock = low_stock_of(tx, region_id, shop_id, context.today())};
  for (const SaleRow& sale : sales_of(tx, region_id, shop_id, on, on)) {
    ++day.sales;
    day.points += sale.points - sale.refunded;
    day.won += sale.paid_won - sale.refunded_won;
  }
  return day;
}

api::RouteOptions step(std::string_view operation, std::string_view summary) {
  return {.operation = operation, .permission = "market.sell", .tag = "market", .summary = summary};
}

}  // namespace

api::Answer<Parcel> shown_parcel(db::Transaction& tx, const api::Context& context,
                                 ParcelId parcel_id) {
  auto parcel = find_parcel(tx, context.region_id(), parcel_id);
  if (!parcel) return api::refused(ParcelRefusal::parcel_not_found);
  return *std::move(parcel);
}

std::string pointer_of(ParcelRefusal refusal) {
  switch (refusal) {
    case ParcelRefusal::parcel_code_wrong:
    case ParcelRefusal::parcel_code_locked: return "/code";
    case ParcelRefusal::line_not_found:
    case ParcelRefusal::refund_empty:
    case ParcelRefusal::refund_above_line: return "/lines";
    default: return "";
  }
}

std::vector<api::Route> parcel_routes(ledger::Ledger& ledger, const PinVault& pins) {
  const auto vault = std::make_shared<const PinVault>(pins);
  return {
      api::get<DayQuery, ShopDay>("/api/v1/shops/{id}/day",
                                  {.operation = "get_shop_day",
                                   .permission = "market.view",
                                   .tag = "market",
                                   .summary = "A shop's day: parcels, bookings, stock, sales"},
                                  get_day),
      api::post<base::Nothing, Parcel>("/api/v1/parcels/{id}/acceptance",
                                       step("accept_parcel", "The shop takes an order on"),
                                       post_acceptance),
      api::post<base::Nothing, Parcel>("/api/v1/parcels/{id}/readiness",
                                       step("make_parcel_ready", "A parcel waits for its buyer"),
                                       post_readiness),
      counted_deed<CodeForm, Parcel>(
          ledger, "/api/v1/parcels/{id}/handover",
          step("hand_over_parcel", "The buyer gets a parcel against its code"),
          {[vault](auto& tx, auto& batch, const auto& context, const CodeForm& in, bool& is_wrong) {
             return post_handover(tx, batch, context, in, *vault, is_wrong);
           },
           [](auto& tx, auto& batch, const auto& context, const CodeForm&) {
             (void)count_wrong_code(tx, context.region_id(),
                                    context.template path_id<ParcelId>("id"),
                                    context.principal.person_id, batch.now());
           }}),
      ledger::deed<ReasonForm, Parcel>(
          ledger, "/api/v1/parcels/{id}/cancellation",
          step("cancel_parcel", "The shop cancels a parcel; everything goes back"),
          post_cancellation),
      ledger::deed<LineRefundForm, Parcel>(
          ledger, "/api/v1/parcels/{id}/refunds",
          step("refund_parcel_lines", "Gives units of a parcel's lines back"), post_line_refund),
  };
}

}  // namespace market
