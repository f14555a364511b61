// Weeks: nobody beyond their hours, the same worker and time of day from one day to the next.
#include "solve_day.h"

#include <random>

#include "dispatch.h"
#include "dispatch_fixture.h"
#include "problem_fixture.h"
#include "proposal.h"

namespace care {
namespace {

class WeekHours : public CareProblem {
 protected:
  WeekHours() {
    add_worker(13, people::Certificate::housekeeping);
    for (const people::WorkerProfile& worker : day_.workers)
      day_.week.minutes_max[worker.person_id] = 600;
    day_.week.near_min = 0;
  }
  Draft draft(Planning planning = Planning::anew) {
    return draft_of(day_, travel_, planning, {.iterations_max = 300});
  }
  std::int32_t minutes_of(const Draft& draft, std::int64_t worker_id) {
    std::int32_t minutes = 0;
    for (const ProposalLine& line : draft.lines)
      if (line.to_worker_id == PersonId{worker_id})
        minutes += find_in(day_, line.visit_id)->length_min;
    return minutes;
  }
};

TEST_F(WeekHours, WhoIsAtTheLimitGetsNoMore) {
  add_visit(ServiceKind::housekeeping, 600, 60);
  day_.week.minutes[{12}] = 600;
  EXPECT_EQ(draft().lines.at(0).to_worker_id, PersonId{13});
  day_.week.minutes[{13}] = 541;  // 59 minutes left
  EXPECT_EQ(draft().lines.at(0).to_worker_id, PersonId{});
  day_.week.minutes[{13}] = 540;
  EXPECT_EQ(draft().lines.at(0).to_worker_id, PersonId{13});
}

TEST_F(WeekHours, WhoIsNearTheLimitIsAskedAfterTheOthers) {
  add_visit(ServiceKind::housekeeping, 600, 60);
  day_.week.near_min = 240;
  for (const std::int64_t near : {12, 13}) {
    day_.week.minutes = {{PersonId{near}, 400}};
    EXPECT_NE(draft().lines.at(0).to_worker_id, PersonId{near});
    EXPECT_TRUE(draft().lines.at(0).to_worker_id);
  }
}

TEST_F(WeekHours, ADayIsCutWhereTheWeekEnds) {
  for (int i = 0; i < 6; ++i) add_visit(ServiceKind::housekeeping, 540 + 80 * i, 60);
  day_.week.minutes = {{PersonId{12}, 480}, {PersonId{13}, 420}};
  const Draft found = draft();
  EXPECT_EQ(minutes_of(found, 12), 120);
  EXPECT_EQ(minutes_of(found, 13), 180);
  EXPECT_EQ(found.head.unassigned_after, 1);
}

TEST_F(WeekHours, WhatStandsIsNotTakenAway) {
  Visit& confirmed = add_visit(ServiceKind::housekeeping, 600, 60);
  confirmed.worker_id = {12};
  confirmed.state = VisitState::confirmed;
  Visit& assigned = add_visit(ServiceKind::housekeeping, 720, 60);
  assigned.worker_id = {12};
  assigned.state = VisitState::assigned;
  day_.week.minutes[{12}] = 700;  // over the limit already, as somebody decided
  EXPECT_EQ(draft(Planning::repair).lines.at(0).to_worker_id, PersonId{12});
  EXPECT_EQ(draft().lines.at(0).to_worker_id, PersonId{13});  // planned anew, it goes on
}

TEST_F(WeekHours, NoRandomDayGoesBeyond) {
  for (std::uint32_t seed = 1; seed <= 15; ++seed) {
    std::mt19937 random(seed);
    const auto between = [&](std::int32_t low, std::int32_t high) {
      return low + static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(high - low + 1));
    };
    day_.visits.clear();
    for (int i = 0; i < 14; ++i) {
      Visit& visit = add_visit(ServiceKind::housekeeping, between(540, 960), between(20, 90));
      visit.latest_min += between(0, 90);
    }
    day_.links = {{{1},
                   LinkKind::double_staffing,
                   day_.visits[0].id,
                   day_.visits[1].id,
                   0,
                   0,
                   optimiser::WorkerRelation::different}};
    day_.week.minutes = {{PersonId{12}, between(300, 620)}, {PersonId{13}, between(300, 620)}};
    const Draft found = draft();
    for (const std::int64_t worker : {12, 13}) {
      const std::int32_t others = day_.week.minutes[{worker}];
      EXPECT_LE(minutes_of(found, worker), std::max(0, 600 - others)) << "seed " << seed;
    }
  }
}

TEST_F(WeekHours, ThePlansOwnWorkerComesBeforeOthersWhoAreKnown) {
  Visit& visit = add_visit(ServiceKind::housekeeping, 600, 60);
  visit.plan_id = {50};
  day_.regulars = {{visit.client_id, PersonId{12}}, {visit.client_id, PersonId{13}}};
  for (const std::int64_t same : {12, 13}) {
    day_.week.habits[{50}].workers = {PersonId{same}};
    EXPECT_EQ(draft().lines.at(0).to_worker_id, PersonId{same});
  }
}

TEST_F(WeekHours, TheTimeOfDayIsThatOfTheOtherDays) {
  Visit& visit = add_visit(ServiceKind::housekeeping, 600, 60);
  visit.plan_id = {50};
  visit.latest_min = 720;
  // Short days have no rest, around which a visit without a usual time may go.
  for (people::WorkerProfile& worker : day_.workers) worker.hours = {{1, 540, 840}};
  day_.week.habits[{50}].start_min = 650;
  EXPECT_EQ(draft().lines.at(0).to_start_min, 650);
  day_.week.habits.clear();
  EXPECT_EQ(draft().lines.at(0).to_start_min, 600);
}

TEST_F(WeekHours, AnotherTimeIsBetterThanNobody) {
  Visit& visit = add_visit(ServiceKind::housekeeping, 700, 60);
  visit.plan_id = {50};
  visit.earliest_min = 600;
  day_.week.habits[{50}];
  for (people::WorkerProfile& worker : day_.workers) worker.hours = {{1, 600, 690}};
  const Draft found = draft();
  EXPECT_TRUE(found.lines.at(0).to_worker_id);
  EXPECT_LE(found.lines.at(0).to_start_min, 630);
}

/// The night's own week, from the tables to the proposals.
class WeekPlan : public DispatchTest {
 protected:
  /// A daily visit of a new client, Monday to Friday.
  void daily(std::int32_t start_min, std::int32_t length_min) {
    NewReferral referral = wish(ServiceKind::housekeeping);
    referral.client_id = write([&](db::Transaction& tx) { return add_person(tx, "김동자"); });
    const EntitlementId id = entitle(std::move(referral));
    write([&](db::Transaction& tx) {
      EXPECT_TRUE(make_plan(tx, region_id_,
                            {.entitlement_id = id,
                             .from_on = kToday,
                             .to_on = kToday.plus_days(6),
                             .weekdays = {1, 2, 3, 4, 5},
                             .start_min = start_min,
                             .length_min = length_min,
                             .slack_min = 60,
                             .needs_car = false},
                            helper_, kNow)
                      .has_value());
    });
  }
  void set(std::string_view key, std::string_view value, std::string_view scope = {}) {
    for (const settings::Definition& definition : plan_setting_definitions())
      if (definition.key == key)
        write([&](db::Transaction& tx) {
          EXPECT_TRUE(settings::set(tx, region_id_, definition,
                                    {.scope = scope,
                                     .valid_from = kToday,
                                     .value = value,
                                     .set_at = kNow,
                                     .reason = "test"})
                          .has_value());
        });
  }
  std::vector<ProposalLine> planned_week() {
    const auto tools = std::make_shared<DispatchTools>(
        Dependencies{.catalogue = &catalogue_, .travel = geo::estimate_source({})});
    const base::Instant now = kNow.plus_seconds(5);
    jobs::Runner runner(
        *database_, [=] { return now; }, [this] { return std::vector{region_id_}; });
    subscribe_dispatch(runner, *database_, tools);
    write([&](db::Transaction& tx) { want_week(tx, region_id_, kNow); });
    EXPECT_GE(runner.run_due(), 1u);
    return database_->read([&](db::Transaction& tx) {
      std::vector<ProposalLine> lines;
      for (const Proposal& one : list_proposals(tx, region_id_,
                                                {.centres = {centre_},
                                                 .from_on = kToday,
                                                 .to_on = kToday.plus_days(6),
                                                 .state = ProposalState::proposed}))
        std::ranges::copy(lines_of(tx, region_id_, one.id), std::back_inserter(lines));
      return lines;
    });
  }
};
OLIVE_ON_BOTH_DATABASES(WeekPlan);

TEST_P(WeekPlan, AWeeksHoursNeverExceedTheLimit) {
  for (int i = 0; i < 4; ++i) daily(540 + 100 * i, 90);  // 30 hours, for two workers
  set("care.week_min_max", "700");
  set("care.week_min_max", "500", std::to_string(helper_.value));
  std::map<PersonId, std::int32_t> minutes;
  for (const ProposalLine& line : planned_week())
    if (line.to_worker_id) minutes[line.to_worker_id] += 90;
  EXPECT_LE(minutes[worker_], 700);
  EXPECT_LE(minutes[helper_], 500);
  // And the hours that there are, are used: seven visits and five.
  EXPECT_EQ(minutes[worker_], 630);
  EXPECT_EQ(minutes[helper_], 450);
}

TEST_P(WeekPlan, APlanKeepsItsWorkerAndItsTimeThroughTheWeek) {
  daily(600, 60);
  daily(610, 60);
  daily(900, 60);
  std::map<std::int64_t, std::set<std::pair<PersonId, std::int32_t>>> ways;
  const auto lines = planned_week();
  EXPECT_EQ(lines.size(), 15u);
  for (const ProposalLine& line : lines) {
    ASSERT_TRUE(line.to_worker_id);
    ways[current(line.visit_id).plan_id.value].insert({line.to_worker_id, line.to_start_min});
  }
  for (const auto& [plan, way] : ways) EXPECT_EQ(way.size(), 1u) << plan;
}

}  // namespace
}  // namespace care
