#include "plan_olive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "optimiser/solve.h"

namespace olive {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kDay = R"({
  "places": ["office", "home"],
  "travel": [{"duration": [[0, 600], [700, 0]], "distance": [[0, 3000], [3100, 0]]},
             {"duration": [[0, 200], [200, 0]]}],
  "workers": [
    {"id": "kim", "person": "kim", "start_place": "office", "end_place": "office",
     "shift_start": 32400, "shift_end": 64800, "overtime_max": 3600, "skills": ["lift"],
     "can_drive": true, "capacity": [4]},
    {"id": "lee", "skills": ["lift", "nurse"], "traits": ["own car"], "capacity": [4]}],
  "vehicles": [{"id": "car", "home": "office", "mode": 1, "traits": ["ramp"], "capacity": [9]}],
  "activities": [
    {"id": "bath", "place": "home", "duration": 3600, "skills": ["lift"],
     "windows": [{"earliest": 36000, "latest": 39600}, {"earliest": 50000, "latest": 60000}],
     "is_due_soft": true, "loads": [1], "preferences": [{"worker": "lee", "amount": 2}],
     "preference_default": 1, "published": {"worker": "kim", "start": 36000, "tolerance": 900}},
    {"id": "hold", "place": "home", "duration": 1800, "excluded_workers": ["kim"]},
    {"id": "lunch", "duration": 3600, "is_break": true, "pin": {"worker": "kim"}, "priority": 3},
    {"id": "tea", "place": "home", "duration": 60, "is_optional": true, "traits": ["ramp"]}],
  "links": [{"from": "bath", "to": "hold", "gap_min": 0, "gap_max": 0, "relation": "different"}],
  "weights": [{"term": "travel", "amount": 2}, {"term": "unassigned", "amount": 1000000},
              {"term": "missed_break", "amount": 5000}]
})";

std::string faults_in(const PlanFaults& faults) {
  std::string text;
  for (const PlanFault& fault : faults) text += fault.place + " " + fault.what + "\n";
  return text;
}

std::string replaced(std::string_view what, std::string_view by) {
  std::string text(kDay);
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(PlanOliveTest, ReadsWhatTheEngineKnows) {
  const auto read = read_olive_plan(kDay);
  ASSERT_TRUE(read) << faults_in(read.error());
  const optimiser::Problem& problem = (*read)->problem;
  ASSERT_EQ(problem.workers.size(), 2u);
  EXPECT_EQ(problem.workers[0].skills, 1u);
  EXPECT_EQ(problem.workers[1].skills, 3u);
  EXPECT_EQ(problem.workers[0].person, 0);
  EXPECT_EQ(problem.workers[1].person, optimiser::kNone);
  EXPECT_EQ(problem.workers[1].shift_end, optimiser::kForever);
  EXPECT_EQ(problem.vehicles[0].traits, 2u);
  EXPECT_EQ(problem.activities[0].windows.size(), 2u);
  EXPECT_EQ(problem.activities[0].preferences[0].worker, 1);
  EXPECT_EQ(problem.activities[0].published->tolerance, 900);
  EXPECT_EQ(problem.activities[2].place, optimiser::kNone);
  EXPECT_EQ(problem.activities[2].pin->worker, 0);
  EXPECT_EQ(problem.activities[3].traits, 2u);
  EXPECT_EQ(problem.links[0].relation, optimiser::WorkerRelation::different);
  EXPECT_EQ(problem.travel[0].duration[2], 700);
  EXPECT_TRUE(problem.travel[1].distance.empty());
  EXPECT_EQ(problem.load_dimensions, 1);
  EXPECT_EQ((*read)->weights[optimiser::Term::travel], 2);
  EXPECT_EQ((*read)->weights[optimiser::Term::tardiness], 0);
}

TEST(PlanOliveTest, WithoutWeightsTheUsualOnesHold) {
  const auto read = read_olive_plan(R"({"places":["a"],"travel":[{"duration":[[0]]}]})");
  ASSERT_TRUE(read) << faults_in(read.error());
  EXPECT_EQ((*read)->weights, optimiser::default_weights());
}

TEST(PlanOliveTest, PlansComeBackAsTheyWereWritten) {
  const auto read = read_olive_plan(kDay);
  ASSERT_TRUE(read);
  const PlanCase& given = **read;
  const auto solution = optimiser::solve(
      given.problem, {.seed = 1, .iterations_max = 200, .weights = given.weights, .start = {}});
  const auto plan = given.read(given.write(solution));
  ASSERT_TRUE(plan) << faults_in(plan.error());
  EXPECT_EQ(*plan, optimiser::plan_of(solution));
  EXPECT_TRUE(optimiser::validate(given.problem, *plan).empty());
  EXPECT_EQ(given.costs(solution).back().amount, static_cast<double>(solution.total));
}

TEST(PlanOliveTest, ProblemsComeBackAsTheyWereWritten) {
  const auto read = read_olive_plan(kDay);
  ASSERT_TRUE(read);
  const std::string once = write_olive_problem((*read)->problem, (*read)->weights);
  const auto again = read_olive_plan(once);
  ASSERT_TRUE(again) << faults_in(again.error());
  EXPECT_EQ(write_olive_problem((*again)->problem, (*again)->weights), once);
  const optimiser::Options options{.iterations_max = 200, .weights = (*read)->weights};
  EXPECT_EQ(optimiser::plan_of(optimiser::solve((*read)->problem, options)),
            optimiser::plan_of(optimiser::solve((*again)->problem, options)));
}

TEST(PlanOliveTest, EveryFaultIsNamedWithItsPlace) {
  for (const auto& [what, by, fault] : std::vector<std::array<std::string_view, 3>>{
           {"\"id\": \"hold\"", "\"id\": \"bath\"", "/activities/1/id is given twice (bath)"},
           {"\"place\": \"home\", \"duration\": 3600", "\"place\": \"hime\", \"duration\": 3600",
            "/activities/0/place names no place of the file (hime)"},
           {"\"worker\": \"lee\"", "\"worker\": \"leo\"",
            "/activities/0/preferences/0/worker names no worker"},
           {"[700, 0]", "[700]", "/travel/0/duration/1 should have a row and a column"},
           {"\"to\": \"hold\"", "\"to\": \"held\"", "/links/0/to names no activity"},
           {"\"different\"", "\"apart\"", "/links/0/relation is no known choice"},
           {"\"amount\": 2}, {\"term\"", "\"amount\": -2}, {\"term\"",
            "/weights/0/amount is out of range (0"},
           {"\"links\"", "\"lynx\"", "/lynx is no field here"},
           {"\"duration\": 3600, \"skills\"", "\"skills\"", "/activities/0/duration is missing"},
           {"\"duration\": 3600, \"skills\"", "\"duration\": -1, \"skills\"",
            "/activities/0/duration is out of range"},
           {"\"shift_start\": 32400", "\"shift_start\": 70000",
            "/ the problem makes no sense: bad_shift"},
           {"\"amount\": 2}]", "\"amount\": -1}]", "/activities/0/preferences is out of range"},
           {"\"term\": \"travel\"", "\"term\": \"idle_max\"", "/workers/1/shift_end is missing"},
           {"{", "[", "/ this is no JSON"}}) {
    const auto read = read_olive_plan(replaced(what, by));
    ASSERT_FALSE(read) << by;
    EXPECT_THAT(faults_in(read.error()), HasSubstr(std::string(fault)));
  }
}

TEST(PlanOliveTest, PlansWithUnknownNamesAreRefused) {
  const auto read = read_olive_plan(kDay);
  ASSERT_TRUE(read);
  const auto plan = (*read)->read(
      R"({"routes":[{"worker":"kim","vehicle":"bus","visits":[{"activity":"nap","start":1}]}]})");
  ASSERT_FALSE(plan);
  EXPECT_THAT(faults_in(plan.error()),
              HasSubstr("/routes/0/vehicle names no vehicle of the file (bus)\n"
                        "/routes/0/visits/0 names no activity of the file (nap)"));
  EXPECT_TRUE((*read)->read(R"({"routes":[]})"));  // what was wrong is forgotten
}

}  // namespace
}  // namespace olive
