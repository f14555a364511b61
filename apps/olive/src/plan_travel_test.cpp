// Ways of a road router in place of a problem's own.
#include "plan_travel.h"

#include "plan_fixture.h"

namespace olive {
namespace {

using plan_testing::case_of;
using plan_testing::lines_of;

constexpr std::string_view kDay = R"({"places": ["o", "h"],
  "travel": [{"duration": [[0, 5], [6, 0]]}],
  "workers": [{"id": "w", "start_place": "o", "end_place": "o"}],
  "activities": [{"id": "a", "place": "h", "duration": 9}]})";

TEST(PlanTravelTest, ATableOfPairsReplacesAllWays) {
  const auto given = case_of(kDay, PlanFormat::olive);
  EXPECT_TRUE(
      replace_travel(*given, "from,to,duration_s,distance_m\nh,o,60,700\no,h,50,600\n").empty());
  EXPECT_EQ(given->problem.travel[0].duration, (std::vector<std::int32_t>{0, 50, 60, 0}));
  EXPECT_EQ(given->problem.travel[0].distance, (std::vector<std::int32_t>{0, 600, 700, 0}));
}

TEST(PlanTravelTest, WaysThatTheRouterLacksStayAsTheyWere) {
  const auto given = case_of(kDay, PlanFormat::olive);
  EXPECT_TRUE(replace_travel(*given, R"({"code": "Ok", "durations": [[0, null], [70.4, 0]],
                                         "distances": [[0, null], [900, 0]]})")
                  .empty());
  EXPECT_EQ(given->problem.travel[0].duration, (std::vector<std::int32_t>{0, 5, 70, 0}));
}

TEST(PlanTravelTest, AFaultNamesItsLineAndChangesNothing) {
  const std::string head = "from,to,duration_s,distance_m\n";
  for (const auto& [text, fault] : std::vector<std::pair<std::string, std::string>>{
           {"a,b,c,d\n", "line 1 should be `from,to,duration_s,distance_m`\n"},
           {head + "o,h,50\n", "line 2 should have four cells\n"},
           {head + "o,h,50,-1\n", "line 2 has a number that is not whole or below 0\n"},
           {head + "o,h,5.5,1\n", "line 2 has a number that is not whole or below 0\n"},
           {head + "o,h,5,1\no,h,5,1\n", "line 3 gives a pair of places again\n"},
           {head + "o,o,5,1\n", "line 2 gives a place a way to itself\n"}}) {
    const auto given = case_of(kDay, PlanFormat::olive);
    EXPECT_EQ(lines_of(replace_travel(*given, text)), fault);
    EXPECT_EQ(given->problem.travel[0].duration, (std::vector<std::int32_t>{0, 5, 6, 0}));
  }
}

TEST(PlanTravelTest, ATableOfAnotherSizeIsRefused) {
  const auto given = case_of(kDay, PlanFormat::olive);
  EXPECT_EQ(lines_of(replace_travel(*given, R"({"code": "Ok", "durations": [[0]]})")),
            "/durations should have a row and a column for each place\n");
  EXPECT_EQ(given->problem.travel[0].duration, (std::vector<std::int32_t>{0, 5, 6, 0}));
}

TEST(PlanTravelTest, FormatsWithoutNamesOfPlacesKeepTheirWays) {
  const auto given =
      case_of("T\nVEHICLE\nNUMBER CAPACITY\n1 1\nCUSTOMER\nNO X\n0 0 0 0 0 9 0\n1 3 4 1 0 9 1\n",
              PlanFormat::solomon);
  EXPECT_EQ(lines_of(replace_travel(*given, "from,to,duration_s,distance_m\n")),
            "/ this format's ways belong to the instance\n");
  EXPECT_EQ(given->problem.travel[0].duration[1], 50);
}

}  // namespace
}  // namespace olive
