// The same tap twice, two tabs at once, an old page: nothing may happen twice (rule of every
// write).
#include "client_fixture.h"

namespace care {
namespace {

class ReplayTest : public CareClientTest {
 protected:
  std::int64_t sales() {
    return balance({ledger::kWon, ledger::OwnerKind::organisation, team_.value, "care_sales"});
  }
  std::size_t referrals() {
    return database_->read([&](db::Transaction& tx) {
      return list_referrals(tx, region_id_, {}, {.everywhere = true}).size();
    });
  }
  Visit entered_visit() {
    const Visit visit = give(plan_visit(entitle(wish())), {worker_}).value();
    be_worker();
    now_ = at(10);
    EXPECT_EQ(call("check_in_care_visit", visit.id.value, version(2)).status, 200);
    now_ = at(13);
    return current(visit.id);
  }
};
OLIVE_ON_BOTH_DATABASES(ReplayTest);

TEST_P(ReplayTest, AReferralSentTwiceIsOne) {
  be_hospital();
  const auto first = call("create_care_referral", 0, referral_form(), "one-tap-of-the-hospital");
  ASSERT_EQ(first.status, 201) << first.body;
  const auto again = call("create_care_referral", 0, referral_form(), "one-tap-of-the-hospital");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(referrals(), 1u);
  const auto anew = call("create_care_referral", 0, referral_form(), "another-tap");
  EXPECT_EQ(field(anew.body, "code"), "duplicate_referral");
  std::string other = referral_form();
  other.replace(other.find("outpatient"), 10, "dialysis");
  EXPECT_EQ(call("create_care_referral", 0, other, "one-tap-of-the-hospital").status, 409);
  EXPECT_EQ(referrals(), 1u);
}

TEST_P(ReplayTest, ACompletionSentTwiceIsBilledOnce) {
  const Visit visit = entered_visit();
  const std::string body = version(visit.version, tasks_done());
  const auto first = call("complete_care_visit", visit.id.value, body, "one-tap-at-the-door");
  ASSERT_EQ(first.status, 200) << first.body;
  const auto again = call("complete_care_visit", visit.id.value, body, "one-tap-at-the-door");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(sales(), 45'000);
  // Another tap on the old page, then one on a fresh page: both are told, neither is billed.
  EXPECT_EQ(call("complete_care_visit", visit.id.value, body).status, 409);
  const std::string fresh = version(visit.version + 1, tasks_done());
  EXPECT_EQ(field(call("complete_care_visit", visit.id.value, fresh).body, "code"),
            "visit_step_not_allowed");
  EXPECT_EQ(sales(), 45'000);
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(find_entitlement(tx, region_id_, visit.entitlement_id)->units_used, 1);
    EXPECT_TRUE(ledger::verify(tx, ledger::ledger_of(region_id_)).is_sound);
  });
}

TEST_P(ReplayTest, ARefusedCompletionLeavesNoMoneyAndNoTask) {
  const Visit visit = entered_visit();
  const std::string half = version(visit.version, R"("tasks":["pick_up"])");
  const auto refused = call("complete_care_visit", visit.id.value, half, "first-try");
  EXPECT_EQ(field(refused.body, "code"), "required_task_open");
  EXPECT_EQ(sales(), 0);
  database_->read(
      [&](db::Transaction& tx) { EXPECT_TRUE(tasks_of(tx, region_id_, visit.id).empty()); });
  const std::string whole = version(visit.version, tasks_done());
  EXPECT_EQ(call("complete_care_visit", visit.id.value, whole, "second-try").status, 200);
  EXPECT_EQ(sales(), 45'000);
}

TEST_P(ReplayTest, TwoTabsCannotBothAssign) {
  const Visit visit = plan_visit(entitle(wish()));
  be_coordinator();
  const auto to = [&](PersonId worker_id, std::int64_t seen) {
    return call(
        "move_care_visit", visit.id.value,
        version(seen, R"("accepts_warnings":false,"worker_id":)" + quoted(worker_id.value)));
  };
  EXPECT_EQ(to(worker_, 1).status, 200);
  EXPECT_EQ(field(to(helper_, 1).body, "code"), "version_stale");
  EXPECT_EQ(current(visit.id).worker_id, worker_);
  EXPECT_EQ(to(helper_, 2).status, 200);
  EXPECT_EQ(current(visit.id).worker_id, helper_);
  // The first worker's phone still shows the visit.
  be_worker();
  EXPECT_EQ(field(call("confirm_care_visit", visit.id.value, version(2)).body, "code"),
            "not_own_visit_not_permitted");
}

TEST_P(ReplayTest, APlanSentTwiceMakesItsVisitsOnce) {
  const EntitlementId id = entitle(wish());
  be_coordinator();
  const std::string form = plan_form(id, "2026-12-07", "2026-12-11");
  const auto first = call("create_care_plan", 0, form, "plan-once");
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(field(first.body, "units_left"), "19");
  EXPECT_EQ(call("create_care_plan", 0, form, "plan-once").body, first.body);
  const auto visits = database_->read([&](db::Transaction& tx) {
    return visits_of_client(tx, region_id_, client_, kToday, kToday.plus_days(60));
  });
  EXPECT_EQ(visits.size(), 5u);
}

TEST_P(ReplayTest, AnAppliedProposalIsNotAppliedAgain) {
  const Visit visit = plan_visit(entitle(wish()));
  be_coordinator();
  const auto made = call("create_care_proposal", 0,
                         R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":"2026-11-23"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::int64_t id = base::parse_integer(field(made.body, "proposal_id")).value();
  const auto first = call("approve_care_proposal", id, "{}", "approve-once");
  EXPECT_EQ(field(first.body, "applied"), "1") << first.body;
  EXPECT_EQ(call("approve_care_proposal", id, "{}", "approve-once").body, first.body);
  EXPECT_EQ(field(call("approve_care_proposal", id, "{}").body, "code"),
            "proposal_already_decided");
  EXPECT_EQ(current(visit.id).version, 2);
}

TEST_P(ReplayTest, ACheckInOutOfReachIsNotOfThisEarth) {
  const Visit visit = give(plan_visit(entitle(wish())), {worker_}).value();
  be_worker();
  now_ = at(10);
  const auto enter = [&](const std::string& place) {
    return call("check_in_care_visit", visit.id.value, version(2, place));
  };
  EXPECT_EQ(enter(R"("lat_e6":90000001,"lng_e6":128970000)").status, 422);
  EXPECT_EQ(enter(R"("lat_e6":35100000,"lng_e6":-180000001)").status, 422);
  EXPECT_EQ(enter(R"("lat_e6":35100000)").status, 200);  // half a place is none
  EXPECT_EQ(current(visit.id).check_in_distance_m, std::nullopt);
}

}  // namespace
}  // namespace care
