#include "jobs/runner.h"

#include <algorithm>

#include "jobs/outbox.h"
#include "observe/log.h"
#include "observe/metrics.h"

namespace jobs {

namespace {

constexpr std::int64_t kEventsARound = 100;
constexpr std::int64_t kTasksARound = 20;
constexpr std::int64_t kDelayMaxSeconds = 3'600;
constexpr std::size_t kReasonLength = 1'000;

// first_delay_s after the first failure, then twice as long each time.
std::int64_t delay_s(const RunnerOptions& options, int failures) {
  const int doublings = std::min(failures - 1, 20);
  return std::min(std::int64_t{options.first_delay_s} << doublings, kDelayMaxSeconds);
}

// What the log and the queue show of a failure: well-formed text of bounded length.
std::string shown_reason(std::string_view reason) {
  std::string shown(reason.substr(0, kReasonLength));
  for (char& c : shown)
    if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > '~') c = '?';
  return shown.empty() ? "unknown" : shown;
}

struct Event {
  std::int64_t id = 0;
  std::string topic;
  std::string payload;
  base::Instant not_before{};
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, topic, payload, not_before))

// The conditional update let another process pass first: its effect stands, ours must not happen.
struct Overtaken {};

}  // namespace

Runner::Runner(db::Database& database, base::Clock clock,
               std::function<std::vector<base::RegionId>()> regions, RunnerOptions options)
    : database_(database),
      clock_(std::move(clock)),
      regions_(std::move(regions)),
      options_(options) {
  CHECK(clock_ && regions_);
  CHECK(options_.attempts_max >= 1 && options_.first_delay_s >= 1 && options_.lease_s >= 1);
  holder_ = database_.read([](db::Transaction& tx) { return tx.make_id<TaskId>().value; });
}

Runner::~Runner() { stop(); }

void Runner::subscribe(std::string_view topic, std::string_view subscriber, Handler handler) {
  CHECK(handler);
  add({std::string(topic), std::string(subscriber), nullptr, std::move(handler)});
}

void Runner::subscribe_long(std::string_view topic, std::string_view subscriber,
                            LongHandler handler) {
  CHECK(handler);
  add({std::string(topic), std::string(subscriber), std::move(handler), nullptr});
}

void Runner::add(Subscription subscription) {
  CHECK(!thread_.joinable());
  for (const Subscription& other : subscriptions_)
    CHECK(other.topic != subscription.topic || other.subscriber != subscription.subscriber);
  subscriptions_.push_back(std::move(subscription));
}

void Runner::schedule(std::string_view name, const Schedule& schedule, std::string_view topic) {
  CHECK(!thread_.joinable());
  CHECK(std::ranges::find(recurring_, name, &Recurring::name) == recurring_.end());
  recurring_.push_back({std::string(name), schedule, std::string(topic)});
}

std::size_t Runner::run_due() {
  std::size_t done = 0;
  for (const base::RegionId region_id : regions_()) {
    publish_scheduled(region_id);
    forget_old(region_id);
    for (;;) {
      const bool dispatched = dispatch(region_id);
      const std::vector<Task> tasks = claim(region_id);
      if (!dispatched && tasks.empty()) break;
      done += run_claimed(tasks);
    }
  }
  return done;
}

void Runner::publish_scheduled(base::RegionId region_id) {
  const base::Instant now = clock_();
  for (const Recurring& recurring : recurring_) {
    const std::string rule = describe(recurring.schedule);
    const base::Instant next = next_after(recurring.schedule, now);
    const std::optional<std::int64_t> due = database_.read([&](db::Transaction& tx) {
      return tx.integer(
          "SELECT next_at FROM jobs_schedule WHERE region_id = $1 AND name = $2 AND rule = $3",
          region_id, recurring.name, rule);
    });
    if (due && *due > now.micros) continue;
    database_.write([&](db::Transaction& tx) {
      if (!due) {  // new, or its rule was changed: counted from now on
        tx.execute(
            "INSERT INTO jobs_schedule (region_id, name, rule, next_at) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (region_id, name) DO UPDATE"
            " SET rule = excluded.rule, next_at = excluded.next_at"
            " WHERE jobs_schedule.rule <> excluded.rule",
            region_id, recurring.name, rule, next);
        return;
      }
      const std::int64_t won = tx.execute(
          "UPDATE jobs_schedule SET next_at = $3"
          " WHERE region_id = $1 AND name = $2 AND next_at = $4",
          region_id, recurring.name, next, *due);
      if (won == 1) publish(tx, region_id, recurring.topic, json::write(Tick{base::Instant{*due}}));
    });
  }
}

// Turns announced events into one task for each subscriber. False when there is nothing to turn.
bool Runner::dispatch(base::RegionId region_id) {
  static constexpr std::string_view kSelect =
      "SELECT id, topic, payload, not_before FROM jobs_event"
      " WHERE region_id = $1 AND not_before <= $2 ORDER BY id LIMIT $3";
  const base::Instant now = clock_();
  const auto select = [&](db::Transaction& tx) {
    return tx.query<Event>(kSelect, region_id, now, kEventsARound);
  };
  if (database_.read(select).empty()) return false;
  database_.write([&](db::Transaction& tx) {
    for (const Event& event : select(tx)) {
      tx.execute("DELETE FROM jobs_event WHERE region_id = $1 AND id = $2", region_id, event.id);
      for (const Subscription& subscription : subscriptions_) {
        if (subscription.topic != event.topic) continue;
        tx.execute(
            "INSERT INTO jobs_task (region_id, id, topic, subscriber, payload, state, attempts,"
            " due_at, last_error, holder, held_until)"
            " VALUES ($1, $2, $3, $4, $5, $6, 0, $7, '', 0, 0)",
            region_id, tx.make_id<TaskId>(), event.topic, subscription.subscriber, event.payload,
            State::waiting, now);
      }
    }
  });
  return true;
}

// The subscribers of this runner as SQL parameters from $5 on. What only another version of the
// program knows is left to that version.
std::string Runner::known_subscribers(std::vector<db::Value>& parameters) const {
  std::string places;
  for (const Subscription& subscription : subscriptions_) {
    parameters.push_back(db::to_value(subscription.subscriber));
    places += (places.empty() ? "$" : ", $") + std::to_string(parameters.size());
  }
  return places;
}

// Leases due tasks that no living process holds.
std::vector<Task> Runner::claim(base::RegionId region_id) {
  if (subscriptions_.empty()) return {};
  const base::Instant now = clock_();
  std::vector<db::Value> parameters = {db::to_value(region_id), db::to_value(State::waiting),
                                       db::to_value(now), db::to_value(kTasksARound)};
  const std::string sql =
      "SELECT id, region_id, topic, subscriber, payload, state, attempts, due_at, last_error"
      " FROM jobs_task WHERE region_id = $1 AND state = $2 AND due_at <= $3 AND held_until <= $3"
      " AND subscriber IN (" +
      known_subscribers(parameters) + ") ORDER BY due_at, id LIMIT $4";
  const auto select = [&](db::Transaction& tx) {
    std::vector<Task> tasks = db::rows_as<Task>(tx.run(sql, parameters));
    std::erase_if(tasks, [&](const Task& task) { return find(task) == nullptr; });
    return tasks;
  };
  if (database_.read(select).empty()) return {};
  return database_.write([&](db::Transaction& tx) {
    std::vector<Task> tasks = select(tx);
    for (const Task& task : tasks)
      tx.execute(
          "UPDATE jobs_task SET holder = $3, held_until = $4 WHERE region_id = $1 AND id = $2",
          region_id, task.id, holder_, now.plus_seconds(options_.lease_s));
    return tasks;
  });
}

std::size_t Runner::run_claimed(const std::vector<Task>& tasks) {
  std::size_t done = 0;
  for (const Task& task : tasks) done += run_one(task) ? 1 : 0;
  return done;
}

bool Runner::run_one(const Task& task) {
  const Subscription* subscription = find(task);
  CHECK(subscription != nullptr);
  try {
    attempt(*subscription, task);
    observe::count("olive_jobs_total", "outcome", "done");
    return true;
  } catch (const Overtaken&) {
    observe::count("olive_jobs_total", "outcome", "overtaken");
  } catch (const std::exception& error) {
    observe::count("olive_jobs_total", "outcome", "failed");
    record_failure(task, error.what());
  }
  return false;
}

void Runner::attempt(const Subscription& subscription, const Task& task) {
  const Effect effect = subscription.prepare ? subscription.prepare(task) : Effect();
  database_.write([&](db::Transaction& tx) {
    const std::int64_t marked = tx.execute(
        "UPDATE jobs_task SET state = $4, held_until = 0"
        " WHERE region_id = $1 AND id = $2 AND state = $5 AND holder = $3",
        task.region_id, task.id, holder_, State::done, State::waiting);
    if (marked != 1) throw Overtaken();
    if (subscription.handle) subscription.handle(tx, task);
    if (effect) effect(tx);
  });
}

void Runner::record_failure(const Task& task, const char* reason) {
  const std::int32_t failures = task.attempts + 1;
  const State state = failures >= options_.attempts_max ? State::dead : State::waiting;
  const std::string shown = shown_reason(reason);
  observe::log(state == State::dead ? observe::Level::error : observe::Level::warning, "job_failed",
               {{"topic", task.topic},
                {"subscriber", task.subscriber},
                {"task", task.id.value},
                {"failures", std::int64_t{failures}},
                {"reason", shown}});
  database_.write([&](db::Transaction& tx) {
    tx.execute(
        "UPDATE jobs_task SET state = $4, attempts = $5, due_at = $6, last_error = $7,"
        " held_until = 0 WHERE region_id = $1 AND id = $2 AND holder = $3 AND state = $8",
        task.region_id, task.id, holder_, state, failures,
        clock_().plus_seconds(delay_s(options_, failures)), shown, State::waiting);
  });
}

// Done tasks stay visible for some days. Looked at once an hour.
void Runner::forget_old(base::RegionId region_id) {
  const base::Instant now = clock_();
  base::Instant& last = forgot_at_[region_id];
  if (last.micros != 0 && now < last.plus_seconds(3'600)) return;
  last = now;
  database_.write([&](db::Transaction& tx) {
    tx.execute("DELETE FROM jobs_task WHERE region_id = $1 AND state = $2 AND due_at < $3",
               region_id, State::done,
               now.plus_seconds(-options_.keep_done_days * base::kSecondsPerDay));
  });
}

const Runner::Subscription* Runner::find(const Task& task) const {
  for (const Subscription& subscription : subscriptions_)
    if (subscription.topic == task.topic && subscription.subscriber == task.subscriber)
      return &subscription;
  return nullptr;
}

void Runner::start() {
  CHECK(!thread_.joinable());
  is_stopping_ = false;
  thread_ = std::thread([this] { loop(); });
}

void Runner::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Runner::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  changed_.notify_all();
}

void Runner::loop() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    is_woken_ = false;
    lock.unlock();
    try {
      run_due();
    } catch (const std::exception& error) {  // the database is away; the next round tries again
      observe::log(observe::Level::error, "job_round_failed", {{"reason", error.what()}});
    }
    lock.lock();
    changed_.wait_for(lock, options_.poll, [this] { return is_stopping_ || is_woken_; });
  }
}

}  // namespace jobs
