// The unified home health care instances: what a file may not say, and solutions there and back.
#include "plan_fixture.h"
#include "plan_uhhc.h"

namespace olive {
namespace {

using optimiser::Term;
using plan_testing::amount_of;
using plan_testing::case_of;
using plan_testing::has_term;
using plan_testing::lines_of;
using plan_testing::with;
using ::testing::HasSubstr;

constexpr auto kFormat = PlanFormat::hhcrsp;
constexpr std::string_view kDay = R"({
  "metadata": {"cost_components": {"travel_time": 2, "total_tardiness": 5,
     "optional_patients": 140, "missed_lunch_break": 50}},
  "services": [{"id": "s1", "default_duration": 15}, {"id": "s2"}],
  "lunch_breaks": {"start": 180, "end": 360, "min_duration": 30},
  "terminal_points": [{"id": "d", "distance_matrix_index": 0}],
  "caregivers": [
    {"id": "c1", "abilities": ["s1"], "departing_point": "d",
     "working_shift": {"start": 60, "end": 390}, "lunch_break": true},
    {"id": "c2", "abilities": ["s1", "s2"], "departing_point": "d",
     "working_shift": {"start": 60, "end": 390}}],
  "patients": [
    {"id": "p1", "distance_matrix_index": 1, "optional": true,
     "time_windows": [{"start": 90, "end": 240}], "required_services": [{"service": "s1"}],
     "preferred_caregivers": ["c1"], "incompatible_caregivers": ["c2"]},
    {"id": "p2", "distance_matrix_index": 2, "time_windows": [{"start": 100, "end": 300}],
     "required_services": [{"service": "s1"}, {"service": "s2", "duration": 20}],
     "synchronization": {"type": "sequential", "distance": {"min": 10, "max": 40}}}],
  "distances": [[0, 31, 20], [29, 0, 12], [20, 12, 0]]})";

TEST(PlanUhhcFileTest, EveryFaultOfPlacesAndCaregiversHasItsPlace) {
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{R"("id": "d", "distance_matrix_index": 0)", R"("id": "d", "distance_matrix_index": -1)",
        "/terminal_points/0/distance_matrix_index is out of range"},
       {R"("distance_matrix_index": 2)", R"("distance_matrix_index": 3)",
        "/distances is out of range (a row for every distance_matrix_index)"},
       {R"("distance_matrix_index": 2)", R"("distance_matrix_index": 100001)",
        "/patients/1/distance_matrix_index is out of range"},
       {R"("distance_matrix_index": 2, )", "", "/patients/1/distance_matrix_index is missing"},
       {"[29, 0, 12]", "[29, 0]", "/distances/1 is out of range (3 numbers)"},
       {R"({"id": "s2"})", R"({"id": "s1"})", "/services/1/id is given twice (s1)"},
       {R"("id": "c2")", R"("id": "c1")", "/caregivers/1/id is given twice (c1)"},
       {R"("departing_point": "d")", R"("departing_point": "x")",
        "/caregivers/0/departing_point names nothing in the instance (x)"},
       {R"("departing_point": "d")", R"("departing_point": "d", "arrival_point": "x")",
        "/caregivers/0/arrival_point names nothing in the instance (x)"},
       {R"("abilities": ["s1"])", R"("abilities": ["s3"])",
        "/caregivers/0/abilities/0 names nothing in the instance (s3)"},
       {R"("start": 60, "end": 390)", R"("start": 60)",
        "/caregivers/0/working_shift/end is missing"},
       {R"("start": 60, "end": 390)", R"("start": 400, "end": 390)",
        "/ the problem makes no sense: bad_shift"},
       {R"("lunch_break": true)", R"("lunch_break": 1)",
        "/caregivers/0/lunch_break should be true or false (true, false)"},
       {R"(, "min_duration": 30)", "", "/lunch_breaks/min_duration is missing"}});
}

TEST(PlanUhhcFileTest, EveryFaultOfAPatientHasItsPlace) {
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{R"("id": "p2")", R"("id": "p1")", "/patients/1/id is given twice (p1)"},
       {R"([{"start": 90, "end": 240}])", "[]",
        "/patients/0/time_windows is out of range (1 window or more)"},
       {R"({"start": 90, "end": 240})", R"({"start": 90})",
        "/patients/0/time_windows/0/end is missing"},
       {R"({"start": 90, "end": 240})", R"({"start": 90, "end": 240}, {"start": 90, "end": 240})",
        "/ the problem makes no sense: bad_windows"},
       {R"([{"service": "s1"}],)", "[],",
        "/patients/0/required_services is out of range (1 service or more)"},
       {R"([{"service": "s1"}],)", R"([{"service": "s3", "duration": 1}],)",
        "/patients/0/required_services/0/service names nothing in the instance (s3)"},
       {R"(, "duration": 20)", "", "/patients/1/required_services/1 is missing (duration)"},
       {R"("duration": 20)", R"("duration": -1)",
        "/patients/1/required_services/1/duration is out of range (0…200000)"},
       {R"(["c1"], "incompatible)", R"(["c9"], "incompatible)",
        "/patients/0/preferred_caregivers/0 names nothing in the instance (c9)"},
       {R"(["c2"]})", R"(["c9"]})",
        "/patients/0/incompatible_caregivers/0 names nothing in the instance (c9)"},
       {R"("optional": true)", R"("optional": "yes")",
        "/patients/0/optional should be true or false (true, false)"},
       {R"("synchronization")", R"("sync")", "/patients/1/synchronization is missing"},
       {R"("sequential")", R"("later")",
        "/patients/1/synchronization is no known choice (independent, simultaneous, sequential)"},
       {R"("min": 10, )", "", "/patients/1/synchronization/distance/min is missing"},
       {R"("min": 10)", R"("min": 50)", "/ the problem makes no sense: bad_link"}});
}

TEST(PlanUhhcFileTest, ThreeInARowHaveNoOrder) {
  const auto read = read_plan_case(with(kDay, R"({"service": "s2", "duration": 20})",
                                        R"({"service": "s1"}, {"service": "s2", "duration": 20})"),
                                   kFormat);
  ASSERT_FALSE(read);
  EXPECT_THAT(lines_of(read.error()), HasSubstr("/patients/1/synchronization is no known choice"));
}

TEST(PlanUhhcFileTest, ASolutionComesBackAsItWasWritten) {
  const auto given = case_of(kDay, kFormat);
  const optimiser::Solution solution = plan_testing::solved(*given);
  EXPECT_EQ(solution.terms[Term::unassigned], 0);
  EXPECT_EQ(solution.terms[Term::missed_break], 0);
  const std::string text = given->write(solution);
  const auto plan = given->read(text);
  ASSERT_TRUE(plan) << lines_of(plan.error());
  EXPECT_EQ(*plan, optimiser::plan_of(solution));
  EXPECT_TRUE(optimiser::validate(given->problem, *plan).empty());
  EXPECT_EQ(given->write(plan_testing::solved(*given)), text);
}

TEST(PlanUhhcFileTest, LunchesAreWrittenWithTheirOwnFieldNames) {
  const auto given = case_of(kDay, kFormat);
  const std::string text = given->write(plan_testing::solved(*given));
  EXPECT_THAT(text, ::testing::ContainsRegex(
                        R"("service":"lunch_break","start_time":[0-9]+,"end_time":[0-9]+)"));
  EXPECT_THAT(text, ::testing::ContainsRegex(
                        R"("service":"s1","arrival_time":[0-9]+,"departure_time":[0-9]+)"));
  EXPECT_THAT(text, ::testing::StartsWith(R"({"cost":{"objective":)"));
  EXPECT_THAT(text, HasSubstr(R"("violations":0)"));
}

TEST(PlanUhhcFileTest, ALunchAloneIsHadWhereTheDayBegins) {
  const auto given = case_of(kDay, kFormat);
  optimiser::Solution solution;
  solution.routes.push_back({.worker = 0});
  solution.routes[0].visits.push_back({.activity = 3, .start = 200, .finish = 230});
  EXPECT_THAT(given->write(solution),
              HasSubstr(R"({"patient":"d","service":"lunch_break","start_time":200,)"));
  solution.routes[0].visits.push_back({.activity = 0, .start = 240, .finish = 255});
  EXPECT_THAT(given->write(solution),
              HasSubstr(R"({"patient":"p1","service":"lunch_break","start_time":200,)"));
  std::swap(solution.routes[0].visits[0], solution.routes[0].visits[1]);
  EXPECT_THAT(given->write(solution), HasSubstr(R"({"patient":"p1","service":"lunch_break")"));
}

TEST(PlanUhhcFileTest, CostsAreTheFilesTermsTimesItsWeights) {
  const auto given = case_of(kDay, kFormat);
  optimiser::Solution solution;
  solution.terms[Term::travel] = 30;
  solution.terms[Term::tardiness] = 4;
  solution.terms[Term::skipped] = 1;
  const auto terms = given->costs(solution);
  EXPECT_DOUBLE_EQ(amount_of(terms, "travel_time"), 60);
  EXPECT_DOUBLE_EQ(amount_of(terms, "total_tardiness"), 20);
  EXPECT_DOUBLE_EQ(amount_of(terms, "unscheduled"), 140);
  EXPECT_DOUBLE_EQ(amount_of(terms, "missed_lunch_break"), 0);
  EXPECT_EQ(terms.back().name, "cost");
  EXPECT_DOUBLE_EQ(terms.back().amount, 220);
  EXPECT_FALSE(has_term(terms, "total_waiting_time"));  // the file does not name it
  solution.terms[Term::unassigned] = 1;                 // counts as left out too
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "unscheduled"), 280);
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "unassigned"), 1);
}

TEST(PlanUhhcFileTest, CostsOfAScaledFileAreInItsUnits) {
  const auto given = case_of(with(kDay, "[0, 31, 20]", "[0, 31.5, 20]"), kFormat);
  optimiser::Solution solution;
  solution.terms[Term::travel] = 315;
  solution.terms[Term::skipped] = 1;
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "travel_time"), 63);
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "unscheduled"), 140);
  EXPECT_THAT(given->write(solution), HasSubstr(R"("objective":203.0,)"));
}

constexpr std::string_view kPlan = R"({"routes": [{"caregiver_id": "c1", "locations": [
    {"patient": "p1", "service": "s1", "arrival_time": 100, "departure_time": 115},
    {"patient": "p2", "service": "s1", "arrival_time": 127, "departure_time": 142},
    {"patient": "p2", "service": "lunch_break", "start_time": 182, "end_time": 212}]},
  {"caregiver_id": "c2", "locations": [
    {"patient": "p2", "service": "s2", "arrival_time": 140, "departure_time": 160}]}]})";

TEST(PlanUhhcFileTest, APlanOfOthersIsReadByTime) {
  const auto given = case_of(kDay, kFormat);
  const auto plan = given->read(kPlan);
  ASSERT_TRUE(plan) << lines_of(plan.error());
  EXPECT_TRUE(optimiser::validate(given->problem, *plan).empty());
  EXPECT_EQ(plan->routes[0].visits[2].activity, 3);
  const auto early = given->read(
      with(kPlan, R"("start_time": 182, "end_time": 212)", R"("start_time": 60, "end_time": 90)"));
  ASSERT_TRUE(early);
  EXPECT_EQ(early->routes[0].visits[0].activity, 3);  // listed last, had first
}

TEST(PlanUhhcFileTest, EveryFaultOfAPlanHasItsPlace) {
  const auto given = case_of(kDay, kFormat);
  plan_testing::expect_plan_refusals(
      *given, kPlan,
      {{R"("c1")", R"("c9")", "/routes/0/caregiver_id names nothing in the instance (c9)"},
       {R"("p1")", R"("p9")", "/routes/0/locations/0/patient names nothing in the instance (p9)"},
       {R"("p1", "service": "s1")", R"("p1", "service": "s2")",
        "/routes/0/locations/0/service names nothing in the instance (not needed here)"},
       {R"("c2", "locations": [)",
        R"("c2", "locations": [{"service": "lunch_break", "start_time": 1, "end_time": 31},)",
        "/routes/1/locations/0/service names nothing in the instance (not needed here)"},
       {R"("departure_time": 115)", R"("departure_time": 116)",
        "/routes/0/locations/0/departure_time is out of range (115)"},
       {R"("end_time": 212)", R"("end_time": 200)",
        "/routes/0/locations/2/end_time is out of range (212)"},
       {R"("arrival_time": 100, )", "", "/routes/0/locations/0/arrival_time is missing"},
       {R"("routes")", R"("tours")", "/routes is missing"}});
}

}  // namespace
}  // namespace olive
