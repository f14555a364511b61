// The unified home health care instances: windows, hard rules, lunches and scales as they are read.
#include "plan_uhhc.h"

#include "plan_fixture.h"

namespace olive {
namespace {

using optimiser::kForever;
using optimiser::Term;
using optimiser::Window;
using plan_testing::case_of;
using plan_testing::lines_of;
using plan_testing::with;
using ::testing::HasSubstr;

constexpr auto kFormat = PlanFormat::hhcrsp;
// p1 may be left out and has two windows, p2 needs two caregivers.
constexpr std::string_view kDay = R"({
  "metadata": {"time_window_met": "at_service_end", "origin": "generated",
    "cost_components": {"travel_time": 8, "total_tardiness": 5, "total_extra_time": 7,
      "caregiver_preferences": 3, "optional_patients": 140, "missed_lunch_break": 50}},
  "services": [{"id": "s1", "default_duration": 15}, {"id": "s2"}],
  "lunch_breaks": {"start": 180, "end": 360, "min_duration": 30},
  "terminal_points": [{"id": "d", "distance_matrix_index": 0}],
  "caregivers": [
    {"id": "c1", "abilities": ["s1"], "departing_point": "d",
     "working_shift": {"start": 60, "end": 390}, "lunch_break": true},
    {"id": "c2", "abilities": ["s1", "s2"], "departing_point": "d", "arrival_point": "d",
     "working_shift": {"start": 90, "end": 480}}],
  "patients": [
    {"id": "p1", "distance_matrix_index": 1, "optional": true,
     "time_windows": [{"start": 90, "end": 120}, {"start": 120, "end": 240}],
     "required_services": [{"service": "s1"}],
     "preferred_caregivers": ["c1"], "incompatible_caregivers": []},
    {"id": "p2", "distance_matrix_index": 2,
     "time_windows": [{"start": 100, "end": 300}],
     "required_services": [{"service": "s1"}, {"service": "s2", "duration": 20}],
     "synchronization": {"type": "sequential", "distance": {"min": 10, "max": 40}}}],
  "distances": [[0, 31, 20], [29, 0, 12], [20, 12, 0]]})";

std::vector<std::pair<optimiser::Time, optimiser::Time>> spans(const std::vector<Window>& windows) {
  std::vector<std::pair<optimiser::Time, optimiser::Time>> all;
  for (const Window& window : windows) all.emplace_back(window.earliest, window.latest);
  return all;
}
using Spans = std::vector<std::pair<optimiser::Time, optimiser::Time>>;

TEST(PlanUhhcTest, WindowsAtTheEndAreShortenedByTheService) {
  const auto given = case_of(kDay, kFormat);
  const auto& activities = given->problem.activities;
  EXPECT_EQ(spans(activities[0].windows), (Spans{{90, 105}, {120, 225}}));
  EXPECT_EQ(spans(activities[1].windows), (Spans{{100, 285}}));
  EXPECT_EQ(spans(activities[2].windows), (Spans{{100, 280}}));
}

TEST(PlanUhhcTest, BetweenTwoWindowsThereIsGraceAndLaterTardiness) {
  const auto given = case_of(kDay, kFormat);
  const optimiser::Activity& twice = given->problem.activities[0];
  EXPECT_TRUE(twice.is_due_soft);
  EXPECT_EQ(twice.windows[0].grace, 14);  // up to 119, the moment before the next one
  EXPECT_EQ(twice.windows[1].grace, 0);
}

TEST(PlanUhhcTest, WindowsThatTouchGiveTheMomentToTheLaterOne) {
  const auto given = case_of(with(kDay, "at_service_end", "at_service_start"), kFormat);
  const optimiser::Activity& twice = given->problem.activities[0];
  EXPECT_EQ(spans(twice.windows), (Spans{{90, 119}, {120, 240}}));
  EXPECT_EQ(twice.windows[0].grace, 0);
}

TEST(PlanUhhcTest, WindowsMayStandInAnyOrder) {
  const auto given = case_of(with(kDay, R"({"start": 90, "end": 120}, {"start": 120, "end": 240})",
                                  R"({"start": 120, "end": 240}, {"start": 90, "end": 120})"),
                             kFormat);
  EXPECT_EQ(spans(given->problem.activities[0].windows), (Spans{{90, 105}, {120, 225}}));
}

const std::string kStrict = with(kDay, R"("total_tardiness": 5)", R"("total_tardiness": "HARD")");

TEST(PlanUhhcTest, HardTardinessLeavesNoGrace) {
  const auto given = case_of(kStrict, kFormat);
  const optimiser::Activity& twice = given->problem.activities[0];
  EXPECT_FALSE(twice.is_due_soft);
  EXPECT_EQ(twice.windows[0].grace, 0);
  EXPECT_EQ(given->weights[Term::tardiness], 0);
}

TEST(PlanUhhcTest, HardWindowsTooShortForTheServiceAreNone) {
  const auto one = case_of(with(kStrict, R"("end": 120})", R"("end": 104})"), kFormat);
  EXPECT_EQ(spans(one->problem.activities[0].windows), (Spans{{120, 225}}));
  const std::string none = with(with(kStrict, R"("end": 120})", R"("end": 104})"),
                                R"({"start": 120, "end": 240})", R"({"start": 120, "end": 134})");
  const auto given = case_of(none, kFormat);
  EXPECT_EQ(spans(given->problem.activities[0].windows), (Spans{{kForever - 1, kForever - 1}}));
  // Nobody can come in time; who may be left out is.
  EXPECT_EQ(plan_testing::solved(*given).terms[Term::skipped], 1);
}

TEST(PlanUhhcTest, ASoftWindowTooShortForTheServiceIsLateAlways) {
  const auto given = case_of(
      with(kDay, R"({"start": 100, "end": 300})", R"({"start": 100, "end": 110})"), kFormat);
  EXPECT_EQ(spans(given->problem.activities[1].windows), (Spans{{100, 95}}));
  EXPECT_EQ(spans(given->problem.activities[2].windows), (Spans{{100, 90}}));
  // The earliest starts are 100 and, ten later at the soonest, 110.
  EXPECT_GE(plan_testing::solved(*given).terms[Term::tardiness], (100 - 95) + (110 - 90));
}

TEST(PlanUhhcTest, WeightsAreTheFilesOwn) {
  const auto given = case_of(kDay, kFormat);
  EXPECT_EQ(given->weights[Term::travel], 8);
  EXPECT_EQ(given->weights[Term::tardiness], 5);
  EXPECT_EQ(given->weights[Term::overtime], 7);
  EXPECT_EQ(given->weights[Term::preference], 3);
  EXPECT_EQ(given->weights[Term::skipped], 140);
  EXPECT_EQ(given->weights[Term::missed_break], 50);
  EXPECT_EQ(given->weights[Term::waiting], 0);
  EXPECT_EQ(given->weights[Term::unassigned], 10'000'000);
}

TEST(PlanUhhcTest, HeadsWeighAsManyUnitsAsTheScaleHas) {
  const auto given = case_of(with(kDay, "[0, 31, 20]", "[0, 31.25, 20]"), kFormat);
  EXPECT_EQ(given->problem.travel[0].duration[1], 3'125);
  EXPECT_EQ(given->problem.activities[0].duration, 1'500);
  EXPECT_EQ(given->problem.workers[0].shift_start, 6'000);
  EXPECT_EQ(given->weights[Term::travel], 8);
  EXPECT_EQ(given->weights[Term::preference], 300);
  EXPECT_EQ(given->weights[Term::skipped], 14'000);
  EXPECT_EQ(given->weights[Term::unassigned], 1'000'000'000);
}

TEST(PlanUhhcTest, ALunchIsAPinnedBreakOfWhoHasOne) {
  const auto given = case_of(kDay, kFormat);
  ASSERT_EQ(given->problem.activities.size(), 4u);  // c2 has none
  const optimiser::Activity& lunch = given->problem.activities[3];
  EXPECT_TRUE(lunch.is_break);
  EXPECT_EQ(lunch.duration, 30);
  EXPECT_EQ(lunch.place, optimiser::kNone);
  EXPECT_EQ(spans(lunch.windows), (Spans{{180, 330}}));
  EXPECT_EQ(lunch.pin->worker, 0);
  EXPECT_EQ(lunch.pin->start, std::nullopt);
}

TEST(PlanUhhcTest, WithoutARuleOrARightThereIsNoLunch) {
  EXPECT_EQ(case_of(with(kDay, R"("lunch_break": true)", R"("lunch_break": false)"), kFormat)
                ->problem.activities.size(),
            3u);
  EXPECT_EQ(
      case_of(with(kDay, R"("lunch_breaks")", R"("dinners")"), kFormat)->problem.activities.size(),
      3u);
}

TEST(PlanUhhcTest, LunchIsHardUnlessItHasAPrice) {
  const auto given = case_of(with(kDay, R"(, "missed_lunch_break": 50)", ""), kFormat);
  EXPECT_EQ(given->weights[Term::missed_break], 10'000'000);
}

TEST(PlanUhhcTest, WishesCostOrRule) {
  const auto soft = case_of(kDay, kFormat);
  const optimiser::Activity& wished = soft->problem.activities[0];
  EXPECT_EQ(wished.preference_default, 1);
  ASSERT_EQ(wished.preferences.size(), 1u);
  EXPECT_EQ(wished.preferences[0].worker, 0);
  EXPECT_EQ(wished.preferences[0].amount, 0);
  EXPECT_TRUE(wished.excluded_workers.empty());
  EXPECT_EQ(soft->problem.activities[1].preference_default, 0);  // no wish
  for (const char* hard : {R"("caregiver_preferences": "HARD", )", ""}) {
    const auto given = case_of(with(kDay, R"("caregiver_preferences": 3, )", hard), kFormat);
    EXPECT_EQ(given->problem.activities[0].excluded_workers, std::vector<optimiser::Index>{1});
  }
}

TEST(PlanUhhcTest, WhoIsIncompatibleIsExcludedWhateverItCosts) {
  const auto given = case_of(
      with(kDay, R"("incompatible_caregivers": [])", R"("incompatible_caregivers": ["c2"])"),
      kFormat);
  EXPECT_EQ(given->problem.activities[0].excluded_workers, std::vector<optimiser::Index>{1});
}

TEST(PlanUhhcTest, OptionalIsWhoMayBeLeftOutAtAPrice) {
  const auto given = case_of(kDay, kFormat);
  EXPECT_TRUE(given->problem.activities[0].is_optional);
  EXPECT_FALSE(given->problem.activities[1].is_optional);
  const auto hard = case_of(with(kDay, R"("optional_patients": 140, )", ""), kFormat);
  EXPECT_FALSE(hard->problem.activities[0].is_optional);
}

TEST(PlanUhhcTest, AnotherServiceOfAPatientCountsNoHead) {
  const auto given = case_of(kDay, kFormat);
  EXPECT_EQ(given->problem.activities[1].priority, 1);
  EXPECT_EQ(given->problem.activities[2].priority, 0);
}

TEST(PlanUhhcTest, OvertimeIsForbiddenOnlyByAHardRule) {
  EXPECT_EQ(case_of(kDay, kFormat)->problem.workers[0].overtime_max, 1'000'000);
  const auto hard =
      case_of(with(kDay, R"("total_extra_time": 7)", R"("total_extra_time": "HARD")"), kFormat);
  EXPECT_EQ(hard->problem.workers[0].overtime_max, 0);
}

TEST(PlanUhhcTest, BazirhasCaregiversAreThereFromTheStart) {
  EXPECT_FALSE(case_of(kDay, kFormat)->problem.workers[0].is_present_from_start);
  const auto given = case_of(with(kDay, "generated", "bazirha2020"), kFormat);
  EXPECT_TRUE(given->problem.workers[0].is_present_from_start);
}

struct LinkCase {
  std::string_view synchronization;
  optimiser::Time gap_min;
  optimiser::Time gap_max;
};

TEST(PlanUhhcTest, ServicesOfAPatientAreTiedAsItSays) {
  for (const LinkCase& each :
       {LinkCase{R"({"type": "sequential", "distance": {"min": 10, "max": 40}})", 10, 40},
        LinkCase{R"({"type": "sequential", "distance": {"min": -5, "max": 5}})", -5, 5},
        LinkCase{R"({"type": "simultaneous"})", 0, 0},
        LinkCase{R"({"type": "independent"})", -kForever, kForever}}) {
    SCOPED_TRACE(each.synchronization);
    const auto given = case_of(with(kDay,
                                    R"({"type": "sequential", "distance": {"min": 10, )"
                                    R"("max": 40}})",
                                    each.synchronization),
                               kFormat);
    ASSERT_EQ(given->problem.links.size(), 1u);
    const optimiser::Link& link = given->problem.links[0];
    EXPECT_EQ(link.from, 1);
    EXPECT_EQ(link.to, 2);
    EXPECT_EQ(link.gap_min, each.gap_min);
    EXPECT_EQ(link.gap_max, each.gap_max);
    EXPECT_EQ(link.relation, optimiser::WorkerRelation::different);
  }
}

TEST(PlanUhhcTest, ThreeAtOnceAreTiedPairwise) {
  const auto given = case_of(
      with(with(kDay, R"([{"service": "s1"}, {"service": "s2", "duration": 20}])",
                R"([{"service": "s1"}, {"service": "s1"}, {"service": "s2", "duration": 20}])"),
           R"("sequential")", R"("simultaneous")"),
      kFormat);
  std::vector<std::pair<optimiser::Index, optimiser::Index>> pairs;
  for (const optimiser::Link& link : given->problem.links) pairs.emplace_back(link.from, link.to);
  EXPECT_THAT(pairs, ::testing::ElementsAre(::testing::Pair(1, 2), ::testing::Pair(1, 3),
                                            ::testing::Pair(2, 3)));
}

TEST(PlanUhhcTest, TermsThatCannotBeAreRefused) {
  plan_testing::expect_refusals(
      kDay, kFormat,
      {{R"("travel_time": 8)", R"("comfort": 8)",
        "/metadata/cost_components/comfort is no known choice"},
       {R"("travel_time": 8)", R"("travel_time": "HARD")",
        "/metadata/cost_components/travel_time is no known choice (a number, for some HARD)"},
       {R"("total_tardiness": 5)", R"("total_tardiness": "SOFT")",
        "/metadata/cost_components/total_tardiness is no known choice (a number, for some HARD)"},
       {R"("travel_time": 8)", R"("travel_time": -8)",
        "/metadata/cost_components/travel_time is out of range"},
       {R"("travel_time": 8)", R"("travel_time": 1000001)",
        "/metadata/cost_components/travel_time is out of range"},
       {R"("travel_time": 8)", R"("travel_time": 1.5)",
        "/metadata/cost_components/travel_time should be a whole number"},
       {R"("cost_components")", R"("costs")", "/metadata/cost_components is missing"}});
  const auto read =
      read_plan_case(with(with(kDay, R"("travel_time": 8)", R"("workload_balance": 8)"),
                          "[0, 31, 20]", "[0, 31.5, 20]"),
                     kFormat);
  ASSERT_FALSE(read);
  EXPECT_THAT(lines_of(read.error()), HasSubstr("workloads are rounded up"));
}

}  // namespace
}  // namespace olive
