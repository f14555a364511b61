// Quarters whose costs are above their means: nothing is blocked, nothing is hidden.
#include "teams/shortfall.h"

#include "books_fixture.h"

namespace teams {
namespace {

using Kind = SalesLineKind;
using Refusal = QuarterRefusal;

const base::Instant kNextYear = base::korean_instant(*base::make_date(2027, 1, 5), 9 * 3600);

NamedShortfall borne_by(ShortfallBearer bearer) {
  return {bearer, "공휴일 행사 수당을 매출 전에 지급"};
}

class ShortfallTest : public BooksTest {
 protected:
  std::optional<Shortfall> shortfall(QuarterId id) {
    return database_->read([&](auto& tx) { return shortfall_of(tx, kBusan, id); });
  }
  std::int64_t spent_by_programme() { return -balance(programme_budget_account(centre_)); }
  std::int64_t lent() { return -balance(team_advance_account(team_)); }
  /// A team that paid for extra work and sold nothing.
  QuarterId without_sales(std::int64_t extra_won = 40'000) {
    const QuarterId id = open();
    add(id, Kind::overtime, extra_won);
    return id;
  }
};
OLIVE_ON_BOTH_DATABASES(ShortfallTest);

TEST_P(ShortfallTest, IsHandedInWithWhoBearsItAndWhy) {
  const QuarterId id = without_sales();
  EXPECT_EQ(submit(id).error(), Refusal::costs_above_means);
  EXPECT_EQ(submit(id, kNow, NamedShortfall{ShortfallBearer::next_quarter, " "}).error(),
            Refusal::shortfall_reason_missing);
  EXPECT_EQ(account(id).state, QuarterState::draft);
  EXPECT_FALSE(shortfall(id).has_value());
  ASSERT_TRUE(submit(id, kNow, borne_by(ShortfallBearer::programme_budget)).has_value());
  const auto named = shortfall(id);
  ASSERT_TRUE(named.has_value());
  EXPECT_EQ(named->shortfall_won, 40'000);
  EXPECT_EQ(named->bearer, ShortfallBearer::programme_budget);
  EXPECT_EQ(named->named_by, kClerk);
  EXPECT_EQ(named->approved_by, PersonId{});
}

TEST_P(ShortfallTest, WhoeverClosesApprovesTheSumThatTheySaw) {
  const QuarterId id = without_sales();
  ASSERT_TRUE(submit(id, kNow, borne_by(ShortfallBearer::programme_budget)).has_value());
  EXPECT_EQ(close(id, kClerk, 40'000).error(), Refusal::quarter_own_entry);
  EXPECT_EQ(close(id).error(), Refusal::shortfall_not_approved);
  EXPECT_EQ(close(id, kDirector, 39'999).error(), Refusal::shortfall_not_approved);
  EXPECT_EQ(spent_by_programme(), 0);
  ASSERT_TRUE(close(id, kDirector, 40'000).has_value());
  EXPECT_EQ(shortfall(id)->approved_by, kDirector);
}

TEST_P(ShortfallTest, TheProgrammePaysAndNoDebtIsLeft) {
  const QuarterId id = without_sales();
  ASSERT_TRUE(submit(id, kNow, borne_by(ShortfallBearer::programme_budget)).has_value());
  ASSERT_TRUE(close(id, kDirector, 40'000).has_value());
  const QuarterFigures f = figures(id);
  EXPECT_TRUE(f.is_balanced());
  EXPECT_EQ(f.programme_budget_won, 40'000);
  EXPECT_EQ(f.sales_left_won, 0);
  EXPECT_GT(f.rule_version, 0);
  EXPECT_EQ(spent_by_programme(), 40'000);
  EXPECT_EQ(balance(team_costs_account(centre_)), 40'000);
  EXPECT_EQ(balance(team_sales_account(team_)), 0);
  EXPECT_EQ(figures(open(kFourth)).carried_won, 0);
}

TEST_P(ShortfallTest, CarriedOverItIsPaidBackBeforeAnythingIsShared) {
  (void)add_worker("홍길동");
  const QuarterId id = without_sales();
  ASSERT_TRUE(submit(id, kNow, borne_by(ShortfallBearer::next_quarter)).has_value());
  ASSERT_TRUE(close(id, kDirector, 40'000).has_value());
  EXPECT_TRUE(figures(id).is_balanced());
  EXPECT_EQ(figures(id).sales_left_won, -40'000);
  EXPECT_EQ(lent(), 40'000);
  EXPECT_EQ(balance(team_sales_account(team_)), 0);

  const QuarterId next = open(kFourth);
  add(next, Kind::contract, 140'000, kFourth);
  EXPECT_EQ(figures(next).carried_won, -40'000);
  EXPECT_EQ(figures(next).surplus_won(), 100'000);
  ASSERT_TRUE(submit(next, kNextYear).has_value());
  ASSERT_TRUE(close(next).has_value());
  EXPECT_TRUE(figures(next).is_balanced());
  EXPECT_EQ(lent(), 0);
  EXPECT_EQ(balance(team_sales_account(team_)), figures(next).sales_left_won);
  EXPECT_EQ(balance(team_set_aside_account(team_)), figures(next).set_aside_total_won);
}

TEST_P(ShortfallTest, ACarriedDebtMayGrowOrShrinkOrPassToTheProgramme) {
  struct Case {
    std::int64_t sales_won, cost_won;
    ShortfallBearer bearer;
    std::int64_t lent_won, programme_won;
  };
  base::Date quarter = *base::make_date(2025, 1, 1);
  NewSalesRule early = shares_;
  early.valid_from = quarter;
  approve_rule(early);
  std::int64_t programme_won = 0;
  for (const Case& c : {Case{0, 50'000, ShortfallBearer::next_quarter, 50'000, 0},
                        {0, 30'000, ShortfallBearer::next_quarter, 80'000, 0},
                        {45'000, 5'000, ShortfallBearer::next_quarter, 40'000, 0},
                        {10'000, 0, ShortfallBearer::programme_budget, 0, 30'000}}) {
    const QuarterId id = open(quarter);
    if (c.sales_won > 0) add(id, Kind::contract, c.sales_won, quarter);
    if (c.cost_won > 0) add(id, Kind::direct_cost, c.cost_won, quarter);
    const std::int64_t short_won = figures(id).shortfall_won();
    ASSERT_TRUE(submit(id, kNow, borne_by(c.bearer)).has_value());
    ASSERT_TRUE(close(id, kDirector, short_won).has_value());
    programme_won += c.programme_won;
    EXPECT_TRUE(figures(id).is_balanced());
    EXPECT_EQ(lent(), c.lent_won);
    EXPECT_EQ(spent_by_programme(), programme_won);
    EXPECT_EQ(balance(team_sales_account(team_)), 0);
    quarter = last_of_quarter(quarter).plus_days(1);
  }
}

TEST_P(ShortfallTest, SentBackItIsNamedAnew) {
  const QuarterId id = without_sales();
  ASSERT_TRUE(submit(id, kNow, borne_by(ShortfallBearer::next_quarter)).has_value());
  ASSERT_TRUE(
      write([&](auto& tx) { return return_quarter(tx, kBusan, id, "사업비로"); }).has_value());
  EXPECT_FALSE(shortfall(id).has_value());
  EXPECT_EQ(submit(id).error(), Refusal::costs_above_means);
  EXPECT_TRUE(submit(id, kNow, borne_by(ShortfallBearer::programme_budget)).has_value());
}

TEST_P(ShortfallTest, NobodyBearsWhatIsNotThere) {
  const QuarterId id = open();
  add(id, Kind::contract, 10'000);
  EXPECT_EQ(submit(id, kNow, borne_by(ShortfallBearer::programme_budget)).error(),
            Refusal::shortfall_not_there);
  ASSERT_TRUE(submit(id).has_value());
  EXPECT_EQ(close(id, kDirector, 1).error(), Refusal::shortfall_not_approved);
}

}  // namespace
}  // namespace teams
