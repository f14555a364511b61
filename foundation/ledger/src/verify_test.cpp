// Every way of tampering that we could think of, and what verify() says to it.
#include <gtest/gtest.h>

#include "base/text.h"
#include "testing/test_ledger.h"

namespace ledger {
namespace {

struct Tampering {
  std::string sql;
  std::int64_t first_bad_seq;
  std::string finding;  // how the finding begins
};

// Twelve entries in six commits: grants, payments, a linked group, a refund, holds, a memo.
class VerifyTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    for (int i = 0; i < 3; ++i) ledger_.run([&](Batch& batch) { return work(batch); });
  }

  bool work(Batch& batch) {
    const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
    const AccountId wallet = batch.account({kOlive, OwnerKind::person, 1, "wallet"},
                                           {.balance_min = 0, .has_lots = true});
    const AccountId shop = batch.account({kOlive, OwnerKind::organisation, 1, "sales"}, {});
    const auto request = [&](AccountId debit, AccountId credit, std::int64_t amount) {
      return TransferRequest{.key = key_of("verify", ++keys_),
                             .debit = debit,
                             .credit = credit,
                             .amount = amount,
                             .code = "point_grant",
                             .effective_on = kFirstDay,
                             .reference = "visit:1"};
    };
    TransferRequest grant = request(fund, wallet, 100);
    grant.expires_on = kFirstDay.plus_days(90);
    grant.lot_source = "fund:17";
    CHECK(batch.transfer(grant).has_value());
    TransferRequest payment = request(wallet, shop, 60);
    payment.memo = "생일 케이크";
    const Posting<Entry> paid = batch.transfer(payment);
    CHECK(batch.reverse(paid->seq, 20, key_of("verify", ++keys_), "refund", {}).has_value());
    const auto hold = batch.hold(request(wallet, shop, 5), batch.now().plus_seconds(60));
    CHECK(batch.post_hold(*hold, 5, key_of("verify", ++keys_)).has_value());
    return batch.hold(request(wallet, shop, 3), batch.now().plus_seconds(60)).has_value();
  }

  // What verify() finds after `sql`, which is then undone.
  Verification after(const std::string& sql) {
    Verification found;
    ledger_.database().transact(db::Database::Access::write, [&](db::Transaction& tx) {
      for (const std::string_view statement : base::split(sql, ';')) tx.rows(statement);
      found = verify(tx, ledger_.id());
      return db::Database::Verdict::rollback;
    });
    return found;
  }

  std::int64_t keys_ = 0;
  TestLedger ledger_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Db, VerifyTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

const char* const kSwapped =
    "UPDATE ledger_transfer SET seq = 900 WHERE ledger_id = 1 AND seq = 5;"
    "UPDATE ledger_transfer SET seq = 5 WHERE ledger_id = 1 AND seq = 6;"
    "UPDATE ledger_transfer SET seq = 6 WHERE ledger_id = 1 AND seq = 900";

const std::vector<Tampering>& tamperings() {
  static const std::vector<Tampering> all = {
      {"UPDATE ledger_transfer SET amount = amount + 1 WHERE ledger_id = 1 AND seq = 6", 6,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET code = 'wage' WHERE ledger_id = 1 AND seq = 1", 1,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET credit = debit, debit = credit WHERE ledger_id = 1 AND seq = 5",
       5, "leaf_differs"},
      {"UPDATE ledger_transfer SET effective_on = 1 WHERE ledger_id = 1 AND seq = 12", 12,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET recorded_at = 1 WHERE ledger_id = 1 AND seq = 2", 2,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET actor = 5 WHERE ledger_id = 1 AND seq = 2", 2, "leaf_differs"},
      {"UPDATE ledger_transfer SET group_seq = 1 WHERE ledger_id = 1 AND seq = 6", 6,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET reference = '' WHERE ledger_id = 1 AND seq = 7", 7,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET reverses = 0 WHERE ledger_id = 1 AND seq = 3", 3,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET hold_id = 0 WHERE ledger_id = 1 AND seq = 4", 4, "leaf_differs"},
      {"UPDATE ledger_transfer SET memo_commit = leaf WHERE ledger_id = 1 AND seq = 2", 2,
       "leaf_differs"},
      {"UPDATE ledger_transfer SET leaf = link WHERE ledger_id = 1 AND seq = 9", 9, "leaf_differs"},
      {"UPDATE ledger_transfer SET link = leaf WHERE ledger_id = 1 AND seq = 9", 9, "link_differs"},
      {"UPDATE ledger_transfer SET leaf = memo_commit WHERE ledger_id = 1 AND seq = 9", 9,
       "malformed"},
      {"UPDATE ledger_transfer SET link = idem_key WHERE ledger_id = 1 AND seq = 9", 9,
       "malformed"},
      {"UPDATE ledger_transfer SET memo_commit = idem_key WHERE ledger_id = 1 AND seq = 2", 2,
       "leaf_differs"},
      {"DELETE FROM ledger_transfer WHERE ledger_id = 1 AND seq = 4", 4, "seq_gap"},
      {"DELETE FROM ledger_transfer WHERE ledger_id = 1 AND seq = 1", 1, "seq_gap"},
      {"DELETE FROM ledger_transfer WHERE ledger_id = 1 AND seq = 12", 9, "block_missing"},
      {"DELETE FROM ledger_transfer WHERE ledger_id = 1 AND seq > 8;"
       "DELETE FROM ledger_block WHERE ledger_id = 1 AND first_seq > 8",
       9, "journal_ends_early"},
      {kSwapped, 5, "leaf_differs"},
      {"UPDATE ledger_lot_use SET change = change - 1 WHERE ledger_id = 1 AND seq = 6", 6,
       "leaf_differs"},
      {"DELETE FROM ledger_lot_use WHERE ledger_id = 1 AND seq = 10", 10, "leaf_differs"},
      {"UPDATE ledger_lot SET expires_on = expires_on + 365 WHERE ledger_id = 1 AND id = 2", 5,
       "leaf_differs"},
      {"UPDATE ledger_lot SET source = 'fund:18' WHERE ledger_id = 1 AND id = 2", 5,
       "leaf_differs"},
      {"UPDATE ledger_lot SET remaining = remaining - 1 WHERE ledger_id = 1 AND id = 3", 0,
       "lot_sum_differs: lot 3"},
      {"UPDATE ledger_lot SET remaining = remaining - 1, held = held + 1 WHERE ledger_id = 1 AND "
       "id = 3",
       0, "lot_held_differs: lot 3"},
      {"UPDATE ledger_account SET asset = 'KRW' WHERE ledger_id = 1 AND id = 3", 2,
       "asset_mismatch"},
      {"UPDATE ledger_account SET asset = 'KRW' WHERE ledger_id = 1 AND id = 1", 1, "leaf_differs"},
      {"UPDATE ledger_balance SET posted = posted + 1 WHERE ledger_id = 1 AND account_id = 3", 0,
       "balance_differs: account 3"},
      {"UPDATE ledger_balance SET held = held + 1 WHERE ledger_id = 1 AND account_id = 2", 0,
       "holds_differ: account 2"},
      {"UPDATE ledger_hold SET status = 'voided' WHERE ledger_id = 1 AND status = 'open'", 0,
       "lot_held_differs"},
      {"UPDATE ledger_account SET balance_min = 5 WHERE ledger_id = 1 AND id = 1", 0,
       "balance_below_minimum: account 1"},
      {"UPDATE ledger_block SET head = prev WHERE ledger_id = 1 AND first_seq = 5", 8,
       "block_head_differs"},
      {"UPDATE ledger_block SET prev = head WHERE ledger_id = 1 AND first_seq = 5", 5,
       "block_chain_broken"},
      {"DELETE FROM ledger_block WHERE ledger_id = 1 AND first_seq = 5", 5, "block_missing"},
      {"UPDATE ledger_day_total SET amount = amount + 1 WHERE ledger_id = 1", 0,
       "day_totals_differ"},
  };
  return all;
}

TEST_P(VerifyTest, an_untouched_ledger_is_sound) {
  const Verification found = ledger_.verified();
  EXPECT_TRUE(found.is_sound) << found.finding;
  EXPECT_EQ(found.entries, 12);
  EXPECT_EQ(found.first_bad_seq, 0);
  EXPECT_EQ(found.head.size(), 64U);
}

TEST_P(VerifyTest, names_the_first_bad_entry) {
  for (const Tampering& each : tamperings()) {
    const Verification found = after(each.sql);
    EXPECT_FALSE(found.is_sound) << each.sql;
    EXPECT_EQ(found.first_bad_seq, each.first_bad_seq) << each.sql << "\n" << found.finding;
    EXPECT_TRUE(found.finding.starts_with(each.finding)) << each.sql << "\n" << found.finding;
  }
  EXPECT_TRUE(ledger_.verified().is_sound);
}

TEST_P(VerifyTest, memos_can_be_erased) {
  const Verification before = ledger_.verified();
  const Verification found = after("DELETE FROM ledger_memo WHERE ledger_id = 1");
  EXPECT_TRUE(found.is_sound) << found.finding;
  EXPECT_EQ(found.head, before.head);
}

TEST_P(VerifyTest, an_empty_ledger_is_sound) {
  const Verification found =
      ledger_.database().read([](db::Transaction& tx) { return verify(tx, {99}); });
  EXPECT_TRUE(found.is_sound) << found.finding;
  EXPECT_EQ(found.entries, 0);
}

TEST_P(VerifyTest, a_ledger_does_not_start_on_tables_that_contradict_each_other) {
  for (const char* const sql :
       {"UPDATE ledger_balance SET posted = posted + 1 WHERE ledger_id = 1 AND account_id = 1",
        "UPDATE ledger_lot SET remaining = remaining - 1 WHERE ledger_id = 1 AND id = 2",
        "UPDATE ledger_transfer SET amount = amount + 1 WHERE ledger_id = 1 AND seq = 12",
        "DELETE FROM ledger_transfer WHERE ledger_id = 1 AND seq = 12"}) {
    TestLedger broken(GetParam());
    ledger_.stop();
    broken.run([&](Batch& batch) { return work(batch); });
    broken.run([&](Batch& batch) { return work(batch); });
    broken.run([&](Batch& batch) { return work(batch); });
    broken.stop();
    broken.sql(sql);
    EXPECT_THROW(broken.start(), db::Error) << sql;
  }
}

}  // namespace
}  // namespace ledger
