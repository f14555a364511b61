// Pickup points: where they are, when they hand out, how many parcels they take, when they may go.
#include "market/pickup_point.h"

#include "api/testing.h"
#include "order_fixture.h"

namespace market {
namespace {

using api::testing::field;

class PickupPointTest : public OrderTest {
 protected:
  PickupPointTest() : point_(open({.name = "중앙 수령대", .run_by = cafe_}).value()) {}

  PickupPointResult<PickupPointId> open(const PickupPointForm& form) {
    return write([&](auto& tx) { return open_pickup_point(tx, kBusan, form, kDrafter, now_); });
  }
  PickupPointResult<void> change(const PickupPointForm& form) {
    return write(
        [&](auto& tx) { return change_pickup_point(tx, kBusan, point_, form, kDrafter, now_); });
  }
  PickupPointResult<void> close() {
    return write([&](auto& tx) { return close_pickup_point(tx, kBusan, point_); });
  }
  PickupPointForm terms(std::int64_t capacity, std::vector<Opening> openings,
                        base::Date from = kToday) const {
    return {.name = "중앙 수령대",
            .run_by = cafe_,
            .capacity = capacity,
            .openings = std::move(openings),
            .valid_from = from};
  }
  PickupPoint point_on(base::Date on) {
    return database_->read([&](auto& tx) { return *find_pickup_point(tx, kBusan, point_, on); });
  }
  std::vector<Collection> quote_order_there() {
    return database_->read([&](auto& tx) {
      return quote_order(tx, kBusan, buyer_, order_there(cake_), now_)
          .value()
          .parcels.at(0)
          .collections;
    });
  }
  OrderForm order_there(ProductId product) const {
    return {.lines = {{.product_id = product}}, .pickup_point_id = point_};
  }

  PickupPointId point_;
};
OLIVE_ON_BOTH_DATABASES(PickupPointTest);

constexpr std::int64_t kMonday = 1;  // kToday is a Monday

TEST_P(PickupPointTest, AShopLendsItsAddress) {
  const PickupPoint point = point_on(kToday);
  EXPECT_EQ(point.lat_e6, 35'100'000);
  EXPECT_EQ(point.terms.capacity, 0);
  EXPECT_TRUE(point.terms.openings.empty());
  EXPECT_EQ(point.coming, std::nullopt);
}

TEST_P(PickupPointTest, FormsAreRefusedByName) {
  const auto with = [&](auto alter) {
    PickupPointForm form{.name = "다른 곳", .run_by = cafe_};
    alter(form);
    return open(form).error();
  };
  EXPECT_EQ(with([](auto& form) { form.run_by = {5}; }), PickupPointRefusal::shop_not_found);
  EXPECT_EQ(with([](auto& form) { form.name = " 중앙 수령대 "; }),
            PickupPointRefusal::pickup_point_name_taken);
  EXPECT_EQ(with([](auto& form) {
              form.place = people::Place{.road_address = "종로 1", .district_code = "11110"};
            }),
            PickupPointRefusal::pickup_place_not_found);
  EXPECT_EQ(with([](auto& form) { form.place = people::Place{.district_code = "26470"}; }),
            PickupPointRefusal::pickup_place_not_found);
  EXPECT_EQ(with([](auto& form) { form.valid_from = kToday.plus_days(-1); }),
            PickupPointRefusal::pickup_terms_in_past);
  EXPECT_EQ(with([](auto& form) { form.openings = {{{1, 600, 600}}}; }),
            PickupPointRefusal::hours_reversed);
  EXPECT_EQ(with([](auto& form) { form.openings = {{{1, 600, 700}, {1, 650, 800}}}; }),
            PickupPointRefusal::hours_overlap);
}

TEST_P(PickupPointTest, AnAddressWithoutAPlaceIsAtTheDistrictOffice) {
  point_ = open({.name = "시청 앞",
                 .run_by = cafe_,
                 .place = people::Place{.road_address = "중앙대로 1001", .district_code = "26470"}})
               .value();
  EXPECT_EQ(point_on(kToday).lat_e6, people::find_district("26470")->lat_e6);
}

TEST_P(PickupPointTest, TermsHoldFromTheirDayOn) {
  ASSERT_TRUE(change(terms(3, {})).has_value());
  ASSERT_TRUE(change(terms(9, {{kMonday, 600, 720}}, kToday.plus_days(7))).has_value());
  EXPECT_EQ(point_on(kToday).terms.capacity, 3);
  EXPECT_EQ(point_on(kToday).coming->capacity, 9);
  EXPECT_EQ(point_on(kToday.plus_days(7)).terms.openings.size(), 1u);
  EXPECT_EQ(point_on(kToday.plus_days(7)).coming, std::nullopt);
  ASSERT_TRUE(change(terms(4, {}, kToday.plus_days(7))).has_value());  // again for the same day
  EXPECT_EQ(point_on(kToday.plus_days(8)).terms, (PickupTerms{kToday.plus_days(7), 4, {}}));
}

TEST_P(PickupPointTest, CollectionsAreCutToItsOpenings) {
  ASSERT_TRUE(change(terms(0, {{kMonday, 900, 960}, {kMonday + 1, 480, 600}})).has_value());
  const auto offered = quote_order_there();
  ASSERT_GE(offered.size(), 3u);
  EXPECT_EQ(offered[0].collect_on, kToday);
  EXPECT_EQ(offered[0].from_minute, 900);  // the shop is open from 9 to 18
  EXPECT_EQ(offered[0].to_minute, 960);
  EXPECT_EQ(offered[1].from_minute, 540);
  EXPECT_EQ(offered[1].to_minute, 600);
  EXPECT_EQ(offered[2].collect_on, kToday.plus_days(7));
  const ParcelId id = parcel_of(order_there(cake_));
  EXPECT_EQ(parcel(id).from_minute, 900);
}

TEST_P(PickupPointTest, WhatIsNeverOpenTogetherIsRefused) {
  ASSERT_TRUE(change(terms(0, {{kMonday, 0, 540}})).has_value());
  EXPECT_EQ(order(order_there(cake_)).error(), OrderRefusal::pickup_point_not_open);
}

TEST_P(PickupPointTest, AFullDayGoesToTheNext) {
  ASSERT_TRUE(change(terms(1, {})).has_value());
  const ParcelId first = parcel_of(order_there(cake_));
  const ParcelId second = parcel_of(order_there(bread_));
  EXPECT_EQ(parcel(first).collect_on, kToday);
  EXPECT_EQ(parcel(second).collect_on, kToday.plus_days(1));
  ASSERT_TRUE(cancel(first, CancelledBy::buyer).has_value());
  EXPECT_EQ(parcel(parcel_of(order_there(bread_))).collect_on, kToday);
}

TEST_P(PickupPointTest, ACartOfTwoShopsNeedsTwoPlaces) {
  ASSERT_TRUE(change(terms(1, {})).has_value());
  OrderForm form = order_there(cake_);
  form.lines.push_back({.product_id = bread_});
  const auto both = parcels(order(form).value());
  ASSERT_EQ(both.size(), 2u);
  EXPECT_NE(both[0].collect_on, both[1].collect_on);
}

TEST_P(PickupPointTest, WhatIsFullOnEveryDayIsRefused) {
  std::vector<Opening> mondays{{kMonday, 540, 1'080}};
  ASSERT_TRUE(change(terms(1, mondays)).has_value());
  for (int week = 0; week < 3; ++week) (void)order(order_there(bread_));
  EXPECT_EQ(order(order_there(bread_)).error(), OrderRefusal::pickup_point_full);
}

TEST_P(PickupPointTest, ItIsNotClosedOverWaitingParcels) {
  const ParcelId id = parcel_of(order_there(cake_));
  EXPECT_EQ(close().error(), PickupPointRefusal::pickup_point_in_use);
  PickupPointForm moved = terms(5, {});
  ASSERT_TRUE(change(moved).has_value());  // hours and capacity may change
  moved.run_by = bakery_;
  EXPECT_EQ(change(moved).error(), PickupPointRefusal::pickup_point_in_use);
  ASSERT_TRUE(accept(id).has_value());
  EXPECT_EQ(close().error(), PickupPointRefusal::pickup_point_in_use);
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_TRUE(change(moved).has_value());
  EXPECT_TRUE(close().has_value());
  EXPECT_EQ(order(order_there(cake_)).error(), OrderRefusal::pickup_point_not_found);
}

TEST_P(PickupPointTest, AClosedOneCanComeBack) {
  ASSERT_TRUE(close().has_value());
  ASSERT_TRUE(close().has_value());  // a second tap changes nothing
  ASSERT_TRUE(open({.name = "중앙 수령대", .run_by = bakery_}).has_value());
  const auto reopen = [&](PickupPointId id) {
    return write([&](auto& tx) { return reopen_pickup_point(tx, kBusan, id); });
  };
  EXPECT_EQ(reopen(point_).error(), PickupPointRefusal::pickup_point_name_taken);
  EXPECT_EQ(reopen({5}).error(), PickupPointRefusal::pickup_point_not_found);
  ASSERT_TRUE(change({.name = "옛 수령대", .run_by = cafe_}).has_value());
  EXPECT_TRUE(reopen(point_).has_value());
  EXPECT_EQ(database_->read([](auto& tx) { return list_pickup_points(tx, kBusan, kToday); }).size(),
            2u);
}

TEST(PickupPoints, StandByNearness) {
  const auto at = [](const char* name, std::int64_t lat_e6) {
    return PickupPoint{.name = name, .lat_e6 = lat_e6, .lng_e6 = 129'000'000};
  };
  const std::vector<PickupPoint> points{at("멀리", 35'200'000), at("어딘가", 0),
                                        at("가까이", 35'101'000)};
  const people::Place home{.lat_e6 = 35'100'000, .lng_e6 = 129'000'000};
  const auto near = by_nearness(points, home);
  EXPECT_EQ(near[0].point.name, "가까이");
  EXPECT_NEAR(static_cast<double>(*near[0].distance_m), 111, 2);
  EXPECT_EQ(near[1].point.name, "멀리");
  EXPECT_EQ(near[2].distance_m, std::nullopt);
  EXPECT_EQ(by_nearness(points, {})[0].point.name, "가까이");  // by name where home is unknown
}

TEST_P(PickupPointTest, TheCentreKeepsThemAndBuyersFindThem) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  manifest::Module own = module({*ledger_, pins_, sealer_});
  api::testing::Client client(*database_, [this] { return now_; }, own.routes, own.permissions);
  const std::string path = "/api/v1/pickup-points/" + std::to_string(point_.value);
  const std::string form = R"({"name":"새 이름","run_by":")" + std::to_string(cafe_.value) +
                           R"(","capacity":12,"openings":[]})";
  client.sign_in(buyer_, {{"citizen", {}}});
  EXPECT_EQ(client.put(path, form).status, 403);
  EXPECT_EQ(client.get("/api/v1/pickup-points/managed").status, 403);
  client.sign_in(kDrafter, {{"metro_centre", {}}});
  const auto changed = client.put(path, form);
  EXPECT_EQ(field(changed.body, "capacity"), "12") << changed.body;
  EXPECT_EQ(field(changed.body, "shop_name"), "올리브 카페");
  std::string broken = form;
  broken.replace(broken.find("12"), 2, "-1");
  EXPECT_EQ(client.put(path, broken).status, 422);
  (void)parcel_of(order_there(cake_));
  EXPECT_EQ(field(client.get("/api/v1/pickup-points/managed").body, "waiting"), "1");
  EXPECT_EQ(field(client.post(path + "/closing", "{}").body, "code"), "pickup_point_in_use");
  give_home(35'101'000, 129'000'000);
  client.sign_in(buyer_, {{"citizen", {}}});
  const auto near = client.get("/api/v1/me/pickup-points");
  EXPECT_EQ(field(near.body, "distance_m"), "111") << near.body;
  EXPECT_EQ(field(near.body, "name"), "새 이름");
}

}  // namespace
}  // namespace market
