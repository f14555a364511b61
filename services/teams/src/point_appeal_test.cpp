#include "teams/point_appeal.h"

#include "ledger/points.h"
#include "teams_fixture.h"

namespace teams {
namespace {

constexpr PersonId kGranter{9};
constexpr PersonId kOther{10};

class PointAppealTest : public TeamsTest {
 protected:
  PointAppealTest() {
    person_ = add_member("홍길동", *base::make_date(2025, 12, 1));  // 31 days of the year before
    run_ = ledger_
               ->execute([](auto& tx, auto& batch) {
                 return grant_points(tx, batch, kBusan, 2026, kGranter);
               })
               .value();
  }
  base::Result<PointAppealId, PointAppealRefusal> file(base::Date today = kToday) {
    return write([&](auto& tx) {
      return file_appeal(tx, kBusan, run_.id, person_, "다른 센터에서 두 달 더 일했습니다", person_,
                         today);
    });
  }
  base::Result<PointAppeal, PointAppealRefusal> decide(PointAppealId id, bool is_accepted,
                                                       PersonId by = kOther) {
    return ledger_->execute([&](auto& tx, auto& batch) {
      return decide_appeal(tx, batch, kBusan, id, is_accepted, "서류를 확인했습니다", by);
    });
  }
  std::vector<OwnDecision> mine(base::Date today = kToday) {
    return database_->read([&](auto& tx) { return decisions_about(tx, kBusan, person_, today); });
  }

  PersonId person_;
  PointRun run_;
};
OLIVE_ON_BOTH_DATABASES(PointAppealTest);

TEST_P(PointAppealTest, ThePersonSeesWhyAndUntilWhen) {
  ASSERT_EQ(mine().size(), 1u);
  EXPECT_EQ(mine()[0].verdict, PointVerdict::too_few_days);
  EXPECT_EQ(mine()[0].days_previous_year, 31);
  EXPECT_EQ(mine()[0].appeal_until, kToday.plus_days(90));
  EXPECT_FALSE(mine()[0].appeal.has_value());
  EXPECT_FALSE(mine(kToday.plus_days(91))[0].appeal_until.has_value());
  EXPECT_EQ(file(kToday.plus_days(91)).error(), PointAppealRefusal::point_appeal_too_late);
}

TEST_P(PointAppealTest, AnAcceptedAppealGrantsThePointsOnce) {
  const auto id = file();
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(file().error(), PointAppealRefusal::point_appeal_filed_already);
  const auto decided = decide(*id, true);
  ASSERT_TRUE(decided.has_value());
  EXPECT_EQ(decided->points, 200'000);
  EXPECT_EQ(decided->source, "sponsor_2026");
  EXPECT_EQ(balance(ledger::wallet_account(person_)), 200'000);
  EXPECT_EQ(balance(ledger::point_backing_account()), 200'000);
  EXPECT_EQ(decide(*id, true).error(), PointAppealRefusal::point_appeal_decided);
  EXPECT_EQ(mine()[0].appeal->state, AppealState::accepted);
  // A later run knows of it.
  const auto again = ledger_->execute(
      [](auto& tx, auto& batch) { return grant_points(tx, batch, kBusan, 2026, kGranter); });
  EXPECT_EQ(again->granted, 0);
  EXPECT_EQ(balance(ledger::wallet_account(person_)), 200'000);
}

TEST_P(PointAppealTest, SomebodyElseDecides) {
  const PointAppealId id = file().value();
  EXPECT_EQ(decide(id, true, kGranter).error(), PointAppealRefusal::other_person_decides);
  EXPECT_EQ(decide(id, true, person_).error(), PointAppealRefusal::other_person_decides);
  EXPECT_EQ(balance(ledger::wallet_account(person_)), 0);
  EXPECT_EQ(decide(PointAppealId{5}, true).error(), PointAppealRefusal::point_appeal_not_found);
  const auto rejected = decide(id, false);
  ASSERT_TRUE(rejected.has_value());
  EXPECT_EQ(rejected->state, AppealState::rejected);
  EXPECT_EQ(rejected->answer, "서류를 확인했습니다");
  EXPECT_EQ(balance(ledger::wallet_account(person_)), 0);
}

TEST_P(PointAppealTest, AGrantIsNotAppealedAgainst) {
  const PersonId lucky = add_member("김철수", *base::make_date(2025, 1, 2));
  const PointRun run = ledger_
                           ->execute([](auto& tx, auto& batch) {
                             return grant_points(tx, batch, kBusan, 2026, kGranter);
                           })
                           .value();
  const auto refusal = [&](PointRunId run_id, PersonId who) {
    return write(
               [&](auto& tx) { return file_appeal(tx, kBusan, run_id, who, "이유", who, kToday); })
        .error();
  };
  EXPECT_EQ(refusal(run.id, lucky), PointAppealRefusal::decision_was_a_grant);
  EXPECT_EQ(refusal(PointRunId{5}, lucky), PointAppealRefusal::decision_not_found);
}

TEST_P(PointAppealTest, OpenAppealsComeFirst) {
  const PointAppealId id = file().value();
  const auto all = [&] {
    return database_->read([](auto& tx) { return list_appeals(tx, kBusan); });
  };
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].state, AppealState::filed);
  ASSERT_TRUE(decide(id, false).has_value());
  EXPECT_EQ(all()[0].decided_on, kToday);
}

}  // namespace
}  // namespace teams
