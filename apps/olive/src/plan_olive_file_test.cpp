// Olive's own plan files: bounds of every number, names, and plans as people write them.
#include "plan_fixture.h"
#include "plan_olive.h"

namespace olive {
namespace {

using optimiser::Term;
using plan_testing::case_of;
using plan_testing::lines_of;
using plan_testing::with;
using ::testing::HasSubstr;

constexpr auto kFormat = PlanFormat::olive;
constexpr std::string_view kDay = R"({
  "places": ["office", "home"],
  "travel": [{"duration": [[0, 600], [700, 0]]}],
  "workers": [
    {"id": "kim", "start_place": "office", "end_place": "office", "shift_start": 32400,
     "shift_end": 64800, "overtime_max": 3600, "skills": ["lift"], "can_drive": true},
    {"id": "lee", "skills": ["nurse"]}],
  "vehicles": [{"id": "car", "home": "office"}],
  "activities": [
    {"id": "bath", "place": "home", "duration": 3600, "skills": ["lift"],
     "windows": [{"earliest": 36000, "latest": 39600, "grace": 60}], "priority": 2,
     "preferences": [{"worker": "lee", "amount": 2}], "preference_default": 1,
     "pin": {"worker": "kim", "start": 36000},
     "published": {"worker": "kim", "start": 36000, "tolerance": 900}},
    {"id": "tea", "place": "home", "duration": 60, "excluded_workers": ["kim"]}],
  "links": [{"from": "bath", "to": "tea", "gap_min": 0, "gap_max": 7200}],
  "weights": [{"term": "travel", "amount": 2}, {"term": "unassigned", "amount": 1000000}]
})";

TEST(PlanOliveFileTest, EveryNumberHasItsBounds) {
  const std::string time = " is out of range (-100000000…100000000)";
  const std::string length = " is out of range (0…100000000)";
  const std::string amount = " is out of range (0…1000000)";
  const std::vector<std::string> faults{"/workers/0/shift_start" + time,
                                        "/workers/0/shift_end" + time,
                                        "/workers/0/overtime_max" + length,
                                        "/activities/0/duration" + length,
                                        "/activities/0/windows" + time,
                                        "/activities/0/priority" + amount,
                                        "/activities/0/preferences" + amount,
                                        "/activities/0/preference_default" + amount,
                                        "/activities/0/pin/start" + time,
                                        "/activities/0/published/tolerance" + length,
                                        "/weights/0/amount is out of range (0…10000000)"};
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{R"("shift_start": 32400)", R"("shift_start": -100000001)", faults[0]},
       {R"("shift_end": 64800)", R"("shift_end": 100000001)", faults[1]},
       {R"("overtime_max": 3600)", R"("overtime_max": -1)", faults[2]},
       {R"("duration": 3600)", R"("duration": 100000001)", faults[3]},
       {R"("latest": 39600)", R"("latest": 100000001)", faults[4]},
       {R"("grace": 60)", R"("grace": 100000001)", faults[4]},
       {R"("priority": 2)", R"("priority": 1000001)", faults[5]},
       {R"("amount": 2}], "pref)", R"("amount": -1}], "pref)", faults[6]},
       {R"("preference_default": 1)", R"("preference_default": 1000001)", faults[7]},
       {R"("pin": {"worker": "kim", "start": 36000})",
        R"("pin": {"worker": "kim", "start": 100000001})", faults[8]},
       {R"("tolerance": 900)", R"("tolerance": -1)", faults[9]},
       {R"("amount": 2}, {"term")", R"("amount": 10000001}, {"term")", faults[10]}});
}

TEST(PlanOliveFileTest, EveryNameMustBeThere) {
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{R"(["office", "home"])", R"(["office", "office"])", "/places/1 is given twice (office)"},
       {R"("id": "lee")", R"("id": "kim")", "/workers/1/id is given twice (kim)"},
       {R"("start_place": "office")", R"("start_place": "x")",
        "/workers/0/start_place names no place of the file (x)"},
       {R"("end_place": "office")", R"("end_place": "x")",
        "/workers/0/end_place names no place of the file (x)"},
       {R"("home": "office")", R"("home": "x")", "/vehicles/0/home names no place of the file (x)"},
       {R"(["kim"])", R"(["kam"])",
        "/activities/1/excluded_workers/0 names no worker of the file (kam)"},
       {R"("pin": {"worker": "kim")", R"("pin": {"worker": "x")",
        "/activities/0/pin/worker names no worker of the file (x)"},
       {R"("published": {"worker": "kim")", R"("published": {"worker": "x")",
        "/activities/0/published/worker names no worker of the file (x)"},
       {R"("from": "bath")", R"("from": "x")", "/links/0/from names no activity of the file (x)"},
       {R"("can_drive": true)", R"("can_drive": true, "mode": 1)",
        "/ the problem makes no sense: bad_mode"},
       {R"("gap_max": 7200)", R"("gap_max": -1)", "/ the problem makes no sense: bad_link"}});
}

TEST(PlanOliveFileTest, SeveralFaultsAreToldTogether) {
  const auto read = read_plan_case(with(with(kDay, R"("home": "office")", R"("home": "x")"),
                                        R"("from": "bath")", R"("from": "y")"),
                                   kFormat);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().size(), 2u);
}

TEST(PlanOliveFileTest, SixtyFourWordsAreTheMost) {
  const auto text_of = [](int count) {
    std::string words;
    for (int i = 1; i < count; ++i) words += ",\"w" + std::to_string(i) + "\"";
    return with(kDay, R"(["nurse"])", "[\"nurse\"" + words + "]");
  };
  EXPECT_TRUE(read_plan_case(text_of(63), kFormat));  // `lift` is the first
  const auto read = read_plan_case(text_of(64), kFormat);
  ASSERT_FALSE(read);
  EXPECT_EQ(lines_of(read.error()), "/workers/1/skills more than 64 different words in the file\n");
}

TEST(PlanOliveFileTest, PlacesKeepTheirNames) {
  EXPECT_EQ(case_of(kDay, kFormat)->place_names(), (std::vector<std::string>{"office", "home"}));
}

TEST(PlanOliveFileTest, OnlyTermsThatCountAreCosts) {
  const auto given = case_of(kDay, kFormat);
  optimiser::Solution solution;
  solution.total = 42;
  EXPECT_EQ(given->costs(solution).size(), 1u);
  solution.terms[Term::waiting] = 5;
  EXPECT_DOUBLE_EQ(plan_testing::amount_of(given->costs(solution), "waiting"), 5);
  EXPECT_DOUBLE_EQ(given->costs(solution).back().amount, 42);
}

TEST(PlanOliveFileTest, APlanOfPeopleNeedsOnlyNamesAndStarts) {
  const auto given = case_of(kDay, kFormat);
  const auto plan = given->read(
      R"({"routes": [{"worker": "kim", "vehicle": "car",
                      "visits": [{"activity": "bath", "start": 36000}]}]})");
  ASSERT_TRUE(plan) << lines_of(plan.error());
  EXPECT_EQ(plan->routes[0].worker, 0);
  EXPECT_EQ(plan->routes[0].vehicle, 0);
  EXPECT_EQ(plan->routes[0].visits[0].start, 36'000);
}

TEST(PlanOliveFileTest, EveryFaultOfAPlanHasItsPlace) {
  const auto given = case_of(kDay, kFormat);
  plan_testing::expect_plan_refusals(
      *given, R"({"routes": [{"worker": "kim", "visits": [{"activity": "bath", "start": 1}]}]})",
      {{"kim", "kam", "/routes/0/worker names no worker of the file (kam)"},
       {"bath", "nap", "/routes/0/visits/0 names no activity of the file (nap)"},
       {R"(, "start": 1)", "", "/routes/0/visits/0/start is missing"},
       {R"("start": 1)", R"("start": 1.5)", "/routes/0/visits/0/start should be a whole number"},
       {R"("routes")", R"("tours")", "/tours is no field here"}});
}

}  // namespace
}  // namespace olive
