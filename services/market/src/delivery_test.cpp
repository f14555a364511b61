#include "market/delivery.h"

#include "geo/busan.h"
#include "geo/estimate.h"
#include "order_fixture.h"

namespace market {
namespace {

geo::Place on_line(std::int32_t step) { return {{35'100'000, 129'000'000 + step * 10'000}, 0}; }

/// A street: the way between two places is as long as their numbers are apart.
geo::TravelTimes street(std::span<const geo::Place> places, geo::Mode) {
  geo::TravelTimes ways = geo::make_travel_times(static_cast<std::int32_t>(places.size()));
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t j = 0; j < places.size(); ++j) {
      const auto apart = std::abs(places[i].point.lng_e6 - places[j].point.lng_e6) / 10'000;
      ways.duration_s[i * places.size() + j] = apart * 60;
      ways.distance_m[i * places.size() + j] = apart * 500;
    }
  return ways;
}

std::vector<std::int64_t> order_of(const RunPlan& plan) {
  std::vector<std::int64_t> ids;
  for (const RunStop& stop : plan.stops) ids.push_back(stop.parcel_id.value);
  return ids;
}

TEST(PlanRun, GoesAlongTheStreetAndBack) {
  std::vector<Door> doors;
  for (const std::int32_t step : {4, 1, 3, 2})
    doors.push_back({ParcelId{step}, on_line(step), 540, 1'080});
  const RunPlan plan = plan_run(on_line(0), doors, {600, 5}, street);
  EXPECT_EQ(plan.distance_m, 4 * 500 * 2);
  EXPECT_EQ(plan.back_minute, 600 + 8 + 4 * 5);
  ASSERT_EQ(plan.stops.size(), 4u);
  EXPECT_EQ(plan_run(on_line(0), doors, {600, 5}, street).stops.front().parcel_id,
            plan.stops.front().parcel_id);
}

TEST(PlanRun, WaitsForNobodyButKeepsTimes) {
  const std::vector<Door> doors{{ParcelId{1}, on_line(1), 900, 960},  // only in the afternoon
                                {ParcelId{2}, on_line(2), 600, 660}};
  const RunPlan plan = plan_run(on_line(0), doors, {600, 5}, street);
  EXPECT_EQ(order_of(plan), (std::vector<std::int64_t>{2, 1}));
  EXPECT_GE(plan.stops[1].arrives_minute, 900);
}

TEST(PlanRun, WhoCannotBeReachedInTimeIsReachedLate) {
  const std::vector<Door> doors{{ParcelId{1}, on_line(30), 540, 610}};
  const RunPlan plan = plan_run(on_line(0), doors, {600, 5}, street);
  EXPECT_EQ(plan.stops[0].arrives_minute, 630);
}

class DeliveryTest : public OrderTest {
 protected:
  ParcelId bring(PersonId who, std::int64_t lng_e6) {
    buyer_ = who;
    give_home(35'101'000, lng_e6);
    const ParcelId id = parcel_of({.lines = {{bread_}}, .method = OrderMethod::delivery});
    EXPECT_TRUE(accept(id).has_value());
    return id;
  }
  base::Result<DeliveryRunId, DeliveryRefusal> plan(OrganisationId shop) {
    return write([&](auto& tx) {
      return plan_delivery_run(tx, kBusan, shop, kToday, 780,
                               geo::estimate_source(geo::busan_estimate()), kKeeper, now_);
    });
  }
  std::vector<DeliveryStop> stops(DeliveryRunId id) {
    return database_->read([&](auto& tx) { return stops_of(tx, kBusan, id); });
  }
};
OLIVE_ON_BOTH_DATABASES(DeliveryTest);

TEST_P(DeliveryTest, ARunTakesEveryParcelOnce) {
  EXPECT_EQ(plan(cafe_).error(), DeliveryRefusal::nothing_to_deliver);
  const ParcelId near = bring(add_person("김하나"), 129'002'000);
  const ParcelId far = bring(add_person("이두리"), 129'020'000);
  const auto id = plan(cafe_);
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(plan(cafe_).error(), DeliveryRefusal::nothing_to_deliver);
  const auto sheet = stops(*id);
  ASSERT_EQ(sheet.size(), 2u);
  EXPECT_EQ(std::set({sheet[0].parcel_id, sheet[1].parcel_id}), std::set({near, far}));
  EXPECT_LT(sheet[0].arrives_minute, sheet[1].arrives_minute);
  EXPECT_EQ(sheet[0].won, 3'000 + 3'000);
  const auto run = database_->read([&](auto& tx) { return find_delivery_run(tx, kBusan, *id); });
  EXPECT_EQ(run->stops, 2);
  EXPECT_GT(run->back_minute, sheet[1].arrives_minute);
  EXPECT_GT(run->distance_m, 0);
  EXPECT_EQ(
      database_->read([&](auto& tx) { return delivery_runs_of(tx, kBusan, cafe_, kToday).size(); }),
      1u);
}

TEST_P(DeliveryTest, NamesAreShownUntilTheHandover) {
  const ParcelId id = bring(add_person("김하나"), 129'002'000);
  const DeliveryRunId run = plan(cafe_).value();
  EXPECT_EQ(stops(run)[0].buyer_name, "김하나");
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_EQ(stops(run)[0].buyer_name, "김*나");
  EXPECT_TRUE(stops(run)[0].road_address.empty());
}

TEST_P(DeliveryTest, RefusesByName) {
  EXPECT_EQ(plan(OrganisationId{5}).error(), DeliveryRefusal::shop_not_found);
  place_shop(bakery_, 0, 0);
  EXPECT_EQ(plan(bakery_).error(), DeliveryRefusal::shop_place_unknown);
}

}  // namespace
}  // namespace market
