// Lots: which of them pays, until when, and what becomes of those that nobody spent.
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class LotTest : public LedgerFixture {
 protected:
  std::vector<Entry> expire(AccountId credit) {
    return ledger_.run([&](Batch& batch) { return batch.expire_lots(credit, batch.today()); });
  }
  std::vector<LotUse> uses(std::int64_t seq) {
    return ledger_.run([&](Batch& batch) { return batch.lot_uses(seq); });
  }
  AccountId fund_ = open("fund");
  AccountId shop_ = open("shop", {.balance_min = 0});
  AccountId wallet_ = open("wallet", kWallet);
};
INSTANTIATE_TEST_SUITE_P(Db, LotTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(LotTest, the_order_of_use_is_by_expiry_and_then_by_age) {
  struct Case {
    std::vector<std::pair<std::int64_t, int>> granted;  // amount, days
    std::int64_t spent;
    std::vector<std::int64_t> left;
  };
  const Case cases[] = {
      {{{10, 5}}, 10, {}},
      {{{10, 5}}, 9, {1}},
      {{{10, 9}, {20, 5}}, 20, {10}},
      {{{10, 9}, {20, 5}}, 19, {1, 10}},
      {{{10, 9}, {20, 5}}, 21, {9}},
      {{{10, 5}, {20, 5}}, 10, {20}},
      {{{10, 5}, {20, 5}}, 15, {15}},
      {{{10, 5}, {20, 5}, {30, 5}}, 1, {9, 20, 30}},
      {{{10, 30}, {20, 20}, {30, 10}}, 45, {5, 10}},
      {{{10, 0}, {20, 20}}, 5, {5, 20}},
      {{{10, 20}, {20, 0}}, 25, {5}},
  };
  std::int64_t person = 0;
  for (const Case& each : cases) {
    const AccountId wallet = open("wallet:" + std::to_string(++person), kWallet);
    for (const auto& [amount, days] : each.granted)
      ASSERT_TRUE(post(granting(fund_, wallet, amount, days)));
    ASSERT_TRUE(post(request(wallet, shop_, each.spent)));
    EXPECT_EQ(left(wallet), each.left) << "case " << person;
  }
  expect_sound();
}

TEST_P(LotTest, an_entry_names_the_lots_that_paid) {
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 9, "city")));
  ASSERT_TRUE(post(granting(fund_, wallet_, 20, 5, "sponsor")));
  const auto sale = post(request(wallet_, shop_, 25));
  for (int round = 0; round < 2; ++round) {
    const auto found = uses(sale->seq);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].source, "sponsor");
    EXPECT_EQ(found[0].amount, 20);
    EXPECT_EQ(found[0].expires_on, kFirstDay.plus_days(5));
    EXPECT_EQ(found[1].source, "city");
    EXPECT_EQ(found[1].amount, 5);
    ledger_.start();
  }
  EXPECT_TRUE(uses(1).empty());    // a grant uses none
  EXPECT_TRUE(uses(999).empty());  // and neither does what never was
}

TEST_P(LotTest, can_be_spent_on_its_last_day_and_not_on_the_next) {
  struct Case {
    int day;
    std::string answer;
  };
  const Case cases[] = {{0, "ok"}, {4, "ok"}, {5, "ok"}, {6, "lots_insufficient"}};
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 5)));
  for (const Case& each : cases) {
    TransferRequest sale = request(wallet_, shop_, 1);
    sale.effective_on = kFirstDay.plus_days(each.day);
    EXPECT_EQ(answer(post(sale)), each.answer) << each.day;
  }
}

TEST_P(LotTest, the_effective_day_decides_and_not_the_day_of_recording) {
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 5)));
  pass_days(8);  // the shop was offline and sends a sale of three days ago
  EXPECT_EQ(post(request(wallet_, shop_, 4)).error(), lots_insufficient);
  TransferRequest sale = request(wallet_, shop_, 4);
  sale.effective_on = kFirstDay.plus_days(5);
  EXPECT_TRUE(post(sale));
  EXPECT_EQ(left(wallet_), (std::vector<std::int64_t>{6}));
}

TEST_P(LotTest, a_grant_may_end_today_and_not_before) {
  EXPECT_TRUE(post(granting(fund_, wallet_, 10, 0)));
  EXPECT_EQ(post(granting(fund_, wallet_, 10, -1)).error(), expiry_in_the_past);
  EXPECT_EQ(post(request(fund_, wallet_, 10)).error(), expiry_required);
  EXPECT_EQ(post(granting(fund_, shop_, 10, 5)).error(), expiry_not_allowed);
  EXPECT_EQ(lots(wallet_).size(), 1U);
}

TEST_P(LotTest, from_wallet_to_wallet_becomes_a_lot_of_its_own) {
  const AccountId other = open("other", kWallet);
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 5, "city")));
  ASSERT_TRUE(post(granting(wallet_, other, 4, 3, "gift")));
  EXPECT_EQ(left(wallet_), (std::vector<std::int64_t>{6}));
  ASSERT_EQ(lots(other).size(), 1U);
  EXPECT_EQ(lots(other)[0].source, "gift");
  EXPECT_EQ(lots(other)[0].source_seq, 2);
  EXPECT_EQ(lots(other)[0].expires_on, kFirstDay.plus_days(3));
  expect_sound();
}

TEST_P(LotTest, expiry_takes_what_is_left_of_each_lot_once) {
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 0)));
  ASSERT_TRUE(post(granting(fund_, wallet_, 20, 1)));
  ASSERT_TRUE(post(granting(fund_, wallet_, 30, 2)));
  ASSERT_TRUE(post(request(wallet_, shop_, 4)));
  EXPECT_TRUE(expire(fund_).empty());  // the last day still counts
  pass_days(2);
  const auto entries = expire(fund_);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].amount, 6);
  EXPECT_EQ(entries[1].amount, 20);
  EXPECT_EQ(entries[0].code, "point_expiry");
  EXPECT_EQ(entries[0].reference, "lot:1");
  EXPECT_EQ(entries[1].group_seq, entries[0].seq);
  EXPECT_EQ(left(wallet_), (std::vector<std::int64_t>{30}));
  EXPECT_TRUE(expire(fund_).empty());
  ledger_.start();
  EXPECT_TRUE(expire(fund_).empty());
  expect_sound();
}

TEST_P(LotTest, expiry_reaches_every_wallet_of_the_asset_and_no_other) {
  const AccountId second = open("second", kWallet);
  const AccountId won_fund = open("won_fund", {}, kWon);
  const AccountId vouchers = open("vouchers", kWallet, kWon);
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 0)));
  ASSERT_TRUE(post(granting(fund_, second, 20, 0)));
  ASSERT_TRUE(post(granting(won_fund, vouchers, 30, 0)));
  pass_days(1);
  EXPECT_EQ(expire(fund_).size(), 2U);
  EXPECT_EQ(posted(vouchers), 30);
  EXPECT_EQ(expire(won_fund).size(), 1U);
  EXPECT_EQ(posted(vouchers), 0);
}

TEST_P(LotTest, expiry_to_nowhere_takes_nothing) {
  const AccountId narrow = open("narrow", {.balance_max = 9});
  const AccountId closed = open("closed");
  ASSERT_TRUE(close(closed));
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 0)));
  pass_days(1);
  EXPECT_TRUE(expire({999}).empty());
  EXPECT_TRUE(expire(narrow).empty());
  EXPECT_TRUE(expire(closed).empty());
  EXPECT_EQ(posted(wallet_), 10);
  EXPECT_EQ(expire(fund_).size(), 1U);
}

TEST_P(LotTest, what_is_held_outlives_the_expiry_of_its_lot) {
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 0)));
  const auto held = hold(request(wallet_, shop_, 6), 3 * 86'400);
  pass_days(1);
  ASSERT_EQ(expire(fund_).size(), 1U);
  EXPECT_EQ(posted(wallet_), 6);
  ASSERT_TRUE(post_hold(*held, 4, 1));  // the order was made in time
  EXPECT_EQ(posted(shop_), 4);
  const auto rest = expire(fund_);
  ASSERT_EQ(rest.size(), 1U);  // the same lot a second time, for what came free
  EXPECT_EQ(rest[0].amount, 2);
  EXPECT_EQ(posted(wallet_), 0);
  expect_sound();
}

TEST_P(LotTest, lots_always_add_up_to_the_balance) {
  for (int i = 1; i <= 12; ++i) {
    ASSERT_TRUE(post(granting(fund_, wallet_, 7 * i, (i * 5) % 13)));
    ASSERT_TRUE(post(request(wallet_, shop_, 3 * i)));
    if (i % 4 == 0) pass_days(1);
    if (i % 4 == 0) expire(fund_);
    std::int64_t sum = 0;
    for (const Lot& lot : lots(wallet_)) sum += lot.remaining + lot.held;
    EXPECT_EQ(sum, posted(wallet_)) << i;
    EXPECT_EQ(ledger_.run([&](Batch& batch) { return batch.lots(wallet_).size(); }),
              lots(wallet_).size());
  }
  expect_sound();
}

TEST_P(LotTest, an_account_without_lots_has_none) {
  ASSERT_TRUE(post(request(fund_, shop_, 10)));
  EXPECT_TRUE(lots(shop_).empty());
  EXPECT_TRUE(lots({999}).empty());
  EXPECT_TRUE(ledger_.run([&](Batch& batch) { return batch.lots({999}); }).empty());
  ASSERT_TRUE(post(granting(fund_, wallet_, 10, 5)));
  ASSERT_TRUE(post(request(wallet_, shop_, 10)));
  EXPECT_TRUE(lots(wallet_).empty());  // used up
}

}  // namespace
}  // namespace ledger
