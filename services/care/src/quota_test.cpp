// Quota at its edges, by a random walk over plans, cancellations and completions against a count
// kept by hand, and money that adds up over many past visits.
#include <algorithm>
#include <random>

#include "care/figures.h"
#include "care_fixture.h"

namespace care {
namespace {

class QuotaTest : public CareTest {
 protected:
  Entitlement load(EntitlementId id) {
    return database_->read(
        [&](db::Transaction& tx) { return find_entitlement(tx, region_id_, id).value(); });
  }
  std::int64_t left(EntitlementId id) {
    return database_->read([&](db::Transaction& tx) {
      return units_left(tx, region_id_, find_entitlement(tx, region_id_, id).value());
    });
  }
  /// One visit on `on`, or nothing when the quota refuses it.
  std::optional<Visit> plan_on(EntitlementId id, base::Date on, std::int32_t length_min) {
    return write([&](db::Transaction& tx) -> std::optional<Visit> {
      const auto made = make_plan(tx, region_id_,
                                  {.entitlement_id = id,
                                   .from_on = on,
                                   .to_on = on,
                                   .weekdays = {1, 2, 3, 4, 5},
                                   .start_min = 600,
                                   .length_min = length_min,
                                   .needs_car = false},
                                  helper_, kNow);
      if (!made) {
        EXPECT_EQ(made.error(), PlanRefusal::quota_exhausted);
        return std::nullopt;
      }
      return find_visit(tx, region_id_, made->visits.at(0));
    });
  }
  void cancel_visit(const Visit& visit) {
    const auto done = write([&](db::Transaction& tx) {
      return cancel(tx, region_id_, visit.id, CancelReason::client_wish, by(visit));
    });
    EXPECT_TRUE(done.has_value());
  }
  base::Date weekday_after(base::Date from, int n) {
    const settings::Calendar calendar = database_->read(
        [&](db::Transaction& tx) { return settings::calendar(tx, region_id_, kToday); });
    for (; n > 0 || !calendar.is_working_day(from); from = from.plus_days(1))
      if (calendar.is_working_day(from)) --n;
    return from;
  }
};
OLIVE_ON_BOTH_DATABASES(QuotaTest);

TEST_P(QuotaTest, AgreesWithACountByHand) {
  const EntitlementId id = entitle(wish());
  std::mt19937 random(7);
  std::vector<Visit> open;
  std::int64_t expected = 24;
  for (int i = 0; i < 80; ++i) {
    const bool cancels = !open.empty() && random() % 3 == 0;
    if (cancels) {
      const std::size_t which = random() % open.size();
      expected += open[which].quota_units;
      cancel_visit(open[which]);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(which));
    } else {
      const bool is_long = random() % 3 == 0;
      const std::int64_t units = is_long ? 2 : 1;
      const auto visit = plan_on(id, weekday_after(kToday, i), is_long ? 270 : 120);
      EXPECT_EQ(visit.has_value(), units <= expected) << i;
      if (visit) {
        EXPECT_EQ(visit->quota_units, units);
        expected -= units;
        open.push_back(*visit);
      }
    }
    ASSERT_EQ(left(id), expected) << i;
  }
}

TEST_P(QuotaTest, TheLastUnitDoesNotPayForALongVisit) {
  const EntitlementId id = entitle(wish());
  for (int i = 0; i < 23; ++i) ASSERT_TRUE(plan_on(id, weekday_after(kToday, i), 120));
  EXPECT_EQ(left(id), 1);
  EXPECT_FALSE(plan_on(id, weekday_after(kToday, 23), 241));
  EXPECT_TRUE(plan_on(id, weekday_after(kToday, 23), 240));
  EXPECT_EQ(left(id), 0);
}

TEST_P(QuotaTest, AnOverrunUsesMoreThanWasLeftButNeverShowsLess) {
  const EntitlementId id = entitle(wish());
  std::vector<PastVisit> past;
  for (int i = 0; i < 13; ++i)  // thirteen long ones: 26 of 24
    past.push_back({.entitlement_id = id,
                    .worker_id = worker_,
                    .visit_on = kToday.plus_days(i),
                    .start_min = 600,
                    .length_min = 180,
                    .minutes = 250});
  ASSERT_TRUE(ledger_
                  ->execute([&](db::Transaction& tx, ledger::Batch& batch) {
                    return std::expected<std::size_t, VisitRefusal>(
                        record_past_visits(tx, batch, region_id_, past).size());
                  })
                  .has_value());
  EXPECT_EQ(load(id).units_used, 26);
  EXPECT_EQ(left(id), 0);
  EXPECT_FALSE(plan_on(id, kToday.plus_days(21), 120));
}

TEST_P(QuotaTest, MoneyOfManyPastVisitsAddsUp) {
  std::vector<PastVisit> past;
  for (int client = 0; client < 12; ++client) {
    NewReferral referral = wish();
    referral.client_id = write(
        [&](db::Transaction& tx) { return add_person(tx, "이용자" + std::to_string(client)); });
    referral.income_band = static_cast<IncomeBand>(client % 4);
    const EntitlementId id = entitle(referral);
    for (int i = 0; i < 6; ++i)
      past.push_back({.entitlement_id = id,
                      .worker_id = i % 2 == 0 ? worker_ : helper_,
                      .visit_on = kToday.plus_days(i),
                      .start_min = 540 + 60 * i,
                      .length_min = 60 + 30 * (client % 5)});
  }
  const auto events = ledger_->execute([&](db::Transaction& tx, ledger::Batch& batch) {
    return std::expected<std::vector<VisitCompleted>, VisitRefusal>(
        record_past_visits(tx, batch, region_id_, past));
  });
  ASSERT_EQ(events->size(), past.size());
  std::int64_t price = 0, subsidy = 0, minutes = 0;
  for (const VisitCompleted& event : *events) {
    EXPECT_EQ(event.copay_won + event.subsidy_won, event.price_won);
    price += event.price_won;
    subsidy += event.subsidy_won;
    minutes += event.billed_min;
  }
  using ledger::OwnerKind;
  EXPECT_EQ(balance({ledger::kWon, OwnerKind::organisation, team_.value, "care_sales"}), price);
  EXPECT_EQ(
      balance({ledger::kWon, OwnerKind::organisation, district_.value, "care_subsidy_receivable"}),
      -subsidy);
  database_->read([&](db::Transaction& tx) {
    const auto found = figures(tx, region_id_, kToday, kToday.plus_days(30));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].visits, 72);
    EXPECT_EQ(found[0].clients, 12);
    EXPECT_EQ(found[0].billed_min, minutes);
    EXPECT_TRUE(figures(tx, region_id_, kToday.plus_days(50), kToday.plus_days(60)).empty());
    EXPECT_TRUE(ledger::verify(tx, ledger::ledger_of(region_id_)).is_sound);
  });
}

TEST_P(QuotaTest, NothingIsSeenFromAnotherRegion) {
  const EntitlementId id = entitle(wish());
  const Visit visit = plan_visit(id);
  const base::RegionId other{900'000};
  database_->read([&](db::Transaction& tx) {
    EXPECT_FALSE(find_visit(tx, other, visit.id).has_value());
    EXPECT_FALSE(find_entitlement(tx, other, id).has_value());
    EXPECT_FALSE(find_referral(tx, other, load(id).referral_id).has_value());
    EXPECT_TRUE(visits_of_centre(tx, other, centre_, kToday).empty());
    EXPECT_TRUE(list_referrals(tx, other, {}, {.everywhere = true}).empty());
    EXPECT_TRUE(vehicles_of_centre(tx, other, centre_, kToday).empty());
  });
}

}  // namespace
}  // namespace care
