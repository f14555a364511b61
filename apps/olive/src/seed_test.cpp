// A small city on both databases: the same every time, and sound.
#include "seed.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "db/testing.h"
#include "market/card.h"
#include "olive_fixture.h"
#include "seed_schedule.h"
#include "teams/points.h"

namespace olive::seed {
namespace {

const base::Instant kNow = base::korean_instant(*base::make_date(2026, 11, 20), 14 * 3600);

TEST(SeedRandom, IsTheSameForTheSameSeedAndStream) {
  Random a(1, "people");
  Random b(1, "people");
  Random other(1, "shops");
  for (int i = 0; i < 100; ++i) {
    const auto value = a.next();
    EXPECT_EQ(value, b.next());
    EXPECT_NE(value, other.next());
  }
}

TEST(SeedRandom, WeightsAreShares) {
  Random random(7, "weights");
  const std::int64_t weights[] = {1, 0, 3};
  std::int64_t counts[3] = {};
  for (int i = 0; i < 4'000; ++i) ++counts[random.weighted(weights)];
  EXPECT_EQ(counts[1], 0);
  EXPECT_NEAR(static_cast<double>(counts[2]) / 4'000, 0.75, 0.03);
}

TEST(SeedRandom, StaysInsideItsBounds) {
  Random random(3, "bounds");
  for (int i = 0; i < 1'000; ++i) {
    const std::int64_t value = random.between(-2, 2);
    EXPECT_GE(value, -2);
    EXPECT_LE(value, 2);
  }
}

TEST(SeedData, AddsUpToThePublishedNumbers) {
  std::int64_t teams = 0;
  std::int64_t managers = 0;
  std::int64_t vehicles = 0;
  std::int64_t with_accompaniment = 0;
  for (const CentreRow& row : centres()) {
    teams += row.teams;
    managers += row.managers;
    vehicles += row.vehicles;
    with_accompaniment += row.managers > 0 ? 1 : 0;
    EXPECT_NE(people::find_district(row.district_code), nullptr) << row.name;
  }
  EXPECT_EQ(centres().size(), 18U);
  EXPECT_EQ(teams, 200);
  EXPECT_EQ(managers, 69);
  EXPECT_EQ(vehicles, 22);
  EXPECT_EQ(vehicles, std::ssize(vehicle_donors()));
  EXPECT_EQ(with_accompaniment, 13);
  EXPECT_EQ(hospitals().size(), 30U);
}

TEST(SeedData, EveryDistrictHasNeighbourhoodsNearItsOffice) {
  for (const people::District& district : people::districts()) {
    const auto here =
        std::ranges::count(neighbourhoods(), district.code, &Neighbourhood::district_code);
    EXPECT_GE(here, 2) << district.name_ko;
  }
  for (const Neighbourhood& one : neighbourhoods()) {
    const people::District& district = *people::find_district(one.district_code);
    EXPECT_LT(std::abs(one.lat_e6 - district.lat_e6), 160'000) << one.name;
    EXPECT_LT(std::abs(one.lng_e6 - district.lng_e6), 160'000) << one.name;
  }
}

TEST(SeedSchedule, NobodyIsInTwoPlacesAtOnce) {
  City city;
  const CentreRow row{"centre", "26230", 1, 1, 0};
  Centre centre{.row = &row};
  centre.workers[ServiceKind::housekeeping] = {0};
  city.centres.push_back(centre);
  city.participants.push_back({.id = {1}, .joined_on = *base::make_date(2026, 1, 1)});
  DaySchedule schedule(city, *base::make_date(2026, 11, 20), {});
  Case one;
  one.past.referral.service = ServiceKind::housekeeping;
  one.start_min = 600;
  one.length_min = 120;
  EXPECT_EQ(schedule.fit(one, false)->start_min, 600);
  EXPECT_EQ(schedule.fit(one, false), std::nullopt);  // 90 minutes are not enough to move it
  one.start_min = 780;
  EXPECT_EQ(schedule.fit(one, false)->start_min, 780);
  DaySchedule away(city, *base::make_date(2026, 11, 20), {0});
  EXPECT_EQ(away.fit(one, false), std::nullopt);
}

TEST(SeedSchedule, NobodyWorksOnADayOff) {
  City city;
  const CentreRow row{"centre", "26230", 1, 1, 0};
  Centre centre{.row = &row};
  centre.workers[ServiceKind::housekeeping] = {0};
  city.centres.push_back(centre);
  city.participants.push_back(
      {.id = {1}, .joined_on = *base::make_date(2026, 1, 1), .rests = {3, 5}});
  Case one;
  one.past.referral.service = ServiceKind::housekeeping;
  one.start_min = 600;
  one.length_min = 120;
  const Date monday = *base::make_date(2026, 11, 16);
  for (int day = 0; day < 7; ++day) {
    DaySchedule schedule(city, monday.plus_days(day), {});
    EXPECT_EQ(schedule.fit(one, false).has_value(), day != 2 && day != 4) << day;
  }
}

class SeedTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  static constexpr std::int64_t kScalePpm = 20'000;

  Report seed(const Installation& installation, std::uint64_t number = 1) {
    return seed_busan(installation,
                      {.scale_ppm = kScalePpm, .seed = number, .months = 1, .now = kNow});
  }
};

// One integer of the city.
std::int64_t number(db::Transaction& tx, std::string_view sql) {
  return tx.integer(sql, kRegion).value_or(0);
}

TEST_P(SeedTest, IsTheSameForTheSameSeedAndSound) {
  olive::testing::TemporaryInstallation first(GetParam());
  olive::testing::TemporaryInstallation second(GetParam());
  olive::testing::TemporaryInstallation other(GetParam());
  const Report report = seed(first.place());
  EXPECT_EQ(report.ledger_head, seed(second.place()).ledger_head);
  if (GetParam() == db::Dialect::sqlite)  // one database is enough to show a difference
    EXPECT_NE(report.ledger_head, seed(other.place(), 2).ledger_head);
  EXPECT_THROW((void)seed(first.place()), std::runtime_error);

  const auto database = open_existing(first.place());
  const auto found = database->read(
      [](db::Transaction& tx) { return ledger::verify(tx, ledger::ledger_of(kRegion)); });
  EXPECT_TRUE(found.is_sound) << found.finding;
  EXPECT_EQ(found.head, report.ledger_head);
  database->read([&](db::Transaction& tx) {
    EXPECT_EQ(number(tx,
                     "SELECT COUNT(*) FROM care_visit v WHERE v.region_id = $1"
                     " AND v.state = 'completed' AND NOT EXISTS (SELECT 1 FROM"
                     " teams_attendance_source s WHERE s.region_id = $1"
                     " AND s.person_id = v.worker_id AND s.worked_on = v.visit_on)"),
              0);
    EXPECT_EQ(number(tx,  // six days of one week; 4 January 1970 was a Sunday
                     "SELECT COUNT(*) FROM (SELECT person_id FROM teams_attendance WHERE"
                     " region_id = $1 AND kind = 'work' GROUP BY person_id, (worked_on + 3) / 7"
                     " HAVING COUNT(*) > 5) w"),
              0);
    EXPECT_EQ(number(tx,
                     "SELECT COUNT(*) FROM teams_attendance a WHERE a.region_id = $1"
                     " AND a.minutes > 480 AND a.worked_on < 20758 AND NOT EXISTS (SELECT 1 FROM"
                     " teams_extra_work e WHERE e.region_id = $1 AND e.person_id = a.person_id"
                     " AND e.worked_on = a.worked_on)"),  // 1 November 2026
              0);
    EXPECT_EQ(number(tx,
                     "SELECT COUNT(*) FROM care_entitlement WHERE region_id = $1"
                     " AND units_used > units_max"),
              0);
    EXPECT_EQ(number(tx, "SELECT SUM(price_won) FROM care_visit WHERE region_id = $1"),
              number(tx,
                     "SELECT SUM(amount) FROM ledger_day_total WHERE ledger_id = $1"
                     " AND code IN ('care_copay', 'care_subsidy')"));
    EXPECT_EQ(number(tx, "SELECT SUM(total_won) FROM teams_pay_run WHERE region_id = $1"),
              number(tx,
                     "SELECT SUM(amount) FROM ledger_day_total WHERE ledger_id = $1"
                     " AND code = 'wage'"));
    EXPECT_EQ(number(tx,
                     "SELECT planned_won FROM funds_programme WHERE region_id = $1"
                     " AND code = 'olive-innovation'"),
              500'000'000);
    EXPECT_EQ(number(tx,
                     "SELECT SUM(amount_won) FROM funds_agreement WHERE region_id = $1"
                     " AND starts_on < 20089"),  // 2025
              140'000'000);
    EXPECT_EQ(number(tx,
                     "SELECT SUM(amount_won) FROM funds_spending WHERE region_id = $1"
                     " AND state = 'approved'"),
              number(tx,
                     "SELECT SUM(amount) FROM ledger_day_total WHERE ledger_id = $1"
                     " AND code = 'fund_spending'"));
    EXPECT_EQ(number(tx, "SELECT SUM(points - refunded) FROM market_sale WHERE region_id = $1"),
              number(tx,
                     "SELECT SUM(amount) FROM ledger_day_total WHERE ledger_id = $1"
                     " AND code = 'purchase'"));
    return true;
  });
}

TEST_P(SeedTest, PersonasCanWalkTheLoop) {
  olive::testing::TemporaryInstallation place(GetParam());
  const Report report = seed(place.place());
  // One for each role, and a second pair of eyes at the metropolitan centre.
  EXPECT_EQ(report.logins.size(), base::all_of<people::Role>().size() + 1);
  EXPECT_EQ(report.card.points, 200'000);
  EXPECT_TRUE(market::is_card_number(report.card.number));
  const auto database = open_existing(place.place());
  database->read([&](db::Transaction& tx) {
    const auto card = market::find_card(tx, kRegion, report.card.number);
    EXPECT_TRUE(card.has_value());
    const auto today = base::korean_date(kNow);
    const auto visits = care::visits_of_worker(tx, kRegion, card->person_id, today, today);
    const auto own = std::ranges::find_if(visits, [](const care::Visit& visit) {
      return visit.state == care::VisitState::assigned &&
             visit.service == ServiceKind::discharge_care;
    });
    EXPECT_NE(own, visits.end());
    const auto member = teams::placement_on(tx, kRegion, card->person_id, today);
    EXPECT_TRUE(member.has_value());
    EXPECT_GE(teams::days_in_year({*member}, 2025), 90);
    for (const Login& login : report.logins)
      EXPECT_FALSE(base::has_resident_number(login.name + login.organisation));
    return true;
  });
}

// What somebody who tries the city finds of offices that order, shelves by option, and nights.
TEST_P(SeedTest, OrdersOfOfficesAndShelvesByOptionAreThere) {
  olive::testing::TemporaryInstallation place(GetParam());
  (void)seed(place.place());
  const auto database = open_existing(place.place());
  database->read([&](db::Transaction& tx) {
    EXPECT_EQ(number(tx,
                     "SELECT COUNT(*) FROM market_order WHERE region_id = $1"
                     " AND organisation_id <> 0"),
              2);
    EXPECT_GE(number(tx, "SELECT COUNT(*) FROM procurement_ordered WHERE region_id = $1"), 1);
    EXPECT_EQ(number(tx,
                     "SELECT COUNT(*) FROM market_option WHERE region_id = $1"
                     " AND has_own_stock = TRUE"),
              3);
    EXPECT_EQ(number(tx, "SELECT COUNT(*) FROM teams_shortfall WHERE region_id = $1"), 1);
    EXPECT_EQ(number(tx, "SELECT SUM(missing) FROM market_stock_deviation WHERE region_id = $1"),
              1);
    EXPECT_EQ(number(tx,
                     "SELECT COUNT(*) FROM teams_attendance WHERE region_id = $1"
                     " AND night_min > 0"),
              1);
    return true;
  });
}

INSTANTIATE_TEST_SUITE_P(Db, SeedTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& given) { return db::testing::dialect_name(given.param); });

}  // namespace
}  // namespace olive::seed
