#include "jobs/runner.h"

#include <atomic>

#include "base/embedded.h"
#include "db/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "jobs/outbox.h"

OLIVE_EMBEDDED(jobs)

namespace jobs {

struct VisitCompleted {
  static constexpr std::string_view kTopic = "care.visit_completed";
  std::int64_t visit = 0;
};
BOOST_DESCRIBE_STRUCT(VisitCompleted, (), (visit))

namespace {

using Failure = std::runtime_error;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr base::RegionId kBusan{26};
constexpr std::string_view kTopic = VisitCompleted::kTopic;

class RunnerTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    const db::ModuleSchema schema[] = {{"jobs", embedded::schema()}};
    db::migrate(*database_, schema);
    database_->write([](db::Transaction& tx) {
      tx.rows(
          "CREATE TABLE test_effect (region_id BIGINT NOT NULL, id BIGINT NOT NULL,"
          " task BIGINT NOT NULL, PRIMARY KEY (region_id, id))");
    });
  }

  void announce(std::int64_t visit, base::Instant not_before = {}) {
    database_->write(
        [&](db::Transaction& tx) { publish(tx, kBusan, VisitCompleted{visit}, not_before); });
  }
  static void leave_effect(db::Transaction& tx, const Task& task) {
    tx.execute("INSERT INTO test_effect (region_id, id, task) VALUES ($1, $2, $3)", kBusan,
               tx.make_id<TaskId>(), task.id);
  }
  std::int64_t effects() {
    return *database_->read([](db::Transaction& tx) {
      return tx.integer("SELECT COUNT(*) FROM test_effect WHERE region_id = $1", kBusan);
    });
  }
  std::vector<Task> tasks(State state) {
    return database_->read([&](db::Transaction& tx) { return list(tx, kBusan, state, 1'000); });
  }
  std::unique_ptr<Runner> make_runner(RunnerOptions options = {}) {
    return std::make_unique<Runner>(
        *database_, [this] { return now_; }, [] { return std::vector<base::RegionId>{kBusan}; },
        options);
  }

  db::testing::TemporaryDatabase database_{GetParam()};
  base::Instant now_ = base::korean_instant(*base::make_date(2026, 11, 22), 10 * 3'600);
};

INSTANTIATE_TEST_SUITE_P(Db, RunnerTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& parameter) {
                           return db::testing::dialect_name(parameter.param);
                         });

TEST_P(RunnerTest, every_subscriber_gets_every_event_once) {
  const auto runner = make_runner();
  std::vector<std::string> seen;
  for (const char* name : {"teams.attendance", "insight.loop"})
    runner->on<VisitCompleted>(
        name, [&seen, name](db::Transaction&, const Task&, const VisitCompleted& event) {
          seen.push_back(name + std::string(" ") + std::to_string(event.visit));
        });
  announce(1);
  announce(2);
  EXPECT_EQ(runner->run_due(), 4U);
  EXPECT_EQ(runner->run_due(), 0U);
  EXPECT_THAT(seen, ElementsAre("teams.attendance 1", "insight.loop 1", "teams.attendance 2",
                                "insight.loop 2"));
}

TEST_P(RunnerTest, an_event_of_a_rolled_back_transaction_never_happened) {
  const auto runner = make_runner();
  runner->subscribe(kTopic, "a", leave_effect);
  EXPECT_THROW(database_->write([](db::Transaction& tx) {
    publish(tx, kBusan, VisitCompleted{1});
    throw std::runtime_error("refused");
  }),
               std::runtime_error);
  EXPECT_EQ(runner->run_due(), 0U);
}

TEST_P(RunnerTest, an_event_waits_for_its_time) {
  const auto runner = make_runner();
  runner->subscribe(kTopic, "a", leave_effect);
  announce(1, now_.plus_seconds(60));
  EXPECT_EQ(runner->run_due(), 0U);
  now_ = now_.plus_seconds(60);
  EXPECT_EQ(runner->run_due(), 1U);
}

TEST_P(RunnerTest, a_handler_may_publish_and_that_runs_too) {
  const auto runner = make_runner();
  runner->subscribe(kTopic, "a", [](db::Transaction& tx, const Task&) {
    publish(tx, kBusan, "teams.attended", R"({"day":1})");
  });
  runner->subscribe("teams.attended", "b", leave_effect);
  announce(1);
  EXPECT_EQ(runner->run_due(), 2U);
  EXPECT_EQ(effects(), 1);
}

TEST_P(RunnerTest, a_failure_rolls_back_and_is_repeated_later_each_time) {
  const auto runner = make_runner({.first_delay_s = 10});
  int runs = 0;
  runner->subscribe(kTopic, "a", [&](db::Transaction& tx, const Task& task) {
    leave_effect(tx, task);
    if (++runs < 3) throw std::runtime_error("hospital is away");
  });
  announce(1);
  EXPECT_EQ(runner->run_due(), 0U);
  EXPECT_EQ(effects(), 0);
  EXPECT_EQ(tasks(State::waiting).at(0).last_error, "hospital is away");
  now_ = now_.plus_seconds(9);
  EXPECT_EQ(runner->run_due(), 0U);
  EXPECT_EQ(runs, 1);
  now_ = now_.plus_seconds(1);
  EXPECT_EQ(runner->run_due(), 0U);
  EXPECT_EQ(runs, 2);
  now_ = now_.plus_seconds(19);
  EXPECT_EQ(runner->run_due(), 0U);
  EXPECT_EQ(runs, 2);
  now_ = now_.plus_seconds(1);
  EXPECT_EQ(runner->run_due(), 1U);
  EXPECT_EQ(effects(), 1);
}

TEST_P(RunnerTest, a_task_dies_with_its_reason_and_can_be_revived) {
  const auto runner = make_runner({.attempts_max = 2});
  bool is_broken = true;
  runner->subscribe(kTopic, "a", [&](db::Transaction& tx, const Task& task) {
    if (is_broken) throw std::runtime_error("no \"such\" team\n\x01");
    leave_effect(tx, task);
  });
  announce(1);
  for (int i = 0; i < 3; ++i, now_ = now_.plus_seconds(3'600)) runner->run_due();
  const std::vector<Task> dead = tasks(State::dead);
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].attempts, 2);
  EXPECT_EQ(dead[0].last_error, "no \"such\" team??");
  is_broken = false;
  const auto revive = [&](TaskId id) {
    return database_->write([&](db::Transaction& tx) { return retry(tx, kBusan, id, now_); });
  };
  EXPECT_EQ(revive(TaskId{5}).error(), RetryRefusal::task_not_found);
  EXPECT_TRUE(revive(dead[0].id));
  EXPECT_EQ(revive(dead[0].id).error(), RetryRefusal::task_not_dead);
  EXPECT_EQ(runner->run_due(), 1U);
  EXPECT_EQ(effects(), 1);
}

TEST_P(RunnerTest, one_bad_task_does_not_stop_the_others) {
  const auto runner = make_runner();
  runner->on<VisitCompleted>(
      "a", [](db::Transaction& tx, const Task& task, const VisitCompleted& event) {
        if (event.visit == 2) throw std::runtime_error("two");
        leave_effect(tx, task);
      });
  for (int visit = 1; visit <= 50; ++visit) announce(visit);
  EXPECT_EQ(runner->run_due(), 49U);
}

TEST_P(RunnerTest, the_queue_shows_counts_by_state) {
  const auto runner = make_runner({.attempts_max = 1});
  runner->on<VisitCompleted>("a", [](db::Transaction&, const Task&, const VisitCompleted& event) {
    if (event.visit == 2) throw std::runtime_error("two");
  });
  for (int visit = 1; visit <= 3; ++visit) announce(visit);
  runner->run_due();
  std::vector<std::string> shown;
  for (const QueueCount& count :
       database_->read([](db::Transaction& tx) { return counts(tx, kBusan); }))
    shown.push_back(count.subscriber + " " + std::string(base::name_of(count.state)) + " " +
                    std::to_string(count.tasks));
  EXPECT_THAT(shown, ElementsAre("a dead 1", "a done 2"));
}

TEST_P(RunnerTest, done_tasks_are_forgotten_after_some_days) {
  const auto runner = make_runner({.keep_done_days = 7});
  runner->subscribe(kTopic, "a", leave_effect);
  announce(1);
  runner->run_due();
  now_ = now_.plus_seconds(7 * base::kSecondsPerDay);
  runner->run_due();
  EXPECT_EQ(tasks(State::done).size(), 1U);
  now_ = now_.plus_seconds(3'601);
  runner->run_due();
  EXPECT_THAT(tasks(State::done), IsEmpty());
}

TEST_P(RunnerTest, a_schedule_publishes_once_a_period_and_makes_up_once) {
  const auto runner = make_runner();
  std::vector<std::string> ticks;
  runner->schedule("nightly", daily_at(3, 0), "insight.nightly");
  runner->subscribe("insight.nightly", "a", [&](db::Transaction&, const Task& task) {
    ticks.push_back(base::format_instant(json::read<Tick>(task.payload)->scheduled_for));
  });
  runner->run_due();
  EXPECT_THAT(ticks, IsEmpty());
  now_ = now_.plus_seconds(17 * 3'600);  // 03:00 the next day
  runner->run_due();
  runner->run_due();
  EXPECT_THAT(ticks, ElementsAre("2026-11-22T18:00:00Z"));
  now_ = now_.plus_seconds(3 * base::kSecondsPerDay + 60);
  runner->run_due();
  EXPECT_THAT(ticks, ElementsAre("2026-11-22T18:00:00Z", "2026-11-23T18:00:00Z"));
}

TEST_P(RunnerTest, a_changed_schedule_counts_from_now) {
  const auto runner = make_runner();
  runner->schedule("report", daily_at(3, 0), "insight.report");
  runner->run_due();
  const auto changed = make_runner();
  changed->schedule("report", every_minutes(10), "insight.report");
  changed->subscribe("insight.report", "a", leave_effect);
  changed->run_due();
  EXPECT_EQ(effects(), 0);
  now_ = now_.plus_seconds(600);
  changed->run_due();
  EXPECT_EQ(effects(), 1);
}

TEST_P(RunnerTest, a_long_handler_runs_outside_and_leaves_its_effect_inside) {
  const auto runner = make_runner();
  runner->subscribe_long(kTopic, "a", [&](const Task& task) -> Effect {
    database_->write([&](db::Transaction& tx) { leave_effect(tx, task); });  // would block inside
    return [task](db::Transaction& tx) { leave_effect(tx, task); };
  });
  announce(1);
  EXPECT_EQ(runner->run_due(), 1U);
  EXPECT_EQ(effects(), 2);
}

TEST_P(RunnerTest, a_leased_task_is_left_alone_until_the_lease_runs_out) {
  const auto other = make_runner({.lease_s = 120});
  other->subscribe(kTopic, "a", leave_effect);
  const auto runner = make_runner({.lease_s = 120});
  runner->subscribe_long(kTopic, "a", [&](const Task&) -> Effect {
    EXPECT_EQ(other->run_due(), 0U);
    now_ = now_.plus_seconds(120);  // this process hangs; the other takes over
    EXPECT_EQ(other->run_due(), 1U);
    return [](db::Transaction& tx) { leave_effect(tx, Task{}); };
  });
  announce(1);
  EXPECT_EQ(runner->run_due(), 0U);
  EXPECT_EQ(effects(), 1);
}

TEST_P(RunnerTest, tasks_of_unknown_subscribers_wait_and_hold_up_nobody) {
  const auto newer = make_runner();
  newer->subscribe(kTopic, "new", [](db::Transaction&, const Task&) { throw Failure("later"); });
  for (int visit = 0; visit < 30; ++visit) announce(visit);
  newer->run_due();
  now_ = now_.plus_seconds(60);
  const auto older = make_runner();
  older->subscribe(kTopic, "old", leave_effect);
  announce(31);
  EXPECT_EQ(older->run_due(), 1U);
  EXPECT_EQ(tasks(State::waiting).size(), 30U);
}

TEST_P(RunnerTest, several_runners_do_each_task_exactly_once) {
  constexpr int kEvents = 60;
  for (int visit = 0; visit < kEvents; ++visit) announce(visit);
  const auto other_database = db::open(database_.url());
  std::vector<std::unique_ptr<Runner>> runners;
  for (db::Database* database : {&*database_, other_database.get()}) {
    runners.push_back(std::make_unique<Runner>(
        *database, [this] { return now_; }, [] { return std::vector<base::RegionId>{kBusan}; }));
    runners.back()->subscribe(kTopic, "a", leave_effect);
  }
  std::vector<std::thread> threads;
  for (const auto& runner : runners) threads.emplace_back([&] { runner->run_due(); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(effects(), kEvents);
  EXPECT_EQ(tasks(State::done).size(), std::size_t{kEvents});
}

TEST_P(RunnerTest, the_thread_works_when_woken_and_stops) {
  const auto runner = make_runner({.poll = std::chrono::hours(1)});
  std::atomic<int> seen = 0;
  runner->subscribe(kTopic, "a", [&](db::Transaction&, const Task&) { ++seen; });
  runner->start();
  announce(1);
  for (int i = 0; i < 500 && seen == 0; ++i) {
    runner->wake();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  runner->stop();
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace jobs
