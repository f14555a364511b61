#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include "test_ledger.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class LedgerTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  AccountId open(std::string purpose, AccountTerms terms = {}, std::string asset = kOlive) {
    return ledger_.run([&](Batch& batch) {
      return batch.account({asset, OwnerKind::region, 0, purpose}, terms);
    });
  }
  TransferRequest request(std::int64_t n, AccountId debit, AccountId credit, std::int64_t amount) {
    return {.key = key_of("test", n), .debit = debit, .credit = credit, .amount = amount,
            .code = "test", .effective_on = ledger_.today()};
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

}  // namespace
}  // namespace ledger
