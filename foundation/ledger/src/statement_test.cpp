// What pages and reports read: statements, totals, the entries of a deed, the end of the chain.
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

class StatementTest : public LedgerFixture {
 protected:
  Posting<Entry> move(AccountId debit, AccountId credit, std::int64_t amount, int day,
                      const std::string& code = "test") {
    TransferRequest transfer = request(debit, credit, amount);
    transfer.effective_on = kFirstDay.plus_days(day);
    transfer.code = code;
    return post(transfer);
  }
  Statement read(AccountId account_id, int from, int to) {
    return ledger_.database().read([&](db::Transaction& tx) {
      return statement(tx, ledger_.id(), account_id, kFirstDay.plus_days(from),
                       kFirstDay.plus_days(to));
    });
  }
  // `code asset count amount`, one string a line: easy to compare.
  std::vector<std::string> sums(int from, int to) {
    std::vector<std::string> lines;
    for (const Total& total : ledger_.database().read([&](db::Transaction& tx) {
           return totals(tx, ledger_.id(), kFirstDay.plus_days(from), kFirstDay.plus_days(to));
         }))
      lines.push_back(total.code + " " + total.asset + " " + std::to_string(total.count) + " " +
                      std::to_string(total.amount));
    return lines;
  }
  Head head(LedgerId ledger_id = {1}) {
    return ledger_.database().read([&](db::Transaction& tx) { return read_head(tx, ledger_id); });
  }
  AccountId fund_ = open("fund");
  AccountId shop_ = open("shop");
};
INSTANTIATE_TEST_SUITE_P(Db, StatementTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(StatementTest, both_ends_of_the_range_belong_to_it) {
  ASSERT_TRUE(move(fund_, shop_, 100, 10));
  ASSERT_TRUE(move(fund_, shop_, 20, 20));
  ASSERT_TRUE(move(shop_, fund_, 3, 30));
  struct Case {
    int from;
    int to;
    std::int64_t opening;
    std::int64_t closing;
    std::size_t lines;
  };
  const Case cases[] = {
      {0, 9, 0, 0, 0},       {0, 10, 0, 100, 1},    {10, 10, 0, 100, 1},   {11, 19, 100, 100, 0},
      {10, 20, 0, 120, 2},   {11, 20, 100, 120, 1}, {20, 29, 100, 120, 1}, {20, 30, 100, 117, 2},
      {30, 30, 120, 117, 1}, {31, 99, 117, 117, 0}, {0, 99, 0, 117, 3},    {20, 10, 100, 100, 0},
  };
  for (const Case& each : cases) {
    const Statement found = read(shop_, each.from, each.to);
    EXPECT_EQ(found.opening, each.opening) << each.from << "–" << each.to;
    EXPECT_EQ(found.closing, each.closing) << each.from << "–" << each.to;
    EXPECT_EQ(found.lines.size(), each.lines) << each.from << "–" << each.to;
    const Statement mirror = read(fund_, each.from, each.to);
    EXPECT_EQ(mirror.closing, -each.closing);
    EXPECT_EQ(mirror.lines.size(), each.lines);
  }
}

TEST_P(StatementTest, every_line_has_the_balance_after_it) {
  const std::int64_t changes[] = {50, -20, 7, -37, 100};
  for (const std::int64_t change : changes)
    ASSERT_TRUE(change > 0 ? move(fund_, shop_, change, 1) : move(shop_, fund_, -change, 1));
  const Statement found = read(shop_, 0, 2);
  ASSERT_EQ(found.lines.size(), std::size(changes));
  std::int64_t balance = 0;
  for (std::size_t i = 0; i < found.lines.size(); ++i) {
    balance += changes[i];
    EXPECT_EQ(found.lines[i].change, changes[i]);
    EXPECT_EQ(found.lines[i].balance, balance);
    EXPECT_EQ(found.lines[i].other, fund_);
    EXPECT_EQ(found.lines[i].entry.seq, static_cast<std::int64_t>(i) + 1);
  }
  EXPECT_EQ(found.closing, balance);
}

TEST_P(StatementTest, a_late_entry_stands_on_its_day) {
  ASSERT_TRUE(move(fund_, shop_, 10, 5));
  pass_days(20);
  ASSERT_TRUE(move(fund_, shop_, 7, 3));  // recorded on day 20
  const Statement found = read(shop_, 0, 10);
  ASSERT_EQ(found.lines.size(), 2U);
  EXPECT_EQ(found.lines[0].entry.seq, 2);
  EXPECT_EQ(found.lines[0].balance, 7);
  EXPECT_EQ(base::korean_date(found.lines[0].entry.recorded_at), kFirstDay.plus_days(20));
  EXPECT_EQ(found.lines[1].balance, 17);
  EXPECT_EQ(read(shop_, 4, 10).opening, 7);
}

TEST_P(StatementTest, holds_and_strangers_are_not_in_it) {
  ASSERT_TRUE(hold(request(fund_, shop_, 10)));
  EXPECT_TRUE(read(shop_, 0, 9).lines.empty());
  EXPECT_EQ(read(shop_, 0, 9).closing, 0);
  EXPECT_TRUE(read({999}, 0, 9).lines.empty());
  EXPECT_EQ(read({999}, 0, 9).closing, 0);
}

TEST_P(StatementTest, totals_are_by_code_and_asset) {
  const AccountId bank = open("bank", {}, kWon);
  const AccountId till = open("till", {}, kWon);
  ASSERT_TRUE(move(fund_, shop_, 10, 1, "wage"));
  ASSERT_TRUE(move(fund_, shop_, 20, 2, "wage"));
  ASSERT_TRUE(move(bank, till, 300, 2, "wage"));
  ASSERT_TRUE(move(shop_, fund_, 5, 2, "gift"));
  using Lines = std::vector<std::string>;
  EXPECT_EQ(sums(0, 0), Lines{});
  EXPECT_EQ(sums(1, 1), Lines{"wage OLIVE 1 10"});
  EXPECT_EQ(sums(2, 2), (Lines{"gift OLIVE 1 5", "wage KRW 1 300", "wage OLIVE 1 20"}));
  EXPECT_EQ(sums(1, 2), (Lines{"gift OLIVE 1 5", "wage KRW 1 300", "wage OLIVE 2 30"}));
  EXPECT_EQ(sums(2, 1), Lines{});
}

TEST_P(StatementTest, a_reversal_lowers_the_total_on_its_own_day) {
  ASSERT_TRUE(move(fund_, shop_, 10, 0, "wage"));
  pass_days(2);
  ASSERT_TRUE(reverse(1, 4, 1));
  using Lines = std::vector<std::string>;
  EXPECT_EQ(sums(0, 0), Lines{"wage OLIVE 1 10"});
  EXPECT_EQ(sums(2, 2), Lines{"wage OLIVE 0 -4"});
  EXPECT_EQ(sums(0, 2), Lines{"wage OLIVE 1 6"});
  expect_sound();
}

TEST_P(StatementTest, a_deeds_entries_are_found_by_its_reference) {
  TransferRequest visit = request(fund_, shop_, 10);
  visit.reference = "visit:1";
  ASSERT_TRUE(post(visit));
  TransferRequest longer = request(fund_, shop_, 20);
  longer.reference = "visit:12";
  ASSERT_TRUE(post(longer));
  ASSERT_TRUE(reverse(1, 4, 1));
  ledger_.database().read([&](db::Transaction& tx) {
    const auto entries = entries_of(tx, ledger_.id(), "visit:1");
    ASSERT_EQ(entries.size(), 2U);  // the entry and its reversal, not the other visit
    EXPECT_EQ(entries[0].seq, 1);
    EXPECT_EQ(entries[1].reverses, 1);
    EXPECT_EQ(entries_of(tx, ledger_.id(), "visit:12").size(), 1U);
    EXPECT_TRUE(entries_of(tx, ledger_.id(), "visit").empty());
    EXPECT_TRUE(entries_of(tx, {2}, "visit:1").empty());
  });
}

TEST_P(StatementTest, accounts_of_an_owner_are_listed_in_the_order_of_their_opening) {
  const auto open_for = [&](std::int64_t person, const char* purpose) {
    return ledger_.run([&](Batch& batch) {
      return batch.account({kOlive, OwnerKind::person, person, purpose}, {});
    });
  };
  const AccountId wallet = open_for(1, "wallet");
  open_for(2, "wallet");
  const AccountId savings = open_for(1, "a_savings");
  ledger_.database().read([&](db::Transaction& tx) {
    const auto found = accounts_of(tx, ledger_.id(), OwnerKind::person, 1);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, wallet);
    EXPECT_EQ(found[1].id, savings);
    EXPECT_TRUE(accounts_of(tx, ledger_.id(), OwnerKind::organisation, 1).empty());
  });
}

TEST_P(StatementTest, tables_and_memory_tell_the_same_balance) {
  ASSERT_TRUE(move(fund_, shop_, 100, 0));
  ASSERT_TRUE(hold(request(shop_, fund_, 30)));
  for (const AccountId account_id : {fund_, shop_, AccountId{999}}) {
    const Balance memory = ledger_->balance(account_id);
    const Balance table = ledger_.database().read(
        [&](db::Transaction& tx) { return read_balance(tx, ledger_.id(), account_id); });
    EXPECT_EQ(table.posted, memory.posted);
    EXPECT_EQ(table.held, memory.held);
    EXPECT_EQ(table.incoming, memory.incoming);
  }
}

TEST_P(StatementTest, the_head_moves_with_entries_and_with_nothing_else) {
  EXPECT_EQ(head().last_seq, 0);
  EXPECT_EQ(head().chain_head, "");
  ASSERT_TRUE(move(fund_, shop_, 10, 0));
  const Head first = head();
  EXPECT_EQ(first.last_seq, 1);
  EXPECT_EQ(first.chain_head.size(), 64U);
  EXPECT_EQ(first.chain_head, ledger_.verified().head);
  ASSERT_TRUE(hold(request(fund_, shop_, 10)));
  open("another");
  EXPECT_FALSE(post(request(fund_, fund_, 10)));
  ledger_.start();
  EXPECT_EQ(head().chain_head, first.chain_head);
  ASSERT_TRUE(move(fund_, shop_, 10, 0));
  EXPECT_EQ(head().last_seq, 2);
  EXPECT_NE(head().chain_head, first.chain_head);
  EXPECT_EQ(head().chain_head, ledger_.verified().head);
  EXPECT_EQ(head({2}).last_seq, 0);
}

}  // namespace
}  // namespace ledger
