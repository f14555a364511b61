// Weekly patterns at their edges: bounds of the entitlement, windows, quota, weekdays of no
// calendar.
#include <algorithm>
#include <functional>

#include "care_fixture.h"

namespace care {
namespace {

class PatternTest : public CareTest {
 protected:
  NewPlan pattern() {
    return {.entitlement_id = entitlement_id(),
            .from_on = kToday,
            .to_on = kToday.plus_days(27),
            .weekdays = {1, 4},
            .start_min = 600,
            .length_min = 120,
            .slack_min = 30,
            .needs_car = false};
  }
  EntitlementId entitlement_id() {
    if (!id_) id_ = entitle(wish());
    return id_;
  }
  base::Result<PlanMade, PlanRefusal> make(const NewPlan& plan) {
    return write(
        [&](db::Transaction& tx) { return make_plan(tx, region_id_, plan, helper_, kNow); });
  }
  std::vector<Visit> visits() {
    return database_->read([&](db::Transaction& tx) {
      return visits_of_client(tx, region_id_, client_, kToday.plus_days(-400),
                              kToday.plus_days(800));
    });
  }
  EntitlementId id_;
};
OLIVE_ON_BOTH_DATABASES(PatternTest);

TEST_P(PatternTest, RefusesWhatNoWeekHas) {
  const struct {
    const char* what;
    PlanRefusal refusal;
    std::function<void(NewPlan&)> spoil;
  } kCases[] = {
      {"no weekday", PlanRefusal::no_day_in_pattern, [](NewPlan& p) { p.weekdays = {}; }},
      {"day 0", PlanRefusal::no_day_in_pattern, [](NewPlan& p) { p.weekdays = {1, 0}; }},
      {"day 8", PlanRefusal::no_day_in_pattern, [](NewPlan& p) { p.weekdays = {1, 8}; }},
      {"day 99", PlanRefusal::no_day_in_pattern, [](NewPlan& p) { p.weekdays = {99, 1}; }},
      {"Sunday", PlanRefusal::no_day_in_pattern, [](NewPlan& p) { p.weekdays = {7}; }},
      {"backwards", PlanRefusal::no_day_in_pattern,
       [](NewPlan& p) {
         p.from_on = kToday.plus_days(8);
         p.to_on = kToday.plus_days(7);
       }},
      {"too short", PlanRefusal::visit_length_not_offered, [](NewPlan& p) { p.length_min = 59; }},
      {"too long", PlanRefusal::visit_length_not_offered, [](NewPlan& p) { p.length_min = 541; }},
      {"before opening", PlanRefusal::outside_service_hours, [](NewPlan& p) { p.start_min = 539; }},
      {"past closing", PlanRefusal::outside_service_hours, [](NewPlan& p) { p.start_min = 961; }},
      {"before the right", PlanRefusal::dates_outside_entitlement,
       [](NewPlan& p) { p.to_on = kToday.plus_days(-1); }},
      {"after the right", PlanRefusal::dates_outside_entitlement,
       [](NewPlan& p) {
         p.from_on = kToday.plus_days(400);
         p.to_on = kToday.plus_days(420);
       }},
      {"unknown", PlanRefusal::entitlement_not_found,
       [](NewPlan& p) { p.entitlement_id = EntitlementId{5}; }},
  };
  for (const auto& test : kCases) {
    NewPlan plan = pattern();
    test.spoil(plan);
    const auto made = make(plan);
    ASSERT_FALSE(made.has_value()) << test.what;
    EXPECT_EQ(made.error(), test.refusal) << test.what;
  }
  EXPECT_TRUE(visits().empty());
}

TEST_P(PatternTest, DaysOutsideTheEntitlementAreCutOff) {
  NewPlan plan = pattern();
  plan.from_on = kToday.plus_days(-60);
  plan.to_on = kToday.plus_days(13);
  ASSERT_TRUE(make(plan).has_value());
  const auto all = visits();
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all.front().visit_on, kToday);  // the first day of the right, a Monday
  EXPECT_EQ(all.back().visit_on, kToday.plus_days(10));
}

TEST_P(PatternTest, ADayNamedTwiceIsOneVisit) {
  NewPlan plan = pattern();
  plan.weekdays = {1, 1, 1};
  plan.to_on = kToday.plus_days(6);
  EXPECT_EQ(make(plan)->visits.size(), 1u);
}

TEST_P(PatternTest, WeekendsAreCountedAsClosed) {
  NewPlan plan = pattern();
  plan.weekdays = {1, 6, 7};
  plan.to_on = kToday.plus_days(13);
  const auto made = make(plan).value();
  EXPECT_EQ(made.visits.size(), 2u);
  EXPECT_EQ(made.closed_days, 4);
  EXPECT_EQ(made.days_beyond_quota, 0);
}

TEST_P(PatternTest, WindowsKeepTheAgreedStartAndTheOpeningHours) {
  const struct {
    std::int32_t start_min, length_min, slack_min, earliest_min, latest_min;
  } kCases[] = {
      {600, 120, 0, 600, 600},   {600, 120, 30, 570, 630},
      {540, 120, 60, 540, 600},   // not before nine
      {960, 120, 60, 900, 960},   // not past six
      {540, 540, 120, 540, 540},  // the whole day: no room at all
      {600, 60, 480, 540, 1020},  // as wide as the day
  };
  std::int32_t day = 0;
  for (const auto& test : kCases) {
    NewPlan plan = pattern();
    plan.from_on = plan.to_on = kToday.plus_days(7 * day++);
    plan.start_min = test.start_min;
    plan.length_min = test.length_min;
    plan.slack_min = test.slack_min;
    ASSERT_TRUE(make(plan).has_value()) << test.start_min;
    const Visit visit = visits().back();
    EXPECT_EQ(visit.earliest_min, test.earliest_min) << test.start_min;
    EXPECT_EQ(visit.latest_min, test.latest_min) << test.start_min;
    EXPECT_GE(visit.earliest_min, 540);
    EXPECT_LE(visit.latest_min + visit.length_min, 1080);
  }
}

TEST_P(PatternTest, TheQuotaIsHeldByOpenVisitsAndSharedByPlans) {
  NewPlan plan = pattern();
  plan.weekdays = {1, 2, 3, 4, 5};
  plan.to_on = kToday.plus_days(27);
  const auto first = make(plan).value();
  EXPECT_EQ(first.visits.size(), 20u);
  EXPECT_EQ(first.units_left, 4);
  plan.from_on = kToday.plus_days(28);
  plan.to_on = kToday.plus_days(41);
  const auto second = make(plan).value();
  EXPECT_EQ(second.visits.size(), 4u);
  EXPECT_EQ(second.closed_days, 2);  // Christmas and New Year
  EXPECT_EQ(second.days_beyond_quota, 4);
  EXPECT_EQ(second.units_left, 0);
  plan.from_on = kToday.plus_days(42);
  plan.to_on = kToday.plus_days(69);
  EXPECT_EQ(make(plan).error(), PlanRefusal::quota_exhausted);
}

TEST_P(PatternTest, AnEndedCareTakesNoMorePlans) {
  ASSERT_TRUE(make(pattern()).has_value());
  write([&](db::Transaction& tx) {
    const auto entitlement = find_entitlement(tx, region_id_, entitlement_id()).value();
    const auto referral = find_referral(tx, region_id_, entitlement.referral_id).value();
    EXPECT_TRUE(take_step(tx, region_id_, referral.id, ReferralAction::close, "moved away",
                          {helper_, referral.version, kNow})
                    .has_value());
  });
  const auto all = visits();
  EXPECT_TRUE(std::ranges::all_of(
      all, [](const Visit& visit) { return visit.state == VisitState::cancelled; }));
  NewPlan plan = pattern();
  plan.from_on = kToday.plus_days(1);
  EXPECT_EQ(make(plan).error(), PlanRefusal::dates_outside_entitlement);
  plan.from_on = plan.to_on = kToday;  // the last day itself
  EXPECT_EQ(make(plan).error(), PlanRefusal::referral_step_not_allowed);
}

}  // namespace
}  // namespace care
