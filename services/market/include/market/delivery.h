/// Delivery runs: the parcels that a shop brings on one day, in the order of the shortest way.
#pragma once

#include <string>
#include <vector>

#include "geo/travel.h"
#include "market/parcel.h"

namespace market {

using DeliveryRunId = base::Id<struct DeliveryRunTag>;

/// Minutes at each door.
inline constexpr settings::Definition kDoorMinutes{
    .key = "market.door_minutes", .value = "5", .unit = "minute", .minimum = 0, .maximum = 60};

/// One door. Who walks the run needs name, address and phone: reading them is recorded.
struct DeliveryStop {
  std::int64_t place = 0;  ///< 1, 2 … in the order of the run
  ParcelId parcel_id;
  std::int64_t arrives_minute = 0;
  ParcelState state = ParcelState::placed;
  std::string buyer_name;
  std::string phone;
  std::string road_address;
  std::int64_t won = 0;  ///< to collect at the door
  std::vector<ParcelLine> lines;
};
BOOST_DESCRIBE_STRUCT(DeliveryStop, (),
                      (place, parcel_id, arrives_minute, state, buyer_name, phone, road_address,
                       won, lines))

struct DeliveryRun {
  DeliveryRunId id;
  OrganisationId shop_id;
  base::Date run_on;
  std::int64_t leaves_minute = 0;
  std::int64_t back_minute = 0;
  std::int64_t distance_m = 0;
  std::int64_t stops = 0;
};
BOOST_DESCRIBE_STRUCT(DeliveryRun, (),
                      (id, shop_id, run_on, leaves_minute, back_minute, distance_m, stops))

enum class DeliveryRefusal {
  shop_not_found,
  shop_place_unknown,  ///< the shop has no coordinates
  nothing_to_deliver,  ///< no accepted parcel of that day without a run
  delivery_run_not_found,
};
BOOST_DESCRIBE_ENUM(DeliveryRefusal, shop_not_found, shop_place_unknown, nothing_to_deliver,
                    delivery_run_not_found)

/// A door and the minutes within which somebody expects the knock.
struct Door {
  ParcelId parcel_id;
  geo::Place place;
  std::int64_t from_minute = 0;
  std::int64_t to_minute = 0;
};

struct RunStop {
  ParcelId parcel_id;
  std::int64_t arrives_minute = 0;
};

struct RunPlan {
  std::vector<RunStop> stops;
  std::int64_t back_minute = 0;
  std::int64_t distance_m = 0;
};

struct RunTerms {
  std::int64_t leaves_minute = 0;
  std::int64_t door_minutes = 5;
};

/// The order in which one courier visits all doors from the shop and back, by `travel`: nobody is
/// left out, whoever cannot be reached in time is reached late. Deterministic. Pure.
/// Requires: at least one door. Cost: a search of bounded length.
[[nodiscard]] RunPlan plan_run(const geo::Place& shop, const std::vector<Door>& doors,
                               const RunTerms& terms, const geo::TravelSource& travel);

/// Plans and keeps the run of a shop's accepted and ready parcels of a day that are in no run yet.
[[nodiscard]] base::Result<DeliveryRunId, DeliveryRefusal> plan_delivery_run(
    db::Transaction& tx, RegionId region_id, OrganisationId shop_id, base::Date run_on,
    std::int64_t leaves_minute, const geo::TravelSource& travel, PersonId planned_by,
    base::Instant now);
/// Newest first.
[[nodiscard]] std::vector<DeliveryRun> delivery_runs_of(db::Transaction& tx, RegionId region_id,
                                                        OrganisationId shop_id, base::Date run_on);
[[nodiscard]] std::optional<DeliveryRun> find_delivery_run(db::Transaction& tx, RegionId region_id,
                                                           DeliveryRunId run_id);
/// Whether somebody still waits for the parcel, so that the courier must know where. Pure.
[[nodiscard]] bool is_under_way(ParcelState state);
/// The run sheet: who lives where. What was handed over, cancelled or expired is masked again.
[[nodiscard]] std::vector<DeliveryStop> stops_of(db::Transaction& tx, RegionId region_id,
                                                 DeliveryRunId run_id);

}  // namespace market
