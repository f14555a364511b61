#include "care/visit.h"

#include <functional>

#include "care/figures.h"
#include "care_fixture.h"
#include "jobs/runner.h"

namespace care {
namespace {

class VisitTest : public CareTest {
 protected:
  std::vector<VisitRefusal> faults(const Visit& visit, const Assignment& assignment) {
    return database_->read(
        [&](db::Transaction& tx) { return assignment_faults(tx, region_id_, visit, assignment); });
  }
  Visit assigned_visit(bool needs_car = false) {
    const Visit visit = plan_visit(entitle(wish()), needs_car);
    return give(visit, {worker_, needs_car ? vehicle_ : VehicleId{}}).value();
  }
  Visiting<Visit> step(const Visit& visit, VisitAction action) {
    return write(
        [&](db::Transaction& tx) { return advance(tx, region_id_, visit.id, action, by(visit)); });
  }
  Visiting<Visit> enter(const Visit& visit, base::Instant now, const CheckIn& input = {}) {
    return write([&](db::Transaction& tx) {
      return check_in(tx, region_id_, visit.id, input, by(visit, now));
    });
  }
  Visiting<Visit> finish(const Visit& visit, base::Instant now,
                         const std::vector<std::string>& tasks = {"pick_up", "reception",
                                                                  "return_home"}) {
    return ledger_->execute([&](db::Transaction& tx, ledger::Batch& batch) {
      const Completion report{.tasks = tasks, .note = "all well"};
      return complete(tx, batch, region_id_, visit.id, report, sealer_, by(visit, now));
    });
  }
};
OLIVE_ON_BOTH_DATABASES(VisitTest);

TEST_P(VisitTest, WalksFromPlanToBill) {
  const EntitlementId entitlement_id = entitle(wish());
  Visit visit = give(plan_visit(entitlement_id), {worker_}).value();
  visit = step(visit, VisitAction::confirm).value();
  visit = step(visit, VisitAction::depart).value();
  visit = enter(visit, at(10), {.position = geo::Point{35'100'000, 128'970'000}}).value();
  EXPECT_EQ(visit.state, VisitState::checked_in);
  EXPECT_LT(visit.check_in_distance_m.value(), 300);
  visit = finish(visit, at(13)).value();
  EXPECT_EQ(visit.state, VisitState::completed);
  EXPECT_EQ(visit.billed_min, 180);
  EXPECT_EQ(visit.price_won, 45'000);
  EXPECT_EQ(visit.team_id, team_);
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(find_entitlement(tx, region_id_, entitlement_id)->units_used, 1);
    EXPECT_EQ(tasks_of(tx, region_id_, visit.id).size(), 3u);
    EXPECT_EQ(note_of(tx, region_id_, visit.id, sealer_), "all well");
    const auto found = figures(tx, region_id_, kToday, kToday);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].district_code, kSaha);
    EXPECT_EQ(found[0].visits, 1);
    EXPECT_EQ(found[0].billed_min, 180);
  });
}

TEST_P(VisitTest, PostsTheClaimsOfCitizenAndDistrict) {
  const Visit visit = enter(assigned_visit(), at(10)).value();
  ASSERT_TRUE(finish(visit, at(13)).has_value());
  using enum ledger::OwnerKind;
  EXPECT_EQ(balance({ledger::kWon, person, client_.value, "care_copay_receivable"}), -2'000);
  EXPECT_EQ(balance({ledger::kWon, organisation, district_.value, "care_subsidy_receivable"}),
            -43'000);
  EXPECT_EQ(balance({ledger::kWon, organisation, team_.value, "care_sales"}), 45'000);
  EXPECT_EQ(finish(current(visit.id), at(13)).error(), VisitRefusal::visit_step_not_allowed);
  EXPECT_EQ(balance({ledger::kWon, organisation, team_.value, "care_sales"}), 45'000);
}

TEST_P(VisitTest, AnnouncesTheCompletedVisitOnce) {
  std::vector<VisitCompleted> heard;
  jobs::Runner runner(
      *database_, [] { return at(14); }, [this] { return std::vector{region_id_}; });
  runner.on<VisitCompleted>("test.listener",
                            [&](db::Transaction&, const jobs::Task&, const VisitCompleted& event) {
                              heard.push_back(event);
                            });
  const Visit visit = enter(assigned_visit(), at(10)).value();
  ASSERT_TRUE(finish(visit, at(12, 31)).has_value());
  runner.run_due();
  runner.run_due();
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].worker_id, worker_);
  EXPECT_EQ(heard[0].team_id, team_);
  EXPECT_EQ(heard[0].minutes, 151);
  EXPECT_EQ(heard[0].billed_min, 180);
  EXPECT_EQ(heard[0].copay_won + heard[0].subsidy_won, heard[0].price_won);
}

TEST_P(VisitTest, RefusesTheWrongWorker) {
  const Visit visit = plan_visit(entitle(wish()));
  using enum VisitRefusal;
  EXPECT_EQ(faults(visit, {PersonId{99}}), std::vector{care_worker_not_found});
  EXPECT_TRUE(faults(visit, {worker_}).empty());
  write([&](db::Transaction& tx) { people::form_household(tx, region_id_, {client_, helper_}); });
  EXPECT_EQ(faults(visit, {helper_}), std::vector{worker_in_household});
  EXPECT_EQ(give(visit, {helper_}).error(), worker_in_household);
}

TEST_P(VisitTest, RefusesWorkersOfOtherCentresWithoutCertificateOrHours) {
  const Visit visit = plan_visit(entitle(wish()));
  const PersonId stranger = write([&](db::Transaction& tx) {
    const PersonId id = add_person(tx, "외지인");
    people::save_worker(tx, region_id_,
                        {.person_id = id, .centre_id = team_, .hours = {{2, 540, 1080}}});
    return id;
  });
  using enum VisitRefusal;
  EXPECT_EQ(faults(visit, {stranger}),
            (std::vector{worker_of_other_centre, certificate_missing, worker_hours_exceeded}));
}

TEST_P(VisitTest, RefusesAClientWhoWouldServeThemselves) {
  const Visit visit = plan_visit(entitle(wish()));
  write([&](db::Transaction& tx) {
    auto profile = people::find_worker(tx, region_id_, worker_).value();
    profile.person_id = client_;
    people::save_worker(tx, region_id_, profile);
  });
  EXPECT_EQ(faults(visit, {client_}), std::vector{VisitRefusal::worker_is_client});
}

TEST_P(VisitTest, RefusesTwoVisitsAtOnceAndTimesOutsideTheWindow) {
  const Visit first = plan_visit(entitle(wish()));
  ASSERT_TRUE(give(first, {worker_}).has_value());
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  EXPECT_EQ(faults(second, {worker_}), std::vector{VisitRefusal::worker_busy});
  EXPECT_EQ(faults(second, {helper_, {}, 631}), std::vector{VisitRefusal::start_outside_window});
  EXPECT_TRUE(faults(second, {helper_, {}, 630}).empty());
}

TEST_P(VisitTest, NeedsTheCentresCarAndADriver) {
  const Visit visit = plan_visit(entitle(wish()), /*needs_car=*/true);
  using enum VisitRefusal;
  EXPECT_EQ(faults(visit, {worker_}), std::vector{vehicle_required});
  EXPECT_EQ(faults(visit, {worker_, VehicleId{5}}), std::vector{vehicle_not_found});
  ASSERT_TRUE(give(visit, {worker_, vehicle_}).has_value());
  const Visit other = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  EXPECT_EQ(faults(other, {helper_, vehicle_}), std::vector{vehicle_busy});
  write([&](db::Transaction& tx) {
    auto profile = people::find_worker(tx, region_id_, helper_).value();
    std::erase_if(profile.certificates,
                  [](const auto& held) { return held.certificate == people::Certificate::driver; });
    people::save_worker(tx, region_id_, profile);
  });
  EXPECT_EQ(faults(other, {helper_, vehicle_}),
            (std::vector{vehicle_busy, driver_certificate_missing}));
}

TEST_P(VisitTest, RefusesStaleVersions) {
  const Visit visit = plan_visit(entitle(wish()));
  ASSERT_TRUE(give(visit, {worker_}).has_value());
  EXPECT_EQ(give(visit, {helper_}).error(), VisitRefusal::version_stale);
  EXPECT_EQ(current(visit.id).worker_id, worker_);
}

TEST_P(VisitTest, ChecksTimesOfTheDevice) {
  const Visit visit = assigned_visit();
  EXPECT_EQ(enter(visit, at(10), {.at = at(10, 1)}).error(), VisitRefusal::time_in_the_future);
  EXPECT_EQ(enter(visit, at(34)).error(), VisitRefusal::check_in_on_other_day);
  // Recorded without network at ten, sent at eleven.
  const Visit entered = enter(visit, at(11), {.at = at(10)}).value();
  EXPECT_EQ(entered.checked_in_at, at(10));
  EXPECT_EQ(entered.check_in_distance_m, std::nullopt);
  EXPECT_EQ(finish(entered, at(9)).error(), VisitRefusal::check_out_before_check_in);
}

TEST_P(VisitTest, EndsOnlyWhenRequiredTasksAreDone) {
  const Visit visit = enter(assigned_visit(), at(10)).value();
  EXPECT_EQ(finish(visit, at(13), {"pick_up", "reception"}).error(),
            VisitRefusal::required_task_open);
  EXPECT_EQ(finish(visit, at(13), {"pick_up", "reception", "return_home", "dance"}).error(),
            VisitRefusal::task_unknown);
  EXPECT_EQ(current(visit.id).state, VisitState::checked_in);
}

TEST_P(VisitTest, GivesBackTheQuotaOfWhatDidNotHappen) {
  const EntitlementId id = entitle(wish());
  const Visit visit = plan_visit(id);
  const auto left = [&] {
    return database_->read([&](db::Transaction& tx) {
      return units_left(tx, region_id_, find_entitlement(tx, region_id_, id).value());
    });
  };
  EXPECT_EQ(left(), 23);
  const auto cancelled = write([&](db::Transaction& tx) {
    return cancel(tx, region_id_, visit.id, CancelReason::client_ill, by(visit));
  });
  ASSERT_TRUE(cancelled.has_value());
  EXPECT_EQ(cancelled->cancel_reason, "client_ill");
  EXPECT_EQ(left(), 24);
}

TEST_P(VisitTest, TakesAVisitBackFromItsWorker) {
  const Visit visit = assigned_visit(/*needs_car=*/true);
  const auto freed =
      write([&](db::Transaction& tx) { return unassign(tx, region_id_, visit.id, by(visit)); });
  ASSERT_TRUE(freed.has_value());
  EXPECT_EQ(freed->worker_id, PersonId{});
  EXPECT_EQ(freed->vehicle_id, VehicleId{});
  EXPECT_EQ(freed->state, VisitState::planned);
}

TEST_P(VisitTest, BillsLongVisitsTwiceAgainstTheQuota) {
  const EntitlementId id = entitle(wish());
  Visit visit = give(plan_visit(id), {worker_}).value();
  visit = enter(visit, at(10)).value();
  visit = finish(visit, at(14, 1)).value();
  EXPECT_EQ(visit.quota_units, 2);
  database_->read(
      [&](db::Transaction& tx) { EXPECT_EQ(find_entitlement(tx, region_id_, id)->units_used, 2); });
}

using HistoryTest = VisitTest;
OLIVE_ON_BOTH_DATABASES(HistoryTest);

TEST_P(HistoryTest, RecordsThePastByTheSameRules) {
  const EntitlementId id = entitle(wish());
  std::vector<PastVisit> past;
  for (int i = 0; i < 3; ++i)
    past.push_back({.entitlement_id = id,
                    .worker_id = worker_,
                    .visit_on = kToday.plus_days(i),
                    .start_min = 600,
                    .length_min = 120});
  past[2].cancelled_for = CancelReason::weather;
  const auto events = ledger_->execute([&](db::Transaction& tx, ledger::Batch& batch) {
    return std::expected<std::vector<VisitCompleted>, VisitRefusal>(
        record_past_visits(tx, batch, region_id_, past));
  });
  ASSERT_EQ(events->size(), 2u);
  EXPECT_EQ(events->at(0).price_won, 30'000);
  EXPECT_EQ(balance({ledger::kWon, ledger::OwnerKind::organisation, team_.value, "care_sales"}),
            60'000);
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(find_entitlement(tx, region_id_, id)->units_used, 2);
    const auto visits = visits_of_client(tx, region_id_, client_, kToday, kToday.plus_days(5));
    ASSERT_EQ(visits.size(), 3u);
    EXPECT_EQ(visits[0].checked_out_at, at(12));
    EXPECT_EQ(visits[2].state, VisitState::cancelled);
  });
}

}  // namespace
}  // namespace care
