#include "ledger/month.h"

#include <numeric>

#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

class MonthTest : public LedgerFixture {
 protected:
  // Three accounts with entries in January and February 2026; the clock stands in March.
  void SetUp() override {
    fund_ = open("fund");
    shop_ = open("shop", {.balance_min = 0});
    idle_ = open("idle");
    pass_days(65);
    pay(100, {20'460});  // January
    pay(30, {20'484});   // the last of January
    pay(7, {20'485});    // February
  }
  void pay(std::int64_t amount, base::Date on) {
    TransferRequest what = request(fund_, shop_, amount);
    what.effective_on = on;
    ASSERT_TRUE(post(what).has_value());
  }
  void seal(base::Date month_end) {
    seal_month(ledger_.database(), notary_, ledger_.id(), month_end, ledger_.now());
  }
  template <class F>
  auto read(F work) {
    return ledger_.database().read([&](db::Transaction& tx) { return work(tx); });
  }
  std::optional<BalanceProof> proof(base::Date month_end, AccountId account_id) {
    return read([&](db::Transaction& tx) {
      return prove_balance(tx, ledger_.id(), month_end, account_id);
    });
  }
  std::string finding_after(const std::string& sql) {
    std::string finding;
    ledger_.database().transact(db::Database::Access::write, [&](db::Transaction& tx) {
      tx.rows(sql);
      finding = verify(tx, ledger_.id()).finding;
      return db::Database::Verdict::rollback;
    });
    return finding;
  }

  static constexpr base::Date kJanuary{20'484};
  static constexpr base::Date kFebruary{20'512};
  Notary notary_{{1}, crypto::SigningKey(std::string(32, 'm'))};
  AccountId fund_, shop_, idle_;
};

INSTANTIATE_TEST_SUITE_P(Db, MonthTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(MonthTest, a_seal_holds_the_balances_of_the_months_last_day) {
  close_month(kJanuary);
  EXPECT_EQ(read([&](db::Transaction& tx) { return unsealed_months(tx, ledger_.id()); }),
            std::vector{kJanuary});
  seal(kJanuary);
  EXPECT_TRUE(read([&](db::Transaction& tx) { return unsealed_months(tx, ledger_.id()); }).empty());
  const auto proved = proof(kJanuary, shop_);
  ASSERT_TRUE(proved.has_value());
  EXPECT_EQ(proved->balance.balance, 130);
  EXPECT_EQ(proved->seal.balances, 2);
  EXPECT_EQ(proof(kJanuary, fund_)->balance.balance, -130);
  EXPECT_FALSE(proof(kJanuary, idle_));   // nothing to prove
  EXPECT_FALSE(proof(kFebruary, shop_));  // not sealed
  EXPECT_FALSE(proof(kJanuary, {99}));
}

TEST_P(MonthTest, a_holder_proves_a_balance_and_no_other) {
  close_month(kFebruary);
  seal(kFebruary);
  const auto proved = *proof(kFebruary, shop_);
  const Digest leaf = month_leaf(ledger_.id(), kFebruary, proved.balance);
  EXPECT_TRUE(
      is_included(proved.index, proved.seal.balances, leaf, proved.seal.root, proved.hashes));
  MonthBalance richer = proved.balance;
  richer.balance += 1;
  EXPECT_FALSE(is_included(proved.index, proved.seal.balances,
                           month_leaf(ledger_.id(), kFebruary, richer), proved.seal.root,
                           proved.hashes));
  EXPECT_NE(leaf, month_leaf(ledger_.id(), kJanuary, proved.balance));
  EXPECT_NE(leaf, month_leaf({2}, kFebruary, proved.balance));
  const auto text = open_note(proved.seal.note, notary_.verifier_key());
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(text->starts_with(notary_.origin() + "/month/2026-02-28\n2\n")) << *text;
}

TEST_P(MonthTest, balances_of_a_month_are_zero_together) {
  close_month(kFebruary);
  seal(kFebruary);
  const auto balances =
      read([&](db::Transaction& tx) { return month_balances(tx, ledger_.id(), kFebruary); });
  EXPECT_EQ(std::accumulate(
                balances.begin(), balances.end(), std::int64_t{0},
                [](std::int64_t sum, const MonthBalance& each) { return sum + each.balance; }),
            0);
}

TEST_P(MonthTest, a_closed_month_takes_no_more_and_a_second_seal_changes_nothing) {
  close_month(kJanuary);
  TransferRequest late = request(fund_, shop_, 5);
  late.effective_on = kJanuary;
  EXPECT_EQ(answer(post(late)), "month_closed");
  seal(kJanuary);
  pay(50, kFebruary);
  const auto before = proof(kJanuary, shop_);
  seal(kJanuary);
  EXPECT_EQ(proof(kJanuary, shop_)->seal.root, before->seal.root);
  EXPECT_EQ(proof(kJanuary, shop_)->seal.size, before->seal.size);
  expect_sound();
}

TEST_P(MonthTest, tables_that_do_not_add_up_are_not_sealed) {
  close_month(kJanuary);
  ledger_.sql(
      "UPDATE ledger_balance SET posted = posted + 1 WHERE ledger_id = 1 AND account_id = 2");
  EXPECT_THROW(seal(kJanuary), db::Error);
}

TEST_P(MonthTest, verification_names_forged_months) {
  close_month(kJanuary);
  seal(kJanuary);
  close_month(kFebruary);
  seal(kFebruary);
  expect_sound();
  EXPECT_EQ(finding_after("UPDATE ledger_month_balance SET balance = balance + 1"
                          " WHERE ledger_id = 1 AND month_end = 20484"),
            "month_balances_differ: 2026-01-31");
  EXPECT_EQ(finding_after("UPDATE ledger_month_seal SET balances = 3 WHERE ledger_id = 1"
                          " AND month_end = 20512"),
            "month_root_differs: 2026-02-28");
  EXPECT_EQ(finding_after("UPDATE ledger_month_seal SET size = 1 WHERE ledger_id = 1"
                          " AND month_end = 20484"),
            "month_was_closed");
}

}  // namespace
}  // namespace ledger
