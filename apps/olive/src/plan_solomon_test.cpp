// The instances of Solomon, Gehring and Homberger: lines, tenths, tours.
#include "plan_solomon.h"

#include "plan_fixture.h"

namespace olive {
namespace {

using optimiser::Term;
using plan_testing::amount_of;
using plan_testing::case_of;
using plan_testing::has_term;
using plan_testing::lines_of;
using plan_testing::with;
using ::testing::HasSubstr;

constexpr auto kFormat = PlanFormat::solomon;
constexpr std::string_view kDay =
    "R1\n"
    "\n"
    "VEHICLE\n"
    "NUMBER     CAPACITY\n"
    "  2         10\n"
    "\n"
    "CUSTOMER\n"
    "CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME\n"
    "\n"
    "    0      0          0          0          5        99          0\n"
    "    1      3          4          5         20        50         10\n"
    "    2      1          1          6          0        60         10\n";

TEST(PlanSolomonTest, WaysAreTenthsCutOff) {
  const auto given = case_of(kDay, kFormat);
  const optimiser::TravelMatrix& ways = given->problem.travel.at(0);
  ASSERT_EQ(ways.size, 3);
  EXPECT_EQ(ways.duration[1], 50);  // 3, 4, 5
  EXPECT_EQ(ways.duration[2], 14);  // √2
  EXPECT_EQ(ways.duration[5], 36);  // √13 = 3.6055…
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      EXPECT_EQ(ways.duration[3 * i + j], ways.duration[3 * j + i]);
}

TEST(PlanSolomonTest, VehiclesAreWorkersWithTheDepotsHours) {
  const auto given = case_of(kDay, kFormat);
  ASSERT_EQ(given->problem.workers.size(), 2u);
  for (const optimiser::Worker& worker : given->problem.workers) {
    EXPECT_EQ(worker.shift_start, 50);
    EXPECT_EQ(worker.shift_end, 990);
    EXPECT_EQ(worker.capacity, std::vector<std::int64_t>{10});
  }
  ASSERT_EQ(given->problem.activities.size(), 2u);
  const optimiser::Activity& first = given->problem.activities[0];
  EXPECT_EQ(first.place, 1);
  EXPECT_EQ(first.duration, 100);
  EXPECT_EQ(first.windows[0].earliest, 200);
  EXPECT_EQ(first.windows[0].latest, 500);
  EXPECT_EQ(first.loads, std::vector<std::int64_t>{5});
  EXPECT_FALSE(first.is_due_soft);
}

TEST(PlanSolomonTest, SpacesTabsCarriageReturnsAndPointsAreNothing) {
  std::string text = with(kDay, "    1      3          4", "\t1\t3.0\t4.000");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  const auto given = case_of(with(text, "VEHICLE", "vehicle"), kFormat);
  EXPECT_EQ(given->problem.travel[0].duration, case_of(kDay, kFormat)->problem.travel[0].duration);
}

TEST(PlanSolomonTest, EveryFaultHasItsLine) {
  constexpr std::string_view kHead = "should be a name, VEHICLE, NUMBER CAPACITY, …, CUSTOMER, …";
  constexpr std::string_view kSeven =
      "should be seven whole numbers: customer, x, y, demand, ready, due, service";
  constexpr std::string_view kBelow = "demand and service below 0, or ready after due";
  const std::string head = "line 1 " + std::string(kHead);
  const std::string seven = "line 11 " + std::string(kSeven);
  const std::string below = "line 12 " + std::string(kBelow);
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{"VEHICLE\n", "CARS\n", head},
       {"CUSTOMER\n", "CLIENT\n", head},
       {"  2         10", "  2", "line 5 should be the number of vehicles and their capacity"},
       {"  2         10", "  2  10  3",
        "line 5 should be the number of vehicles and their capacity"},
       {"  2         10", "  two  10",
        "line 5 should be the number of vehicles and their capacity"},
       {"  2         10", "  0  10", "line 5 needs 1 … 10000 vehicles and a capacity"},
       {"  2         10", "  10001  10", "line 5 needs 1 … 10000 vehicles and a capacity"},
       {"  2         10", "  2  -1", "line 5 needs 1 … 10000 vehicles and a capacity"},
       {"    1      3", "    1      3.5", seven},
       {"    1      3", "    1      1000001", seven},
       {"    1      3", "    1      x", seven},
       {"50         10\n", "50\n", seven},
       {"    1      3", "    4      3", "line 11 customers count 0, 1, 2 …; the depot is 0"},
       {"    0      0", "    1      0", "line 10 customers count 0, 1, 2 …; the depot is 0"},
       {"6          0        60         10", "-6 0 60 10", below},
       {"6          0        60         10", "6 0 60 -10", below},
       {"6          0        60         10", "6 61 60 10", below}});
}

TEST(PlanSolomonTest, AFileWithoutCustomersIsNone) {
  const std::size_t depot = kDay.find("    0      0");
  const auto read = read_solomon(kDay.substr(0, depot));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error()[0].place, "line 1");
  EXPECT_FALSE(read_solomon(""));
}

TEST(PlanSolomonTest, ToursAreWrittenWithTheirLength) {
  const auto given = case_of(with(kDay, "  2         10", "  2   11"), kFormat);
  const optimiser::Solution solution = plan_testing::solved(*given);
  // One vehicle does both: 1.4 + 3.6 + 5.0.
  EXPECT_EQ(given->write(solution), "Route 1: 2 1\nCost 10.0\n");
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "routes"), 1);
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "cost"), 10);
}

TEST(PlanSolomonTest, CapacityParts) {
  const auto given = case_of(kDay, kFormat);  // 5 and 6 do not fit into 10
  const optimiser::Solution solution = plan_testing::solved(*given);
  EXPECT_EQ(solution.routes.size(), 2u);
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "cost"), 12.8);
  EXPECT_FALSE(has_term(given->costs(solution), "unassigned"));
}

TEST(PlanSolomonTest, WhoFindsNoVehicleIsNamed) {
  const auto given = case_of(with(kDay, "  2         10", "  1   10"), kFormat);
  const optimiser::Solution solution = plan_testing::solved(*given);
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "unassigned"), 1);
}

TEST(PlanSolomonTest, AReadTourStartsAsEarlyAsItCan) {
  const auto given = case_of(kDay, kFormat);
  const auto plan = given->read("Route 1: 1 2\nCost 12.8\n");
  ASSERT_TRUE(plan) << lines_of(plan.error());
  ASSERT_EQ(plan->routes.size(), 1u);
  const auto& visits = plan->routes[0].visits;
  ASSERT_EQ(visits.size(), 2u);
  EXPECT_EQ(visits[0].activity, 0);
  EXPECT_EQ(visits[0].start, 200);  // there at 10, ready at 20
  EXPECT_EQ(visits[1].activity, 1);
  EXPECT_EQ(visits[1].start, 200 + 100 + 36);
  const auto early = given->read("Route 1: 2\n");
  ASSERT_TRUE(early);
  EXPECT_EQ(early->routes[0].visits[0].start, 50 + 14);  // the depot opens at 5
}

TEST(PlanSolomonTest, AnOverloadedTourIsReadAndFoundWrong) {
  const auto given = case_of(kDay, kFormat);
  const auto plan = given->read("Route 1: 1 2\nCost 12.8\n");
  ASSERT_TRUE(plan);
  std::vector<optimiser::ViolationKind> kinds;
  for (const auto& each : optimiser::validate(given->problem, *plan)) kinds.push_back(each.kind);
  EXPECT_THAT(kinds, ::testing::Contains(optimiser::ViolationKind::load_exceeded));
}

TEST(PlanSolomonTest, EveryFaultOfAPlanHasItsLine) {
  const auto given = case_of(kDay, kFormat);
  plan_testing::expect_plan_refusals(
      *given, "Route 1: 1\nRoute 2: 2\nCost 12.8\n",
      {{"1: 1", "1: 3", "line 1 3 is no customer"},
       {"1: 1", "1: 0", "line 1 0 is no customer"},
       {"2: 2", "2: two", "line 2 two is no customer"},
       {"Cost", "Route 3: 1\nCost", "line 3 more routes than vehicles"},
       {"Route 1: 1\nRoute 2: 2\nCost", "Sum", "line 1 has no `Route 1: …`"}});
  EXPECT_TRUE(given->read("Cost 0.0\n"));  // nobody goes anywhere
}

TEST(PlanSolomonTest, ASolutionComesBackAsItWasWritten) {
  const auto given = case_of(kDay, kFormat);
  const optimiser::Solution solution = plan_testing::solved(*given);
  const auto plan = given->read(given->write(solution));
  ASSERT_TRUE(plan);
  EXPECT_TRUE(optimiser::validate(given->problem, *plan).empty());
  EXPECT_EQ(plan->routes.size(), solution.routes.size());
}

}  // namespace
}  // namespace olive
