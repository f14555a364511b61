// What the writer promises: durable before answered, all or nothing, one failure hurts one deed.
#include "writer.h"

#include <gtest/gtest.h>

#include "testing/injecting_database.h"
#include "testing/test_ledger.h"

namespace ledger {
namespace {

class WriterTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    const db::ModuleSchema schemas[] = {schema()};
    db::migrate(*real_, schemas);
    real_->write([](db::Transaction& tx) {
      tx.rows(
          "CREATE TABLE side (ledger_id BIGINT NOT NULL, name TEXT NOT NULL,"
          " PRIMARY KEY (ledger_id, name))");
    });
    start();
  }
  void start() {
    ledger_.reset();
    ledger_ = std::make_unique<Ledger>(
        database_, [] { return base::korean_instant(kFirstDay, 0); },
        LedgerOptions{.on_fatal = [this](const std::string& reason) { fatal_ = reason; }});
  }

  static Posting<Entry> pay(Batch& batch, std::int64_t n, std::int64_t amount = 10) {
    const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
    const AccountId shop =
        batch.account({kOlive, OwnerKind::region, 0, "shop"}, {.balance_max = 1'000});
    return batch.transfer({.key = key_of("writer", n),
                           .debit = fund,
                           .credit = shop,
                           .amount = amount,
                           .code = "test",
                           .effective_on = kFirstDay});
  }
  static void note(db::Transaction& tx, const std::string& name) {
    tx.execute("INSERT INTO side (ledger_id, name) VALUES ($1, $2)", 1, name);
  }
  std::int64_t notes() {
    return *real_->read([](db::Transaction& tx) {
      return tx.integer("SELECT COUNT(*) FROM side WHERE ledger_id = $1", 1);
    });
  }
  Verification verified() {
    return real_->read([](db::Transaction& tx) { return verify(tx, {1}); });
  }

  // Submits deeds that form one group commit: the writer is held up until all of them wait.
  std::vector<Outcome> together(std::vector<Deed> deeds) {
    std::promise<void> open;
    const auto gate = open.get_future().share();
    ledger_->submit(
        [gate](db::Transaction&, Batch&) {
          gate.wait();
          return Verdict::reject;
        },
        [](const Outcome&) {});
    std::vector<Outcome> outcomes(deeds.size());
    for (std::size_t i = 0; i < deeds.size(); ++i)
      ledger_->submit(deeds[i], [&, i](Outcome outcome) { outcomes[i] = std::move(outcome); });
    open.set_value();
    ledger_->drain();
    return outcomes;
  }

  db::testing::TemporaryDatabase real_{GetParam()};
  InjectingDatabase database_{*real_};
  std::string fatal_;
  std::unique_ptr<Ledger> ledger_;
};

// On SQLite only: the child of a death test would start a cluster of its own.
class WriterExitTest : public WriterTest {};
INSTANTIATE_TEST_SUITE_P(Sqlite, WriterExitTest, ::testing::Values(db::Dialect::sqlite));

INSTANTIATE_TEST_SUITE_P(Db, WriterTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(WriterTest, answers_only_after_the_commit) {
  const int before = database_.commits();
  int at_answer = before;
  ledger_->submit([](db::Transaction&,
                     Batch& batch) { return pay(batch, 1) ? Verdict::commit : Verdict::reject; },
                  [&](const Outcome&) { at_answer = database_.commits(); });
  ledger_->drain();
  EXPECT_EQ(at_answer, before + 1);
}

TEST_P(WriterTest, publishes_only_what_is_durable) {
  Balance inside{.posted = -1};
  std::optional<AccountId> found_inside;
  const AccountKey shop{kOlive, OwnerKind::region, 0, "shop"};
  together({[&](db::Transaction&, Batch& batch) {
    EXPECT_TRUE(pay(batch, 1).has_value());
    found_inside = ledger_->find_account(shop);
    inside = ledger_->balance(*batch.find_account(shop));
    return Verdict::commit;
  }});
  EXPECT_EQ(found_inside, std::nullopt);
  EXPECT_EQ(inside.posted, 0);
  ASSERT_TRUE(ledger_->find_account(shop));
  EXPECT_EQ(ledger_->balance(*ledger_->find_account(shop)).posted, 10);
  EXPECT_EQ(ledger_->last_seq(), 1);
}

TEST_P(WriterTest, many_deeds_share_one_commit) {
  const int before = database_.commits();
  std::vector<Deed> deeds;
  for (int n = 0; n < 50; ++n)
    deeds.push_back([n](db::Transaction&, Batch& batch) {
      return pay(batch, n) ? Verdict::commit : Verdict::reject;
    });
  together(deeds);
  EXPECT_LE(database_.commits() - before, 2);  // the gate's own group may take the first few
  EXPECT_EQ(ledger_->last_seq(), 50);
}

TEST_P(WriterTest, a_rejected_deed_leaves_no_trace_and_no_gap) {
  const auto outcomes = together({
      [](db::Transaction&, Batch& batch) {
        return pay(batch, 1) ? Verdict::commit : Verdict::reject;
      },
      [](db::Transaction& tx, Batch& batch) {
        note(tx, "rejected");
        EXPECT_TRUE(pay(batch, 2).has_value());
        batch.account({kOlive, OwnerKind::region, 0, "other"}, {.has_lots = true});
        return Verdict::reject;
      },
      [](db::Transaction& tx, Batch& batch) {
        note(tx, "kept");
        const auto entry = pay(batch, 2);  // the key is free again
        return entry && entry->seq == 2 && !entry->is_replay ? Verdict::commit : Verdict::reject;
      },
  });
  EXPECT_EQ(outcomes[1].verdict, Verdict::reject);
  EXPECT_EQ(outcomes[2].verdict, Verdict::commit);
  EXPECT_EQ(notes(), 1);
  EXPECT_EQ(ledger_->find_account({kOlive, OwnerKind::region, 0, "other"}), std::nullopt);
  EXPECT_EQ(verified().entries, 2);
}

TEST_P(WriterTest, a_linked_group_passes_or_fails_together) {
  const auto refused = ledger_->execute([](db::Transaction& tx, Batch& batch) -> Posting<Entry> {
    note(tx, "linked");
    OLIVE_TRY(first, pay(batch, 1));
    return pay(batch, 2, 1'000);  // above the maximum
  });
  EXPECT_EQ(refused.error(), TransferRefusal::balance_above_maximum);
  EXPECT_EQ(notes(), 0);
  const auto linked = ledger_->execute([](db::Transaction&, Batch& batch) -> Posting<Entry> {
    OLIVE_TRY(first, pay(batch, 1));
    return pay(batch, 2, 20);
  });
  ASSERT_TRUE(linked);
  EXPECT_EQ(linked->seq, 2);
  EXPECT_EQ(linked->group_seq, 1);
}

TEST_P(WriterTest, a_throwing_deed_fails_alone) {
  const auto outcomes = together({
      [](db::Transaction& tx, Batch& batch) {
        note(tx, "a");
        return pay(batch, 1) ? Verdict::commit : Verdict::reject;
      },
      [](db::Transaction& tx, Batch& batch) {
        std::ignore = pay(batch, 2);
        note(tx, "a");  // breaks the unique key
        return Verdict::commit;
      },
      [](db::Transaction&, Batch& batch) -> Verdict {
        std::ignore = pay(batch, 3);
        throw std::runtime_error("the deed's own bug");
      },
      [](db::Transaction& tx, Batch& batch) {
        note(tx, "b");
        return pay(batch, 4) ? Verdict::commit : Verdict::reject;
      },
  });
  EXPECT_FALSE(outcomes[0].error);
  EXPECT_TRUE(outcomes[1].error);
  EXPECT_TRUE(outcomes[2].error);
  EXPECT_FALSE(outcomes[3].error);
  EXPECT_EQ(notes(), 2);
  EXPECT_EQ(ledger_->last_seq(), 2);
  EXPECT_TRUE(verified().is_sound);
  EXPECT_EQ(fatal_, "");
}

TEST_P(WriterTest, a_conflict_runs_the_group_again_from_the_durable_state) {
  std::ignore = ledger_->execute([](db::Transaction&, Batch& batch) { return pay(batch, 1); });
  int runs = 0;
  database_.fail_commits(2, "40001");
  const auto entry = ledger_->execute([&](db::Transaction& tx, Batch& batch) {
    ++runs;
    note(tx, "once");
    return pay(batch, 2);
  });
  ASSERT_TRUE(entry);
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(entry->seq, 2);
  EXPECT_FALSE(entry->is_replay);
  EXPECT_EQ(notes(), 1);
  const Verification verification = verified();
  EXPECT_TRUE(verification.is_sound) << verification.finding;
  EXPECT_EQ(verification.entries, 2);
}

TEST_P(WriterTest, a_conflict_inside_a_deed_is_the_groups) {
  int runs = 0;
  const auto entry = ledger_->execute([&](db::Transaction&, Batch& batch) {
    if (++runs == 1) throw db::Error("40001", "injected");
    return pay(batch, 1);
  });
  EXPECT_TRUE(entry.has_value());
  EXPECT_EQ(runs, 2);
}

TEST_P(WriterTest, a_failed_commit_is_fatal_and_acknowledges_nothing) {
  database_.fail_commits(1, "58030");
  const auto pay_once = [](db::Transaction&, Batch& batch) { return pay(batch, 1); };
  EXPECT_THROW(std::ignore = ledger_->execute(pay_once), db::Error);
  EXPECT_EQ(fatal_, "injected");
  // Never tried again: a writer that has failed stays stopped.
  EXPECT_THROW(std::ignore = ledger_->execute(pay_once), db::Error);
  EXPECT_EQ(ledger_->last_seq(), 0);
  start();
  EXPECT_EQ(ledger_->execute(pay_once)->seq, 1);
}

TEST_P(WriterExitTest, the_default_for_a_failed_commit_is_to_exit) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        Ledger ledger(database_, [] { return base::korean_instant(kFirstDay, 0); }, {});
        database_.fail_commits(1, "58030");
        std::ignore = ledger.execute([](db::Transaction&, Batch& batch) { return pay(batch, 1); });
      },
      ::testing::ExitedWithCode(70), "ledger_stopped");
}

TEST_P(WriterTest, an_older_writer_is_fenced_off) {
  const auto pay_nth = [](std::int64_t n) {
    return [n](db::Transaction&, Batch& batch) { return pay(batch, n); };
  };
  std::ignore = ledger_->execute(pay_nth(1));
  Ledger successor(*real_, [] { return base::korean_instant(kFirstDay, 0); }, {});
  EXPECT_THROW(std::ignore = ledger_->execute(pay_nth(2)), db::Error);
  EXPECT_NE(fatal_.find("another writer"), std::string::npos);
  EXPECT_EQ(successor.execute(pay_nth(3))->seq, 2);
  EXPECT_TRUE(verified().is_sound);
}

TEST_P(WriterTest, stopping_finishes_the_queue) {
  int answered = 0;
  for (int n = 0; n < 20; ++n)
    ledger_->submit(
        [n](db::Transaction&, Batch& batch) {
          return pay(batch, n) ? Verdict::commit : Verdict::reject;
        },
        [&](const Outcome& outcome) { answered += outcome.verdict == Verdict::commit; });
  ledger_.reset();
  EXPECT_EQ(answered, 20);
  EXPECT_EQ(verified().entries, 20);
}

TEST_P(WriterTest, concurrent_clients_lose_nothing) {
  std::vector<std::thread> clients;
  std::atomic<std::int64_t> accepted = 0;
  for (std::int64_t client = 0; client < 8; ++client)
    clients.emplace_back([&, client] {
      for (std::int64_t n = 0; n < 25; ++n) {
        const auto entry = ledger_->execute(
            [&](db::Transaction&, Batch& batch) { return pay(batch, client * 1'000 + n, 7); });
        accepted += entry.has_value() ? 1 : 0;
      }
    });
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(accepted, 1'000 / 7);  // the shop's maximum stops exactly there
  EXPECT_EQ(ledger_->last_seq(), accepted);
  EXPECT_TRUE(verified().is_sound);
}

}  // namespace
}  // namespace ledger
