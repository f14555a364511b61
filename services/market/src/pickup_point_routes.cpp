// Pickup points: for buyers by nearness, for the centre with what waits there.
#include "market/pickup_point.h"
#include "people/person.h"
#include "routes.h"

namespace market {
namespace {

struct PickupPointList {
  std::vector<PickupPoint> items;
};
BOOST_DESCRIBE_STRUCT(PickupPointList, (), (items))

struct NearbyPickupPointList {
  std::vector<NearbyPickupPoint> items;
};
BOOST_DESCRIBE_STRUCT(NearbyPickupPointList, (), (items))

struct ManagedPickupPoint {
  PickupPoint point;
  std::string shop_name;
  std::int64_t waiting = 0;  ///< parcels that are neither fetched nor over
};
BOOST_DESCRIBE_STRUCT(ManagedPickupPoint, (), (point, shop_name, waiting))

struct ManagedPickupPointList {
  std::vector<ManagedPickupPoint> items;
};
BOOST_DESCRIBE_STRUCT(ManagedPickupPointList, (), (items))

std::string pointer_of(PickupPointRefusal refusal) {
  switch (refusal) {
    case PickupPointRefusal::shop_not_found: return "/run_by";
    case PickupPointRefusal::pickup_point_name_taken: return "/name";
    case PickupPointRefusal::pickup_place_not_found: return "/place/road_address";
    case PickupPointRefusal::pickup_terms_in_past: return "/valid_from";
    case PickupPointRefusal::hours_reversed:
    case PickupPointRefusal::hours_overlap: return "/openings";
    case PickupPointRefusal::pickup_point_not_found:
    case PickupPointRefusal::pickup_point_in_use: return "";
  }
  return "";
}

api::Answer<PickupPointList> get_points(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  return PickupPointList{list_pickup_points(tx, context.region_id(), context.today())};
}

api::Answer<NearbyPickupPointList> get_nearby(db::Transaction& tx, const api::Context& context,
                                              const base::Nothing&) {
  const auto me = people::find_person(tx, context.region_id(), context.principal.person_id);
  return NearbyPickupPointList{
      by_nearness(list_pickup_points(tx, context.region_id(), context.today()),
                  me ? me->home : people::Place{})};
}

ManagedPickupPointList managed(db::Transaction& tx, const api::Context& context) {
  ManagedPickupPointList list;
  const RegionId region_id = context.region_id();
  for (PickupPoint& point : all_pickup_points(tx, region_id, context.today())) {
    const auto shop = find_shop(tx, region_id, point.run_by);
    const std::int64_t waiting = parcels_waiting_at(tx, region_id, point.id);
    list.items.push_back({std::move(point), shop ? shop->name : std::string(), waiting});
  }
  return list;
}

/// What every change answers: the list as it is now.
api::Answer<ManagedPickupPointList> after(db::Transaction& tx, const api::Context& context,
                                          const PickupPointResult<void>& done) {
  if (!done) return api::refused(done.error(), pointer_of(done.error()));
  return managed(tx, context);
}

PickupPointId point_of(const api::Context& context) { return context.path_id<PickupPointId>("id"); }

api::Answer<ManagedPickupPointList> get_managed(db::Transaction& tx, const api::Context& context,
                                                const base::Nothing&) {
  return managed(tx, context);
}

api::Answer<ManagedPickupPointList> post_point(db::Transaction& tx, const api::Context& context,
                                               const PickupPointForm& in) {
  const auto id =
      open_pickup_point(tx, context.region_id(), in, context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return managed(tx, context);
}

api::Answer<ManagedPickupPointList> put_point(db::Transaction& tx, const api::Context& context,
                                              const PickupPointForm& in) {
  return after(tx, context,
               change_pickup_point(tx, context.region_id(), point_of(context), in,
                                   context.principal.person_id, context.now));
}

api::Answer<ManagedPickupPointList> post_closing(db::Transaction& tx, const api::Context& context,
                                                 const base::Nothing&) {
  return after(tx, context, close_pickup_point(tx, context.region_id(), point_of(context)));
}

api::Answer<ManagedPickupPointList> post_reopening(db::Transaction& tx, const api::Context& context,
                                                   const base::Nothing&) {
  return after(tx, context, reopen_pickup_point(tx, context.region_id(), point_of(context)));
}

api::RouteOptions desk(std::string_view operation, std::string_view summary, int status = 200) {
  return {.operation = operation,
          .permission = "market.manage",
          .tag = "market",
          .summary = summary,
          .success_status = status};
}

}  // namespace

std::vector<api::Route> pickup_point_routes() {
  using base::Nothing;
  using List = ManagedPickupPointList;
  return {
      api::get<Nothing, PickupPointList>("/api/v1/pickup-points",
                                         {.operation = "list_pickup_points",
                                          .tag = "market",
                                          .summary = "Where parcels of all shops can wait"},
                                         get_points),
      api::get<Nothing, NearbyPickupPointList>(
          "/api/v1/me/pickup-points",
          {.operation = "list_nearby_pickup_points",
           .permission = "signed_in",
           .tag = "market",
           .summary = "Pickup points, the nearest to the caller's home first"},
          get_nearby),
      api::get<Nothing, List>(
          "/api/v1/pickup-points/managed",
          desk("list_managed_pickup_points", "All pickup points with what waits there"),
          get_managed),
      api::post<PickupPointForm, List>(
          "/api/v1/pickup-points", desk("open_pickup_point", "Opens a pickup point at a shop", 201),
          post_point),
      api::change<PickupPointForm, List>(
          http::Method::put, "/api/v1/pickup-points/{id}",
          desk("change_pickup_point", "Changes a pickup point, its hours and its capacity"),
          put_point),
      api::post<Nothing, List>("/api/v1/pickup-points/{id}/closing",
                               desk("close_pickup_point", "Takes no more orders there"),
                               post_closing),
      api::post<Nothing, List>("/api/v1/pickup-points/{id}/reopening",
                               desk("reopen_pickup_point", "Takes orders there again"),
                               post_reopening),
  };
}

}  // namespace market
