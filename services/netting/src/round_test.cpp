#include "netting/round.h"

#include <algorithm>

#include "netting_fixture.h"

namespace netting {
namespace {

class RoundTest : public NettingTest {
 protected:
  /// Café owes the bakery, the bakery the kitchen, the kitchen the café: 300,000 go round.
  void circle() {
    first_ = owe(cafe_, bakery_, 500'000);
    second_ = owe(bakery_, lunch_, 300'000);
    third_ = owe(lunch_, cafe_, 400'000);
  }
  std::vector<std::int64_t> all_claims() {
    std::vector<std::int64_t> all;
    for (const OrganisationId id : {cafe_, bakery_, lunch_, cleaning_, shop_})
      all.push_back(claims(id));
    return all;
  }
  ObligationId first_, second_, third_;
};
OLIVE_ON_BOTH_DATABASES(RoundTest);

TEST_P(RoundTest, ProposesWhatGoesRound) {
  circle();
  (void)owe(cleaning_, cafe_, 1'000'000);  // no circle, yet owed
  const RoundId id = propose().value();
  const NettingRound proposed = round(id);
  EXPECT_EQ(proposed.state, RoundState::open);
  EXPECT_EQ(proposed.obligations, 4);
  EXPECT_EQ(proposed.owed_won, 2'200'000);
  EXPECT_EQ(proposed.set_off_won, 900'000);
  EXPECT_EQ(proposed.share_ppm, 409'090);
  EXPECT_EQ(proposed.parties, 3);
  EXPECT_EQ(proposed.waiting, 3);
  EXPECT_EQ(proposed.answer_by, kToday.plus_days(10));
  for (const NettingLine& line : lines(id)) EXPECT_EQ(line.set_off_won, 300'000);
  EXPECT_EQ(party(id, bakery_).set_off_won, 300'000);
  EXPECT_EQ(party(id, cleaning_).organisation_id, OrganisationId{});
}

TEST_P(RoundTest, IsPostedAsOneGroupWhenAllAgree) {
  circle();
  const auto before = all_claims();
  const RoundId id = propose().value();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  ASSERT_TRUE(accept(id, bakery_).has_value());
  EXPECT_EQ(found(first_).set_off_won, 0);
  const std::int64_t last = ledger_->last_seq();
  const auto posted = accept(id, lunch_);
  ASSERT_TRUE(posted.has_value());
  EXPECT_EQ(posted->state, RoundState::posted);
  EXPECT_EQ(posted->seq, last + 1);
  EXPECT_EQ(ledger_->last_seq(), last + 3);
  EXPECT_EQ(all_claims(), before);  // nobody is richer or poorer
  EXPECT_EQ(found(first_).left_won, 200'000);
  EXPECT_EQ(found(second_).state, ObligationState::cleared);
  EXPECT_EQ(found(third_).left_won, 100'000);
  const auto groups = read([&](auto& tx) {
    return tx.integer(
        "SELECT COUNT(DISTINCT group_seq) FROM ledger_transfer WHERE ledger_id = $1 "
        "AND reference = $2",
        kBusan, "netting_round:" + std::to_string(id.value));
  });
  EXPECT_EQ(groups, 1);
  EXPECT_EQ(propose().error(), RoundRefusal::nothing_to_set_off);  // no circle is left
}

TEST_P(RoundTest, HoldsItsObligations) {
  circle();
  const ObligationId other = owe(cleaning_, cafe_, 1'000);
  const RoundId id = propose().value();
  EXPECT_EQ(pay(first_, 1).error(), ObligationRefusal::obligation_in_round);
  EXPECT_EQ(withdraw(first_).error(), ObligationRefusal::obligation_in_round);
  EXPECT_TRUE(pay(other, 1).has_value());
  EXPECT_EQ(propose().error(), RoundRefusal::round_already_open);
  ASSERT_TRUE(write([&](auto& tx) { return withdraw_round(tx, kBusan, id, now_); }).has_value());
  EXPECT_TRUE(pay(first_, 1).has_value());
  EXPECT_EQ(accept(id, cafe_).error(), RoundRefusal::round_not_open);
  EXPECT_TRUE(propose().has_value());
}

TEST_P(RoundTest, IsComputedAgainWithoutWhoDeclines) {
  circle();
  (void)owe(cafe_, lunch_, 250'000);  // a second, shorter circle with the kitchen
  const RoundId id = propose().value();
  EXPECT_EQ(round(id).set_off_won, 300'000 * 3 + 100'000 * 2);
  ASSERT_TRUE(accept(id, cafe_).has_value());
  const auto after = decline(id, bakery_);
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(after->state, RoundState::open);
  EXPECT_EQ(after->version, 2);
  EXPECT_EQ(after->set_off_won, 500'000);
  EXPECT_EQ(after->parties, 2);
  EXPECT_EQ(after->waiting, 2);  // the café's lines changed: it answers again
  EXPECT_EQ(party(id, bakery_).note, "송장이 틀림");
  EXPECT_EQ(accept(id, cafe_, 1).error(), RoundRefusal::round_stale);
  EXPECT_EQ(accept(id, bakery_, 2).error(), RoundRefusal::party_declined_already);
  EXPECT_TRUE(pay(first_, 1).has_value());  // no longer held
  ASSERT_TRUE(accept(id, cafe_, 2).has_value());
  EXPECT_EQ(accept(id, lunch_, 2)->state, RoundState::posted);
  EXPECT_EQ(found(third_).set_off_won, 250'000);
}

TEST_P(RoundTest, KeepsTheAnswersOfWhomADeclineDoesNotTouch) {
  (void)owe(cafe_, bakery_, 50'000);
  (void)owe(bakery_, cafe_, 50'000);
  (void)owe(lunch_, cleaning_, 70'000);
  (void)owe(cleaning_, lunch_, 70'000);
  const RoundId id = propose().value();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  ASSERT_TRUE(accept(id, bakery_).has_value());
  // The other circle breaks; this one is agreed by all who are left, so it is posted at once.
  const auto after = decline(id, lunch_);
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(after->state, RoundState::posted);
  EXPECT_EQ(after->set_off_won, 100'000);
}

TEST_P(RoundTest, IsBrokenWhenTooLittleIsLeft) {
  circle();
  const RoundId id = propose().value();
  EXPECT_EQ(decline(id, lunch_)->state, RoundState::broken);
  EXPECT_TRUE(pay(first_, 1).has_value());
  EXPECT_EQ(accept(id, cafe_, 2).error(), RoundRefusal::round_not_open);
}

TEST_P(RoundTest, RefusesByName) {
  circle();
  EXPECT_EQ(propose(base::plus_months(kMonth, 1)).error(), RoundRefusal::round_month_in_future);
  EXPECT_EQ(propose(base::plus_months(kMonth, -1)).error(), RoundRefusal::nothing_to_set_off);
  const RoundId id = propose().value();
  EXPECT_EQ(accept(RoundId{5}, cafe_).error(), RoundRefusal::round_not_found);
  EXPECT_EQ(accept(id, shop_).error(), RoundRefusal::party_not_found);
  EXPECT_EQ(answer(id, cafe_, false, 1, " ").error(), RoundRefusal::decline_reason_missing);
  EXPECT_EQ(round(id).waiting, 3);
}

TEST_P(RoundTest, TooSmallARoundIsNotProposed) {
  (void)owe(cafe_, bakery_, 4'999);
  (void)owe(bakery_, cafe_, 4'999);
  EXPECT_EQ(propose().error(), RoundRefusal::nothing_to_set_off);
  (void)owe(bakery_, cafe_, 1);
  (void)owe(cafe_, bakery_, 1);
  EXPECT_TRUE(propose().has_value());
}

TEST_P(RoundTest, ExpiresAfterItsLastDay) {
  circle();
  const RoundId id = propose().value();
  const Date last = round(id).answer_by;
  now_ = base::korean_instant(last, 60);
  EXPECT_EQ(end_all_offers(), 0);
  now_ = base::korean_instant(last.plus_days(1), 60);
  EXPECT_EQ(accept(id, cafe_).error(), RoundRefusal::round_over);
  EXPECT_EQ(end_all_offers(), 1);
  EXPECT_EQ(end_all_offers(), 0);
  EXPECT_EQ(round(id).state, RoundState::expired);
  EXPECT_TRUE(pay(first_, 1).has_value());
}

TEST_P(RoundTest, ClearsTheOldestDebtFirst) {
  NewObligation older = invoice(cafe_, bakery_, 100'000);
  older.due_on = kDue.plus_days(-20);
  const ObligationId newer_id = owe(cafe_, bakery_, 100'000);
  const ObligationId older_id = record(older).value();
  (void)owe(bakery_, cafe_, 100'000);
  const RoundId id = propose().value();
  const auto taken = lines(id);
  EXPECT_EQ(std::ranges::count(taken, older_id, &NettingLine::obligation_id), 1);
  EXPECT_EQ(std::ranges::count(taken, newer_id, &NettingLine::obligation_id), 0);
}

TEST_P(RoundTest, FiguresHoldPostedRoundsOnly) {
  circle();
  const RoundId id = propose().value();
  const auto figures = [&] { return read([](auto& tx) { return figures_of(tx, kBusan); }); };
  EXPECT_EQ(figures().rounds, 0);
  for (const OrganisationId each : {cafe_, bakery_, lunch_})
    ASSERT_TRUE(accept(id, each).has_value());
  const NettingFigures told = figures();
  EXPECT_EQ(told.rounds, 1);
  EXPECT_EQ(told.set_off_won, 900'000);
  ASSERT_EQ(told.items.size(), 1U);
  EXPECT_EQ(told.items[0].share_ppm, 750'000);
  EXPECT_EQ(told.items[0].parties, 3);
}

/// Many random months: whatever parties answer, claims stay and the tables agree with the ledger.
TEST_P(RoundTest, NobodyIsRicherOrPoorerWhateverTheyAnswer) {
  std::uint64_t state = 7;
  const auto below = [&state](std::int64_t limit) {
    state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::int64_t>((state >> 33U) % static_cast<std::uint64_t>(limit));
  };
  const std::vector<OrganisationId> all{cafe_, bakery_, lunch_, cleaning_, shop_};
  for (int month = 0; month < 6; ++month) {
    for (int i = 0; i < 10; ++i) {
      const auto debtor = static_cast<std::size_t>(below(5));
      const auto creditor = (debtor + 1 + static_cast<std::size_t>(below(4))) % 5;
      (void)owe(all[debtor], all[creditor], 10'000 * (1 + below(50)));
    }
    const auto before = all_claims();
    const auto proposed = propose();
    ASSERT_TRUE(proposed.has_value());
    for (const OrganisationId each : all) {
      const NettingRound now = round(*proposed);
      if (now.state != RoundState::open) break;
      if (party(*proposed, each).answer != NettingAnswer::waiting) continue;
      (void)answer(*proposed, each, below(5) > 0, now.version, "다음 달에");
    }
    if (round(*proposed).state == RoundState::open)
      (void)write([&](auto& tx) { return withdraw_round(tx, kBusan, *proposed, now_); });
    EXPECT_EQ(all_claims(), before);
    for (const OrganisationId each : all) EXPECT_EQ(claims(each), claims_by_table(each));
  }
}

}  // namespace
}  // namespace netting
