#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include "testing/test_ledger.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class LedgerTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  AccountId open(std::string purpose, AccountTerms terms = {}, std::string asset = kOlive) {
    return ledger_.run(
        [&](Batch& batch) { return batch.account({asset, OwnerKind::region, 0, purpose}, terms); });
  }
  TransferRequest request(std::int64_t n, AccountId debit, AccountId credit, std::int64_t amount) {
    return {.key = key_of("test", n),
            .debit = debit,
            .credit = credit,
            .amount = amount,
            .code = "test",
            .effective_on = ledger_.today()};
  }
  Posting<Entry> post(const TransferRequest& request) {
    return ledger_->execute(
        [&](db::Transaction&, Batch& batch) { return batch.transfer(request); });
  }

  TestLedger ledger_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Db, LedgerTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(LedgerTest, a_transfer_moves_and_is_published) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  const auto entry = post(request(1, fund, shop, 500));
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->seq, 1);
  EXPECT_EQ(ledger_->balance(shop).posted, 500);
  EXPECT_EQ(ledger_->balance(fund).posted, -500);
  const Verification verification = ledger_.verified();
  EXPECT_TRUE(verification.is_sound) << verification.finding;
  EXPECT_EQ(verification.entries, 1);
}

TEST_P(LedgerTest, survives_a_restart) {
  const AccountId fund = open("fund");
  const AccountId wallet = open("wallet", {.balance_min = 0, .has_lots = true});
  TransferRequest grant = request(1, fund, wallet, 500);
  grant.expires_on = ledger_.today().plus_days(30);
  grant.memo = "thanks";
  ASSERT_TRUE(post(grant));
  ledger_.start();
  EXPECT_EQ(ledger_->balance(wallet).posted, 500);
  const auto again = post(grant);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->is_replay);
  grant.amount = 501;
  EXPECT_EQ(post(grant).error(), idempotency_conflict);
  const Verification verification = ledger_.verified();
  EXPECT_TRUE(verification.is_sound) << verification.finding;
}

TEST_P(LedgerTest, lots_are_used_earliest_expiry_first) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  const AccountId wallet = open("wallet", {.balance_min = 0, .has_lots = true});
  for (const auto& [n, days] : {std::pair(1, 30), {2, 10}, {3, 20}, {4, 10}}) {
    TransferRequest grant = request(n, fund, wallet, 100);
    grant.expires_on = ledger_.today().plus_days(days);
    grant.lot_source = "fund:" + std::to_string(n);
    ASSERT_TRUE(post(grant));
  }
  const auto paid = post(request(5, wallet, shop, 250));
  const auto uses = ledger_.run([&](Batch& batch) { return batch.lot_uses(paid->seq); });
  ASSERT_EQ(uses.size(), 3U);
  EXPECT_EQ(uses[0].source, "fund:2");
  EXPECT_EQ(uses[1].source, "fund:4");  // same day: the older lot first
  EXPECT_EQ(uses[2].source, "fund:3");
  EXPECT_EQ(uses[2].amount, 50);
}

TEST_P(LedgerTest, expired_points_cannot_be_spent_and_go_back_to_the_fund) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  const AccountId wallet = open("wallet", {.balance_min = 0, .has_lots = true});
  TransferRequest grant = request(1, fund, wallet, 100);
  grant.expires_on = ledger_.today().plus_days(5);
  ASSERT_TRUE(post(grant));
  const auto expire = [&] {
    return ledger_.run([&](Batch& batch) { return batch.expire_lots(fund, batch.today()); });
  };
  ledger_.set_now(ledger_.now().plus_seconds(5 * 86'400));
  EXPECT_TRUE(expire().empty());  // the last day still counts
  ledger_.set_now(ledger_.now().plus_seconds(86'400));
  EXPECT_EQ(post(request(2, wallet, shop, 1)).error(), lots_insufficient);
  ASSERT_EQ(expire().size(), 1U);
  EXPECT_TRUE(expire().empty());
  EXPECT_EQ(ledger_->balance(wallet).posted, 0);
  EXPECT_EQ(ledger_->balance(fund).posted, 0);
}

TEST_P(LedgerTest, what_expired_meanwhile_comes_back_with_days_of_grace) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  const AccountId wallet = open("wallet", {.balance_min = 0, .has_lots = true});
  TransferRequest grant = request(1, fund, wallet, 100);
  grant.expires_on = ledger_.today().plus_days(5);
  grant.lot_source = "fund:17";
  ASSERT_TRUE(post(grant));
  const auto paid = post(request(2, wallet, shop, 60));
  ledger_.set_now(ledger_.now().plus_seconds(10 * 86'400));
  const auto lots = ledger_.run([&](Batch& batch) {
    CHECK(batch.reverse(paid->seq, std::nullopt, key_of("refund", 1), "refund", {}).has_value());
    return batch.lots(wallet);
  });
  ASSERT_EQ(lots.size(), 2U);  // the 40 that ran out are not revived
  EXPECT_EQ(lots[1].remaining, 60);
  EXPECT_EQ(lots[1].expires_on, ledger_.today().plus_days(30));
  EXPECT_EQ(lots[1].source, "fund:17");
  EXPECT_TRUE(ledger_.verified().is_sound);
}

TEST_P(LedgerTest, a_hold_reserves_balance_and_lots_until_its_time_is_over) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  const AccountId wallet = open("wallet", {.balance_min = 0, .has_lots = true});
  TransferRequest grant = request(1, fund, wallet, 100);
  grant.expires_on = ledger_.today().plus_days(90);
  ASSERT_TRUE(post(grant));
  ledger_.run([&](Batch& batch) {
    return batch.hold(request(2, wallet, shop, 70), batch.now().plus_seconds(60)).has_value();
  });
  EXPECT_EQ(ledger_->balance(wallet).available(), 30);
  EXPECT_EQ(ledger_->balance(shop).incoming, 70);
  EXPECT_EQ(post(request(3, wallet, shop, 31)).error(), balance_below_minimum);
  ledger_.start();  // holds outlive a restart
  ledger_.set_now(ledger_.now().plus_seconds(60));
  ledger_->drain();  // any group commit releases them
  EXPECT_EQ(ledger_->balance(wallet).available(), 100);
  EXPECT_TRUE(post(request(3, wallet, shop, 100)));
}

TEST_P(LedgerTest, statements_follow_effective_dates) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  for (const auto& [n, day] : {std::pair(1, 10), {2, 0}, {3, 20}, {4, 10}}) {
    TransferRequest sale = request(n, fund, shop, 100 * n);
    sale.effective_on = kFirstDay.plus_days(day);
    ASSERT_TRUE(post(sale));
  }
  ASSERT_TRUE(post([&] {
    TransferRequest settle = request(5, shop, fund, 50);
    settle.effective_on = kFirstDay.plus_days(10);
    return settle;
  }()));
  const Statement found = ledger_.database().read([&](db::Transaction& tx) {
    return statement(tx, ledger_.id(), shop, kFirstDay.plus_days(5), kFirstDay.plus_days(15));
  });
  EXPECT_EQ(found.opening, 200);
  EXPECT_EQ(found.closing, 650);
  ASSERT_EQ(found.lines.size(), 3U);
  EXPECT_EQ(found.lines[1].entry.seq, 4);
  EXPECT_EQ(found.lines[1].balance, 700);
  EXPECT_EQ(found.lines[2].change, -50);
  EXPECT_EQ(found.lines[2].other, fund);
}

TEST_P(LedgerTest, totals_are_less_what_was_reversed) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  ASSERT_TRUE(post(request(1, fund, shop, 100)));
  ASSERT_TRUE(post(request(2, fund, shop, 50)));
  ledger_.run([&](Batch& batch) {
    return batch.reverse(1, 30, key_of("refund", 1), "refund", {}).has_value();
  });
  const auto found = ledger_.database().read(
      [&](db::Transaction& tx) { return totals(tx, ledger_.id(), kFirstDay, kFirstDay); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "test");
  EXPECT_EQ(found[0].count, 2);
  EXPECT_EQ(found[0].amount, 120);
}

TEST_P(LedgerTest, accounts_and_entries_are_found_in_the_tables) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop", {.balance_min = -5, .balance_max = 900});
  TransferRequest sale = request(1, fund, shop, 100);
  sale.reference = "visit:123";
  ASSERT_TRUE(post(sale));
  ledger_.database().read([&](db::Transaction& tx) {
    const auto account = find_account(tx, ledger_.id(), {kOlive, OwnerKind::region, 0, "shop"});
    ASSERT_TRUE(account);
    EXPECT_EQ(account->id, shop);
    EXPECT_EQ(account->terms.balance_min, -5);
    EXPECT_EQ(account->terms.balance_max, 900);
    EXPECT_EQ(account->closed_on, std::nullopt);
    EXPECT_EQ(accounts_of(tx, ledger_.id(), OwnerKind::region, 0).size(), 2U);
    EXPECT_TRUE(accounts_of(tx, {2}, OwnerKind::region, 0).empty());
    ASSERT_EQ(entries_of(tx, ledger_.id(), "visit:123").size(), 1U);
    EXPECT_EQ(entries_of(tx, ledger_.id(), "visit:123")[0].amount, 100);
    EXPECT_TRUE(entries_of(tx, ledger_.id(), "").empty());
  });
}

TEST_P(LedgerTest, time_never_runs_backwards) {
  const AccountId fund = open("fund");
  const AccountId shop = open("shop");
  const auto first = post(request(1, fund, shop, 1));
  ledger_.set_now(ledger_.now().plus_seconds(-3'600));
  const auto second = post(request(2, fund, shop, 1));
  EXPECT_EQ(second->recorded_at, first->recorded_at);
}

TEST(KeyOf, names_deeds) {
  EXPECT_EQ(key_of("visit", 1), key_of("visit", 1));
  EXPECT_NE(key_of("visit", 1), key_of("visit", 2));
  EXPECT_NE(key_of("visit", 1), key_of("order", 1));
  EXPECT_NE(key_of("visit", 1, 2), key_of("visit", 2, 1));
  EXPECT_NE(key_of("visit", "1"), key_of("visit", 1));
}

}  // namespace
}  // namespace ledger
