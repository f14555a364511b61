#include "geo/projection.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <vector>

namespace geo {
namespace {

constexpr Bounds kBusan{{34'990'000, 128'780'000}, {35'390'000, 129'310'000}};
constexpr Canvas kCanvas{1'000, 800, 20};

TEST(BoundsOf, IsTheSmallestBox) {
  const std::vector<Point> points = {{3, 20}, {1, 30}, {2, 10}};
  const Bounds bounds = bounds_of(points);
  EXPECT_EQ(bounds.south_west, (Point{1, 10}));
  EXPECT_EQ(bounds.north_east, (Point{3, 30}));
}

TEST(BoundsOfDeathTest, RequiresAPoint) {
  EXPECT_DEATH(static_cast<void>(bounds_of({})), "CHECK failed");
}

TEST(Projection, PutsNorthAboveAndEastToTheRight) {
  const Projection projection(kBusan, kCanvas);
  const Pixel middle = projection.project({35'190'000, 129'045'000});
  EXPECT_EQ(middle, (Pixel{500, 400}));
  EXPECT_LT(projection.project({35'290'000, 129'045'000}).y, middle.y);
  EXPECT_GT(projection.project({35'190'000, 129'145'000}).x, middle.x);
}

TEST(Projection, FillsTheTighterAxisToItsMargin) {
  const Projection projection(kBusan, kCanvas);
  const Pixel top_right = projection.project(kBusan.north_east);
  const Pixel bottom_left = projection.project(kBusan.south_west);
  EXPECT_EQ(top_right.y, 20);
  EXPECT_EQ(bottom_left.y, 780);
  EXPECT_GE(bottom_left.x, 20);
  EXPECT_LE(top_right.x, 980);
  const Projection wide({{35'000'000, 128'000'000}, {35'100'000, 130'000'000}}, kCanvas);
  EXPECT_EQ(wide.project({35'050'000, 128'000'000}).x, 20);
  EXPECT_EQ(wide.project({35'050'000, 130'000'000}).x, 980);
}

TEST(Projection, HasOneScaleForBothAxes) {
  const Projection projection(kBusan, kCanvas);
  const Point centre{35'190'000, 129'045'000};
  const Point north{35'290'000, 129'045'000};
  const Point east{35'190'000, 129'145'000};
  const std::int64_t per_100 = projection.metres_per_100_pixels();
  const auto metres = [&](std::int32_t pixels) { return std::abs(pixels) * per_100 / 100; };
  const Pixel origin = projection.project(centre);
  const auto up = metres(projection.project(north).y - origin.y);
  const auto right = metres(projection.project(east).x - origin.x);
  EXPECT_NEAR(static_cast<double>(up), static_cast<double>(distance_m(centre, north)), 120);
  EXPECT_NEAR(static_cast<double>(right), static_cast<double>(distance_m(centre, east)), 120);
}

TEST(Projection, AcceptsASinglePoint) {
  const Point only{35'190'000, 129'045'000};
  const Projection projection({only, only}, kCanvas);
  EXPECT_EQ(projection.project(only), (Pixel{500, 400}));
}

TEST(ProjectionDeathTest, RequiresRoomInsideTheMargins) {
  EXPECT_DEATH(Projection(kBusan, Canvas{40, 800, 20}), "CHECK failed");
}

RC_GTEST_PROP(Projection, KeepsEveryPointOfTheBoxInside, ()) {
  const Canvas canvas{*rc::gen::inRange(50, 3'000), *rc::gen::inRange(50, 3'000), 10};
  const Projection projection(kBusan, canvas);
  const Pixel pixel = projection.project(
      {*rc::gen::inRange(kBusan.south_west.lat_e6, kBusan.north_east.lat_e6 + 1),
       *rc::gen::inRange(kBusan.south_west.lng_e6, kBusan.north_east.lng_e6 + 1)});
  RC_ASSERT(pixel.x >= 9 && pixel.x <= canvas.width - 9);
  RC_ASSERT(pixel.y >= 9 && pixel.y <= canvas.height - 9);
}

}  // namespace
}  // namespace geo
