// What buyers ask for: quotes, orders, their own parcels.
#include "ledger/route.h"
#include "order_views.h"
#include "routes.h"

namespace market {
namespace {

struct OrderRow {
  OrderId id;
  std::int64_t points = 0;
  std::int64_t won = 0;
  base::Instant placed_at;
  OrganisationId organisation_id;
  std::string organisation_name;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (),
                      (id, points, won, placed_at, organisation_id, organisation_name))

struct OrderingOrganisationList {
  std::vector<OrderingOrganisation> items;
};
BOOST_DESCRIBE_STRUCT(OrderingOrganisationList, (), (items))

struct MyOrderList {
  std::vector<MyOrder> items;
};
BOOST_DESCRIBE_STRUCT(MyOrderList, (), (items))

constexpr std::string_view kSelect =
    "SELECT r.id, r.points, r.won, r.placed_at, r.organisation_id, "
    "COALESCE(g.name, '') AS organisation_name FROM market_order r LEFT JOIN people_organisation g "
    "ON g.region_id = r.region_id AND g.id = r.organisation_id "
    "WHERE r.region_id = $1 AND r.buyer_id = $2 ";

MyOrder to_order(db::Transaction& tx, const api::Context& context, const OrderRow& row,
                 const PinVault& vault) {
  MyOrder order{
      row.id, row.points, row.won, row.placed_at, row.organisation_id, row.organisation_name, {}};
  for (Parcel& parcel : parcels_of_order(tx, context.region_id(), row.id))
    order.parcels.push_back(my_parcel(tx, context, std::move(parcel), vault));
  return order;
}

api::Answer<MyOrder> own_order(db::Transaction& tx, const api::Context& context, OrderId id,
                               const PinVault& vault) {
  const auto row = tx.query_one<OrderRow>(std::string(kSelect) + "AND r.id = $3",
                                          context.region_id(), context.principal.person_id, id);
  if (!row) return api::refused(OrderRefusal::order_not_found);
  return to_order(tx, context, *row, vault);
}

api::Answer<MyOrderList> get_orders(db::Transaction& tx, const api::Context& context,
                                    const PinVault& vault) {
  MyOrderList list;
  for (const OrderRow& row :
       tx.query<OrderRow>(std::string(kSelect) + "ORDER BY r.id DESC LIMIT 30", context.region_id(),
                          context.principal.person_id))
    list.items.push_back(to_order(tx, context, row, vault));
  return list;
}

api::Answer<OrderingOrganisationList> get_organisations(db::Transaction& tx,
                                                        const api::Context& context,
                                                        const base::Nothing&) {
  return OrderingOrganisationList{ordering_organisations(
      tx, context.region_id(), context.principal.person_id, context.today())};
}

api::Answer<OrderQuote> post_quote(db::Transaction& tx, const api::Context& context,
                                   const OrderForm& in) {
  auto quote = quote_order(tx, context.region_id(), context.principal.person_id, in, context.now);
  if (!quote) return api::refused(quote.error(), pointer_of(quote.error()));
  return *std::move(quote);
}

api::Answer<MyOrder> post_order(db::Transaction& tx, ledger::Batch& batch,
                                const api::Context& context, const OrderForm& in,
                                const PinVault& vault) {
  const auto id = place_order(tx, batch, context.region_id(), context.principal.person_id, in);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return own_order(tx, context, *id, vault);
}

struct CancelForm {
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(CancelForm, (), (reason))

api::Answer<Parcel> post_my_cancellation(db::Transaction& tx, ledger::Batch& batch,
                                         const api::Context& context, const CancelForm& in) {
  const auto id = context.path_id<ParcelId>("id");
  const PersonId me = context.principal.person_id;
  const auto is_mine =
      tx.integer("SELECT 1 FROM market_parcel WHERE region_id = $1 AND id = $2 AND buyer_id = $3",
                 context.region_id(), id, me);
  if (!is_mine) return api::refused(ParcelRefusal::parcel_not_found);
  if (const auto done =
          cancel_parcel(tx, batch, context.region_id(), id, CancelledBy::buyer, in.reason, me);
      !done)
    return api::refused(done.error(), pointer_of(done.error()));
  return shown_parcel(tx, context, id);
}

}  // namespace

MyParcel my_parcel(db::Transaction& tx, const api::Context& context, Parcel parcel,
                   const PinVault& vault) {
  MyParcel mine{.parcel = std::move(parcel), .code = {}, .cancellable_until = {}, .reviews = {}};
  mine.code = parcel_code(vault, mine.parcel.id);
  mine.cancellable_until = cancellable_until(tx, context.region_id(), mine.parcel, context.now);
  mine.reviews = reviews_of_parcel(tx, context.region_id(), mine.parcel.id);
  return mine;
}

std::string pointer_of(OrderRefusal refusal) {
  switch (refusal) {
    case OrderRefusal::pickup_point_not_found:
    case OrderRefusal::pickup_point_not_open:
    case OrderRefusal::pickup_point_full: return "/pickup_point_id";
    case OrderRefusal::collection_not_offered: return "/collections";
    case OrderRefusal::delivery_of_service:
    case OrderRefusal::delivery_address_unknown:
    case OrderRefusal::delivery_too_far: return "/method";
    case OrderRefusal::organisation_not_yours: return "/organisation_id";
    case OrderRefusal::points_of_person:
    case OrderRefusal::points_above_total:
    case OrderRefusal::sale_above_limit:
    case OrderRefusal::day_above_limit:
    case OrderRefusal::order_won_above_limit:
    case OrderRefusal::points_insufficient: return "/points";
    case OrderRefusal::order_not_found: return "";
    default: return "/lines";
  }
}

std::vector<api::Route> order_routes(ledger::Ledger& ledger, const PinVault& pins) {
  const auto vault = std::make_shared<const PinVault>(pins);
  std::vector<api::Route> routes = order_statement_routes();
  routes.push_back(api::get<base::Nothing, OrderingOrganisationList>(
      "/api/v1/me/ordering-organisations",
      {.operation = "list_ordering_organisations",
       .permission = "signed_in",
       .tag = "market",
       .summary = "Organisations in whose name the caller may order"},
      get_organisations));
  routes.push_back(api::post<OrderForm, OrderQuote>(
      "/api/v1/me/order-quotes",
      {.operation = "quote_order",
       .permission = "signed_in",
       .tag = "market",
       .summary = "What a cart costs, and when each shop's part can be collected"},
      post_quote));
  routes.push_back(ledger::deed<OrderForm, MyOrder>(
      ledger, "/api/v1/me/orders",
      {.operation = "place_order",
       .permission = "signed_in",
       .tag = "market",
       .summary = "Places an order over several shops, paid in points and won",
       .success_status = 201},
      [vault](auto& tx, auto& batch, const auto& context, const OrderForm& in) {
        return post_order(tx, batch, context, in, *vault);
      }));
  routes.push_back(api::get<base::Nothing, MyOrderList>(
      "/api/v1/me/orders",
      {.operation = "list_my_orders",
       .permission = "signed_in",
       .tag = "market",
       .summary = "The caller's orders with their codes, newest first"},
      [vault](auto& tx, const auto& context, const base::Nothing&) {
        return get_orders(tx, context, *vault);
      }));
  routes.push_back(api::get<base::Nothing, MyOrder>(
      "/api/v1/me/orders/{id}",
      {.operation = "get_my_order",
       .permission = "signed_in",
       .tag = "market",
       .summary = "One order of the caller"},
      [vault](auto& tx, const auto& context, const base::Nothing&) {
        return own_order(tx, context, context.template path_id<OrderId>("id"), *vault);
      }));
  routes.push_back(ledger::deed<CancelForm, Parcel>(
      ledger, "/api/v1/me/parcels/{id}/cancellation",
      {.operation = "cancel_my_parcel",
       .permission = "signed_in",
       .tag = "market",
       .summary = "Cancels a parcel of the caller while its rules allow it"},
      post_my_cancellation));
  return routes;
}

}  // namespace market
