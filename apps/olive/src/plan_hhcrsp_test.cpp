// The instances of Mankowska, Kummer and the Italian cities: what is read, refused and written.
#include "plan_hhcrsp.h"

#include "plan_fixture.h"

namespace olive {
namespace {

using optimiser::Term;
using plan_testing::amount_of;
using plan_testing::case_of;
using plan_testing::has_term;
using plan_testing::lines_of;
using plan_testing::solved;
using plan_testing::with;
using ::testing::HasSubstr;

constexpr auto kFormat = PlanFormat::hhcrsp;
constexpr std::string_view kDay = R"({
  "central_offices": [{"id": "d"}],
  "services": [{"id": "s1"}, {"id": "s2"}],
  "caregivers": [{"id": "c1", "abilities": ["s1"]}, {"id": "c2", "abilities": ["s1", "s2"]}],
  "patients": [
    {"id": "p1", "time_window": [10.5, 20],
     "required_caregivers": [{"service": "s1", "duration": 5}]},
    {"id": "p2", "time_window": [0, 8],
     "synchronization": {"type": "sequential", "distance": [3, 9]},
     "required_caregivers": [{"service": "s1", "duration": 6}, {"service": "s2", "duration": 7}]}],
  "distances": [[0, 3.125, 9], [3.125, 0, 4], [9, 4, 0]]})";

TEST(PlanHhcrspTest, DecimalsOfAllKindsSetOneScale) {
  const auto given = case_of(kDay, kFormat);
  const optimiser::Problem& problem = given->problem;
  ASSERT_EQ(problem.travel.size(), 1u);
  EXPECT_EQ(problem.travel[0].size, 3);
  EXPECT_EQ(problem.travel[0].duration[1], 3'125);
  EXPECT_EQ(problem.travel[0].duration[2], 9'000);
  EXPECT_EQ(problem.activities[0].windows[0].earliest, 10'500);
  EXPECT_EQ(problem.activities[0].windows[0].latest, 20'000);
  EXPECT_EQ(problem.activities[0].duration, 5'000);
  EXPECT_EQ(given->weights[Term::unassigned], 100'000'000);
  EXPECT_EQ(given->weights[Term::travel], 1);
  EXPECT_EQ(given->weights[Term::waiting], 0);
}

TEST(PlanHhcrspTest, WholeNumbersAndTheirNoiseStayWhole) {
  for (const char* number : {"3", "3.0000000001", "2.9999999999999996"}) {
    std::string text = with(kDay, "3.125, 9", std::string(number) + ", 9");
    text = with(with(text, "[3.125, 0", "[3, 0"), "10.5", "10");
    const auto given = case_of(text, kFormat);
    EXPECT_EQ(given->problem.travel[0].duration[1], 3) << number;
    EXPECT_EQ(given->weights[Term::unassigned], 100'000) << number;
  }
}

TEST(PlanHhcrspTest, FinerThanTenThousandthsIsRounded) {
  const auto given = case_of(with(kDay, "3.125, 9", "3.123456, 9"), kFormat);
  EXPECT_EQ(given->problem.travel[0].duration[1], 31'235);
}

TEST(PlanHhcrspTest, AbilitiesAreSkillsAndServicesActivities) {
  const auto given = case_of(kDay, kFormat);
  const optimiser::Problem& problem = given->problem;
  ASSERT_EQ(problem.workers.size(), 2u);
  EXPECT_EQ(problem.workers[0].skills, 1u);
  EXPECT_EQ(problem.workers[1].skills, 3u);
  for (const optimiser::Worker& worker : problem.workers) {
    EXPECT_EQ(worker.start_place, 0);
    EXPECT_EQ(worker.end_place, 0);
  }
  ASSERT_EQ(problem.activities.size(), 3u);
  EXPECT_EQ(problem.activities[0].place, 1);
  EXPECT_EQ(problem.activities[1].place, 2);
  EXPECT_EQ(problem.activities[2].place, 2);
  EXPECT_EQ(problem.activities[2].skills, 2u);
  for (const optimiser::Activity& activity : problem.activities) EXPECT_TRUE(activity.is_due_soft);
}

TEST(PlanHhcrspTest, TwoServicesAreLinkedAsThePatientSays) {
  const auto sequential = case_of(kDay, kFormat);
  ASSERT_EQ(sequential->problem.links.size(), 1u);
  const optimiser::Link& apart = sequential->problem.links[0];
  EXPECT_EQ(apart.from, 1);
  EXPECT_EQ(apart.to, 2);
  EXPECT_EQ(apart.gap_min, 3'000);
  EXPECT_EQ(apart.gap_max, 9'000);
  EXPECT_EQ(apart.relation, optimiser::WorkerRelation::different);
  const auto at_once =
      case_of(with(kDay, R"("sequential", "distance": [3, 9])", R"("simultaneous")"), kFormat);
  EXPECT_EQ(at_once->problem.links[0].gap_min, 0);
  EXPECT_EQ(at_once->problem.links[0].gap_max, 0);
}

TEST(PlanHhcrspTest, EveryFaultOfAnInstanceHasItsPlace) {
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{R"("services": [{"id": "s1"}, {"id": "s2"}])", R"("other": [])", "/services is missing"},
       {R"({"id": "s2"})", R"({"id": "s1"})", "/services/1/id is given twice (s1)"},
       {R"("id": "c2")", R"("id": "c1")", "/caregivers/1/id is given twice (c1)"},
       {R"("id": "p2")", R"("id": "p1")", "/patients/1/id is given twice (p1)"},
       {R"("id": "p2")", R"("id": 2)", "/patients/1/id should be a text"},
       {R"(["s1"])", R"(["s9"])", "/caregivers/0/abilities/0 names nothing in the instance (s9)"},
       {R"("abilities": ["s1"])", R"("abilities": "s1")",
        "/caregivers/0/abilities should be a list"},
       {"[10.5, 20]", "[10.5]", "/patients/0/time_window is out of range ([earliest, latest])"},
       {"[10.5, 20]", "[-1, 20]", "/patients/0/time_window/0 is out of range (0…200000)"},
       {"[10.5, 20]", "[1, 200001]", "/patients/0/time_window/1 is out of range (0…200000)"},
       {R"("duration": 5)", R"("duration": -5)",
        "/patients/0/required_caregivers/0/duration is out of range (0…200000)"},
       {R"(, "duration": 5)", "", "/patients/0/required_caregivers/0/duration is missing"},
       {R"([{"service": "s1", "duration": 5}])", "[]",
        "/patients/0/required_caregivers is out of range (1 or 2 services)"},
       {R"({"service": "s1", "duration": 5})", R"({"service": "s7", "duration": 5})",
        "/patients/0/required_caregivers/0/service names nothing in the instance (s7)"},
       {R"("synchronization")", R"("together")", "/patients/1/synchronization is missing"},
       {R"("sequential")", R"("whenever")",
        "/patients/1/synchronization/type is no known choice (simultaneous, sequential)"},
       {"[3, 9]", "[3]", "/patients/1/synchronization is out of range ([shortest, longest])"},
       {"[3, 9]", "[9, 3]", "/ the problem makes no sense: bad_link"}});
}

TEST(PlanHhcrspTest, EveryFaultOfTheDistancesHasItsPlace) {
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{"[3.125, 0, 4]", "[3.125, 0]", "/distances/1 is out of range (3 numbers)"},
       {"[3.125, 0, 4]", "[3.125, 1, 4]",
        "/distances/1 is out of range (none negative, 0 from a place to itself)"},
       {"[9, 4, 0]", "[9, -4, 0]",
        "/distances/2 is out of range (none negative, 0 from a place to itself)"},
       {"[[0, 3.125, 9], [3.125, 0, 4], [9, 4, 0]]", "[[0, 1], [1, 0]]",
        "/distances is out of range (3 rows: office, patients)"},
       {R"("distances")", R"("ways")", "/distances is missing"}});
}

TEST(PlanHhcrspTest, AWindowThatEndsBeforeItBeginsIsLateAlways) {
  const auto given = case_of(with(kDay, "[10.5, 20]", "[20, 10.5]"), kFormat);
  EXPECT_GE(plan_testing::solved(*given).terms[Term::tardiness], 9'500);
}

TEST(PlanHhcrspTest, SixtyFourServicesAreTheMost) {
  const auto text_of = [](int count) {
    std::string services;
    for (int i = 1; i <= count; ++i)
      services += (i == 1 ? "" : ",") + (R"({"id": "s)" + std::to_string(i)) + "\"}";
    return with(kDay, R"({"id": "s1"}, {"id": "s2"})", services);
  };
  EXPECT_TRUE(read_plan_case(text_of(64), kFormat));
  const auto read = read_plan_case(text_of(65), kFormat);
  ASSERT_FALSE(read);
  EXPECT_THAT(lines_of(read.error()), HasSubstr("/services is out of range (…64 services)"));
}

TEST(PlanHhcrspTest, TheCostIsAThirdOfTheThreeTerms) {
  const auto given = case_of(kDay, kFormat);
  optimiser::Solution solution;
  solution.terms[Term::travel] = 6'000;
  solution.terms[Term::tardiness] = 2'500;
  solution.terms[Term::tardiness_max] = 500;
  const auto terms = given->costs(solution);
  EXPECT_DOUBLE_EQ(amount_of(terms, "travel"), 6);
  EXPECT_DOUBLE_EQ(amount_of(terms, "total_tardiness"), 2.5);
  EXPECT_DOUBLE_EQ(amount_of(terms, "max_tardiness"), 0.5);
  EXPECT_EQ(terms.back().name, "cost");
  EXPECT_DOUBLE_EQ(terms.back().amount, 3);
  EXPECT_FALSE(has_term(terms, "unassigned"));
  solution.terms[Term::unassigned] = 2;
  EXPECT_DOUBLE_EQ(amount_of(given->costs(solution), "unassigned"), 2);
  EXPECT_DOUBLE_EQ(given->costs(solution).back().amount, 3);
}

TEST(PlanHhcrspTest, ASolutionComesBackAsItWasWritten) {
  const auto given = case_of(kDay, kFormat);
  const optimiser::Solution solution = solved(*given);
  EXPECT_EQ(solution.terms[Term::unassigned], 0);
  const std::string text = given->write(solution);
  const auto plan = given->read(text);
  ASSERT_TRUE(plan) << lines_of(plan.error());
  EXPECT_TRUE(optimiser::validate(given->problem, *plan).empty());
  std::size_t visits = 0;
  for (const optimiser::PlannedRoute& route : plan->routes) visits += route.visits.size();
  EXPECT_EQ(visits, 3u);
  EXPECT_EQ(plan->routes.size(), 2u);  // each caregiver has a line, with work or without
}

TEST(PlanHhcrspTest, NamesAreWrittenAsJsonNeedsThem) {
  const auto given = case_of(with(kDay, R"("id": "p1")", R"("id": "p \"1\" 할머니")"), kFormat);
  const std::string text = given->write(solved(*given));
  EXPECT_THAT(text, HasSubstr(R"("patient":"p \"1\" 할머니")"));
  EXPECT_TRUE(given->read(text));
}

constexpr std::string_view kPlan = R"({"routes": [{"caregiver_id": "c1"},
  {"caregiver_id": "c2", "locations": [
    {"patient": "p2", "service": "s2", "arrival_time": 12, "departure_time": 19.0},
    {"patient": "p1", "service": "s1", "arrival_time": 23.5, "departure_time": 28.5}]}]})";

TEST(PlanHhcrspTest, APlanOfOthersIsReadWithItsTimes) {
  const auto given = case_of(kDay, kFormat);
  const auto plan = given->read(kPlan);
  ASSERT_TRUE(plan) << lines_of(plan.error());
  ASSERT_EQ(plan->routes.size(), 2u);
  EXPECT_TRUE(plan->routes[0].visits.empty());
  EXPECT_EQ(plan->routes[1].worker, 1);
  ASSERT_EQ(plan->routes[1].visits.size(), 2u);
  EXPECT_EQ(plan->routes[1].visits[0].activity, 2);
  EXPECT_EQ(plan->routes[1].visits[0].start, 12'000);
  EXPECT_EQ(plan->routes[1].visits[1].start, 23'500);
}

TEST(PlanHhcrspTest, EveryFaultOfAPlanHasItsPlace) {
  const auto given = case_of(kDay, kFormat);
  plan_testing::expect_plan_refusals(
      *given, kPlan,
      {{R"("c1")", R"("c9")", "/routes/0/caregiver_id names nothing in the instance (c9)"},
       {R"("patient": "p2")", R"("patient": "p9")",
        "/routes/1/locations/0/patient names nothing in the instance (p9)"},
       {R"("service": "s2")", R"("service": "s9")",
        "/routes/1/locations/0/service names nothing in the instance (s9)"},
       {R"("p1", "service": "s1")", R"("p1", "service": "s2")",
        "/routes/1/locations/1/service names nothing in the instance "
        "(the patient does not need it)"},
       {R"("departure_time": 28.5)", R"("departure_time": 28)",
        "/routes/1/locations/1/departure_time is out of range (28.5)"},
       {R"("arrival_time": 12)", R"("arrival_time": -12)",
        "/routes/1/locations/0/arrival_time is out of range (0…200000)"},
       {R"("arrival_time": 12)", R"("arrival_time": "noon")",
        "/routes/1/locations/0/arrival_time should be a number"},
       {R"("routes")", R"("ways")", "/routes is missing"},
       {"{", "[", "/ this is no JSON"}});
}

}  // namespace
}  // namespace olive
