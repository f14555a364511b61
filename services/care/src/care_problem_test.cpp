#include "care_problem.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "geo/busan.h"

namespace care {
namespace {

const base::Date kMonday = *base::make_date(2026, 11, 23);

/// Two workers, a car, and visits that a test adds.
class CareProblem : public ::testing::Test {
 protected:
  CareProblem() : travel_(geo::estimate_source(geo::busan_estimate())) {
    day_.centre_id = {1};
    day_.on = kMonday;
    for (const ServiceKind kind : base::all_of<ServiceKind>())
      day_.services.push_back(default_service(kind));
    add_worker(11, people::Certificate::accompaniment);
    add_worker(12, people::Certificate::housekeeping);
  }

  void add_worker(std::int64_t id, people::Certificate certificate, bool can_drive = false) {
    people::WorkerProfile worker{.person_id = {id}, .centre_id = day_.centre_id};
    worker.certificates.push_back({certificate, kMonday.plus_days(-30), std::nullopt});
    if (can_drive)
      worker.certificates.push_back(
          {people::Certificate::driver, kMonday.plus_days(-30), std::nullopt});
    worker.hours.push_back({1, 540, 1080});
    day_.workers.push_back(std::move(worker));
  }

  Visit& add_visit(ServiceKind service, std::int32_t start_min, std::int32_t length_min) {
    Visit visit;
    visit.id = {100 + static_cast<std::int64_t>(day_.visits.size())};
    visit.client_id = {200 + static_cast<std::int64_t>(day_.visits.size())};
    visit.entitlement_id = {300 + static_cast<std::int64_t>(day_.visits.size())};
    visit.service = service;
    visit.visit_on = kMonday;
    visit.start_min = visit.earliest_min = visit.latest_min = start_min;
    visit.length_min = length_min;
    visit.state = VisitState::planned;
    day_.homes[visit.client_id] = {.district_code = "26380"};
    day_.visits.push_back(visit);
    return day_.visits.back();
  }

  std::vector<PlannedAssignment> solve() {
    return assignments_from(day_,
                            optimiser::solve(problem_of(day_, travel_), {.iterations_max = 200}));
  }

  PlannedAssignment only() {
    const auto found = solve();
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? PlannedAssignment{} : found[0];
  }

  CentreDay day_;
  geo::TravelSource travel_;
};

TEST_F(CareProblem, TurnsMinutesIntoSecondsAndCertificatesIntoSkills) {
  add_visit(ServiceKind::housekeeping, 600, 120);
  const optimiser::Problem problem = problem_of(day_, travel_);
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

}  // namespace
}  // namespace care
