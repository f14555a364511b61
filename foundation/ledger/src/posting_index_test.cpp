// Postings are kept behind the commits, and no statement is ever without an entry.
#include "posting_index.h"

#include <gtest/gtest.h>

#include <thread>

#include "names.h"
#include "testing/test_ledger.h"

namespace ledger {
namespace {

constexpr int kDeedsMax = 2;  // a backlog of 256 postings, slices of four

class PostingIndexTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  // Entry n moves n won from the fund to one of seven people, on a day of its own.
  void pay(std::int64_t first, std::int64_t last) {
    for (std::int64_t n = first; n <= last; ++n)
      ledger_.run([&](Batch& batch) {
        const AccountId fund = batch.account({kWon, OwnerKind::region, 0, "fund"}, {});
        const AccountId wages = batch.account({kWon, OwnerKind::person, 1 + n % 7, "wages"}, {});
        return batch
            .transfer({.key = key_of("posting", n),
                       .debit = fund,
                       .credit = wages,
                       .amount = n,
                       .code = "wage",
                       .effective_on = kFirstDay.plus_days(static_cast<int>(n % 5))})
            .has_value();
      });
  }
  std::int64_t integer(const char* sql) {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return tx.integer(sql, ledger_.id()).value_or(0); });
  }
  std::int64_t mark() {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return posting_mark(tx, ledger_.id()); });
  }
  std::int64_t count() {
    return integer("SELECT COUNT(*) FROM ledger_posting WHERE ledger_id = $1");
  }
  void wait_for_mark(std::int64_t seq) {
    for (int i = 0; i < 500 && mark() < seq; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_EQ(mark(), seq);
  }
  // Person 1's statement of day 1 and later, checked against what pay() paid.
  void expect_statement(std::int64_t last) {
    const auto found = ledger_.database().read([&](db::Transaction& tx) {
      const auto account = find_account(tx, ledger_.id(), {kWon, OwnerKind::person, 1, "wages"});
      return statement(tx, ledger_.id(), account->id, kFirstDay.plus_days(1),
                       kFirstDay.plus_days(9));
    });
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    std::size_t lines = 0;
    for (std::int64_t n = 7; n <= last; n += 7) {
      closing += n;
      if (n % 5 == 0) opening += n;
      else ++lines;
    }
    EXPECT_EQ(found.opening, opening);
    EXPECT_EQ(found.closing, closing);
    ASSERT_EQ(found.lines.size(), lines);
    for (std::size_t i = 1; i < lines; ++i)
      EXPECT_LT(std::pair(found.lines[i - 1].entry.effective_on, found.lines[i - 1].entry.seq),
                std::pair(found.lines[i].entry.effective_on, found.lines[i].entry.seq));
  }
  // What verify() finds after `sql`, which is then undone.
  std::string found_after(const char* sql) {
    std::string finding;
    ledger_.database().transact(db::Database::Access::write, [&](db::Transaction& tx) {
      tx.rows(sql);
      finding = verify(tx, ledger_.id()).finding;
      return db::Database::Verdict::rollback;
    });
    return finding;
  }

  TestLedger ledger_{GetParam(), kDeedsMax};
};

INSTANTIATE_TEST_SUITE_P(Db, PostingIndexTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(PostingIndexTest, a_quiet_writer_catches_up) {
  pay(1, 20);
  wait_for_mark(20);
  EXPECT_EQ(count(), 40);
  expect_statement(20);
  pay(21, 30);
  expect_statement(30);
  wait_for_mark(30);
  expect_statement(30);
  EXPECT_TRUE(ledger_.verified().is_sound) << ledger_.verified().finding;
}

TEST_P(PostingIndexTest, a_busy_writer_does_not_fall_far_behind) {
  for (std::int64_t n = 1; n < 600; n += 50) {
    pay(n, n + 49);
    expect_statement(n + 49);
  }
  EXPECT_GE(mark(), 256);
  EXPECT_TRUE(ledger_.verified().is_sound) << ledger_.verified().finding;
}

TEST_P(PostingIndexTest, the_next_writer_completes_what_the_last_one_left) {
  pay(1, 9);
  ledger_.stop();
  ledger_.sql("DELETE FROM ledger_posting_mark WHERE ledger_id = 1");
  ledger_.sql("DELETE FROM ledger_posting WHERE ledger_id = 1 AND seq > 4");  // cut off in a run
  expect_statement(9);
  ledger_.start();
  EXPECT_EQ(mark(), 9);
  EXPECT_EQ(count(), 18);
  expect_statement(9);
}

TEST_P(PostingIndexTest, verification_compares_postings_with_the_journal) {
  pay(1, 9);
  wait_for_mark(9);
  EXPECT_EQ(found_after("SELECT 1"), "");
  EXPECT_EQ(found_after("UPDATE ledger_posting SET change = change + 1 WHERE ledger_id = 1"
                        " AND seq = 4 AND change > 0"),
            "posting_differs");
  EXPECT_EQ(found_after("UPDATE ledger_posting SET effective_on = 1 WHERE ledger_id = 1"
                        " AND seq = 4 AND change > 0"),
            "posting_differs");
  EXPECT_EQ(found_after("DELETE FROM ledger_posting WHERE ledger_id = 1 AND seq = 4"),
            "posting_missing");
  EXPECT_EQ(found_after("UPDATE ledger_posting_mark SET seq = 10 WHERE ledger_id = 1"),
            "posting_mark_differs");
}

}  // namespace
}  // namespace ledger
