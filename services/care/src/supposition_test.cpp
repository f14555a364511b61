// Days supposed: who and what is added or taken away, and what of the day stays as it is.
#include <gtest/gtest.h>

#include "geo/busan.h"
#include "json/json.h"
#include "proposal.h"
#include "what_if.h"

namespace care {
namespace {

const base::Date kMonday = *base::make_date(2026, 11, 23);

class SuppositionTest : public ::testing::Test {
 protected:
  SuppositionTest() {
    day_.centre_id = {1};
    day_.on = kMonday;
    for (const ServiceKind kind : base::all_of<ServiceKind>())
      day_.services.push_back(default_service(kind));
    for (const std::int64_t id : {11, 12, 13}) {
      people::WorkerProfile worker{.person_id = {id}, .centre_id = {1}};
      worker.certificates.push_back(
          {people::Certificate::accompaniment, kMonday.plus_days(-30), std::nullopt});
      worker.hours.push_back({1, 540, 1080});
      day_.workers.push_back(std::move(worker));
    }
    for (const std::int64_t id : {7, 8})
      day_.vehicles.push_back({.id = {id}, .centre_id = {1}, .valid_from = kMonday});
  }

  void add(std::int32_t start_min, PersonId worker_id, VehicleId vehicle_id = {}) {
    const auto number = static_cast<std::int64_t>(day_.visits.size());
    Visit visit{.id = {100 + number}, .entitlement_id = {300 + number}};
    visit.client_id = {200 + number};
    visit.worker_id = worker_id;
    visit.vehicle_id = vehicle_id;
    visit.service = ServiceKind::hospital_accompaniment;
    visit.visit_on = kMonday;
    visit.start_min = visit.earliest_min = visit.latest_min = start_min;
    visit.length_min = 60;
    visit.state = worker_id ? VisitState::assigned : VisitState::planned;
    day_.homes[visit.client_id] = {.district_code = "26380"};
    day_.visits.push_back(visit);
  }
  std::string workers_of(const CentreDay& day) {
    std::string out;
    for (const auto& worker : day.workers) out += std::to_string(worker.person_id.value) + " ";
    return out;
  }
  std::string less(std::int32_t amount, PersonId named = {}) {
    return workers_of(supposed_day(
        day_, {.kind = WhatIfKind::worker_less, .amount = amount, .worker_id = named}));
  }
  WhatIf think(const Supposition& supposition) {
    return think_through({day_}, supposition, geo::estimate_source(geo::busan_estimate()));
  }

  CentreDay day_;
};

TEST_F(SuppositionTest, WhoHasLeastToDoIsMissedFirst) {
  add(600, {11});
  add(720, {11});
  add(600, {13});
  EXPECT_EQ(less(1), "11 13 ");
  EXPECT_EQ(less(2), "11 ");
  EXPECT_EQ(less(3), "");
  EXPECT_EQ(less(5), "");  // more than there are: an empty centre, not an error
  EXPECT_EQ(less(1, {11}), "12 13 ");
  EXPECT_EQ(less(2, {11}), "12 13 ");  // one person cannot be missing twice
  EXPECT_EQ(less(1, {99}), "11 12 13 ");
}

TEST_F(SuppositionTest, OfTwoWhoAreIdleTheFirstGoes) {
  add(600, {12});
  EXPECT_EQ(less(1), "12 13 ");
}

TEST_F(SuppositionTest, InventedWorkersHaveIdsOfTheirOwnAndTheUsualHours) {
  using enum people::Certificate;
  const CentreDay more = supposed_day(
      day_,
      {.kind = WhatIfKind::worker_more, .amount = 2, .certificates = {accompaniment, driver}});
  EXPECT_EQ(workers_of(more), "-2 -1 11 12 13 ");  // ascending, as everything expects
  const people::WorkerProfile& invented = more.workers.front();
  EXPECT_TRUE(people::holds(invented, driver, kMonday));
  EXPECT_FALSE(people::holds(invented, housekeeping, kMonday));
  ASSERT_EQ(invented.hours.size(), 1u);
  EXPECT_EQ(invented.hours[0].weekday, 1);
  EXPECT_EQ(invented.centre_id, OrganisationId{1});
  EXPECT_EQ(day_.workers.size(), 3u);
}

TEST_F(SuppositionTest, CarsComeAndGo) {
  add(600, {11}, {7});
  const auto cars = [&](WhatIfKind kind, std::int32_t amount, bool has_lift = false) {
    return supposed_day(day_, {.kind = kind, .amount = amount, .has_wheelchair_lift = has_lift})
        .vehicles;
  };
  const auto more = cars(WhatIfKind::vehicle_more, 2, true);
  ASSERT_EQ(more.size(), 4u);
  EXPECT_TRUE(more.back().has_wheelchair_lift);
  EXPECT_LT(more.back().id.value, 0);
  EXPECT_FALSE(cars(WhatIfKind::vehicle_more, 1).back().has_wheelchair_lift);
  const auto fewer = cars(WhatIfKind::vehicle_less, 1);
  ASSERT_EQ(fewer.size(), 1u);
  EXPECT_EQ(fewer[0].id, VehicleId{7});  // the one that nobody uses is given up
  EXPECT_TRUE(cars(WhatIfKind::vehicle_less, 5).empty());
}

TEST_F(SuppositionTest, SicknessIsSupposedForTheWholeDay) {
  const CentreDay ill = supposed_day(day_, {.kind = WhatIfKind::worker_sick, .worker_id = {12}});
  EXPECT_EQ(ill.workers.size(), 3u);
  const auto away = absences_of(ill.disruptions, {12});
  ASSERT_EQ(away.size(), 1u);
  EXPECT_EQ(away[0].from_min, 0);
  EXPECT_EQ(away[0].to_min, 24 * 60);
  EXPECT_TRUE(absences_of(ill.disruptions, {11}).empty());
  EXPECT_TRUE(day_.disruptions.empty());
}

TEST_F(SuppositionTest, AnIdleCarChangesNothing) {
  add(600, {11});
  const WhatIf report = think({.kind = WhatIfKind::vehicle_more});
  EXPECT_EQ(report.served_before, 1);
  EXPECT_EQ(report.served_after, 1);
  EXPECT_EQ(report.cost_before, report.cost_after);
  EXPECT_EQ(report.differing, 0);
}

TEST_F(SuppositionTest, NobodyLeftServesNothingAndCostsIt) {
  add(600, {11});
  add(600, {12});
  const WhatIf report = think({.kind = WhatIfKind::worker_less, .amount = 3});
  EXPECT_EQ(report.served_before, 2);
  EXPECT_EQ(report.served_after, 0);
  EXPECT_EQ(report.unassigned_after, 2);
  EXPECT_EQ(report.differing, 2);
  EXPECT_GT(report.cost_after, report.cost_before);
  const auto terms = json::read<TermPairs>(report.terms);
  ASSERT_TRUE(terms.has_value());
  const auto left = std::ranges::find(terms->items, optimiser::Term::unassigned, &TermPair::term);
  ASSERT_NE(left, terms->items.end());
  EXPECT_EQ(left->before, 0);
  EXPECT_EQ(left->weight, 1'000'000);
}

TEST_F(SuppositionTest, DaysAreSummed) {
  add(600, {11});
  CentreDay tuesday = day_;
  tuesday.on = kMonday.plus_days(1);  // nobody works on Tuesdays here
  const WhatIf report = think_through({day_, tuesday}, {.kind = WhatIfKind::vehicle_less},
                                      geo::estimate_source(geo::busan_estimate()));
  EXPECT_EQ(report.days, 2);
  EXPECT_EQ(report.from_on, kMonday);
  EXPECT_EQ(report.served_before, 1);
  EXPECT_EQ(report.unassigned_before, 1);
  EXPECT_EQ(report.served_after + report.unassigned_after, 2);
}

TEST_F(SuppositionTest, ThinkingTwiceSaysTheSame) {
  for (const std::int32_t start : {600, 610, 620, 630}) add(start, {});
  const Supposition one_more{.kind = WhatIfKind::worker_more,
                             .certificates = {people::Certificate::accompaniment}};
  const WhatIf first = think(one_more);
  const WhatIf second = think(one_more);
  EXPECT_EQ(first.served_before, 3);
  EXPECT_EQ(first.served_after, 4);
  EXPECT_EQ(first.terms, second.terms);
  EXPECT_EQ(first.cost_after, second.cost_after);
  EXPECT_EQ(first.differing, second.differing);
}

}  // namespace
}  // namespace care
