#include "ledger/route.h"
#include "market/offline_stock.h"
#include "routes.h"

namespace market {
namespace {

struct DeviceList {
  std::vector<Device> items;
};
BOOST_DESCRIBE_STRUCT(DeviceList, (), (items))

/// What a till must know before the connection is gone.
struct OfflineTerms {
  std::int64_t floor_points = 0;
  std::int64_t days_max = 0;
};
BOOST_DESCRIBE_STRUCT(OfflineTerms, (), (floor_points, days_max))

struct OfflineBatch {
  std::vector<OfflineSale> sales;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "sales", .min_length = 1, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(OfflineBatch, (), (sales))

struct OfflineResultList {
  std::vector<OfflineResult> items;
};
BOOST_DESCRIBE_STRUCT(OfflineResultList, (), (items))

api::Answer<DeviceList> devices(db::Transaction& tx, const api::Context& context) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(DeviceRefusal::shop_not_found);
  return DeviceList{devices_of(tx, context.region_id(), shop_id)};
}

api::Answer<DeviceList> get_devices(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  return devices(tx, context);
}

api::Answer<Device> post_device(db::Transaction& tx, const api::Context& context,
                                const DeviceForm& in) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(DeviceRefusal::shop_not_found);
  auto device = register_device(tx, context.region_id(), shop_id, in, context.principal.person_id,
                                context.now);
  if (!device) return api::refused(device.error(), "/public_key");
  return *std::move(device);
}

api::Answer<DeviceList> post_revocation(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(DeviceRefusal::shop_not_found);
  if (const auto revoked = revoke_device(tx, context.region_id(), shop_id,
                                         context.path_id<DeviceId>("device_id"), context.now);
      !revoked)
    return api::refused(revoked.error());
  return devices(tx, context);
}

api::Answer<OfflineTerms> get_terms(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  const base::Date today = context.today();
  return OfflineTerms{settings::integer(tx, context.region_id(), kOfflineFloorPoints, today),
                      settings::integer(tx, context.region_id(), kOfflineDaysMax, today)};
}

api::Answer<OfflineResultList> post_sales(db::Transaction& tx, ledger::Batch& batch,
                                          const api::Context& context, const OfflineBatch& in) {
  const auto device = find_device(tx, context.region_id(), context.path_id<DeviceId>("id"));
  if (!device || !context.scope.covers(device->shop_id))
    return api::refused(DeviceRefusal::device_not_found);
  return OfflineResultList{settle_offline(tx, batch, context.region_id(), *device, in.sales,
                                          context.principal.person_id)};
}

struct StockDeviationList {
  std::vector<StockDeviation> items;
};
BOOST_DESCRIBE_STRUCT(StockDeviationList, (), (items))

api::Answer<StockDeviationList> get_deviations(db::Transaction& tx, const api::Context& context,
                                               const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(DeviceRefusal::shop_not_found);
  return StockDeviationList{deviations_of(tx, context.region_id(), shop_id)};
}

api::Answer<StockDeviationList> post_sight(db::Transaction& tx, const api::Context& context,
                                           const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(DeviceRefusal::shop_not_found);
  const auto seen = see_deviation(tx, context.region_id(), shop_id,
                                  context.path_id<StockDeviationId>("deviation_id"),
                                  context.principal.person_id, context.now);
  if (!seen) return api::refused(seen.error());
  return StockDeviationList{deviations_of(tx, context.region_id(), shop_id)};
}

}  // namespace

std::vector<api::Route> offline_till_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, DeviceList>("/api/v1/shops/{id}/devices",
                                          {.operation = "list_devices",
                                           .permission = "market.view",
                                           .tag = "market",
                                           .summary = "Tills that may sell without a connection"},
                                          get_devices),
      api::post<DeviceForm, Device>("/api/v1/shops/{id}/devices",
                                    {.operation = "register_device",
                                     .permission = "market.sell",
                                     .tag = "market",
                                     .summary = "Registers a till by its public key",
                                     .success_status = 201},
                                    post_device),
      api::post<base::Nothing, DeviceList>("/api/v1/shops/{id}/devices/{device_id}/revocation",
                                           {.operation = "revoke_device",
                                            .permission = "market.sell",
                                            .tag = "market",
                                            .summary = "A lost till signs nothing any more"},
                                           post_revocation),
      api::get<base::Nothing, StockDeviationList>(
          "/api/v1/shops/{id}/stock-deviations",
          {.operation = "list_stock_deviations",
           .permission = "market.view",
           .tag = "market",
           .summary = "Units that were sold without a connection and were not on the shelf"},
          get_deviations),
      api::post<base::Nothing, StockDeviationList>(
          "/api/v1/shops/{id}/stock-deviations/{deviation_id}/sight",
          {.operation = "see_stock_deviation",
           .permission = "market.sell",
           .tag = "market",
           .summary = "The shop has looked into it"},
          post_sight),
      api::get<base::Nothing, OfflineTerms>("/api/v1/offline-terms",
                                            {.operation = "get_offline_terms",
                                             .permission = "market.view",
                                             .tag = "market",
                                             .summary = "Limits of sales without a connection"},
                                            get_terms),
      ledger::deed<OfflineBatch, OfflineResultList>(
          ledger, "/api/v1/devices/{id}/offline-sales",
          {.operation = "settle_offline_sales",
           .permission = "market.sell",
           .tag = "market",
           .summary = "Settles what a till has signed; sending it again changes nothing"},
          post_sales),
  };
}

}  // namespace market
