#include "teams/point_warning.h"

#include "ledger/points.h"
#include "teams_fixture.h"

namespace teams {
namespace {

struct DaysCase {
  std::int32_t days_left;
  std::optional<std::int32_t> warned;
};

TEST(PointWarningRule, FollowsTheTable) {
  const std::vector<DaysCase> cases{
      {61, std::nullopt}, {60, 60}, {31, 60}, {30, 30}, {8, 30}, {7, 7}, {0, 7}};
  for (const DaysCase& c : cases)
    EXPECT_EQ(warning_for(c.days_left, {60, 30, 7}), c.warned) << c.days_left;
  EXPECT_EQ(warning_for(5, {7, 60, 30}), 7);  // in whatever order they are set
}

TEST(PointWarningRule, DaysAreChecked) {
  EXPECT_TRUE(are_right_warning_days(kPointWarningDays.value));
  EXPECT_FALSE(are_right_warning_days(R"({"days":[]})"));
  EXPECT_FALSE(are_right_warning_days(R"({"days":[30,0]})"));
  EXPECT_FALSE(are_right_warning_days("[]"));
}

class PointWarningTest : public TeamsTest {
 protected:
  PointWarningTest() {
    person_ = add_member("홍길동", *base::make_date(2025, 2, 1));
    CHECK(ledger_
              ->execute([](auto& tx, auto& batch) {
                return grant_points(tx, batch, kBusan, 2026, PersonId{9});
              })
              .has_value());
  }
  std::int64_t warn(base::Date today) {
    return write([&](auto& tx) { return warn_of_expiry(tx, kBusan, today); });
  }
  std::vector<PointWarning> mine(base::Date today) {
    return database_->read([&](auto& tx) { return warnings_of(tx, kBusan, person_, today); });
  }
  std::vector<PointWarning> of_centre(OrganisationId centre, base::Date today) {
    return database_->read([&](auto& tx) { return open_warnings(tx, kBusan, centre, today); });
  }

  const base::Date expiry_ = *base::make_date(2026, 12, 31);
  PersonId person_;
};
OLIVE_ON_BOTH_DATABASES(PointWarningTest);

TEST_P(PointWarningTest, OnceForEachOfTheDays) {
  EXPECT_EQ(warn(expiry_.plus_days(-61)), 0);
  EXPECT_EQ(warn(expiry_.plus_days(-60)), 1);
  EXPECT_EQ(warn(expiry_.plus_days(-60)), 0);
  EXPECT_EQ(warn(expiry_.plus_days(-45)), 0);
  EXPECT_EQ(warn(expiry_.plus_days(-29)), 1);  // a night on which nothing ran is made up for
  EXPECT_EQ(warn(expiry_.plus_days(-7)), 1);
  EXPECT_EQ(warn(expiry_), 0);
  const auto now = mine(expiry_);
  ASSERT_EQ(now.size(), 1u);
  EXPECT_EQ(now[0].days_before, 7);
  EXPECT_EQ(now[0].points, 200'000);
  EXPECT_TRUE(mine(expiry_.plus_days(1)).empty());
}

TEST_P(PointWarningTest, NobodyIsWarnedOfNothing) {
  ASSERT_TRUE(ledger_
                  ->execute([&](auto&, auto& batch) {
                    return batch.transfer(
                        {.key = ledger::key_of("spent", 1),
                         .debit = *batch.find_account(ledger::wallet_account(person_)),
                         .credit = batch.account(ledger::redeemed_points_account(), {}),
                         .amount = 200'000,
                         .code = "purchase",
                         .effective_on = batch.today()});
                  })
                  .has_value());
  EXPECT_EQ(warn(expiry_.plus_days(-7)), 0);
}

TEST_P(PointWarningTest, TheCentreTellsItsOwn) {
  ASSERT_EQ(warn(expiry_.plus_days(-30)), 1);
  const base::Date today = expiry_.plus_days(-30);
  EXPECT_EQ(of_centre(centre_, today).size(), 1u);
  EXPECT_EQ(of_centre(OrganisationId{}, today).size(), 1u);
  EXPECT_TRUE(of_centre(add_centre("남구"), today).empty());
  const auto tell = [&] {
    return write(
        [&](auto& tx) { return record_told(tx, kBusan, person_, expiry_, PersonId{9}, kNow); });
  };
  EXPECT_TRUE(tell());
  EXPECT_FALSE(tell());
  EXPECT_EQ(of_centre(centre_, today).at(0).told_at, kNow);
}

}  // namespace
}  // namespace teams
