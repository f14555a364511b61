#include "market/order_statement.h"
#include "routes.h"

namespace market {
namespace {

void answer(const api::Services& services, const api::Context& context, const api::Done& done) {
  const auto statement = services.database->read([&](db::Transaction& tx) {
    return statement_of(tx, context.region_id(), context.path_id<OrderId>("id"),
                        context.principal.person_id);
  });
  if (!statement)
    return done(
        api::reply_problem(services, context, api::refused(OrderRefusal::order_not_found).error()));
  done({200,
        "application/pdf",
        write_statement(*statement, *services.catalogue, context.language, context.today()),
        {{"content-disposition", "inline; filename=\"olive-order.pdf\""}}});
}

}  // namespace

std::vector<api::Route> order_statement_routes() {
  return {
      api::raw(http::Method::get, "/api/v1/me/orders/{id}/statement",
               {.operation = "print_my_order",
                .permission = "signed_in",
                .tag = "market",
                .summary = "The statement of an order as PDF, a page for each shop",
                .gives = "application/pdf"},
               [](const api::Services& services, const std::shared_ptr<const api::Context>& context,
                  const api::Done& done) { answer(services, *context, done); })};
}

}  // namespace market
