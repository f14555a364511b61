// Reversals: how much of an entry can be undone, where the points go, and when it is too late.
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class ReversalTest : public LedgerFixture {
 protected:
  AccountId fund_ = open("fund");
  AccountId shop_ = open("shop", {.balance_min = 0});
  AccountId wallet_ = open("wallet", kWallet);
};
INSTANTIATE_TEST_SUITE_P(Db, ReversalTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(ReversalTest, is_an_entry_of_its_own_in_the_other_direction) {
  TransferRequest sale = request(fund_, shop_, 100);
  sale.reference = "order:9";
  const auto sold = post(sale);
  pass_days(3);
  const auto undone = reverse(sold->seq, {}, 1);
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->debit, shop_);
  EXPECT_EQ(undone->credit, fund_);
  EXPECT_EQ(undone->amount, 100);
  EXPECT_EQ(undone->reverses, sold->seq);
  EXPECT_EQ(undone->code, "refund");
  EXPECT_EQ(undone->reference, "order:9");
  EXPECT_EQ(undone->effective_on, kFirstDay.plus_days(3));
  EXPECT_EQ(posted(shop_), 0);
  EXPECT_EQ(posted(fund_), 0);
  expect_sound();
}

TEST_P(ReversalTest, parts_never_add_up_to_more_than_the_whole) {
  struct Case {
    std::vector<std::optional<std::int64_t>> parts;
    std::string last_answer;
    std::int64_t left;
  };
  const std::optional<std::int64_t> rest;
  const Case cases[] = {
      {{rest}, "ok", 0},
      {{100}, "ok", 0},
      {{101}, "reversal_above_original", 100},
      {{1}, "ok", 99},
      {{1, 99}, "ok", 0},
      {{1, 100}, "reversal_above_original", 99},
      {{40, rest}, "ok", 0},
      {{40, 30, 30}, "ok", 0},
      {{40, 30, 31}, "reversal_above_original", 30},
      {{100, 1}, "reversal_above_original", 0},
      {{rest, rest}, "reversal_above_original", 0},
      {{0}, "amount_not_positive", 100},
      {{-1}, "amount_not_positive", 100},
      {{1'000'000'000'000'001}, "amount_too_large", 100},
  };
  std::int64_t key = 0;
  for (const Case& each : cases) {
    const AccountId till = open("till:" + std::to_string(key));
    const auto sale = post(request(fund_, till, 100));
    std::string last;
    for (const auto& part : each.parts) last = answer(reverse(sale->seq, part, ++key));
    EXPECT_EQ(last, each.last_answer) << "key " << key;
    EXPECT_EQ(posted(till), each.left) << "key " << key;
  }
  expect_sound();
}

TEST_P(ReversalTest, counts_what_was_undone_earlier_in_the_same_deed) {
  const auto sale = post(request(fund_, shop_, 100));
  ledger_.run([&](Batch& batch) {
    EXPECT_TRUE(batch.reverse(sale->seq, 60, key_of("undo", 1), "refund", {}));
    EXPECT_EQ(batch.reverse(sale->seq, 41, key_of("undo", 2), "refund", {}).error(),
              reversal_above_original);
    EXPECT_EQ(batch.reverse(sale->seq, {}, key_of("undo", 2), "refund", {})->amount, 40);
    const auto own = batch.transfer(request(fund_, shop_, 5));  // not yet durable
    return batch.reverse(own->seq, 5, key_of("undo", 3), "refund", {}).has_value();
  });
  EXPECT_EQ(posted(shop_), 0);
  expect_sound();
}

TEST_P(ReversalTest, needs_an_entry_that_is_not_a_reversal_itself) {
  const auto sale = post(request(fund_, shop_, 100));
  const auto undone = reverse(sale->seq, 30, 1);
  for (const std::int64_t seq : {-1, 0, 3, 999})
    EXPECT_EQ(reverse(seq, {}, 2).error(), transfer_not_found) << seq;
  EXPECT_EQ(reverse(undone->seq, {}, 2).error(), reversal_of_reversal);
  EXPECT_EQ(reverse(undone->seq, 30, 2).error(), reversal_of_reversal);
  EXPECT_EQ(reverse(undone->seq, 31, 2).error(), reversal_above_original);
  EXPECT_EQ(ledger_->last_seq(), 2);
}

TEST_P(ReversalTest, the_same_again_moves_nothing_and_other_content_is_a_conflict) {
  const auto sale = post(request(fund_, shop_, 100));
  const auto first = reverse(sale->seq, 30, 1);
  for (int round = 0; round < 2; ++round) {
    const auto again = reverse(sale->seq, 30, 1);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->is_replay);
    EXPECT_EQ(again->seq, first->seq);
    EXPECT_EQ(reverse(sale->seq, 31, 1).error(), idempotency_conflict);
    EXPECT_EQ(reverse(sale->seq, {}, 1).error(), idempotency_conflict);
    EXPECT_EQ(reverse(sale->seq, 30, 1, /*grace_days=*/31).error(), idempotency_conflict);
    ledger_.start();
  }
  EXPECT_EQ(posted(shop_), 70);
}

TEST_P(ReversalTest, respects_the_limits_of_both_accounts) {
  const AccountId full = open("full", {.balance_max = 0});
  const auto sale = post(request(fund_, shop_, 100));
  const auto grant = post(request(full, shop_, 10));
  ASSERT_TRUE(post(request(shop_, fund_, 60)));  // 50 left in the shop
  EXPECT_EQ(reverse(sale->seq, 51, 1).error(), balance_below_minimum);
  EXPECT_TRUE(reverse(sale->seq, 50, 1));
  ASSERT_TRUE(post(request(fund_, shop_, 20)));
  ASSERT_TRUE(post(request(fund_, full, 1)));
  EXPECT_EQ(reverse(grant->seq, 10, 2).error(), balance_above_maximum);
  EXPECT_TRUE(reverse(grant->seq, 9, 2));
  expect_sound();
}

TEST_P(ReversalTest, respects_what_holds_have_reserved) {
  const auto sale = post(request(fund_, shop_, 100));
  const auto held = hold(request(shop_, fund_, 70));
  EXPECT_EQ(reverse(sale->seq, 31, 1).error(), balance_below_minimum);
  EXPECT_TRUE(reverse(sale->seq, 30, 1));
  ASSERT_TRUE(void_hold(*held));
  EXPECT_TRUE(reverse(sale->seq, 70, 2));
}

TEST_P(ReversalTest, counts_today_even_when_the_month_of_the_original_is_closed) {
  const auto sale = post(request(fund_, shop_, 100));
  pass_days(31);  // 1 February
  close_month(kFirstDay);
  const auto undone = reverse(sale->seq, 10, 1);
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->effective_on, kFirstDay.plus_days(31));
  close_month(ledger_.today());
  EXPECT_EQ(reverse(sale->seq, 10, 2).error(), month_closed);
  EXPECT_TRUE(reverse(sale->seq, 10, 1)->is_replay);  // what was answered stays answered
}

TEST_P(ReversalTest, a_closed_account_neither_gives_nor_takes) {
  const AccountId till = open("till");
  const auto in = post(request(fund_, till, 10));
  const auto out = post(request(till, fund_, 10));
  ASSERT_TRUE(close(till));
  EXPECT_EQ(reverse(in->seq, {}, 1).error(), account_closed);
  EXPECT_EQ(reverse(out->seq, {}, 2).error(), account_closed);
}

TEST_P(ReversalTest, gives_back_first_what_was_used_last) {
  ASSERT_TRUE(post(granting(fund_, wallet_, 30, 10)));
  ASSERT_TRUE(post(granting(fund_, wallet_, 50, 20)));
  const auto sale = post(request(wallet_, shop_, 60));  // 30 and 30
  struct Case {
    std::int64_t amount;
    std::vector<std::int64_t> left;
  };
  const Case cases[] = {
      {10, {30}}, {19, {49}}, {2, {1, 50}}, {28, {29, 50}}, {1, {30, 50}},
  };
  std::int64_t key = 0;
  for (const Case& each : cases) {
    ASSERT_TRUE(reverse(sale->seq, each.amount, ++key)) << key;
    EXPECT_EQ(left(wallet_), each.left) << key;
    if (key == 2) ledger_.start();  // the used-up lot is no longer in memory
  }
  expect_sound();
}

TEST_P(ReversalTest, a_lot_that_ended_meanwhile_comes_back_as_one_of_grace) {
  struct Case {
    int days_passed;
    int grace_days;
    int lives_until;  // days after the first
  };
  const Case cases[] = {{4, 30, 5}, {5, 30, 5}, {6, 30, 36}, {6, 0, 6}, {6, 1, 7}, {100, 7, 107}};
  std::int64_t key = 0;
  for (const Case& each : cases) {
    const AccountId wallet = open("wallet:" + std::to_string(++key), kWallet);
    ledger_.set_now(base::korean_instant(kFirstDay.plus_days(200 * static_cast<int>(key)), 0));
    const base::Date first = ledger_.today();
    ASSERT_TRUE(post(granting(fund_, wallet, 10, 5, "city")));
    const auto sale = post(request(wallet, shop_, 10));
    pass_days(each.days_passed);
    ASSERT_TRUE(reverse(sale->seq, {}, key, each.grace_days));
    ASSERT_EQ(lots(wallet).size(), 1U);
    EXPECT_EQ(lots(wallet)[0].remaining, 10);
    EXPECT_EQ(lots(wallet)[0].source, "city");
    EXPECT_EQ(lots(wallet)[0].expires_on, first.plus_days(each.lives_until)) << key;
  }
  expect_sound();
}

TEST_P(ReversalTest, a_grant_is_taken_from_the_lot_that_it_issued_and_no_other) {
  const auto grant = post(granting(fund_, wallet_, 30, 10));
  ASSERT_TRUE(post(granting(fund_, wallet_, 50, 20)));
  ASSERT_TRUE(post(request(wallet_, shop_, 20)));  // all from the first
  EXPECT_EQ(reverse(grant->seq, 11, 1).error(), lots_insufficient);
  EXPECT_EQ(reverse(grant->seq, {}, 1).error(), lots_insufficient);
  EXPECT_TRUE(reverse(grant->seq, 10, 1));
  EXPECT_EQ(left(wallet_), (std::vector<std::int64_t>{50}));
  EXPECT_EQ(reverse(grant->seq, 1, 2).error(), lots_insufficient);
  expect_sound();
}

TEST_P(ReversalTest, undoes_what_a_hold_became) {
  ASSERT_TRUE(post(granting(fund_, wallet_, 30, 10)));
  const auto held = hold(request(wallet_, shop_, 20));
  const auto sale = post_hold(*held, 15, 1);
  EXPECT_EQ(reverse(sale->seq, 16, 1).error(), reversal_above_original);
  ASSERT_TRUE(reverse(sale->seq, 15, 1));
  EXPECT_EQ(left(wallet_), (std::vector<std::int64_t>{30}));
  EXPECT_EQ(void_hold(*held).error(), hold_already_resolved);
  expect_sound();
}

TEST_P(ReversalTest, a_rejected_reversal_can_be_made_after_all) {
  const auto sale = post(request(fund_, shop_, 100));
  const auto refused = deed([&](Batch& batch) -> Posting<Entry> {
    EXPECT_TRUE(batch.reverse(sale->seq, 80, key_of("undo", 1), "refund", {}));
    return base::refuse(same_account);
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(posted(shop_), 100);
  const auto undone = reverse(sale->seq, 80, 1);
  ASSERT_TRUE(undone);
  EXPECT_FALSE(undone->is_replay);
  EXPECT_EQ(undone->seq, sale->seq + 1);
}

}  // namespace
}  // namespace ledger
