// Relations that hold whatever the deeds are.
#include <gtest/gtest.h>

#include "testing/random_deeds.h"
#include "testing/test_ledger.h"

namespace ledger {
namespace {

class MetamorphicTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  // Deeds without memos: those are salted at random, and so are the leaves that commit to them.
  static std::vector<RandomDeed> deeds(std::uint64_t seed, std::size_t count, base::Instant now) {
    DeedMaker maker(seed);
    Reference reference({1});
    reference.begin_group(now);
    DeedMaker::open_accounts(reference);
    std::vector<RandomDeed> made;
    while (made.size() < count) {
      RandomDeed deed = maker.deed(reference);
      for (Op& op : deed.ops) op.request.memo.clear();
      const Reference before = reference;
      reference.begin_deed();
      if (!carry_out(reference, deed).commits) reference = before;
      made.push_back(std::move(deed));
    }
    return made;
  }

  static void carry_out_all(TestLedger& ledger, const std::vector<RandomDeed>& deeds) {
    ledger.run([](Batch& batch) {
      DeedMaker::open_accounts(batch);
      return true;
    });
    for (const RandomDeed& deed : deeds)
      ledger->submit(
          [&deed](db::Transaction&, Batch& batch) {
            return carry_out(batch, deed).commits ? Verdict::commit : Verdict::reject;
          },
          [](const Outcome& outcome) { EXPECT_FALSE(outcome.error); });
    ledger->drain();
  }

  static std::vector<std::string> leaves(TestLedger& ledger) {
    return ledger.database().read([](db::Transaction& tx) {
      const db::Rows rows =
          tx.rows("SELECT leaf, link FROM ledger_transfer WHERE ledger_id = $1 ORDER BY seq", 1);
      std::vector<std::string> out;
      for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back(rows.bytes(i, 0) + rows.bytes(i, 1));
      return out;
    });
  }
};

INSTANTIATE_TEST_SUITE_P(Db, MetamorphicTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(MetamorphicTest, the_size_of_group_commits_does_not_matter) {
  TestLedger one(GetParam(), /*deeds_max=*/1);
  TestLedger thousand(GetParam(), /*deeds_max=*/1'000);
  const auto all = deeds(7, 400, one.now());
  carry_out_all(one, all);
  carry_out_all(thousand, all);
  EXPECT_GT(leaves(one).size(), 60U);
  EXPECT_EQ(leaves(one), leaves(thousand));
  for (std::int64_t id = 1; id <= 10; ++id)
    EXPECT_EQ(one->balance({id}).posted, thousand->balance({id}).posted);
}

TEST_P(MetamorphicTest, sending_everything_again_changes_nothing) {
  TestLedger ledger(GetParam());
  const auto sales = [&](bool expect_replay) {
    for (std::int64_t n = 0; n < 200; ++n) {
      const Entry entry = ledger.run([&](Batch& batch) {
        const AccountId from = batch.account({kWon, OwnerKind::region, n % 7, "a"}, {});
        const AccountId to = batch.account({kWon, OwnerKind::region, n % 5, "b"}, {});
        return batch
            .transfer({.key = key_of("again", n),
                       .debit = from,
                       .credit = to,
                       .amount = n + 1,
                       .code = "x",
                       .effective_on = kFirstDay})
            .value();
      });
      EXPECT_EQ(entry.is_replay, expect_replay);
      EXPECT_EQ(entry.seq, n + 1);
    }
  };
  sales(false);
  const std::string head = ledger.verified().head;
  sales(true);
  ledger.start();  // and after a restart, when every key is looked up in the tables
  sales(true);
  EXPECT_EQ(ledger.verified().head, head);
}

TEST_P(MetamorphicTest, an_entry_and_its_reversal_are_nothing) {
  TestLedger ledger(GetParam());
  const auto texts = [&](Batch& batch) {
    std::string all;
    for (std::int64_t id = 1; id <= 3; ++id) all += text_of(batch, {id});
    return all;
  };
  ledger.run([](Batch& batch) {
    const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
    const AccountId wallet = batch.account({kOlive, OwnerKind::person, 1, "wallet"},
                                           {.balance_min = 0, .has_lots = true});
    batch.account({kOlive, OwnerKind::organisation, 1, "sales"}, {});
    for (std::int64_t n = 0; n < 4; ++n)
      CHECK(batch.transfer({.key = key_of("grant", n),
                            .debit = fund,
                            .credit = wallet,
                            .amount = 100,
                            .code = "point_grant",
                            .effective_on = kFirstDay,
                            .expires_on = kFirstDay.plus_days(static_cast<int>(10 + n))}));
    return true;
  });
  const std::string before = ledger.run(texts);
  const std::int64_t seq = ledger.run([](Batch& batch) {
    return batch
        .transfer({.key = key_of("pay", 1),
                   .debit = {2},
                   .credit = {3},
                   .amount = 250,
                   .code = "purchase",
                   .effective_on = kFirstDay})
        ->seq;
  });
  EXPECT_NE(ledger.run(texts), before);
  for (const std::int64_t part : {30, 120, 100})  // in parts, across lots and commits
    ledger.run([&](Batch& batch) {
      return batch.reverse(seq, part, key_of("undo", part), "refund", {}).has_value();
    });
  EXPECT_EQ(ledger.run(texts), before);
}

}  // namespace
}  // namespace ledger
