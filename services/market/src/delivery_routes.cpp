#include "market/delivery.h"
#include "people/consent.h"
#include "routes.h"

namespace market {
namespace {

struct RunForm {
  base::Date run_on;
  std::int64_t leaves_minute = 0;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "leaves_minute", .minimum = 0, .maximum = 1'439}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(RunForm, (), (run_on, leaves_minute))

struct RunQuery {
  base::Date run_on;
};
BOOST_DESCRIBE_STRUCT(RunQuery, (), (run_on))

struct DeliveryRunList {
  std::vector<DeliveryRun> items;
};
BOOST_DESCRIBE_STRUCT(DeliveryRunList, (), (items))

/// A run with its doors: names, addresses and phones of who still waits.
struct RunSheet {
  DeliveryRun run;
  std::vector<DeliveryStop> stops;
};
BOOST_DESCRIBE_STRUCT(RunSheet, (), (run, stops))

api::Answer<OrganisationId> own_shop(const api::Context& context) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(DeliveryRefusal::shop_not_found);
  return shop_id;
}

api::Answer<DeliveryRun> post_run(db::Transaction& tx, const api::Context& context,
                                  const RunForm& in, const geo::TravelSource& travel) {
  OLIVE_TRY(shop_id, own_shop(context));
  const auto id = plan_delivery_run(tx, context.region_id(), shop_id, in.run_on, in.leaves_minute,
                                    travel, context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), "/run_on");
  return *find_delivery_run(tx, context.region_id(), *id);
}

api::Answer<DeliveryRunList> get_runs(db::Transaction& tx, const api::Context& context,
                                      const RunQuery& in) {
  OLIVE_TRY(shop_id, own_shop(context));
  return DeliveryRunList{delivery_runs_of(tx, context.region_id(), shop_id, in.run_on)};
}

// A look at the sheet is a look at everybody on it; what is over is masked and no look.
api::Answer<RunSheet> post_sheet(db::Transaction& tx, const api::Context& context,
                                 const base::Nothing&) {
  const auto run = find_delivery_run(tx, context.region_id(), context.path_id<DeliveryRunId>("id"));
  if (!run || !context.scope.covers(run->shop_id))
    return api::refused(DeliveryRefusal::delivery_run_not_found);
  RunSheet sheet{*run, stops_of(tx, context.region_id(), run->id)};
  for (const DeliveryStop& stop : sheet.stops) {
    if (!is_under_way(stop.state)) continue;
    const auto buyer_id =
        tx.integer("SELECT buyer_id FROM market_parcel WHERE region_id = $1 AND id = $2",
                   context.region_id(), stop.parcel_id);
    people::log_access(tx, context.region_id(),
                       {context.principal.person_id, PersonId{buyer_id.value()}, "unmask",
                        "delivery_run", context.request.remote_address, context.now});
  }
  return sheet;
}

}  // namespace

std::vector<api::Route> delivery_routes(const geo::TravelSource& travel) {
  return {
      api::post<RunForm, DeliveryRun>("/api/v1/shops/{id}/delivery-runs",
                                      {.operation = "plan_delivery_run",
                                       .permission = "market.sell",
                                       .tag = "market",
                                       .summary = "Plans the way to all doors of a shop's day",
                                       .success_status = 201},
                                      [travel](auto& tx, const auto& context, const RunForm& in) {
                                        return post_run(tx, context, in, travel);
                                      }),
      api::get<RunQuery, DeliveryRunList>("/api/v1/shops/{id}/delivery-runs",
                                          {.operation = "list_delivery_runs",
                                           .permission = "market.sell",
                                           .tag = "market",
                                           .summary = "The delivery runs of a shop's day"},
                                          get_runs),
      api::post<base::Nothing, RunSheet>(
          "/api/v1/delivery-runs/{id}/sheet",
          {.operation = "open_run_sheet",
           .permission = "market.sell",
           .tag = "market",
           .summary = "The run sheet with names and addresses; every look is recorded"},
          post_sheet),
  };
}

}  // namespace market
