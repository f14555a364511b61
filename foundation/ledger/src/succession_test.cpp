// One writer after another, and forgeries that only the whole of the tables gives away.
#include "ledger/seat.h"
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

class SuccessionTest : public LedgerFixture {
 protected:
  std::unique_ptr<Ledger> another(LedgerId ledger_id = {1}) {
    return std::make_unique<Ledger>(
        ledger_.database(), [] { return base::korean_instant(kFirstDay, 0); },
        LedgerOptions{.ledger_id = ledger_id, .on_fatal = [](const std::string&) {}});
  }
  static Posting<Entry> pay(Ledger& ledger, std::int64_t n) {
    return ledger.execute([n](db::Transaction&, Batch& batch) {
      return batch.transfer(
          {.key = key_of("succession", n),
           .debit = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {}),
           .credit = batch.account({kOlive, OwnerKind::region, 0, "shop"}, {.balance_min = 0}),
           .amount = 10 * n,
           .code = "test",
           .effective_on = kFirstDay,
           .reference = "visit:" + std::to_string(n)});
    });
  }
  std::int64_t epoch() {
    return *ledger_.database().read([](db::Transaction& tx) {
      return tx.integer("SELECT epoch FROM ledger_writer WHERE ledger_id = $1", 1);
    });
  }
  Verification verified(LedgerId ledger_id) {
    return ledger_.database().read([&](db::Transaction& tx) { return verify(tx, ledger_id); });
  }
  // What verify() finds after `sql`, which is then undone.
  std::string finding_after(const std::string& sql, LedgerId ledger_id = {1}) {
    std::string finding;
    ledger_.database().transact(db::Database::Access::write, [&](db::Transaction& tx) {
      tx.rows(sql);
      finding = verify(tx, ledger_id).finding;
      return db::Database::Verdict::rollback;
    });
    return finding;
  }
};
INSTANTIATE_TEST_SUITE_P(Db, SuccessionTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(SuccessionTest, only_the_last_writer_writes) {
  ASSERT_TRUE(pay(*ledger_, 1));
  const auto second = another();
  const auto third = another();
  EXPECT_THROW(std::ignore = pay(*ledger_, 2), db::Error);
  EXPECT_THROW(std::ignore = pay(*second, 3), db::Error);
  EXPECT_EQ(pay(*third, 4)->seq, 2);
  EXPECT_THROW(std::ignore = pay(*second, 5), db::Error);  // stays out
  EXPECT_EQ(third->last_seq(), 2);
  EXPECT_EQ(ledger_->last_seq(), 1);  // it publishes what was durable under its lease
  expect_sound();
}

TEST_P(SuccessionTest, every_start_takes_a_higher_epoch) {
  const std::int64_t first = epoch();
  ledger_.start();
  const std::int64_t second = epoch();
  EXPECT_GT(second, first);
  const auto successor = another();
  EXPECT_GT(epoch(), second);
  const std::int64_t third = epoch();
  ASSERT_TRUE(pay(*successor, 1));
  EXPECT_EQ(epoch(), third);  // writing takes none
}

TEST_P(SuccessionTest, a_successor_goes_on_where_the_other_ended) {
  ASSERT_TRUE(pay(*ledger_, 1));
  ASSERT_TRUE(pay(*ledger_, 2));
  const auto successor = another();
  EXPECT_EQ(successor->last_seq(), 2);
  EXPECT_TRUE(pay(*successor, 2)->is_replay);  // the client asks again after the change
  const auto shop = successor->find_account({kOlive, OwnerKind::region, 0, "shop"});
  ASSERT_TRUE(shop);
  EXPECT_EQ(successor->balance(*shop).posted, 30);
  EXPECT_EQ(pay(*successor, 3)->seq, 3);
  EXPECT_EQ(successor->balance(*shop).posted, 60);
  expect_sound();
}

TEST_P(SuccessionTest, the_seat_belongs_to_the_last_writer) {
  const auto address = [&] {
    return ledger_.database().read([](db::Transaction& tx) { return writer_address(tx, {1}); });
  };
  ledger_->announce("10.0.0.1:8080");
  EXPECT_EQ(address(), "10.0.0.1:8080");
  const auto successor = another();
  EXPECT_EQ(address(), std::nullopt);
  successor->announce("10.0.0.2:8080");
  EXPECT_THROW(ledger_->announce("10.0.0.1:8080"), db::Error);
  EXPECT_EQ(address(), "10.0.0.2:8080");
}

TEST_P(SuccessionTest, ledgers_of_one_database_do_not_touch_each_other) {
  const auto centre = another({2});
  ASSERT_TRUE(pay(*ledger_, 1));
  ASSERT_TRUE(pay(*centre, 1));
  ASSERT_TRUE(pay(*centre, 2));
  ASSERT_TRUE(pay(*ledger_, 2));  // nobody was fenced
  EXPECT_EQ(ledger_->last_seq(), 2);
  EXPECT_EQ(centre->last_seq(), 2);
  const std::string city = verified({1}).head;
  EXPECT_NE(city, verified({2}).head);  // the same deeds, but not the same chain
  const char* const sql = "UPDATE ledger_transfer SET amount = 1 WHERE ledger_id = 2 AND seq = 1";
  EXPECT_EQ(finding_after(sql, {1}), "");
  EXPECT_NE(finding_after(sql, {2}), "");
}

TEST_P(SuccessionTest, forgeries_are_found) {
  struct Case {
    const char* sql;
    const char* finding;  // how it begins
  };
  const Case cases[] = {
      {"UPDATE ledger_transfer SET debit = 99 WHERE ledger_id = 1 AND seq = 2", "leaf_differs"},
      {"UPDATE ledger_transfer SET actor = 9 WHERE ledger_id = 1 AND seq = 1", "leaf_differs"},
      {"UPDATE ledger_transfer SET idem_key = leaf WHERE ledger_id = 1 AND seq = 3", "malformed"},
      {"UPDATE ledger_balance SET posted = 0 WHERE ledger_id = 1", "balance_differs"},
      {"DELETE FROM ledger_balance WHERE ledger_id = 1", "balance_differs"},
      {"UPDATE ledger_balance SET incoming = 5 WHERE ledger_id = 1", "holds_differ"},
      {"DELETE FROM ledger_day_total WHERE ledger_id = 1", "day_totals_differ"},
      {"UPDATE ledger_day_total SET count = count - 1 WHERE ledger_id = 1", "day_totals_differ"},
      {"UPDATE ledger_day_total SET code = 'wage' WHERE ledger_id = 1", "day_totals_differ: wage"},
      {"UPDATE ledger_writer SET last_seq = 4 WHERE ledger_id = 1", "journal_ends_early"},
      {"UPDATE ledger_writer SET last_seq = 2 WHERE ledger_id = 1", "journal_ends_early"},
      {"DELETE FROM ledger_block WHERE ledger_id = 1", "block_missing"},
      {"DELETE FROM ledger_transfer WHERE ledger_id = 1", "journal_ends_early"},
      {"INSERT INTO ledger_lot (ledger_id, id, account_id, source_seq, source, issued, remaining,"
       " held, expires_on) VALUES (1, 7, 2, 1, '', 5, 5, 0, 99999)",
       "lot_sum_differs: lot 7"},
      {"UPDATE ledger_account SET has_lots = TRUE WHERE ledger_id = 1", "lots_used_differ"},
  };
  for (std::int64_t n = 1; n <= 3; ++n) ASSERT_TRUE(pay(*ledger_, n));
  for (const Case& each : cases)
    EXPECT_TRUE(finding_after(each.sql).starts_with(each.finding))
        << each.sql << ": " << finding_after(each.sql);
  expect_sound();
}

TEST_P(SuccessionTest, the_tables_themselves_refuse_what_cannot_be) {
  const char* const statements[] = {
      "UPDATE ledger_transfer SET amount = -amount WHERE ledger_id = 1",
      "UPDATE ledger_transfer SET amount = 0 WHERE ledger_id = 1",
      "UPDATE ledger_transfer SET seq = 1 WHERE ledger_id = 1",
      "UPDATE ledger_transfer SET idem_key = NULL WHERE ledger_id = 1",
      "UPDATE ledger_balance SET held = -1 WHERE ledger_id = 1",
      "UPDATE ledger_balance SET incoming = -1 WHERE ledger_id = 1",
      "UPDATE ledger_account SET purpose = 'same' WHERE ledger_id = 1",
  };
  ASSERT_TRUE(pay(*ledger_, 1));
  ASSERT_TRUE(pay(*ledger_, 2));
  for (const char* const sql : statements)
    EXPECT_THROW(ledger_.database().write([&](db::Transaction& tx) { tx.execute(sql); }), db::Error)
        << sql;
  expect_sound();
}

}  // namespace
}  // namespace ledger
