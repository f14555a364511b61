#include "teams/sales_rule.h"

#include "books_fixture.h"

namespace teams {
namespace {

using Refusal = SalesRuleRefusal;

class SalesRuleTest : public BooksTest {
 protected:
  base::Result<SalesRuleId, Refusal> propose_rule(const NewSalesRule& rule) {
    return write([&](auto& tx) { return propose_sales_rule(tx, kBusan, rule, kClerk, kNow); });
  }
  base::Result<void, Refusal> decide(SalesRuleId id, DecisionState verdict, PersonId by) {
    return write([&](auto& tx) { return decide_sales_rule(tx, kBusan, id, verdict, by, kNow); });
  }
  std::int64_t version_for(base::Date quarter, WorkType type = WorkType::social_service) {
    const auto rule =
        database_->read([&](auto& tx) { return sales_rule_for(tx, kBusan, type, quarter); });
    return rule ? rule->version : 0;
  }
};
OLIVE_ON_BOTH_DATABASES(SalesRuleTest);

TEST_P(SalesRuleTest, TheLatestApprovedRuleHolds) {
  EXPECT_EQ(version_for(*base::make_date(2025, 10, 1)), 0);
  EXPECT_EQ(version_for(kThird), 1);
  EXPECT_EQ(version_for(kThird, WorkType::market_entry), 0);
  NewSalesRule later = shares_;
  later.valid_from = kFourth;
  const SalesRuleId id = propose_rule(later).value();
  EXPECT_EQ(version_for(kFourth), 1);  // a proposal holds nothing
  ASSERT_TRUE(decide(id, DecisionState::approved, kDirector).has_value());
  EXPECT_EQ(version_for(kFourth), 2);
  EXPECT_EQ(version_for(kThird), 1);
}

TEST_P(SalesRuleTest, TwoPeopleDecideOnce) {
  const SalesRuleId id = propose_rule(shares_).value();
  EXPECT_EQ(decide(id, DecisionState::approved, kClerk).error(), Refusal::sales_rule_own_proposal);
  ASSERT_TRUE(decide(id, DecisionState::rejected, kDirector).has_value());
  EXPECT_EQ(decide(id, DecisionState::approved, kDirector).error(),
            Refusal::sales_rule_not_proposed);
  EXPECT_EQ(decide(SalesRuleId{5}, DecisionState::approved, kDirector).error(),
            Refusal::sales_rule_not_found);
  EXPECT_EQ(version_for(kThird), 1);
  EXPECT_EQ(database_->read([](auto& tx) { return list_sales_rules(tx, kBusan).size(); }), 2u);
}

TEST_P(SalesRuleTest, RefusesSharesThatCannotBe) {
  NewSalesRule rule = shares_;
  rule.set_aside_ppm = 500'001;  // with the others more than a whole
  EXPECT_EQ(propose_rule(rule).error(), Refusal::sales_shares_above_whole);
  rule.set_aside_ppm = 500'000;
  EXPECT_TRUE(propose_rule(rule).has_value());
  rule.performance_ppm = -1;
  EXPECT_EQ(propose_rule(rule).error(), Refusal::sales_shares_out_of_range);
  rule = shares_;
  rule.valid_from = kThird.plus_days(1);
  EXPECT_EQ(propose_rule(rule).error(), Refusal::sales_rule_not_at_quarter);
  rule = shares_;
  rule.basis = "  ";
  EXPECT_EQ(propose_rule(rule).error(), Refusal::sales_rule_basis_missing);
}

}  // namespace
}  // namespace teams
