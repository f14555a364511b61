#include "geo/point.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace geo {
namespace {

constexpr Point kBusanCityHall{35'179'816, 129'075'022};
constexpr Point kBusanStation{35'115'225, 129'042'243};
constexpr Point kSeoulCityHall{37'566'535, 126'977'969};

Point any_point() {
  return {*rc::gen::inRange(-90'000'000, 90'000'001), *rc::gen::inRange(-180'000'000, 180'000'001)};
}

Point busan_point() {
  return {*rc::gen::inRange(35'000'000, 35'400'000), *rc::gen::inRange(128'800'000, 129'300'000)};
}

TEST(Distance, KnownPairs) {
  EXPECT_NEAR(static_cast<double>(distance_m(kBusanCityHall, kBusanStation)), 7'776, 10);
  EXPECT_NEAR(static_cast<double>(distance_m(kBusanCityHall, kSeoulCityHall)), 325'000, 1'000);
  EXPECT_EQ(distance_m({0, 0}, {0, 180'000'000}), 20'015'114);  // half the circumference
  EXPECT_EQ(distance_m({0, 0}, {1'000'000, 0}), 111'195);
  EXPECT_EQ(distance_m(kBusanCityHall, kBusanCityHall), 0);
}

TEST(IsValid, Ranges) {
  EXPECT_TRUE(is_valid({90'000'000, -180'000'000}));
  EXPECT_FALSE(is_valid({90'000'001, 0}));
  EXPECT_FALSE(is_valid({0, 180'000'001}));
}

TEST(DistanceDeathTest, RequiresValidPoints) {
  EXPECT_DEATH(static_cast<void>(distance_m({91'000'000, 0}, {0, 0})), "CHECK failed");
}

RC_GTEST_PROP(Distance, IsSymmetricAndBounded, ()) {
  const Point a = any_point();
  const Point b = any_point();
  RC_ASSERT(distance_m(a, b) == distance_m(b, a));
  RC_ASSERT(distance_m(a, b) >= 0 && distance_m(a, b) <= 20'015'116);
}

RC_GTEST_PROP(Distance, ObeysTheTriangle, ()) {
  const Point a = busan_point();
  const Point b = busan_point();
  const Point c = busan_point();
  RC_ASSERT(distance_m(a, c) <= distance_m(a, b) + distance_m(b, c) + 2);  // rounding
}

}  // namespace
}  // namespace geo
