#include "round_table.h"

#include "netting_fixture.h"

namespace netting {
namespace {

class RoundTableTest : public NettingTest {
 protected:
  Computation computed(const std::set<OrganisationId>& left_out = {}, RoundId round_id = {},
                       Date last_on = kToday) {
    return read([&](auto& tx) { return compute(tx, kBusan, last_on, round_id, left_out); });
  }
  void circle(OrganisationId a, OrganisationId b, std::int64_t amount_won) {
    (void)owe(a, b, amount_won);
    (void)owe(b, a, amount_won);
  }
};
OLIVE_ON_BOTH_DATABASES(RoundTableTest);

TEST_P(RoundTableTest, CountsEverythingAndKeepsWhatIsSetOff) {
  circle(cafe_, bakery_, 30'000);
  (void)owe(lunch_, cafe_, 70'000);
  const Computation all = computed();
  EXPECT_EQ(all.obligations, 3);
  EXPECT_EQ(all.owed_won, 130'000);
  EXPECT_EQ(all.set_off_won, 60'000);
  EXPECT_EQ(all.lines.size(), 2U);
  ASSERT_EQ(all.parties.size(), 2U);
  EXPECT_EQ(all.parties.at(cafe_), all.parties.at(bakery_));
}

TEST_P(RoundTableTest, LeavesOutWhoDeclinedButCountsTheirDebt) {
  circle(cafe_, bakery_, 30'000);
  circle(lunch_, cleaning_, 20'000);
  const Computation rest = computed({bakery_});
  EXPECT_EQ(rest.owed_won, 100'000);
  EXPECT_EQ(rest.set_off_won, 40'000);
  EXPECT_FALSE(rest.parties.contains(cafe_));
  EXPECT_TRUE(rest.parties.contains(lunch_));
  EXPECT_EQ(computed({bakery_, lunch_}).set_off_won, 0);
}

TEST_P(RoundTableTest, LooksAtInvoicesOfTheTimeOnly) {
  circle(cafe_, bakery_, 30'000);
  EXPECT_EQ(computed({}, {}, kInvoiced.plus_days(-1)).obligations, 0);
  EXPECT_EQ(computed({}, {}, kInvoiced).obligations, 2);
}

TEST_P(RoundTableTest, TakesWhatIsLeftAfterPayments) {
  const ObligationId first = owe(cafe_, bakery_, 50'000);
  (void)owe(bakery_, cafe_, 40'000);
  ASSERT_TRUE(pay(first, 25'000).has_value());
  EXPECT_EQ(computed().set_off_won, 50'000);
  ASSERT_TRUE(withdraw(first).has_value());
  EXPECT_EQ(computed().set_off_won, 0);
}

TEST_P(RoundTableTest, WhatAnotherRoundHoldsIsNotThere) {
  circle(cafe_, bakery_, 30'000);
  const RoundId id = propose().value();
  EXPECT_EQ(computed().obligations, 0);
  EXPECT_EQ(computed({}, id).set_off_won, 60'000);
  ASSERT_TRUE(write([&](auto& tx) { return withdraw_round(tx, kBusan, id, now_); }).has_value());
  EXPECT_EQ(computed().set_off_won, 60'000);
}

TEST_P(RoundTableTest, StoringTheSameAgainKeepsAnswers) {
  circle(cafe_, bakery_, 30'000);
  const RoundId id = propose().value();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  const auto again = [&](const Computation& given) {
    write([&](auto& tx) { store(tx, kBusan, id, given); });
  };
  again(computed({}, id));
  EXPECT_EQ(party(id, cafe_).answer, NettingAnswer::accepted);
  EXPECT_EQ(lines(id).size(), 2U);
  // A later circle of the café: its lines are others now, so is what it agreed to.
  circle(cafe_, lunch_, 10'000);
  again(computed({}, id));
  EXPECT_EQ(party(id, cafe_).answer, NettingAnswer::waiting);
  EXPECT_EQ(party(id, cafe_).set_off_won, 40'000);
  EXPECT_EQ(party(id, bakery_).set_off_won, 30'000);
  EXPECT_EQ(party(id, lunch_).answer, NettingAnswer::waiting);
  again(computed({lunch_, cafe_}, id));
  EXPECT_TRUE(lines(id).empty());
  EXPECT_EQ(party(id, bakery_).organisation_id, OrganisationId{});
}

}  // namespace
}  // namespace netting
