// Holds: what they reserve on either side, and the one way in which each of them ends.
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class HoldTest : public LedgerFixture {
 protected:
  AccountId fund_ = open("fund");
  AccountId shop_ = open("shop", {.balance_min = 0});
  AccountId team_ = open("team", {.balance_max = 100});
};
INSTANTIATE_TEST_SUITE_P(Db, HoldTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(HoldTest, reserves_on_both_sides_and_moves_nothing) {
  ASSERT_TRUE(post(request(fund_, shop_, 100)));
  ASSERT_TRUE(hold(request(shop_, team_, 40)));
  EXPECT_EQ(posted(shop_), 100);
  EXPECT_EQ(available(shop_), 60);
  EXPECT_EQ(posted(team_), 0);
  EXPECT_EQ(ledger_->balance(team_).incoming, 40);
  EXPECT_EQ(ledger_->last_seq(), 1);
  expect_sound();
}

TEST_P(HoldTest, what_is_held_counts_against_the_lower_limit) {
  struct Case {
    std::int64_t held;
    std::int64_t wanted;
    std::string answer;
  };
  const Case cases[] = {
      {1, 99, "ok"},
      {1, 100, "balance_below_minimum"},
      {60, 40, "ok"},
      {100, 1, "balance_below_minimum"},
      {60, 41, "balance_below_minimum"},
  };
  ASSERT_TRUE(post(request(fund_, shop_, 100)));
  for (const Case& each : cases) {
    const auto held = hold(request(shop_, fund_, each.held));
    ASSERT_TRUE(held);
    const auto more = hold(request(shop_, fund_, each.wanted));
    EXPECT_EQ(answer(more), each.answer) << each.held << " + " << each.wanted;
    if (more) EXPECT_TRUE(void_hold(*more));
    const auto sale = post(request(shop_, fund_, each.wanted));
    EXPECT_EQ(answer(sale), each.answer) << "a transfer beside " << each.held;
    if (sale) EXPECT_TRUE(reverse(sale->seq, {}, sale->seq));
    ASSERT_TRUE(void_hold(*held));
    EXPECT_EQ(available(shop_), 100);
  }
  expect_sound();
}

TEST_P(HoldTest, what_is_incoming_counts_against_the_upper_limit) {
  ASSERT_TRUE(post(request(fund_, team_, 30)));
  ASSERT_TRUE(hold(request(fund_, team_, 50)));
  EXPECT_EQ(post(request(fund_, team_, 21)).error(), balance_above_maximum);
  EXPECT_EQ(hold(request(fund_, team_, 21)).error(), balance_above_maximum);
  EXPECT_TRUE(post(request(fund_, team_, 20)));
  EXPECT_EQ(hold(request(fund_, team_, 1)).error(), balance_above_maximum);
}

TEST_P(HoldTest, is_posted_in_part_and_frees_the_rest) {
  ASSERT_TRUE(post(request(fund_, shop_, 100)));
  std::int64_t moved = 0;
  for (const std::int64_t amount : {1, 20, 40}) {
    const auto held = hold(request(shop_, fund_, 40));
    ASSERT_TRUE(held) << amount;
    ASSERT_TRUE(post_hold(*held, amount, amount)) << amount;
    moved += amount;
    EXPECT_EQ(posted(shop_), 100 - moved);
    EXPECT_EQ(available(shop_), 100 - moved);
    EXPECT_EQ(ledger_->balance(fund_).incoming, 0);
  }
  EXPECT_EQ(moved, 61);
  expect_sound();
}

TEST_P(HoldTest, the_entry_carries_what_the_hold_said) {
  TransferRequest reserved = request(fund_, shop_, 10);
  reserved.code = "purchase";
  reserved.reference = "order:9";
  const auto held = hold(reserved, 3 * 86'400);
  pass_days(2);
  const auto entry = post_hold(*held, 7, 1);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->debit, fund_);
  EXPECT_EQ(entry->credit, shop_);
  EXPECT_EQ(entry->code, "purchase");
  EXPECT_EQ(entry->reference, "order:9");
  EXPECT_EQ(entry->effective_on, kFirstDay);  // the day of the order, not that of the delivery
  EXPECT_EQ(base::korean_date(entry->recorded_at), kFirstDay.plus_days(2));
}

TEST_P(HoldTest, ends_once) {
  const auto sold = hold(request(fund_, shop_, 10));
  const auto dropped = hold(request(fund_, shop_, 10));
  ASSERT_TRUE(post_hold(*sold, 10, 1));
  ASSERT_TRUE(void_hold(*dropped));
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(post_hold(*sold, 1, 2).error(), hold_already_resolved);
    EXPECT_EQ(void_hold(*sold).error(), hold_already_resolved);
    EXPECT_EQ(post_hold(*dropped, 1, 3).error(), hold_already_resolved);
    EXPECT_EQ(void_hold(*dropped).error(), hold_already_resolved);
    ledger_.start();  // the tables remember what memory has forgotten
  }
  EXPECT_EQ(posted(shop_), 10);
  EXPECT_EQ(ledger_->balance(shop_).incoming, 0);
}

TEST_P(HoldTest, lives_until_its_instant_and_not_through_it) {
  const base::Instant end = ledger_.now().plus_seconds(60);
  const auto first = hold(request(fund_, shop_, 10));
  const auto second = hold(request(fund_, shop_, 10));
  ledger_.set_now({end.micros - 1});
  EXPECT_TRUE(post_hold(*first, 10, 1));
  ledger_.set_now(end);
  EXPECT_EQ(post_hold(*second, 10, 2).error(), hold_expired);
  EXPECT_EQ(void_hold(*second).error(), hold_expired);
  ledger_.start();
  EXPECT_EQ(post_hold(*second, 10, 2).error(), hold_expired);
  EXPECT_EQ(posted(shop_), 10);
  expect_sound();
}

TEST_P(HoldTest, the_same_hold_again_reserves_nothing_more) {
  const TransferRequest once = request(fund_, shop_, 10);
  const auto held = hold(once);
  EXPECT_EQ(hold(once), held);
  ledger_.start();
  EXPECT_EQ(hold(once), held);
  EXPECT_EQ(ledger_->balance(shop_).incoming, 10);
  EXPECT_EQ(hold(once, 61).error(), idempotency_conflict);  // another end is another hold
  TransferRequest other = once;
  other.amount = 11;
  EXPECT_EQ(hold(other).error(), idempotency_conflict);
}

TEST_P(HoldTest, an_ended_hold_is_still_the_answer_to_its_key) {
  const TransferRequest once = request(fund_, shop_, 10);
  const auto held = hold(once);
  ASSERT_TRUE(void_hold(*held));
  EXPECT_EQ(hold(once), held);
  EXPECT_EQ(ledger_->balance(shop_).incoming, 0);
}

TEST_P(HoldTest, posting_again_gives_the_first_entry) {
  const auto held = hold(request(fund_, shop_, 10));
  const auto entry = post_hold(*held, 8, 1);
  const auto again = post_hold(*held, 8, 1);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->is_replay);
  EXPECT_EQ(again->seq, entry->seq);
  EXPECT_EQ(post_hold(*held, 9, 1).error(), hold_already_resolved);
  const auto other = hold(request(fund_, shop_, 10));
  EXPECT_EQ(post_hold(*other, 8, 1).error(), idempotency_conflict);
  EXPECT_EQ(posted(shop_), 8);
}

TEST_P(HoldTest, keys_of_holds_and_of_transfers_are_the_same_keys) {
  const TransferRequest transfer = request(fund_, shop_, 10);
  const TransferRequest reserved = request(fund_, shop_, 10);
  ASSERT_TRUE(post(transfer));
  ASSERT_TRUE(hold(reserved));
  EXPECT_EQ(hold(transfer).error(), idempotency_conflict);
  EXPECT_EQ(post(reserved).error(), idempotency_conflict);
}

TEST_P(HoldTest, refuses_to_post_into_a_closed_month_but_lets_go) {
  const auto held = hold(request(fund_, shop_, 10), 90 * 86'400);
  pass_days(40);
  close_month(kFirstDay);
  EXPECT_EQ(post_hold(*held, 10, 1).error(), month_closed);
  EXPECT_EQ(ledger_->balance(shop_).incoming, 10);
  EXPECT_TRUE(void_hold(*held));
  EXPECT_EQ(ledger_->balance(shop_).incoming, 0);
  expect_sound();
}

TEST_P(HoldTest, keeps_both_accounts_open) {
  const AccountId from = open("from");
  const AccountId to = open("to");
  const auto held = hold(request(from, to, 10));
  EXPECT_EQ(close(from).error(), balance_below_minimum);
  EXPECT_EQ(close(to).error(), balance_above_maximum);
  ASSERT_TRUE(void_hold(*held));
  EXPECT_TRUE(close(from));
  EXPECT_TRUE(close(to));
}

TEST_P(HoldTest, locks_the_lots_that_end_first_and_spends_them_first) {
  const AccountId wallet = open("wallet", kWallet);
  ASSERT_TRUE(post(granting(fund_, wallet, 50, 90)));
  ASSERT_TRUE(post(granting(fund_, wallet, 30, 10)));
  const auto held = hold(request(wallet, shop_, 60));
  ASSERT_TRUE(held);
  EXPECT_EQ(left(wallet), (std::vector<std::int64_t>{0, 20}));
  EXPECT_EQ(lots(wallet)[0].held, 30);
  EXPECT_EQ(lots(wallet)[1].held, 30);
  const auto entry = post_hold(*held, 35, 1);
  ASSERT_TRUE(entry);
  EXPECT_EQ(left(wallet), (std::vector<std::int64_t>{45}));  // 30 and 5 used, 25 free again
  const auto uses = ledger_.run([&](Batch& batch) { return batch.lot_uses(entry->seq); });
  ASSERT_EQ(uses.size(), 2U);
  EXPECT_EQ(uses[0].amount, 30);
  EXPECT_EQ(uses[1].amount, 5);
  expect_sound();
}

TEST_P(HoldTest, a_voided_hold_gives_every_lot_its_share_back) {
  const AccountId wallet = open("wallet", kWallet);
  ASSERT_TRUE(post(granting(fund_, wallet, 50, 90)));
  ASSERT_TRUE(post(granting(fund_, wallet, 30, 10)));
  const auto held = hold(request(wallet, shop_, 60));
  ledger_.start();
  ASSERT_TRUE(void_hold(*held));
  EXPECT_EQ(left(wallet), (std::vector<std::int64_t>{30, 50}));
  expect_sound();
}

TEST_P(HoldTest, towards_a_wallet_issues_the_lot_when_it_is_posted) {
  const AccountId wallet = open("wallet", kWallet);
  const auto held = hold(granting(fund_, wallet, 50, 90, "fund:17"));
  EXPECT_TRUE(lots(wallet).empty());
  ASSERT_TRUE(post_hold(*held, 20, 1));
  ASSERT_EQ(lots(wallet).size(), 1U);
  EXPECT_EQ(lots(wallet)[0].issued, 20);
  EXPECT_EQ(lots(wallet)[0].source, "fund:17");
  EXPECT_EQ(lots(wallet)[0].expires_on, kFirstDay.plus_days(90));
}

TEST_P(HoldTest, a_rejected_deed_leaves_no_hold) {
  const TransferRequest reserved = request(fund_, shop_, 10);
  const auto refused = deed([&](Batch& batch) -> Posting<HoldId> {
    EXPECT_TRUE(batch.hold(reserved, batch.now().plus_seconds(60)));
    return base::refuse(lots_insufficient);
  });
  EXPECT_EQ(refused.error(), lots_insufficient);
  EXPECT_EQ(ledger_->balance(shop_).incoming, 0);
  EXPECT_EQ(void_hold({1}).error(), hold_not_found);
  EXPECT_EQ(hold(reserved), HoldId{1});  // its number and its key are free again
}

TEST_P(HoldTest, a_rejected_deed_leaves_a_hold_as_it_was) {
  const auto held = hold(request(fund_, shop_, 10));
  const auto refused = deed([&](Batch& batch) -> Posting<Entry> {
    EXPECT_TRUE(batch.post_hold(*held, 10, key_of("post", 1)));
    return base::refuse(lots_insufficient);
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(ledger_->balance(shop_).incoming, 10);
  EXPECT_EQ(posted(shop_), 0);
  EXPECT_TRUE(post_hold(*held, 10, 1));
}

}  // namespace
}  // namespace ledger
