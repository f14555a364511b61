// A centre's day in the engine's terms: who may do what when, and what stands.
#include "problem_fixture.h"

namespace care {
namespace {

TEST_F(CareProblem, TurnsMinutesIntoSecondsAndCertificatesIntoSkills) {
  add_visit(ServiceKind::housekeeping, 600, 120);
  const optimiser::Problem problem = model_of(day_, travel_, Planning::anew).problem;
  ASSERT_EQ(problem.activities.size(), 3u);  // the visit and two lunch breaks
  EXPECT_EQ(problem.activities[0].duration, 7'200);
  EXPECT_EQ(problem.activities[0].windows[0].earliest, 36'000);
  EXPECT_TRUE(problem.activities[1].is_break);
  EXPECT_EQ(problem.workers[0].skills & problem.activities[0].skills, 0u);
  EXPECT_NE(problem.workers[1].skills & problem.activities[0].skills, 0u);
}

TEST_F(CareProblem, GivesEachVisitToWhoHasTheCertificate) {
  add_visit(ServiceKind::housekeeping, 600, 120);
  EXPECT_EQ(only().worker_id, PersonId{12});
  EXPECT_EQ(only().start_min, 600);
  EXPECT_EQ(only().position, 1);
}

TEST_F(CareProblem, NamesWhyNobodyCanCome) {
  add_visit(ServiceKind::meals, 600, 10);
  EXPECT_EQ(only().worker_id, PersonId{});
  EXPECT_EQ(only().unassigned_reason, "no_skilled_worker");
}

TEST_F(CareProblem, NeverSendsTheHousehold) {
  const Visit& visit = add_visit(ServiceKind::housekeeping, 600, 120);
  day_.excluded[visit.client_id].insert(PersonId{12});
  EXPECT_EQ(only().unassigned_reason, "all_workers_excluded");
}

TEST_F(CareProblem, PutsDriversIntoTheCarThatAVisitNeeds) {
  add_visit(ServiceKind::hospital_accompaniment, 600, 180).needs_car = true;
  EXPECT_EQ(only().unassigned_reason, "no_suitable_vehicle");
  day_.vehicles.push_back({.id = {7}});
  add_worker(13, people::Certificate::accompaniment, /*can_drive=*/true);
  EXPECT_EQ(only().worker_id, PersonId{13});
  EXPECT_EQ(only().vehicle_id, VehicleId{7});
}

TEST_F(CareProblem, TakesTheLiftForAWheelchairWhereThereIsOne) {
  Visit& visit = add_visit(ServiceKind::hospital_accompaniment, 600, 180);
  visit.needs_car = true;
  day_.mobilities[visit.entitlement_id] = Mobility::wheelchair;
  add_worker(13, people::Certificate::accompaniment, /*can_drive=*/true);
  day_.vehicles = {{.id = {7}}, {.id = {8}, .has_wheelchair_lift = true}};
  EXPECT_EQ(only().vehicle_id, VehicleId{8});
}

TEST_F(CareProblem, PrefersWhoTheClientKnows) {
  const PersonId client_id = add_visit(ServiceKind::housekeeping, 600, 120).client_id;
  add_worker(13, people::Certificate::housekeeping);
  for (const std::int64_t known : {12, 13}) {
    day_.regulars = {{client_id, PersonId{known}}};
    EXPECT_EQ(only().worker_id, PersonId{known});
    EXPECT_TRUE(only().is_regular);
  }
}

TEST_F(CareProblem, LeavesConfirmedVisitsAlone) {
  Visit& confirmed = add_visit(ServiceKind::housekeeping, 600, 120);
  confirmed.worker_id = {12};
  confirmed.state = VisitState::confirmed;
  add_visit(ServiceKind::housekeeping, 660, 60);
  const PlannedAssignment other = only();  // the confirmed one is not proposed anew
  EXPECT_EQ(other.visit_id, VisitId{101});
  EXPECT_EQ(other.unassigned_reason, "no_free_worker");
}

TEST_F(CareProblem, KeepsWindowsAndNeverDoublesAWorker) {
  for (int i = 0; i < 6; ++i) {
    Visit& visit = add_visit(ServiceKind::housekeeping, 540 + 60 * i, 60);
    visit.latest_min += 120;
  }
  auto plan = solve();
  std::ranges::sort(plan, {}, &PlannedAssignment::start_min);
  std::int32_t free_from = 0;
  for (const PlannedAssignment& one : plan) {
    if (!one.worker_id) continue;
    const Visit& visit = day_.visits[static_cast<std::size_t>(one.visit_id.value - 100)];
    EXPECT_GE(one.start_min, std::max(free_from, visit.earliest_min));
    EXPECT_LE(one.start_min, visit.latest_min);
    free_from = one.start_min + visit.length_min + one.travel_min;
  }
  EXPECT_GT(free_from, 0);
}

TEST_F(CareProblem, PlansNobodyOnADayOff) {
  day_.workers.clear();
  add_worker(12, people::Certificate::housekeeping);
  day_.workers[0].hours = {{2, 540, 1080}};
  add_visit(ServiceKind::housekeeping, 600, 120);
  EXPECT_EQ(only().worker_id, PersonId{});
}

TEST_F(CareProblem, KnowsNobodyOnADayOff) {
  day_.workers[0].hours = {{2, 540, 1080}};
  const DayModel model = model_of(day_, travel_, Planning::anew);
  ASSERT_EQ(model.worker_of.size(), 1u);  // not even an empty shift
  EXPECT_EQ(model.worker_of[0], 1);
}

TEST_F(CareProblem, SplitsADayIntoItsSpans) {
  day_.workers[1].hours = {{1, 540, 720}, {1, 840, 1080}};
  add_visit(ServiceKind::housekeeping, 750, 60);  // between the two
  EXPECT_EQ(only().unassigned_reason, "no_reachable_window");
  day_.visits[0].start_min = day_.visits[0].earliest_min = day_.visits[0].latest_min = 850;
  EXPECT_EQ(only().worker_id, PersonId{12});
}

TEST_F(CareProblem, SendsNobodyWhoIsIll) {
  add_visit(ServiceKind::housekeeping, 600, 60);
  Disruption sick{.reason = DisruptionReason::worker_sick, .worker_id = {12}};
  sick.from_min = 0;
  sick.to_min = 640;
  day_.disruptions = {sick};
  EXPECT_EQ(only().worker_id, PersonId{});
  day_.disruptions[0].to_min = 600;  // back in time
  EXPECT_EQ(only().worker_id, PersonId{12});
  day_.disruptions[0].to_min = 1440;
  day_.disruptions[0].withdrawn_at = base::Instant{1};
  EXPECT_EQ(only().worker_id, PersonId{12});
}

TEST_F(CareProblem, LeavesABrokenCarInTheYard) {
  add_visit(ServiceKind::hospital_accompaniment, 600, 180).needs_car = true;
  add_worker(13, people::Certificate::accompaniment, /*can_drive=*/true);
  day_.vehicles = {{.id = {7}}};
  Disruption broken{.reason = DisruptionReason::vehicle_broken, .vehicle_id = {7}};
  day_.disruptions = {broken};
  EXPECT_EQ(only().unassigned_reason, "no_suitable_vehicle");
  day_.vehicles.push_back({.id = {8}});
  EXPECT_EQ(only().vehicle_id, VehicleId{8});
}

TEST_F(CareProblem, TakesTheSecondWindowWhenTheFirstIsTaken) {
  Visit& busy = add_visit(ServiceKind::housekeeping, 600, 120);
  busy.worker_id = {12};
  busy.state = VisitState::confirmed;
  const VisitId id = add_visit(ServiceKind::housekeeping, 600, 60).id;
  EXPECT_EQ(only().unassigned_reason, "no_free_worker");
  day_.windows[id] = {{840, 900}};
  EXPECT_EQ(only().worker_id, PersonId{12});
  EXPECT_EQ(only().start_min, 840);
}

TEST_F(CareProblem, SendsTwoAtOnceOrNobody) {
  const VisitId first = add_visit(ServiceKind::housekeeping, 600, 60).id;
  const VisitId second = add_visit(ServiceKind::housekeeping, 600, 60).id;
  for (Visit& visit : day_.visits) visit.latest_min += 60;
  day_.links = {
      {{1}, LinkKind::double_staffing, first, second, 0, 0, optimiser::WorkerRelation::different}};
  for (const PlannedAssignment& one : solve()) EXPECT_EQ(one.worker_id, PersonId{});
  add_worker(13, people::Certificate::housekeeping);
  const auto both = solve();
  ASSERT_EQ(both.size(), 2u);
  EXPECT_NE(both[0].worker_id, both[1].worker_id);
  EXPECT_EQ(both[0].start_min, both[1].start_min);
}

TEST_F(CareProblem, JoinsAPartnerThatStands) {
  Visit& first = add_visit(ServiceKind::housekeeping, 615, 60);
  first.worker_id = {12};
  first.state = VisitState::confirmed;
  const VisitId first_id = first.id;
  Visit& second = add_visit(ServiceKind::housekeeping, 600, 60);
  second.latest_min += 60;
  day_.links = {{{1},
                 LinkKind::double_staffing,
                 first_id,
                 second.id,
                 0,
                 0,
                 optimiser::WorkerRelation::different}};
  add_worker(13, people::Certificate::housekeeping);
  EXPECT_EQ(only().worker_id, PersonId{13});
  EXPECT_EQ(only().start_min, 615);
}

TEST_F(CareProblem, BringsHomeAfterTheTreatment) {
  people::WorkerProfile& worker = day_.workers[0];
  worker.certificates.push_back(
      {people::Certificate::driver, kMonday.plus_days(-30), std::nullopt});
  Visit& there = add_visit(ServiceKind::hospital_accompaniment, 600, 30);
  there.destination_id = {77};
  const VisitId there_id = there.id;
  Visit& back = add_visit(ServiceKind::hospital_accompaniment, 720, 30);
  back.client_id = day_.visits[0].client_id;
  back.destination_id = {77};
  back.latest_min += 120;
  day_.destinations[{77}] = {.district_code = "26440"};
  day_.links = {
      {{1}, LinkKind::trip_return, there_id, back.id, 120, 180, optimiser::WorkerRelation::any}};
  auto plan = solve();
  std::ranges::sort(plan, {}, &PlannedAssignment::start_min);
  ASSERT_EQ(plan.size(), 2u);
  EXPECT_GE(plan[1].start_min - plan[0].start_min, 120);
  EXPECT_LE(plan[1].start_min - plan[0].start_min, 180);
  // The way there ends where the way back begins: at the hospital, and not at home.
  add_visit(ServiceKind::housekeeping, 900, 30).client_id = day_.visits[0].client_id;
  const auto ways = model_of(day_, travel_, Planning::anew).problem.travel[0].duration;
  EXPECT_EQ(ways[0 * 4 + 1], 0);  // the fourth place is the centre's
  EXPECT_GT(ways[0 * 4 + 2], 0);
  EXPECT_EQ(ways[1 * 4 + 2], 0);
}

TEST_F(CareProblem, RepairKeepsWhatWasPromised) {
  add_worker(13, people::Certificate::housekeeping);
  for (int i = 0; i < 4; ++i) {
    Visit& visit = add_visit(ServiceKind::housekeeping, 540 + 120 * i, 60);
    visit.latest_min += 60;
    visit.earliest_min -= 30;
    visit.worker_id = {i % 2 == 0 ? 12 : 13};
    visit.state = VisitState::assigned;
  }
  Disruption sick{.reason = DisruptionReason::worker_sick, .worker_id = {13}};
  day_.disruptions = {sick};
  const DayModel model = model_of(day_, travel_, Planning::repair);
  const auto plan = assignments_from(
      day_, model,
      optimiser::solve(model.problem,
                       {.iterations_max = 200, .weights = model.weights, .start = model.present}),
      Planning::repair);
  ASSERT_EQ(plan.size(), 4u);
  for (const PlannedAssignment& one : plan) {
    const Visit& visit = *find_in(day_, one.visit_id);
    EXPECT_EQ(one.worker_id, PersonId{12});
    EXPECT_EQ(one.start_min, visit.start_min);  // who stays keeps the time, who comes too
  }
}

TEST_F(CareProblem, StartsNothingInThePast) {
  Visit& visit = add_visit(ServiceKind::housekeeping, 600, 60);
  visit.latest_min = 660;
  day_.now_min = 630;
  EXPECT_EQ(only().start_min, 630);
  day_.now_min = 700;  // too late for the promise: better late than never
  EXPECT_EQ(only().start_min, 700);
}

TEST_F(CareProblem, NoAppointmentIsGivenUpForARoundOfMeals) {
  day_.workers.clear();
  add_worker(11, people::Certificate::accompaniment);
  day_.workers[0].certificates.push_back(
      {people::Certificate::food_hygiene, kMonday.plus_days(-30), std::nullopt});
  add_visit(ServiceKind::hospital_accompaniment, 600, 180);
  for (int i = 0; i < 12; ++i) add_visit(ServiceKind::meals, 600 + 15 * i, 10);
  const auto served = [&](ServiceKind service) {
    const auto plan = solve();
    return std::ranges::count_if(plan, [&](const PlannedAssignment& one) {
      return one.worker_id && find_in(day_, one.visit_id)->service == service;
    });
  };
  EXPECT_EQ(served(ServiceKind::hospital_accompaniment), 1);
  // A centre that says otherwise is obeyed: twelve meals count more than one appointment.
  day_.rules.priority = {1, 1, 1, 1, 1};
  EXPECT_EQ(served(ServiceKind::hospital_accompaniment), 0);
  EXPECT_GT(served(ServiceKind::meals), 1);
}

TEST_F(CareProblem, APromisedVisitIsNotGivenUpForAnotherOfItsKind) {
  add_visit(ServiceKind::hospital_accompaniment, 600, 180);
  add_visit(ServiceKind::hospital_accompaniment, 600, 180);
  day_.regulars = {{day_.visits[0].client_id, PersonId{11}}};  // who would rather go to the first
  const auto is_served = [&](std::size_t which) {
    const auto plan = solve();
    return std::ranges::any_of(plan, [&](const PlannedAssignment& one) {
      return one.worker_id && one.visit_id == day_.visits[which].id;
    });
  };
  EXPECT_TRUE(is_served(0));
  day_.visits[1].worker_id = {11};
  EXPECT_TRUE(is_served(1));
  EXPECT_FALSE(is_served(0));
  // What counts is the centre's to say; a promise never weighs more than what has begun.
  day_.rules.promised_percent = 100;
  EXPECT_TRUE(is_served(0));
  day_.rules.priority.fill(900);
  day_.rules.promised_percent = 300;
  EXPECT_LT(model_of(day_, travel_, Planning::anew).problem.activities[1].priority, 1'000);
}

TEST_F(CareProblem, EvenTheSmallestPriorityGrowsWithAPromise) {
  add_visit(ServiceKind::meals, 600, 10).worker_id = {11};
  add_visit(ServiceKind::meals, 600, 10);
  const DayModel model = model_of(day_, travel_, Planning::repair);
  EXPECT_EQ(model.problem.activities[0].priority, 2);
  EXPECT_EQ(model.problem.activities[1].priority, 1);
}

TEST_F(CareProblem, WhatStandsComesBeforeEveryPriority) {
  Visit& confirmed = add_visit(ServiceKind::meals, 600, 10);
  confirmed.worker_id = {11};
  confirmed.state = VisitState::confirmed;
  add_visit(ServiceKind::hospital_accompaniment, 600, 180);
  const DayModel model = model_of(day_, travel_, Planning::repair);
  EXPECT_GT(model.problem.activities[0].priority, model.problem.activities[1].priority);
  EXPECT_EQ(model.problem.activities[1].priority, 200);
}

TEST_F(CareProblem, AStrangerCostsTenMinutesOfTravel) {
  const PersonId client_id = add_visit(ServiceKind::housekeeping, 600, 60).client_id;
  day_.regulars = {{client_id, PersonId{12}}};
  const DayModel model = model_of(day_, travel_, Planning::anew);
  EXPECT_EQ(
      model.problem.activities[0].preference_default * model.weights[optimiser::Term::preference],
      600 * model.weights[optimiser::Term::travel]);
}

}  // namespace
}  // namespace care
