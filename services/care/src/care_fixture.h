// A district with its office, a hospital, a centre with two workers and a car, on either database.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "base/embedded.h"
#include "care/care.h"
#include "care/history.h"
#include "care/plan.h"
#include "db/testing.h"
#include "people/consent.h"
#include "people/module.h"
#include "people/organisation.h"

OLIVE_EMBEDDED(inbox)
OLIVE_EMBEDDED(settings)
OLIVE_EMBEDDED(jobs)

namespace care {

inline const base::Date kToday = *base::make_date(2026, 11, 23);  // a Monday
inline const base::Instant kNow = base::korean_instant(kToday, 8 * 3600);
inline const base::Date kTomorrow = kToday.plus_days(1);
inline constexpr std::string_view kSaha = "26380";

inline base::Instant at(std::int32_t hour, std::int32_t minute = 0) {
  return base::korean_instant(kToday, hour * 3600 + minute * 60);
}

class CareTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  template <class F>
  auto write(F&& work) {
    return database_->write(std::forward<F>(work));
  }

  CareTest()
      : database_(shared_database(GetParam())),
        region_id_{++regions_},
        sealer_(crypto::Sealer::with_key(std::string(32, 'k'))) {
    ledger_ = std::make_unique<ledger::Ledger>(
        *database_, [] { return kNow; },
        ledger::LedgerOptions{.ledger_id = ledger::ledger_of(region_id_)});
    write([&](db::Transaction& tx) { build_town(tx); });
  }

  static void TearDownTestSuite() { databases().clear(); }

  void build_town(db::Transaction& tx) {
    install_settings(tx, region_id_, kNow);
    using enum people::OrganisationKind;
    district_ = add_organisation(tx, "Saha office", district);
    hospital_ = add_organisation(tx, "Gosin hospital", hospital);
    centre_ = add_organisation(tx, "Saha centre", regional_centre);
    team_ = add_organisation(tx, "Saha accompaniment", people::OrganisationKind::team, centre_);
    worker_ = add_worker(tx, "이순신");
    helper_ = add_worker(tx, "강감찬");
    client_ = add_person(tx, "홍길동");
    vehicle_ = add_vehicle(tx, region_id_,
                           {.centre_id = centre_,
                            .name = "Ray 1",
                            .donor = "BNK",
                            .valid_from = kToday.plus_days(-300)});
  }

  OrganisationId add_organisation(db::Transaction& tx, const std::string& name,
                                  people::OrganisationKind kind, OrganisationId parent = {}) {
    return people::create_organisation(tx, region_id_,
                                       {.kind = kind,
                                        .name = name,
                                        .parent_id = parent,
                                        .place = {.district_code = std::string(kSaha),
                                                  .lat_e6 = 35'104'500,
                                                  .lng_e6 = 128'974'900}},
                                       kNow)
        .value();
  }

  PersonId add_person(db::Transaction& tx, const std::string& name) {
    // Four digits from a counter: every person has a phone of their own.
    const std::string digits = std::to_string(1000 + ++persons_);
    return people::create_person(tx, region_id_,
                                 {.name = name,
                                  .born_on = base::make_date(1950, 3, 1),
                                  .phone = "0101234" + digits,
                                  .home = {.district_code = std::string(kSaha),
                                           .lat_e6 = 35'100'000 + persons_ * 500,
                                           .lng_e6 = 128'970'000}},
                                 kNow)
        .value();
  }

  PersonId add_worker(db::Transaction& tx, const std::string& name) {
    const PersonId id = add_person(tx, name);
    people::WorkerProfile profile{
        .person_id = id, .centre_id = centre_, .home_district_code = std::string(kSaha)};
    using enum people::Certificate;
    for (const auto certificate : {care_worker, accompaniment, driver})
      profile.certificates.push_back({certificate, kToday.plus_days(-500), std::nullopt});
    for (int day = 1; day <= 5; ++day) profile.hours.push_back({day, 9 * 60, 18 * 60});
    people::save_worker(tx, region_id_, profile);
    EXPECT_TRUE(people::join(tx, region_id_, id, team_, people::Role::care_worker,
                             kToday.plus_days(-400), {})
                    .has_value());
    return id;
  }

  [[nodiscard]] NewReferral wish(ServiceKind service = ServiceKind::hospital_accompaniment) const {
    NewReferral referral;
    referral.client_id = client_;
    referral.service = service;
    referral.channel = ReferralChannel::hospital;
    referral.referrer_id = helper_;
    referral.referring_organisation_id = hospital_;
    referral.wished_from = kToday;
    referral.health_note = "knee replaced";
    return referral;
  }

  Referring<ReferralId> refer(const NewReferral& referral) {
    return write([&](db::Transaction& tx) {
      return create_referral(tx, region_id_, referral, Offices(tx, region_id_), sealer_, kNow);
    });
  }

  /// An approved case of the client, the day before yesterday.
  EntitlementId entitle(NewReferral referral) {
    return write([&](db::Transaction& tx) {
      const PastCase past{.referral = std::move(referral),
                          .received_at = kNow.plus_seconds(-3 * 86'400),
                          .decided_on = kToday.plus_days(-2),
                          .valid_from = kToday,
                          .decided_by = helper_,
                          .meeting = "Saha 12"};
      return record_past_case(tx, region_id_, past, Offices(tx, region_id_), sealer_).value();
    });
  }

  /// One visit of the client today, 10:00–13:00.
  Visit plan_visit(EntitlementId entitlement_id, bool needs_car = false) {
    return write([&](db::Transaction& tx) {
      const PlanMade made = make_plan(tx, region_id_,
                                      {.entitlement_id = entitlement_id,
                                       .from_on = kToday,
                                       .to_on = kToday,
                                       .weekdays = {1},
                                       .start_min = 600,
                                       .length_min = 180,
                                       .slack_min = 30,
                                       .needs_car = needs_car},
                                      helper_, kNow)
                                .value();
      return find_visit(tx, region_id_, made.visits.at(0)).value();
    });
  }

  Visit current(VisitId id) {
    return database_->read(
        [&](db::Transaction& tx) { return find_visit(tx, region_id_, id).value(); });
  }

  VisitBy by(const Visit& visit, base::Instant now = kNow) const {
    return {worker_, visit.version, now};
  }

  Visiting<Visit> give(const Visit& visit, const Assignment& assignment) {
    return write([&](db::Transaction& tx) {
      return assign(tx, region_id_, visit.id, assignment, by(visit));
    });
  }

  std::int64_t balance(const ledger::AccountKey& key) {
    const auto account = ledger_->find_account(key);
    return account ? ledger_->balance(*account).posted : 0;
  }

  db::testing::TemporaryDatabase& database_;
  base::RegionId region_id_;
  crypto::Sealer sealer_;
  std::unique_ptr<ledger::Ledger> ledger_;
  OrganisationId district_, hospital_, centre_, team_;
  PersonId worker_, helper_, client_;
  VehicleId vehicle_;
  int persons_ = 0;

 private:
  using Databases = std::map<db::Dialect, std::unique_ptr<db::testing::TemporaryDatabase>>;

  static Databases& databases() {
    static Databases all;
    return all;
  }

  /// One database for the suite; every test is a region of its own, which nothing may leak from.
  static db::testing::TemporaryDatabase& shared_database(db::Dialect dialect) {
    auto& database = databases()[dialect];
    if (database) return *database;
    database = std::make_unique<db::testing::TemporaryDatabase>(dialect);
    const db::ModuleSchema schemas[] = {{"settings", settings::embedded::schema()},
                                        {"jobs", jobs::embedded::schema()},
                                        {"people", people::module().schema},
                                        {"inbox", inbox::embedded::schema()},
                                        ledger::schema(),
                                        schema()};
    db::migrate(**database, schemas);
    return *database;
  }

  static inline std::int64_t regions_ = 0;
};

}  // namespace care

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })
