#include "market/delivery.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "optimiser/solve.h"
#include "parcel_rows.h"
#include "people/person.h"

namespace market {
namespace {

constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kIterations = 4'000;  // a run has tens of doors; well below a second

/// A parcel to bring.
struct DoorRow {
  ParcelId id;
  std::string district_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  std::int64_t from_minute = 0;
  std::int64_t to_minute = 0;
};
BOOST_DESCRIBE_STRUCT(DoorRow, (), (id, district_code, lat_e6, lng_e6, from_minute, to_minute))

struct StopRow {
  std::int64_t place = 0;
  ParcelId parcel_id;
  std::int64_t arrives_minute = 0;
  PersonId buyer_id;
  std::string road_address;
};
BOOST_DESCRIBE_STRUCT(StopRow, (), (place, parcel_id, arrives_minute, buyer_id, road_address))

geo::Place place_of(std::int64_t lat_e6, std::int64_t lng_e6, std::string_view district_code) {
  return {{static_cast<std::int32_t>(lat_e6), static_cast<std::int32_t>(lng_e6)},
          static_cast<std::int32_t>(base::parse_integer(district_code).value_or(0))};
}

optimiser::Problem problem_of(const geo::TravelTimes& ways, const std::vector<Door>& doors,
                              const RunTerms& terms) {
  optimiser::Problem problem;
  problem.travel.push_back({ways.size, ways.duration_s, ways.distance_m});
  for (std::size_t i = 0; i < doors.size(); ++i) {
    const optimiser::Time earliest = doors[i].from_minute * kSecondsPerMinute;
    const optimiser::Time latest = doors[i].to_minute * kSecondsPerMinute;
    optimiser::Activity door{.place = static_cast<optimiser::Index>(i + 1),
                             .duration = terms.door_minutes * kSecondsPerMinute,
                             .windows = {{.earliest = earliest, .latest = latest}}};
    door.is_due_soft = true;  // late is better than not at all
    problem.activities.push_back(std::move(door));
  }
  problem.workers.push_back(
      {.start_place = 0, .end_place = 0, .shift_start = terms.leaves_minute * kSecondsPerMinute});
  CHECK_REQUEST(!optimiser::find_fault(problem));
  return problem;
}

std::int64_t minute_of(optimiser::Time time_s) {
  return (time_s + kSecondsPerMinute - 1) / kSecondsPerMinute;
}

std::vector<Door> doors_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                           base::Date run_on) {
  std::vector<Door> doors;
  for (const DoorRow& row : tx.query<DoorRow>(
           "SELECT p.id, p.district_code, p.lat_e6, p.lng_e6, p.from_minute, p.to_minute "
           "FROM market_parcel p WHERE p.region_id = $1 AND p.shop_id = $2 AND p.collect_on = $3 "
           "AND p.method = 'delivery' AND p.state IN ('accepted', 'ready') AND NOT EXISTS "
           "(SELECT 1 FROM market_delivery_stop s WHERE s.region_id = $1 AND s.parcel_id = p.id) "
           "ORDER BY p.id",
           region_id, shop_id, run_on))
    doors.push_back({row.id, place_of(row.lat_e6, row.lng_e6, row.district_code), row.from_minute,
                     row.to_minute});
  return doors;
}

void insert_run(db::Transaction& tx, RegionId region_id, const DeliveryRun& run,
                const RunPlan& plan, PersonId planned_by, base::Instant now) {
  tx.execute(
      "INSERT INTO market_delivery_run (region_id, id, shop_id, run_on, leaves_minute, "
      "back_minute, distance_m, planned_by, planned_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      region_id, run.id, run.shop_id, run.run_on, run.leaves_minute, plan.back_minute,
      plan.distance_m, planned_by, now);
  std::int64_t place = 0;
  for (const RunStop& stop : plan.stops)
    tx.execute(
        "INSERT INTO market_delivery_stop (region_id, delivery_run_id, place, parcel_id, "
        "arrives_minute) VALUES ($1, $2, $3, $4, $5)",
        region_id, run.id, ++place, stop.parcel_id, stop.arrives_minute);
}

constexpr std::string_view kSelectRun =
    "SELECT r.id, r.shop_id, r.run_on, r.leaves_minute, r.back_minute, r.distance_m, "
    "(SELECT COUNT(*) FROM market_delivery_stop s WHERE s.region_id = r.region_id "
    "AND s.delivery_run_id = r.id) AS stops FROM market_delivery_run r WHERE r.region_id = $1 AND ";

}  // namespace

bool is_under_way(ParcelState state) {
  return state == ParcelState::accepted || state == ParcelState::ready;
}

RunPlan plan_run(const geo::Place& shop, const std::vector<Door>& doors, const RunTerms& terms,
                 const geo::TravelSource& travel) {
  CHECK_REQUEST(!doors.empty());
  std::vector<geo::Place> places{shop};
  for (const Door& door : doors) places.push_back(door.place);
  const geo::TravelTimes ways = travel(places, geo::Mode::car);
  CHECK_REQUEST(geo::is_well_formed(ways) && ways.size == std::ssize(places));
  const auto solution =
      optimiser::solve(problem_of(ways, doors, terms), {.iterations_max = kIterations});
  CHECK_REQUEST(solution.routes.size() == 1 && solution.left_out.empty());
  const optimiser::Route& route = solution.routes.front();
  RunPlan plan{.stops = {}, .back_minute = minute_of(route.finish)};
  std::int32_t at = 0;
  for (const optimiser::Visit& visit : route.visits) {
    const std::int32_t next = visit.activity + 1;
    plan.distance_m += ways.distance_at(at, next);
    plan.stops.push_back(
        {doors[static_cast<std::size_t>(visit.activity)].parcel_id, minute_of(visit.start)});
    at = next;
  }
  plan.distance_m += ways.distance_at(at, 0);
  CHECK_REQUEST(plan.stops.size() == doors.size());
  return plan;
}

base::Result<DeliveryRunId, DeliveryRefusal> plan_delivery_run(
    db::Transaction& tx, RegionId region_id, OrganisationId shop_id, base::Date run_on,
    std::int64_t leaves_minute, const geo::TravelSource& travel, PersonId planned_by,
    base::Instant now) {
  const auto shop = find_shop(tx, region_id, shop_id);
  if (!shop) return base::refuse(DeliveryRefusal::shop_not_found);
  if (shop->place.lat_e6 == 0) return base::refuse(DeliveryRefusal::shop_place_unknown);
  const std::vector<Door> doors = doors_of(tx, region_id, shop_id, run_on);
  if (doors.empty()) return base::refuse(DeliveryRefusal::nothing_to_deliver);
  const RunTerms terms{leaves_minute, settings::integer(tx, region_id, kDoorMinutes, run_on)};
  const RunPlan plan =
      plan_run(place_of(shop->place.lat_e6, shop->place.lng_e6, shop->place.district_code), doors,
               terms, travel);
  const DeliveryRun run{.id = tx.make_id<DeliveryRunId>(),
                        .shop_id = shop_id,
                        .run_on = run_on,
                        .leaves_minute = leaves_minute};
  insert_run(tx, region_id, run, plan, planned_by, now);
  return run.id;
}

std::vector<DeliveryRun> delivery_runs_of(db::Transaction& tx, RegionId region_id,
                                          OrganisationId shop_id, base::Date run_on) {
  return tx.query<DeliveryRun>(
      std::string(kSelectRun) + "r.shop_id = $2 AND r.run_on = $3 ORDER BY r.id DESC", region_id,
      shop_id, run_on);
}

std::optional<DeliveryRun> find_delivery_run(db::Transaction& tx, RegionId region_id,
                                             DeliveryRunId run_id) {
  return tx.query_one<DeliveryRun>(std::string(kSelectRun) + "r.id = $2", region_id, run_id);
}

std::vector<DeliveryStop> stops_of(db::Transaction& tx, RegionId region_id, DeliveryRunId run_id) {
  std::vector<DeliveryStop> stops;
  for (StopRow& row : tx.query<StopRow>(
           "SELECT s.place, s.parcel_id, s.arrives_minute, p.buyer_id, p.road_address "
           "FROM market_delivery_stop s JOIN market_parcel p ON p.region_id = s.region_id "
           "AND p.id = s.parcel_id WHERE s.region_id = $1 AND s.delivery_run_id = $2 "
           "ORDER BY s.place",
           region_id, run_id)) {
    auto parcel = find_parcel(tx, region_id, row.parcel_id);
    auto buyer = people::find_person(tx, region_id, row.buyer_id);
    CHECK_REQUEST(parcel && buyer);
    const bool is_over = !is_under_way(parcel->state);
    if (is_over) buyer = people::masked(*std::move(buyer));
    stops.push_back({row.place, row.parcel_id, row.arrives_minute, parcel->state,
                     std::move(buyer->name), std::move(buyer->phone),
                     is_over ? std::string() : std::move(row.road_address),
                     parcel->won - parcel->refunded_won, std::move(parcel->lines)});
  }
  return stops;
}

}  // namespace market
