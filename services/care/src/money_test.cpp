// Who owes what after a visit: every service, band, district and date, down to the ledger.
#include "care_fixture.h"

namespace care {
namespace {

using ledger::OwnerKind;

class MoneyTest : public CareTest {
 protected:
  std::int64_t owed_by_client() {
    return -balance({ledger::kWon, OwnerKind::person, client_.value, "care_copay_receivable"});
  }
  std::int64_t owed_by(OwnerKind kind, std::int64_t id) {
    return -balance({ledger::kWon, kind, id, "care_subsidy_receivable"});
  }
  std::int64_t sales(OrganisationId owner) {
    return balance({ledger::kWon, OwnerKind::organisation, owner.value, "care_sales"});
  }
  VisitCompleted happened(const PastVisit& past) {
    const auto events = ledger_->execute([&](db::Transaction& tx, ledger::Batch& batch) {
      return std::expected<std::vector<VisitCompleted>, VisitRefusal>(
          record_past_visits(tx, batch, region_id_, std::span(&past, 1)));
    });
    return events->at(0);
  }
  EntitlementId entitle_in(std::string_view district_code, IncomeBand band,
                           ServiceKind service = ServiceKind::hospital_accompaniment) {
    write([&](db::Transaction& tx) {
      tx.execute("UPDATE people_person SET district_code = $3 WHERE region_id = $1 AND id = $2",
                 region_id_, client_, district_code);
      if (district_code != kSaha) {
        const auto id =
            people::create_organisation(tx, region_id_,
                                        {.kind = people::OrganisationKind::regional_centre,
                                         .name = "Centre " + std::string(district_code),
                                         .place = {.district_code = std::string(district_code)}},
                                        kNow);
        EXPECT_TRUE(id.has_value());
      }
    });
    NewReferral referral = wish(service);
    referral.income_band = band;
    if (service == ServiceKind::discharge_care) referral.discharged_on = kToday.plus_days(-10);
    return entitle(referral);
  }
};
OLIVE_ON_BOTH_DATABASES(MoneyTest);

TEST_P(MoneyTest, EachBandPaysItsPartOfTheSameVisit) {
  const struct {
    IncomeBand band;
    std::int64_t copay_won, subsidy_won;
  } kCases[] = {{IncomeBand::basic_or_near_poor, 2'000, 43'000},
                {IncomeBand::up_to_70, 2'000, 43'000},
                {IncomeBand::up_to_100, 30'000, 15'000},
                {IncomeBand::above_100, 30'000, 15'000}};
  std::int64_t copay_won = 0, subsidy_won = 0;
  for (const auto& test : kCases) {
    NewReferral referral = wish();
    referral.income_band = test.band;
    referral.client_id = write([&](db::Transaction& tx) { return add_person(tx, "이용자"); });
    const auto event = happened({.entitlement_id = entitle(referral),
                                 .worker_id = worker_,
                                 .visit_on = kToday,
                                 .start_min = 600,
                                 .length_min = 180});
    EXPECT_EQ(event.copay_won, test.copay_won);
    EXPECT_EQ(event.subsidy_won, test.subsidy_won);
    copay_won += event.copay_won;
    subsidy_won += event.subsidy_won;
  }
  EXPECT_EQ(sales(team_), copay_won + subsidy_won);
  EXPECT_EQ(owed_by(OwnerKind::organisation, district_.value), subsidy_won);
}

TEST_P(MoneyTest, ADistrictWithoutAnOfficeOwesThroughTheRegion) {
  const EntitlementId id = entitle_in("26230", IncomeBand::basic_or_near_poor);
  const auto event = happened({.entitlement_id = id,
                               .worker_id = worker_,
                               .visit_on = kToday,
                               .start_min = 600,
                               .length_min = 90});
  EXPECT_EQ(event.price_won, 15'000);  // Busanjin: 10,000 and 5,000
  EXPECT_EQ(event.copay_won, 0);       // free there
  EXPECT_EQ(owed_by(OwnerKind::region, 0), 15'000);
  EXPECT_EQ(owed_by(OwnerKind::organisation, district_.value), 0);
  EXPECT_FALSE(
      ledger_
          ->find_account({ledger::kWon, OwnerKind::person, client_.value, "care_copay_receivable"})
          .has_value() &&
      owed_by_client() != 0);
}

TEST_P(MoneyTest, HaeundaeCountsCoPayInBlocksOfFourHours) {
  const EntitlementId id = entitle_in("26350", IncomeBand::basic_or_near_poor);
  const PastVisit four{.entitlement_id = id,
                       .worker_id = worker_,
                       .visit_on = kToday,
                       .start_min = 540,
                       .length_min = 240};
  EXPECT_EQ(happened(four).copay_won, 2'000);
  PastVisit longer = four;
  longer.visit_on = kToday.plus_days(1);
  longer.minutes = 241;
  EXPECT_EQ(happened(longer).copay_won, 4'000);
  EXPECT_EQ(owed_by_client(), 6'000);
}

TEST_P(MoneyTest, TheRuleOfTheVisitsOwnDayHolds) {
  NewReferral referral = wish();
  referral.income_band = IncomeBand::up_to_70;
  const EntitlementId id = entitle(referral);
  const auto on = [&](std::int32_t year, std::int32_t month, std::int32_t day) {
    return happened({.entitlement_id = id,
                     .worker_id = worker_,
                     .visit_on = *base::make_date(year, month, day),
                     .start_min = 600,
                     .length_min = 120})
        .copay_won;
  };
  EXPECT_EQ(on(2024, 12, 31), 30'000);  // all of it
  EXPECT_EQ(on(2025, 1, 1), 2'000);
  EXPECT_EQ(on(2025, 1, 2), 2'000);
  EXPECT_EQ(owed_by_client(), 34'000);
}

TEST_P(MoneyTest, DischargeCareIsCountedInMinutesAndFreeUpToTheMedian) {
  const EntitlementId id = entitle_in(kSaha, IncomeBand::up_to_100, ServiceKind::discharge_care);
  const auto event = happened({.entitlement_id = id,
                               .worker_id = worker_,
                               .visit_on = kToday,
                               .start_min = 600,
                               .length_min = 95});
  EXPECT_EQ(event.billed_min, 120);
  EXPECT_EQ(event.copay_won, 0);
  EXPECT_EQ(event.price_won, 35'600);
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(find_entitlement(tx, region_id_, id)->units_used, 120);
  });
}

TEST_P(MoneyTest, WhoeverHasNoTeamEarnsForTheCentre) {
  const PersonId loner = write([&](db::Transaction& tx) {
    const PersonId id = add_person(tx, "나홀로");
    people::WorkerProfile profile = people::find_worker(tx, region_id_, worker_).value();
    profile.person_id = id;
    people::save_worker(tx, region_id_, profile);
    return id;
  });
  const auto event = happened({.entitlement_id = entitle(wish()),
                               .worker_id = loner,
                               .visit_on = kToday,
                               .start_min = 600,
                               .length_min = 60});
  EXPECT_EQ(event.team_id, OrganisationId{});
  EXPECT_EQ(sales(centre_), 15'000);
  EXPECT_EQ(sales(team_), 0);
}

TEST_P(MoneyTest, ATeamOfYesterdayEarnsNothingToday) {
  write([&](db::Transaction& tx) {
    EXPECT_EQ(team_of(tx, region_id_, worker_, kToday), team_);
    EXPECT_EQ(team_of(tx, region_id_, worker_, kToday.plus_days(-401)), OrganisationId{});
    EXPECT_EQ(team_of(tx, region_id_, client_, kToday), OrganisationId{});
  });
}

TEST_P(MoneyTest, ACancelledVisitCostsNobodyAnything) {
  const PastVisit past{.entitlement_id = entitle(wish()),
                       .worker_id = worker_,
                       .visit_on = kToday,
                       .start_min = 600,
                       .length_min = 60,
                       .cancelled_for = CancelReason::client_ill};
  const auto events = ledger_->execute([&](db::Transaction& tx, ledger::Batch& batch) {
    return std::expected<std::vector<VisitCompleted>, VisitRefusal>(
        record_past_visits(tx, batch, region_id_, std::span(&past, 1)));
  });
  EXPECT_TRUE(events->empty());
  EXPECT_EQ(sales(team_), 0);
  EXPECT_EQ(owed_by_client(), 0);
}

// History and the live route share no code path but the rule: both must come to the same bill.
TEST_P(MoneyTest, ThePastAndThePresentBillAlike) {
  Visit visit = give(plan_visit(entitle(wish())), {worker_}).value();
  visit = write([&](db::Transaction& tx) {
            return check_in(tx, region_id_, visit.id, {}, by(visit, at(10)));
          }).value();
  visit = ledger_
              ->execute([&](db::Transaction& tx, ledger::Batch& batch) {
                return complete(tx, batch, region_id_, visit.id,
                                {.tasks = {"pick_up", "reception", "return_home"}}, sealer_,
                                by(visit, at(12, 17)));
              })
              .value();
  const auto event = happened({.entitlement_id = visit.entitlement_id,
                               .worker_id = worker_,
                               .visit_on = kTomorrow,
                               .start_min = 600,
                               .length_min = 180,
                               .minutes = 137});
  EXPECT_EQ(event.price_won, visit.price_won);
  EXPECT_EQ(event.copay_won, visit.copay_won);
  EXPECT_EQ(event.billed_min, visit.billed_min);
  EXPECT_EQ(event.team_id, visit.team_id);
}

}  // namespace
}  // namespace care
