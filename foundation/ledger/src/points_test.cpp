#include "ledger/points.h"

#include <gtest/gtest.h>

#include "testing/test_ledger.h"

namespace ledger {
namespace {

class PointsTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  PointGrant grant_to(std::int64_t person, std::int64_t points, const std::string& source,
                      base::Date expires_on) {
    return {.key = key_of("test_grant", person, expires_on.days),
            .person_id = {person},
            .points = points,
            .source = source,
            .expires_on = expires_on};
  }
  Posting<Entry> grant(const PointGrant& grant) {
    return ledger_->execute(
        [&](db::Transaction&, Batch& batch) { return grant_points(batch, grant); });
  }
  std::vector<Entry> expire() {
    return ledger_.run([](Batch& batch) { return expire_points(batch, batch.today()); });
  }
  Posting<Entry> spend(std::int64_t person, std::int64_t points) {
    return ledger_->execute([&](db::Transaction&, Batch& batch) {
      return batch.transfer(
          {.key = key_of("test_sale", ++sales_),
           .debit = batch.account(wallet_account({person}), wallet_terms()),
           .credit = batch.account({kOlive, OwnerKind::organisation, 5, "takings"}, {}),
           .amount = points,
           .code = "purchase",
           .effective_on = batch.today()});
    });
  }
  std::int64_t balance(const AccountKey& key) {
    const auto account = ledger_->find_account(key);
    return account ? ledger_->balance(*account).posted : 0;
  }
  PointCover cover() {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return read_point_cover(tx, ledger_.id()); });
  }
  void next_day(int days = 1) {
    ledger_.set_now(ledger_.now().plus_seconds(days * base::kSecondsPerDay));
  }

  TestLedger ledger_{GetParam()};
  std::int64_t sales_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Db, PointsTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(PointsTest, grant_sets_won_aside_in_the_same_group) {
  const auto entry = grant(grant_to(7, 100, "sponsor", kFirstDay.plus_days(9)));
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->group_seq, entry->seq - 1);  // one group: the won first
  EXPECT_EQ(balance(wallet_account({7})), 100);
  EXPECT_EQ(balance(point_source_account("sponsor")), -100);
  EXPECT_EQ(balance(point_fund_account("sponsor")), -100);
  EXPECT_EQ(balance(point_backing_account()), 100);
  EXPECT_EQ(cover().outstanding_points, 100);
  EXPECT_TRUE(cover().is_full());
}

TEST_P(PointsTest, the_same_grant_again_moves_nothing) {
  const PointGrant once = grant_to(7, 100, "sponsor", kFirstDay.plus_days(9));
  ASSERT_TRUE(grant(once));
  EXPECT_TRUE(grant(once)->is_replay);
  EXPECT_EQ(balance(point_backing_account()), 100);
  EXPECT_EQ(balance(wallet_account({7})), 100);
}

TEST_P(PointsTest, a_refused_grant_sets_nothing_aside) {
  EXPECT_EQ(grant(grant_to(7, 100, "sponsor", kFirstDay.plus_days(-1))).error(),
            TransferRefusal::expiry_in_the_past);
  EXPECT_EQ(grant(grant_to(7, 0, "sponsor", kFirstDay)).error(),
            TransferRefusal::amount_not_positive);
  EXPECT_EQ(balance(point_backing_account()), 0);
}

TEST_P(PointsTest, spending_leaves_the_backing_as_it_is) {
  ASSERT_TRUE(grant(grant_to(7, 100, "sponsor", kFirstDay)));
  ASSERT_TRUE(spend(7, 60));
  EXPECT_EQ(cover().outstanding_points, 100);  // 40 in the wallet, 60 in the till
  EXPECT_EQ(cover().backing_won, 100);
}

TEST_P(PointsTest, expiry_gives_won_back_to_the_fund_of_each_source) {
  ASSERT_TRUE(grant(grant_to(7, 100, "sponsor", kFirstDay)));
  ASSERT_TRUE(grant(grant_to(7, 50, "city", kFirstDay.plus_days(1))));
  ASSERT_TRUE(grant(grant_to(8, 30, "city", kFirstDay.plus_days(1))));
  ASSERT_TRUE(grant(grant_to(8, 20, "city", kFirstDay.plus_days(5))));
  ASSERT_TRUE(spend(7, 110));  // all of the sponsor's, 10 of the city's
  next_day(2);
  const std::vector<Entry> entries = expire();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].group_seq, entries[1].group_seq);
  EXPECT_EQ(balance(expired_points_account()), 70);
  EXPECT_EQ(balance(point_fund_account("city")), -30);  // 10 spent, 20 still in a wallet
  EXPECT_EQ(balance(point_fund_account("sponsor")), -100);
  EXPECT_EQ(balance(point_source_account("city")), -100);  // granted stays granted
  EXPECT_EQ(cover().outstanding_points, 130);
  EXPECT_EQ(cover().backing_won, 130);
  const auto released = ledger_.database().read([&](db::Transaction& tx) {
    return totals(tx, ledger_.id(), ledger_.today(), ledger_.today());
  });
  for (const Total& total : released)
    if (total.code == "point_release") EXPECT_EQ(total.amount, 70);
  EXPECT_TRUE(ledger_.verified().is_sound) << ledger_.verified().finding;
}

TEST_P(PointsTest, a_wallet_shows_only_what_can_be_spent) {
  ASSERT_TRUE(grant(grant_to(7, 100, "sponsor", kFirstDay)));
  ASSERT_TRUE(grant(grant_to(7, 50, "city", kFirstDay.plus_days(1))));
  const auto left = [&](base::Date on) {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return sum_of(read_wallet(tx, ledger_.id(), {7}, on)); });
  };
  EXPECT_EQ(left(kFirstDay), 150);
  EXPECT_EQ(left(kFirstDay.plus_days(1)), 50);  // before the night's run as well as after it
  EXPECT_EQ(left(kFirstDay.plus_days(2)), 0);
  EXPECT_TRUE(ledger_.database().read(
      [&](db::Transaction& tx) { return read_wallet(tx, ledger_.id(), {8}, kFirstDay).empty(); }));
}

TEST_P(PointsTest, a_second_run_and_a_restart_change_nothing) {
  ASSERT_TRUE(grant(grant_to(7, 100, "sponsor", kFirstDay)));
  EXPECT_TRUE(expire().empty());  // the last day still counts
  next_day();
  EXPECT_EQ(expire().size(), 1U);
  const std::int64_t last_seq = ledger_->last_seq();
  EXPECT_TRUE(expire().empty());
  ledger_.start();
  EXPECT_TRUE(expire().empty());
  EXPECT_EQ(ledger_->last_seq(), last_seq);
  EXPECT_EQ(balance(point_fund_account("sponsor")), 0);
}

TEST_P(PointsTest, points_that_were_never_backed_expire_all_the_same) {
  ledger_.run([&](Batch& batch) {
    return batch
        .transfer({.key = key_of("test", 1),
                   .debit = batch.account(point_source_account("old"), {}),
                   .credit = batch.account(wallet_account({7}), wallet_terms()),
                   .amount = 40,
                   .code = "point_grant",
                   .effective_on = batch.today(),
                   .expires_on = batch.today(),
                   .lot_source = "old"})
        .value();
  });
  EXPECT_FALSE(cover().is_full());
  next_day();
  EXPECT_EQ(expire().size(), 1U);
  EXPECT_TRUE(cover().is_full());
  EXPECT_EQ(balance(point_backing_account()), 0);
}

}  // namespace
}  // namespace ledger
