#include "care/plan.h"

#include "care_fixture.h"

namespace care {
namespace {

class PlanTest : public CareTest {
 protected:
  base::Result<PlanMade, PlanRefusal> plan(const NewPlan& wish) {
    return write(
        [&](db::Transaction& tx) { return make_plan(tx, region_id_, wish, helper_, kNow); });
  }
  NewPlan weekly(EntitlementId id, base::Date to_on) const {
    return {.entitlement_id = id,
            .from_on = kToday,
            .to_on = to_on,
            .weekdays = {1, 3},
            .start_min = 600,
            .length_min = 120};
  }
};
OLIVE_ON_BOTH_DATABASES(PlanTest);

TEST_P(PlanTest, FollowsTheWeeklyPattern) {
  const EntitlementId id = entitle(wish());
  const auto made = plan(weekly(id, kToday.plus_days(13)));
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->visits.size(), 4u);  // two Mondays, two Wednesdays
  EXPECT_EQ(made->units_left, 20);
  const Visit first = current(made->visits[0]);
  EXPECT_EQ(first.visit_on, kToday);
  EXPECT_EQ(first.state, VisitState::planned);
  EXPECT_TRUE(first.needs_car);
  EXPECT_EQ(first.quota_units, 1);
}

TEST_P(PlanTest, StopsWhereTheQuotaEnds) {
  const EntitlementId id = entitle(wish());
  const auto made = plan(weekly(id, kToday.plus_days(13 * 7 + 6)));
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->visits.size(), 24u);
  EXPECT_EQ(made->days_beyond_quota, 3);  // one of the 28 days is a holiday
  EXPECT_EQ(made->units_left, 0);
  EXPECT_EQ(plan(weekly(id, kToday.plus_days(300))).error(), PlanRefusal::quota_exhausted);
}

TEST_P(PlanTest, CountsLongVisitsTwice) {
  NewPlan wish_long = weekly(entitle(wish()), kToday);
  wish_long.length_min = 270;
  const auto made = plan(wish_long);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->units_left, 22);
}

TEST_P(PlanTest, CountsDischargeCareInMinutes) {
  NewReferral discharge = wish(ServiceKind::discharge_care);
  discharge.discharged_on = kToday.plus_days(-10);
  NewPlan daily = weekly(entitle(discharge), kToday.plus_days(400));
  daily.weekdays = {1, 2, 3, 4, 5, 6};
  daily.length_min = 180;
  const auto made = plan(daily);
  ASSERT_TRUE(made.has_value());
  // Weekdays until three months after the discharge, but for four holidays.
  EXPECT_EQ(made->visits.size(), 56u);
  EXPECT_EQ(made->units_left, 14'400 - 56 * 180);
  EXPECT_GT(made->closed_days, 0);  // Saturdays
}

TEST_P(PlanTest, RefusesWhatCannotBe) {
  const EntitlementId id = entitle(wish());
  NewPlan other = weekly(EntitlementId{9}, kToday);
  EXPECT_EQ(plan(other).error(), PlanRefusal::entitlement_not_found);
  other = weekly(id, kToday);
  other.from_on = kToday.plus_days(500);
  other.to_on = kToday.plus_days(510);
  EXPECT_EQ(plan(other).error(), PlanRefusal::dates_outside_entitlement);
  other = weekly(id, kToday);
  other.length_min = 30;
  EXPECT_EQ(plan(other).error(), PlanRefusal::visit_length_not_offered);
  other = weekly(id, kToday);
  other.start_min = 17 * 60;
  EXPECT_EQ(plan(other).error(), PlanRefusal::outside_service_hours);
  other = weekly(id, kToday);
  other.weekdays = {7};
  EXPECT_EQ(plan(other).error(), PlanRefusal::no_day_in_pattern);
}

TEST_P(PlanTest, FollowsASettingOfTheDistrict) {
  write([&](db::Transaction& tx) {
    for (const auto& definition : setting_definitions())
      if (definition.key == "care.hospital_accompaniment.quota_visits")
        EXPECT_TRUE(settings::set(tx, region_id_, definition,
                                  {.scope = kSaha,
                                   .valid_from = kToday,
                                   .value = "3",
                                   .set_at = kNow,
                                   .reason = "council"})
                        .has_value());
  });
  const auto made = plan(weekly(entitle(wish()), kToday.plus_days(60)));
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->visits.size(), 3u);
}

}  // namespace
}  // namespace care
