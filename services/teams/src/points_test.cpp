#include "teams/points.h"

#include <map>

#include "ledger/points.h"
#include "teams_fixture.h"

namespace teams {
namespace {

struct RuleCase {
  bool is_working_now;
  std::int64_t days;
  bool has_grant;
  PointVerdict verdict;
};

/// The rule of facts §1 with 90 days, one case a row.
const std::vector<RuleCase> kRuleCases{
    {true, 90, false, PointVerdict::granted},
    {true, 365, false, PointVerdict::granted},
    {true, 89, false, PointVerdict::too_few_days},
    {true, 0, false, PointVerdict::too_few_days},
    {false, 90, false, PointVerdict::not_working_now},
    {false, 0, true, PointVerdict::not_working_now},
    {true, 89, true, PointVerdict::too_few_days},
    {true, 90, true, PointVerdict::already_granted},
};

TEST(PointRule, FollowsTheTable) {
  for (const RuleCase& c : kRuleCases)
    EXPECT_EQ(judge(c.is_working_now, c.days, 90, c.has_grant), c.verdict)
        << c.is_working_now << ' ' << c.days << ' ' << c.has_grant;
}

Member span_of(std::string_view from, std::string_view to) {
  Member member;
  member.joined_on = *base::parse_date(from);
  if (!to.empty()) member.left_on = base::parse_date(to);
  return member;
}

TEST(PointRule, CountsDaysOfTheYearOnce) {
  EXPECT_EQ(days_in_year({}, 2025), 0);
  EXPECT_EQ(days_in_year({span_of("2025-01-01", "2025-01-31")}, 2025), 31);
  EXPECT_EQ(days_in_year({span_of("2024-12-01", "2025-01-31")}, 2025), 31);
  EXPECT_EQ(days_in_year({span_of("2025-12-01", "")}, 2025), 31);
  EXPECT_EQ(days_in_year({span_of("2026-01-01", "")}, 2025), 0);
  EXPECT_EQ(days_in_year({span_of("2024-01-01", "")}, 2024), 366);
  EXPECT_EQ(days_in_year({span_of("2025-01-01", "2025-01-10"), span_of("2025-01-06", "2025-01-20")},
                         2025),
            20);
  EXPECT_EQ(days_in_year({span_of("2025-01-01", "2025-01-10"), span_of("2025-03-01", "2025-03-10")},
                         2025),
            20);
}

class PointsTest : public TeamsTest {
 protected:
  base::Result<PointRun, PointRefusal> grant(std::int32_t year = 2026) {
    return ledger_->execute(
        [&](auto& tx, auto& batch) { return grant_points(tx, batch, kBusan, year, PersonId{9}); });
  }
  std::map<PersonId, PointDecision> decisions(PointRunId id) {
    std::map<PersonId, PointDecision> by_person;
    for (const PointDecision& decision :
         database_->read([&](auto& tx) { return point_decisions(tx, kBusan, id); }))
      by_person[decision.person_id] = decision;
    return by_person;
  }
  void set_years(std::string_view json) {
    write([&](auto& tx) {
      return settings::set(tx, kBusan, kPointYears,
                           {.valid_from = kToday, .value = json, .set_at = kNow, .reason = "test"})
          .has_value();
    });
  }
};
OLIVE_ON_BOTH_DATABASES(PointsTest);

TEST_P(PointsTest, GrantsWithReasonsForEverybody) {
  const PersonId steady = add_member("홍길동", *base::make_date(2025, 2, 1));
  const PersonId late = add_member("김길순", *base::make_date(2025, 11, 1));
  const PersonId gone =
      add_member("이순신", *base::make_date(2025, 1, 1), *base::make_date(2026, 2, 1));
  const auto run = grant();
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->granted, 1);
  EXPECT_EQ(run->refused, 2);
  EXPECT_EQ(run->points, 200'000);
  auto decided = decisions(run->id);
  EXPECT_EQ(decided[steady].verdict, PointVerdict::granted);
  EXPECT_EQ(decided[steady].source, "sponsor_2026");
  EXPECT_EQ(decided[steady].days_previous_year, 334);
  EXPECT_EQ(decided[late].verdict, PointVerdict::too_few_days);
  EXPECT_EQ(decided[late].days_previous_year, 61);
  EXPECT_EQ(decided[gone].verdict, PointVerdict::not_working_now);
  EXPECT_EQ(balance(ledger::wallet_account(steady)), 200'000);
  EXPECT_EQ(balance(ledger::wallet_account(late)), 0);
  EXPECT_EQ(balance(ledger::point_source_account("sponsor_2026")), -200'000);
}

TEST_P(PointsTest, LotsCarrySourceAndExpiry) {
  const PersonId person = add_member("홍길동", *base::make_date(2025, 2, 1));
  ASSERT_TRUE(grant().has_value());
  database_->read([&](auto& tx) {
    const auto wallet =
        ledger::find_account(tx, ledger::ledger_of(kBusan), ledger::wallet_account(person));
    const auto lots = ledger::read_lots(tx, ledger::ledger_of(kBusan), wallet->id);
    ASSERT_EQ(lots.size(), 1u);
    EXPECT_EQ(lots[0].source, "sponsor_2026");
    EXPECT_EQ(lots[0].expires_on, *base::make_date(2026, 12, 31));
    EXPECT_EQ(lots[0].remaining, 200'000);
  });
}

TEST_P(PointsTest, ASecondRunGrantsOnlyWhatIsNew) {
  const PersonId first = add_member("홍길동", *base::make_date(2025, 2, 1));
  ASSERT_TRUE(grant().has_value());
  const PersonId second = add_member("김길순", *base::make_date(2025, 2, 1));
  const auto run = grant();
  EXPECT_EQ(run->granted, 1);
  auto decided = decisions(run->id);
  EXPECT_EQ(decided[first].verdict, PointVerdict::already_granted);
  EXPECT_EQ(decided[second].verdict, PointVerdict::granted);
  EXPECT_EQ(balance(ledger::wallet_account(first)), 200'000);
}

TEST_P(PointsTest, SourcesAreUsedInOrderUpToTheirLimit) {
  set_years(R"({"years":[{"year":2026,"points":100,"sources":[
      {"source":"a","limit_points":250},{"source":"b","limit_points":100}]}]})");
  std::vector<PersonId> persons;
  for (const char* name : {"가", "나", "다", "라"})
    persons.push_back(add_member(name, *base::make_date(2025, 2, 1)));
  const auto run = grant();
  EXPECT_EQ(run->granted, 3);
  auto decided = decisions(run->id);
  EXPECT_EQ(decided[persons[0]].source, "a");
  EXPECT_EQ(decided[persons[1]].source, "a");
  EXPECT_EQ(decided[persons[2]].source, "b");
  EXPECT_EQ(decided[persons[3]].verdict, PointVerdict::sources_exhausted);
  EXPECT_EQ(decided[persons[3]].points, 0);
  EXPECT_EQ(balance(ledger::point_source_account("a")), -200);
  EXPECT_EQ(balance(ledger::point_source_account("b")), -100);
}

TEST_P(PointsTest, RefusesOtherYears) {
  EXPECT_EQ(grant(2031).error(), PointRefusal::year_not_configured);
  EXPECT_EQ(grant(2025).error(), PointRefusal::year_not_current);
}

TEST_P(PointsTest, APreviewChangesNothing) {
  const PersonId person = add_member("홍길동", *base::make_date(2025, 2, 1));
  const auto preview =
      database_->read([&](auto& tx) { return preview_points(tx, kBusan, 2026, kToday); });
  ASSERT_EQ(preview->size(), 1u);
  EXPECT_EQ(preview->at(0).points, 200'000);
  EXPECT_EQ(balance(ledger::wallet_account(person)), 0);
}

}  // namespace
}  // namespace teams
