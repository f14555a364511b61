#include "ledger_watch.h"

#include "ledger/month.h"
#include "ledger/points.h"
#include "observe/metrics.h"
#include "olive_fixture.h"

namespace olive {
namespace {

using ::testing::HasSubstr;

class LedgerWatchTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void grant() {
    const auto granted = server_.ledger().execute([&](db::Transaction&, ledger::Batch& batch) {
      return ledger::grant_points(batch, {.key = ledger::key_of("test", ++keys_),
                                          .person_id = {7},
                                          .points = 100,
                                          .source = "test",
                                          .expires_on = batch.today()});
    });
    ASSERT_TRUE(granted.has_value());
  }
  void sql(const std::string& text) {
    server_.database().write([&](db::Transaction& tx) { tx.rows(text); });
  }
  std::string health() {
    server_.ledger_watch().look();
    return server_.ledger_watch().health();
  }

  testing::TemporaryInstallation installation_{GetParam()};
  Application server_{installation_.place(), system_now};
  std::int64_t keys_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Db, LedgerWatchTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(LedgerWatchTest, a_look_signs_and_finds_all_well) {
  EXPECT_THAT(server_.ledger_watch().health(), HasSubstr(R"("status":"unknown")"));
  grant();
  EXPECT_THAT(health(),
              HasSubstr(R"("status":"sound","finding":"","entries":2,"sealed_entries":2)"));
  EXPECT_THAT(observe::metrics_text(), HasSubstr("olive_ledger_canary_sound 1"));
}

TEST_P(LedgerWatchTest, each_fault_raises_the_alarm) {
  grant();
  struct Fault {
    const char* harm;
    const char* repair;
    const char* finding;
  };
  for (const Fault& each : {
           Fault{"UPDATE ledger_balance SET posted = posted + 1 WHERE ledger_id = 1 AND account_id "
                 "= 1",
                 "UPDATE ledger_balance SET posted = posted - 1 WHERE ledger_id = 1 AND account_id "
                 "= 1",
                 "sum_not_zero"},
           Fault{"UPDATE ledger_lot SET remaining = remaining - 1 WHERE ledger_id = 1",
                 "UPDATE ledger_lot SET remaining = remaining + 1 WHERE ledger_id = 1",
                 "lots_differ"},
           Fault{"UPDATE ledger_transfer SET amount = amount + 1 WHERE ledger_id = 1 AND seq = 2",
                 "UPDATE ledger_transfer SET amount = amount - 1 WHERE ledger_id = 1 AND seq = 2",
                 "leaf_differs"},
           Fault{"UPDATE ledger_block SET last_seq = last_seq + 1 WHERE ledger_id = 1",
                 "UPDATE ledger_block SET last_seq = last_seq - 1 WHERE ledger_id = 1",
                 "block_missing"},
       }) {
    sql(each.harm);
    const std::string found = health();
    EXPECT_THAT(found, HasSubstr(R"("status":"alarm")")) << each.harm;
    EXPECT_THAT(found, HasSubstr(each.finding));
    sql(each.repair);
    EXPECT_THAT(health(), HasSubstr(R"("status":"sound")"));
  }
}

TEST_P(LedgerWatchTest, a_deed_that_hangs_raises_the_alarm) {
  std::promise<void> release;
  auto released = release.get_future().share();
  server_.ledger().submit(
      [released](db::Transaction&, ledger::Batch&) {
        released.wait();
        return ledger::Verdict::reject;
      },
      [](const ledger::Outcome&) {});
  while (server_.ledger().queue_age_s() < 1.1)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_THAT(health(), HasSubstr("queue_stuck"));
  release.set_value();
  server_.ledger().drain();
  EXPECT_THAT(health(), HasSubstr(R"("status":"sound")"));
}

TEST_P(LedgerWatchTest, closed_months_get_their_seal) {
  grant();
  (void)server_.ledger().execute([](db::Transaction&, ledger::Batch& batch) {
    batch.close_month(batch.today().plus_days(-40));
    return ledger::Posting<void>{};
  });
  (void)health();
  const auto seals = server_.database().read(
      [](db::Transaction& tx) { return ledger::list_month_seals(tx, ledger::ledger_of(kRegion)); });
  EXPECT_EQ(seals.size(), 1U);
}

}  // namespace
}  // namespace olive
