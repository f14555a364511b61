#include "rules.h"

#include <gtest/gtest.h>

#include "walk.h"

namespace optimiser {
namespace {

Activity two_windows(bool is_due_soft) {
  return {.windows = {{100, 200}, {300, 400}}, .is_due_soft = is_due_soft};
}

TEST(EarliestStart, Table) {
  const struct {
    Time time;
    Time hard, soft;
  } kCases[] = {
      {-50, 100, 100}, {100, 100, 100}, {150, 150, 150},    {200, 200, 200},
      {201, 300, 300}, {400, 400, 400}, {401, kNever, 401}, {9'000, kNever, 9'000},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(earliest_start(two_windows(false), test.time), test.hard) << test.time;
    EXPECT_EQ(earliest_start(two_windows(true), test.time), test.soft) << test.time;
  }
  EXPECT_EQ(earliest_start({}, -7), -7);
}

TEST(EarliestStart, PinStandsInPlaceOfWindows) {
  Activity activity = two_windows(true);
  activity.pin = Pin{0, 250};
  EXPECT_EQ(earliest_start(activity, 0), 250);
  EXPECT_EQ(earliest_start(activity, 250), 250);
  EXPECT_EQ(earliest_start(activity, 251), kNever);
  EXPECT_EQ(tardiness_of(activity, 9'000), 0);
  activity.pin = Pin{0, std::nullopt};
  EXPECT_EQ(earliest_start(activity, 0), 100) << "a pinned worker alone leaves the windows";
}

TEST(TardinessOf, CountsFromTheLastSoftDueTime) {
  EXPECT_EQ(tardiness_of(two_windows(true), 400), 0);
  EXPECT_EQ(tardiness_of(two_windows(true), 430), 30);
  EXPECT_EQ(tardiness_of(two_windows(true), 250), 50) << "late for the window before";
  EXPECT_EQ(tardiness_of(two_windows(false), 430), 0);
  EXPECT_EQ(tardiness_of({.is_due_soft = true}, 430), 0);
}

TEST(PreferenceOf, FallsBackToTheDefault) {
  const Activity activity{.preferences = {{2, 0}, {3, 9}}, .preference_default = 4};
  EXPECT_EQ(preference_of(activity, 2), 0);
  EXPECT_EQ(preference_of(activity, 3), 9);
  EXPECT_EQ(preference_of(activity, 0), 4);
}

TEST(Changes, AreCountedAgainstThePublishedPlan) {
  const Activity activity{.published = Published{1, 1'000, 60}};
  EXPECT_EQ(worker_change_of(activity, 1), 0);
  EXPECT_EQ(worker_change_of(activity, 0), 1);
  EXPECT_EQ(time_change_of(activity, 1'060), 0);
  EXPECT_EQ(time_change_of(activity, 1'061), 1);
  EXPECT_EQ(time_change_of(activity, 900), 40);
  EXPECT_EQ(worker_change_of({}, 0), 0);
  EXPECT_EQ(time_change_of({}, 5), 0);
}

TEST(OmissionTerm, TellsBreaksAndOptionalVisitsApart) {
  EXPECT_EQ(omission_term({}), Term::unassigned);
  EXPECT_EQ(omission_term({.is_optional = true}), Term::skipped);
  EXPECT_EQ(omission_term({.is_break = true}), Term::missed_break);
  EXPECT_EQ(omission_term({.is_optional = true, .is_break = true}), Term::missed_break);
}

TEST(PersonOf, KeepsUnnamedWorkersApart) {
  Problem problem;
  problem.workers = {{}, {}, {.person = 0}, {.person = 0}, {.person = 1}};
  EXPECT_NE(person_of(problem, 0), person_of(problem, 1));
  EXPECT_NE(person_of(problem, 0), person_of(problem, 2));
  EXPECT_EQ(person_of(problem, 2), person_of(problem, 3));
  EXPECT_NE(person_of(problem, 3), person_of(problem, 4));
}

TEST(WayBetween, IsNothingWithoutPlaces) {
  const TravelMatrix matrix{2, {0, 5, 7, 0}, {}};
  EXPECT_EQ(way_between(matrix, 0, 1).duration, 5);
  EXPECT_EQ(way_between(matrix, 1, 0).duration, 7);
  EXPECT_EQ(way_between(matrix, 1, 0).distance, 0) << "no distances given";
  EXPECT_EQ(way_between(matrix, kNone, 1).duration, 0);
  EXPECT_EQ(way_between(matrix, 1, kNone).duration, 0);
  EXPECT_EQ(way_between(matrix, 1, 1).duration, 0);
}

TEST(Walk, TakesBreaksOnArrivalAtTheNextPlace) {
  Problem problem;
  problem.travel = {{2, {0, 5, 7, 0}, {0, 50, 70, 0}}};
  problem.workers = {{.start_place = 0, .end_place = 0}, {}};
  problem.activities = {{.place = 1}, {.place = kNone}};
  const PlannedRoute between{0, kNone, {{1, 0}, {0, 0}, {1, 0}}};
  Walk walk(problem, between);
  EXPECT_EQ(walk.go_on().distance, 50) << "the break is where the visit is";
  EXPECT_EQ(walk.go_on().duration, 0);
  EXPECT_EQ(walk.go_on().duration, 0) << "none follows: it is taken on the spot";
  EXPECT_EQ(walk.go_on().duration, 7) << "back";
  const PlannedRoute nowhere{1, kNone, {{0, 0}}};
  Walk anywhere(problem, nowhere);
  EXPECT_EQ(anywhere.go_on().duration, 0) << "begins at the first activity";
}

TEST(WayBetweenDeathTest, RequiresPlacesOfTheMatrix) {
  const TravelMatrix matrix{2, {0, 5, 7, 0}, {}};
  EXPECT_DEATH(static_cast<void>(way_between(matrix, 0, 2)), "CHECK failed");
  EXPECT_DEATH(static_cast<void>(way_between(matrix, -3, 1)), "CHECK failed");
}

}  // namespace
}  // namespace optimiser
