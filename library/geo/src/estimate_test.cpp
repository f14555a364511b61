#include "geo/estimate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "geo/busan.h"

namespace geo {
namespace {

constexpr std::int32_t kYeonje = 26470;
constexpr std::int32_t kGangseo = 26440;
constexpr std::int32_t kSaha = 26380;
constexpr std::int32_t kYeongdo = 26200;
constexpr std::int32_t kBuk = 26320;
constexpr std::int32_t kGeumjeong = 26410;
constexpr Point kHere{35'100'000, 129'000'000};
constexpr Point kThere{35'190'000, 129'000'000};  // 10,008 m to the north

EstimateOptions level_ground() {
  EstimateOptions options;
  options.pace = {{{4'000, 100, 0}, {20'000, 100, 600}, {36'000, 200, 60}}};
  return options;
}

TEST(EstimateWay, MultipliesRoadAndSpeed) {
  const EstimateOptions options = level_ground();
  const Way walk = estimate_way(options, {kHere}, {kThere}, Mode::walk);
  EXPECT_EQ(walk.distance_m, 10'008);
  EXPECT_EQ(walk.duration_s, 9'007);  // 10,008 m at 4 km/h
  const Way transit = estimate_way(options, {kHere}, {kThere}, Mode::transit);
  EXPECT_EQ(transit.duration_s, 600 + 1'801);
  const Way car = estimate_way(options, {kHere}, {kThere}, Mode::car);
  EXPECT_EQ(car.distance_m, 20'016);
  EXPECT_EQ(car.duration_s, 60 + 2'002);
}

TEST(EstimateWay, IsZeroAtOnePlace) {
  const Way way = estimate_way(busan_estimate(), {kHere, kSaha}, {kHere, kGangseo}, Mode::car);
  EXPECT_EQ(way.duration_s, 0);
  EXPECT_EQ(way.distance_m, 0);
}

TEST(EstimateWay, PaysEachBarrierOnce) {
  EstimateOptions options = level_ground();
  options.barriers = {{"river", {kGangseo}, {}, 900, {100, 200, 300}},
                      {"hill", {kBuk}, {kGeumjeong}, 0, {7, 7, 7}}};
  const auto walk = [&](std::int32_t a, std::int32_t b) {
    return estimate_way(options, {kHere, a}, {kThere, b}, Mode::walk);
  };
  const Way open = walk(kSaha, kYeonje);
  EXPECT_EQ(open.duration_s, 9'007);
  EXPECT_EQ(walk(kGangseo, kSaha).distance_m, open.distance_m + 900);
  EXPECT_EQ(walk(kGangseo, kSaha).duration_s, open.duration_s + 100 + 810);
  EXPECT_EQ(walk(kSaha, kGangseo).duration_s, walk(kGangseo, kSaha).duration_s);
  EXPECT_EQ(walk(kGangseo, kGangseo).duration_s, open.duration_s);
  EXPECT_EQ(walk(kGangseo, 0).duration_s, open.duration_s) << "unknown district";
  EXPECT_EQ(walk(kBuk, kGeumjeong).duration_s, open.duration_s + 7);
  EXPECT_EQ(walk(kBuk, kYeonje).duration_s, open.duration_s) << "neither side of the hill";
}

TEST(EstimateWay, TakesTheMeanOfBothHills) {
  EstimateOptions options = level_ground();
  options.hills = {{kYeongdo, {140, 100, 100}}};
  const auto walk = [&](std::int32_t a, std::int32_t b) {
    return estimate_way(options, {kHere, a}, {kThere, b}, Mode::walk).duration_s;
  };
  EXPECT_EQ(walk(kYeongdo, kYeongdo), 12'610);
  EXPECT_EQ(walk(kYeongdo, kYeonje), 10'809);
  EXPECT_EQ(walk(kYeonje, kYeonje), 9'007);
}

TEST(EstimateTravel, FillsTheMatrixRowByRow) {
  const std::vector<Place> places = {{kHere, kSaha}, {kThere, kGangseo}, {kHere, kSaha}};
  const TravelTimes times = estimate_travel(busan_estimate(), places, Mode::transit);
  ASSERT_TRUE(is_well_formed(times));
  ASSERT_EQ(times.size, 3);
  EXPECT_EQ(times.duration_at(0, 2), 0);
  EXPECT_GT(times.duration_at(0, 1), 0);
  EXPECT_EQ(times.duration_at(0, 1), times.duration_s[1]);
  EXPECT_EQ(times.distance_at(2, 1), times.distance_at(0, 1));
}

TEST(EstimateTravel, AcceptsNoPlaces) { EXPECT_EQ(estimate_travel({}, {}, Mode::car).size, 0); }

TEST(EstimateTravelDeathTest, RequiresSpeed) {
  EstimateOptions options;
  options.pace[0].speed_m_per_h = 0;
  EXPECT_DEATH(static_cast<void>(estimate_travel(options, {}, Mode::car)), "CHECK failed");
}

TEST(BusanEstimate, RiverCostsMoreThanTheSameWayOnOneBank) {
  const EstimateOptions busan = busan_estimate();
  for (const Mode mode : {Mode::walk, Mode::transit, Mode::car}) {
    const auto crossing = estimate_way(busan, {kHere, kGangseo}, {kThere, kSaha}, mode);
    const auto along = estimate_way(busan, {kHere, kSaha}, {kThere, kSaha}, mode);
    EXPECT_GT(crossing.duration_s, along.duration_s);
    EXPECT_GT(crossing.distance_m, along.distance_m);
  }
}

RC_GTEST_PROP(EstimateSource, IsWellFormedAndRepeatable, ()) {
  std::vector<Place> places;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i)
    places.push_back(
        {{*rc::gen::inRange(35'000'000, 35'400'000), *rc::gen::inRange(128'800'000, 129'300'000)},
         *rc::gen::element(0, kYeonje, kGangseo, kSaha, kYeongdo, kBuk)});
  const auto mode = *rc::gen::element(Mode::walk, Mode::transit, Mode::car);
  const TravelSource source = estimate_source(busan_estimate());
  const TravelTimes times = source(places, mode);
  RC_ASSERT(is_well_formed(times));
  RC_ASSERT(source(places, mode).duration_s == times.duration_s);
}

}  // namespace
}  // namespace geo
