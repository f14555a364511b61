#include "care/referral.h"

#include "care/entitlement.h"
#include "care_fixture.h"

namespace care {
namespace {

class ReferralTest : public CareTest {
 protected:
  StepBy step(ReferralId id, base::Instant now = kNow) { return {helper_, load(id).version, now}; }
  Referral load(ReferralId id) {
    return database_->read(
        [&](db::Transaction& tx) { return find_referral(tx, region_id_, id).value(); });
  }
  Referring<ReferralState> give_consent(ReferralId id, bool health = true) {
    const ConsentForm form{.care_service = true, .health_data = health, .text_version = "2026-1"};
    return write([&, by = step(id)](db::Transaction& tx) {
      return record_consent(tx, region_id_, id, form, by);
    });
  }
  static Assessment full_assessment() {
    Assessment assessment{.note = "needs a hand on stairs"};
    for (const auto item : base::all_of<AssessmentItem>()) assessment.items.push_back({item, 2});
    return assessment;
  }
  Referring<ReferralState> give_assessment(ReferralId id, const Assessment& assessment) {
    return write([&, by = step(id)](db::Transaction& tx) {
      return record_assessment(tx, region_id_, id, assessment, sealer_, by);
    });
  }
  Referring<Decided> give_decision(ReferralId id, const Decision& decision) {
    return write([&, by = step(id)](db::Transaction& tx) {
      return decide(tx, region_id_, id, decision, sealer_, by);
    });
  }
  Referring<ReferralState> take(ReferralId id, ReferralAction action, base::Instant now = kNow) {
    return write([&, by = step(id, now)](db::Transaction& tx) {
      return take_step(tx, region_id_, id, action, "reason", by);
    });
  }
  ReferralId assessed_referral() {
    const ReferralId id = refer(wish()).value();
    EXPECT_TRUE(give_consent(id).has_value());
    EXPECT_EQ(give_assessment(id, full_assessment()), ReferralState::assessed);
    return id;
  }
  static Decision approval() { return {.meeting = "Saha 12", .decided_on = kToday}; }
  static Decision refusal() {
    return {.verdict = Verdict::declined,
            .meeting = "Saha 12",
            .decided_on = kToday,
            .reasons = "family cares"};
  }
};
OLIVE_ON_BOTH_DATABASES(ReferralTest);

TEST_P(ReferralTest, WalksFromReferralToEntitlement) {
  const ReferralId id = assessed_referral();
  const auto decided = give_decision(id, approval());
  ASSERT_TRUE(decided.has_value());
  EXPECT_EQ(load(id).state, ReferralState::approved);
  database_->read([&](db::Transaction& tx) {
    const auto entitlement = find_entitlement(tx, region_id_, decided->entitlement_id).value();
    EXPECT_EQ(entitlement.units_max, 24);
    EXPECT_EQ(entitlement.centre_id, centre_);
    EXPECT_EQ(entitlement.valid_to, base::plus_months(kToday, 12).plus_days(-1));
    EXPECT_TRUE(people::has_consent(tx, region_id_, client_, people::ConsentPurpose::health_data));
    const auto steps = steps_of(tx, region_id_, id);
    ASSERT_EQ(steps.size(), 3u);
    EXPECT_EQ(steps[2].action, ReferralAction::approve);
    EXPECT_EQ(scores_of(tx, region_id_, id).size(), 7u);
  });
}

TEST_P(ReferralTest, StartsTheStatutoryClock) {
  const Referral referral = load(refer(wish()).value());
  EXPECT_EQ(referral.decide_by, kToday.plus_days(30));
  EXPECT_EQ(referral.district_organisation_id, district_);
}

TEST_P(ReferralTest, KeepsHealthSealed) {
  const ReferralId id = refer(wish()).value();
  database_->read([&](db::Transaction& tx) {
    const auto rows = tx.rows("SELECT details FROM care_referral WHERE region_id = $1", region_id_);
    EXPECT_EQ(rows.bytes(0, 0).find("knee"), std::string::npos);
    EXPECT_EQ(details_of(tx, region_id_, id, sealer_).health_note, "knee replaced");
  });
}

TEST_P(ReferralTest, RefusesASecondOneForTheSameService) {
  ASSERT_TRUE(refer(wish()).has_value());
  EXPECT_EQ(refer(wish()).error(), ReferralRefusal::duplicate_referral);
  NewReferral other = wish(ServiceKind::housekeeping);
  EXPECT_TRUE(refer(other).has_value());
}

TEST_P(ReferralTest, RefusesWhoAlreadyHasTheService) {
  entitle(wish());
  EXPECT_EQ(refer(wish()).error(), ReferralRefusal::already_entitled);
}

TEST_P(ReferralTest, RefusesImpossibleForms) {
  NewReferral discharge = wish(ServiceKind::discharge_care);
  EXPECT_EQ(refer(discharge).error(), ReferralRefusal::discharge_date_missing);
  discharge.discharged_on = base::plus_months(kToday, -4);
  EXPECT_EQ(refer(discharge).error(), ReferralRefusal::discharge_too_long_ago);
  NewReferral endless = wish();
  endless.visit_min = 541;
  EXPECT_EQ(refer(endless).error(), ReferralRefusal::visit_length_not_offered);
  NewReferral nobody = wish();
  nobody.client_id = PersonId{99};
  EXPECT_EQ(refer(nobody).error(), ReferralRefusal::person_not_found);
}

TEST_P(ReferralTest, RefusesClientsWithoutADistrictOrCentre) {
  const auto newcomer = [&](const std::string& district_code) {
    return write([&](db::Transaction& tx) {
      return people::create_person(
                 tx, region_id_, {.name = "새내기", .home = {.district_code = district_code}}, kNow)
          .value();
    });
  };
  NewReferral homeless = wish();
  homeless.client_id = newcomer("");
  EXPECT_EQ(refer(homeless).error(), ReferralRefusal::client_without_district);
  homeless.client_id = newcomer("26110");
  EXPECT_EQ(refer(homeless).error(), ReferralRefusal::no_centre_in_district);
}

TEST_P(ReferralTest, RefusesStepsOutOfOrderAndStaleVersions) {
  const ReferralId id = refer(wish()).value();
  EXPECT_EQ(give_assessment(id, full_assessment()).error(),
            ReferralRefusal::referral_step_not_allowed);
  EXPECT_EQ(give_decision(id, approval()).error(), ReferralRefusal::referral_step_not_allowed);
  const StepBy stale{helper_, 7, kNow};
  const auto refused = write([&](db::Transaction& tx) {
    return take_step(tx, region_id_, id, ReferralAction::withdraw, "no", stale);
  });
  EXPECT_EQ(refused.error(), ReferralRefusal::version_stale);
  const auto unknown = write([&](db::Transaction& tx) {
    return take_step(tx, region_id_, ReferralId{5}, ReferralAction::withdraw, "no", stale);
  });
  EXPECT_EQ(unknown.error(), ReferralRefusal::referral_not_found);
}

TEST_P(ReferralTest, NeedsBothConsentsAndEveryScore) {
  const ReferralId id = refer(wish()).value();
  EXPECT_EQ(give_consent(id, /*health=*/false).error(), ReferralRefusal::consent_incomplete);
  EXPECT_EQ(load(id).state, ReferralState::received);
  ASSERT_TRUE(give_consent(id).has_value());
  Assessment partial = full_assessment();
  partial.items.pop_back();
  EXPECT_EQ(give_assessment(id, partial).error(), ReferralRefusal::assessment_incomplete);
  partial.items.push_back(partial.items.front());  // one twice, one never
  EXPECT_EQ(give_assessment(id, partial).error(), ReferralRefusal::assessment_incomplete);
}

TEST_P(ReferralTest, RefusesDecisionsWithoutReasonsOrFromTomorrow) {
  const ReferralId id = assessed_referral();
  Decision silent = refusal();
  silent.reasons = "  ";
  EXPECT_EQ(give_decision(id, silent).error(), ReferralRefusal::reasons_missing);
  Decision early = approval();
  early.decided_on = kTomorrow;
  EXPECT_EQ(give_decision(id, early).error(), ReferralRefusal::decided_in_the_future);
  Decision elsewhere = approval();
  elsewhere.centre_id = hospital_;  // no centre
  EXPECT_EQ(give_decision(id, elsewhere).error(), ReferralRefusal::organisation_not_found);
}

TEST_P(ReferralTest, HearsAnAppealForNinetyDays) {
  const ReferralId id = assessed_referral();
  ASSERT_EQ(give_decision(id, refusal())->entitlement_id, EntitlementId{});
  EXPECT_EQ(load(id).appeal_by, kToday.plus_days(90));
  const auto day = [](int n) { return kNow.plus_seconds(n * base::kSecondsPerDay); };
  EXPECT_EQ(take(id, ReferralAction::appeal, day(91)).error(), ReferralRefusal::appeal_too_late);
  EXPECT_EQ(take(id, ReferralAction::appeal, day(90)), ReferralState::assessed);
}

TEST_P(ReferralTest, EndingItCancelsWhatWasPlanned) {
  const EntitlementId entitlement_id = entitle(wish());
  const Visit visit = plan_visit(entitlement_id);
  const ReferralId id = database_->read([&](db::Transaction& tx) {
    return find_entitlement(tx, region_id_, entitlement_id)->referral_id;
  });
  EXPECT_EQ(load(id).state, ReferralState::planned);
  EXPECT_EQ(take(id, ReferralAction::close), ReferralState::closed);
  EXPECT_EQ(current(visit.id).state, VisitState::cancelled);
  EXPECT_EQ(current(visit.id).cancel_reason, "care_ended");
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(find_entitlement(tx, region_id_, entitlement_id)->valid_to, kToday);
  });
}

TEST_P(ReferralTest, WarnsAtTheIntake) {
  NewReferral dialysis = wish();
  dialysis.purpose = CarePurpose::dialysis;
  dialysis.has_other_service = true;
  const Referral referral = load(refer(dialysis).value());
  EXPECT_EQ(referral.visits_per_month, 13);
  const Quota quota{QuotaKind::visits, 24, 240, 12};
  using enum ReferralWarning;
  EXPECT_EQ(warnings_of(referral, quota, kToday),
            (std::vector{quota_exhausted_early, other_service_declared}));
  EXPECT_EQ(warnings_of(referral, quota, kToday.plus_days(31)).back(), decision_overdue);
  EXPECT_EQ(warnings_of(referral, quota, kToday.plus_days(24)).back(), decision_due_soon);
}

TEST_P(ReferralTest, IsSeenOnlyByThoseItConcerns) {
  ASSERT_TRUE(refer(wish()).has_value());
  const auto seen_by = [&](const api::Scope& scope) {
    return database_->read(
        [&](db::Transaction& tx) { return list_referrals(tx, region_id_, {}, scope).size(); });
  };
  EXPECT_EQ(seen_by({.organisations = {hospital_}}), 1u);
  EXPECT_EQ(seen_by({.organisations = {centre_}}), 1u);
  EXPECT_EQ(seen_by({.organisations = {district_}}), 1u);
  EXPECT_EQ(seen_by({.organisations = {team_}}), 0u);
  EXPECT_EQ(seen_by({}), 0u);
  EXPECT_EQ(seen_by({.everywhere = true}), 1u);
}

TEST_P(ReferralTest, ListsPagesNewestFirst) {
  const ReferralId first = refer(wish()).value();
  const ReferralId second = refer(wish(ServiceKind::meals)).value();
  database_->read([&](db::Transaction& tx) {
    const api::Scope all{.everywhere = true};
    const auto page = list_referrals(tx, region_id_, {.limit = 1}, all);
    ASSERT_EQ(page.size(), 1u);
    EXPECT_EQ(page[0].id, second);
    EXPECT_EQ(list_referrals(tx, region_id_, {.before = second}, all).at(0).id, first);
    EXPECT_EQ(list_referrals(tx, region_id_, {.service = ServiceKind::meals}, all).size(), 1u);
    EXPECT_TRUE(list_referrals(tx, region_id_, {.state = ReferralState::closed}, all).empty());
  });
}

}  // namespace
}  // namespace care
