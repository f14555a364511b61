// Two workers, a car, and visits that a test adds: a day without a database. Tests only.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "care_problem.h"
#include "geo/busan.h"

namespace care {

inline const base::Date kMonday = *base::make_date(2026, 11, 23);

/// One has learnt to accompany, the other to keep house.
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
    const DayModel model = model_of(day_, travel_, Planning::anew);
    return assignments_from(
        day_, model,
        optimiser::solve(model.problem, {.iterations_max = 200, .weights = model.weights}),
        Planning::anew);
  }

  PlannedAssignment only() {
    const auto found = solve();
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? PlannedAssignment{} : found[0];
  }

  CentreDay day_;
  geo::TravelSource travel_;
};

}  // namespace care
