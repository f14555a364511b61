// Distances and ways that a Busan operator can check on a map, and edges of the globe.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "geo/busan.h"
#include "geo/matrix_csv.h"
#include "geo/projection.h"

namespace geo {
namespace {

constexpr Place kSahaOffice{{35'104'500, 128'974'900}, 26380};
constexpr Place kSeoOffice{{35'097'900, 129'024'100}, 26140};
constexpr Place kYeongdoOffice{{35'091'200, 129'067'900}, 26200};
constexpr Place kGangseoOffice{{35'212'200, 128'980'600}, 26440};
constexpr Place kBukOffice{{35'197'200, 128'990'200}, 26320};
constexpr Place kGeumjeongOffice{{35'242'900, 129'092'100}, 26410};
constexpr Place kHaeundaeOffice{{35'163'100, 129'163'600}, 26350};

TEST(BusanWays, TakeAsLongAsPeopleSay) {
  const EstimateOptions busan = busan_estimate();
  const struct {
    Place from, to;
    Mode mode;
    std::int64_t minutes_min, minutes_max;
  } kCases[] = {
      {kSahaOffice, kSeoOffice, Mode::car, 15, 40},
      {kSahaOffice, kSeoOffice, Mode::transit, 35, 75},
      {kSeoOffice, kYeongdoOffice, Mode::car, 15, 35},
      {kGangseoOffice, kBukOffice, Mode::car, 10, 30},    // over the river
      {kBukOffice, kGeumjeongOffice, Mode::car, 30, 70},  // round 금정산
      {kSahaOffice, kHaeundaeOffice, Mode::car, 50, 100},
      {kSahaOffice, kHaeundaeOffice, Mode::transit, 80, 150},
  };
  for (const auto& test : kCases) {
    const auto way = estimate_way(busan, test.from, test.to, test.mode);
    EXPECT_GE(way.duration_s, test.minutes_min * 60) << test.from.district << test.to.district;
    EXPECT_LE(way.duration_s, test.minutes_max * 60) << test.from.district << test.to.district;
    EXPECT_GE(way.distance_m, distance_m(test.from.point, test.to.point));
  }
}

TEST(BusanWays, WalkingIsSlowerThanACarOnEveryLongWay) {
  const EstimateOptions busan = busan_estimate();
  const Place places[] = {kSahaOffice, kSeoOffice,       kYeongdoOffice, kGangseoOffice,
                          kBukOffice,  kGeumjeongOffice, kHaeundaeOffice};
  const auto walk = estimate_travel(busan, places, Mode::walk);
  const auto car = estimate_travel(busan, places, Mode::car);
  for (std::int32_t i = 0; i < walk.size; ++i)
    for (std::int32_t j = 0; j < walk.size; ++j)
      if (i != j) EXPECT_GT(walk.duration_at(i, j), car.duration_at(i, j)) << i << ' ' << j;
}

TEST(Distance, AcrossTheDateLineAndAtThePoles) {
  EXPECT_EQ(distance_m({0, 179'999'999}, {0, -179'999'999}), 0);  // 22 cm
  EXPECT_EQ(distance_m({0, 179'500'000}, {0, -179'500'000}), 111'195);
  EXPECT_EQ(distance_m({90'000'000, 0}, {90'000'000, 120'000'000}), 0);
  EXPECT_EQ(distance_m({90'000'000, 0}, {-90'000'000, 0}), 20'015'114);
  EXPECT_NEAR(static_cast<double>(distance_m({60'000'000, 0}, {60'000'000, 1'000'000})), 55'597,
              4);  // half a degree of the equator
}

TEST(EstimateTravelDeathTest, RequiresSoundOptions) {
  EstimateOptions shortcut;
  shortcut.pace[2].road_percent = 99;  // a road shorter than the straight line
  EXPECT_DEATH(static_cast<void>(estimate_source(shortcut)), "CHECK failed");
  EstimateOptions tunnel;
  tunnel.barriers = {{"tunnel", {26440}, {}, -1, {}}};
  EXPECT_DEATH(static_cast<void>(estimate_source(tunnel)), "CHECK failed");
  EstimateOptions head_start;
  head_start.pace[1].fixed_s = -1;
  EXPECT_DEATH(static_cast<void>(estimate_travel(head_start, {}, Mode::walk)), "CHECK failed");
}

RC_GTEST_PROP(EstimateWay, GrowsWithEveryBarrierAndNeverWithout, ()) {
  EstimateOptions options = busan_estimate();
  const Place from{{*rc::gen::inRange(35'000'000, 35'400'000), 128'900'000},
                   *rc::gen::element(0, 26380, 26440, 26320)};
  const Place to{{*rc::gen::inRange(35'000'000, 35'400'000), 129'100'000},
                 *rc::gen::element(0, 26200, 26410, 26470)};
  const auto mode = *rc::gen::element(Mode::walk, Mode::transit, Mode::car);
  const Way with = estimate_way(options, from, to, mode);
  options.barriers.clear();
  const Way without = estimate_way(options, from, to, mode);
  RC_ASSERT(with.duration_s >= without.duration_s);
  RC_ASSERT(with.distance_m >= without.distance_m);
}

TEST(ParseMatrixCsv, TakesWhatSpreadsheetsWrite) {
  const std::vector<std::string> keys = {"홈", "병원, 본관"};
  const auto times = parse_matrix_csv(
      "\xEF\xBB\xBF"
      "from,to,duration_s,distance_m\r\n홈,\"병원, 본관\", 60 ,700\r\n\r\n"
      "\"병원, 본관\",홈,61,2147483647\r\n",
      keys);
  ASSERT_TRUE(times.has_value());
  EXPECT_EQ(times->duration_at(0, 1), 60);
  EXPECT_EQ(times->distance_at(1, 0), 2'147'483'647);
}

RC_GTEST_PROP(BoundsOf, HoldEveryPoint, ()) {
  std::vector<Point> points;
  const int count = *rc::gen::inRange(1, 20);
  for (int i = 0; i < count; ++i)
    points.push_back(
        {*rc::gen::inRange(-90'000'000, 90'000'001), *rc::gen::inRange(-180'000'000, 180'000'001)});
  const Bounds bounds = bounds_of(points);
  for (const Point& point : points) {
    RC_ASSERT(bounds.south_west.lat_e6 <= point.lat_e6 && point.lat_e6 <= bounds.north_east.lat_e6);
    RC_ASSERT(bounds.south_west.lng_e6 <= point.lng_e6 && point.lng_e6 <= bounds.north_east.lng_e6);
  }
  std::ranges::reverse(points);
  RC_ASSERT(bounds_of(points).south_west == bounds.south_west);
}

RC_GTEST_PROP(Projection, KeepsNorthAboveSouthAndEastRightOfWest, ()) {
  const Projection projection({kYeongdoOffice.point, kGeumjeongOffice.point}, {900, 700, 10});
  const auto lat = rc::gen::inRange(35'000'000, 35'400'000);
  const auto lng = rc::gen::inRange(128'800'000, 129'300'000);
  const Point a{*lat, *lng};
  const Point b{*lat, *lng};
  const Pixel at_a = projection.project(a);
  const Pixel at_b = projection.project(b);
  if (a.lat_e6 <= b.lat_e6) RC_ASSERT(at_a.y >= at_b.y);
  if (a.lng_e6 <= b.lng_e6) RC_ASSERT(at_a.x <= at_b.x);
}

}  // namespace
}  // namespace geo
