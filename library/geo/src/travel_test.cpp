#include "geo/travel.h"

#include <gtest/gtest.h>

namespace geo {
namespace {

TEST(TravelTimes, IsRowMajor) {
  TravelTimes times = make_travel_times(3);
  times.duration_s[5] = 50;  // row 1, column 2
  times.distance_m[5] = 500;
  EXPECT_EQ(times.duration_at(1, 2), 50);
  EXPECT_EQ(times.distance_at(1, 2), 500);
  EXPECT_EQ(times.duration_at(2, 1), 0);
}

TEST(TravelTimesDeathTest, RequiresPlacesInRange) {
  const TravelTimes times = make_travel_times(2);
  EXPECT_DEATH(static_cast<void>(times.duration_at(0, 2)), "CHECK failed");
  EXPECT_DEATH(static_cast<void>(times.distance_at(-1, 0)), "CHECK failed");
}

TEST(IsWellFormed, RefusesWhatPlannersCannotUse) {
  EXPECT_TRUE(is_well_formed(make_travel_times(0)));
  EXPECT_TRUE(is_well_formed(make_travel_times(2)));
  TravelTimes on_diagonal = make_travel_times(2);
  on_diagonal.duration_s[3] = 1;
  EXPECT_FALSE(is_well_formed(on_diagonal));
  TravelTimes negative = make_travel_times(2);
  negative.distance_m[1] = -1;
  EXPECT_FALSE(is_well_formed(negative));
  TravelTimes short_rows = make_travel_times(2);
  short_rows.duration_s.pop_back();
  EXPECT_FALSE(is_well_formed(short_rows));
}

}  // namespace
}  // namespace geo
