/// Runs what is due: hands events to subscribers, repeats what failed, publishes what is scheduled.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/check.h"
#include "base/time.h"
#include "db/database.h"
#include "jobs/queue.h"
#include "jobs/schedule.h"
#include "json/json.h"

namespace jobs {

/// Does the work of a task inside the transaction that also marks it done: its effects in the
/// database happen exactly once. Throws to fail; the transaction is rolled back and tried again.
using Handler = std::function<void(db::Transaction&, const Task&)>;
/// What a long handler leaves for the transaction that marks the task done.
using Effect = std::function<void(db::Transaction&)>;
/// For work that takes long or happens outside (the ledger's writer, mail, the optimiser): runs
/// without a transaction, so it may run more than once; make it idempotent by `Task::id`.
using LongHandler = std::function<Effect(const Task&)>;

/// The event that schedules publish.
struct Tick {
  base::Instant scheduled_for{};
};
BOOST_DESCRIBE_STRUCT(Tick, (), (scheduled_for))

struct RunnerOptions {
  int attempts_max = 8;    ///< then the task is dead
  int first_delay_s = 10;  ///< after the first failure; doubles, at most one hour
  int lease_s = 120;       ///< another process takes a task over after this
  int keep_done_days = 7;  ///< how long done tasks stay visible
  std::chrono::milliseconds poll{500};
};

/// Several processes may run the same subscriptions on one database: each task is leased by one of
/// them, and the conditional update that marks it done lets only one effect through.
class Runner {
 public:
  /// `regions` names the tenants to serve; asked on every round.
  Runner(db::Database& database, base::Clock clock,
         std::function<std::vector<base::RegionId>()> regions, RunnerOptions options = {});
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  ~Runner();

  /// Subscribes before start(). Every subscriber of a topic gets every event; `subscriber` is a
  /// stable name (`teams.attendance`), unique within the topic. Events nobody subscribed to vanish.
  void subscribe(std::string_view topic, std::string_view subscriber, Handler handler);
  void subscribe_long(std::string_view topic, std::string_view subscriber, LongHandler handler);
  /// The same with the payload read as the described struct `Event`.
  template <class Event, class F>
  void on(std::string_view subscriber, F handler) {
    subscribe(Event::kTopic, subscriber,
              [handler = std::move(handler)](db::Transaction& tx, const Task& task) {
                auto event = json::read<Event>(task.payload);
                CHECK_REQUEST(event.has_value());  // written by this program
                handler(tx, task, *event);
              });
  }
  /// Publishes a Tick on `topic` in every region when `schedule` is due. Missed times are made up
  /// for once, not one by one. `name` is stable and unique.
  void schedule(std::string_view name, const Schedule& schedule, std::string_view topic);

  /// Runs everything due at the clock's present, and what that publishes, until nothing is left.
  /// Returns the number of tasks that were done. Throws db::Error when the database is lost.
  std::size_t run_due();

  /// Runs what is due in a thread of its own until stop(); one task at a time.
  void start();
  /// Finishes the task at hand and ends the thread.
  void stop();
  /// Looks for work now instead of at the next poll. Thread-safe.
  void wake();

 private:
  struct Subscription {
    std::string topic;
    std::string subscriber;
    LongHandler prepare;  // exactly one of the two is set
    Handler handle;
  };
  struct Recurring {
    std::string name;
    Schedule schedule;
    std::string topic;
  };

  void add(Subscription subscription);
  void publish_scheduled(base::RegionId region_id);
  bool dispatch(base::RegionId region_id);
  std::vector<Task> claim(base::RegionId region_id);
  std::string known_subscribers(std::vector<db::Value>& parameters) const;
  std::size_t run_claimed(const std::vector<Task>& tasks);
  bool run_one(const Task& task);
  void attempt(const Subscription& subscription, const Task& task);
  void record_failure(const Task& task, const char* reason);
  void forget_old(base::RegionId region_id);
  [[nodiscard]] const Subscription* find(const Task& task) const;
  void loop();

  db::Database& database_;
  base::Clock clock_;
  std::function<std::vector<base::RegionId>()> regions_;
  RunnerOptions options_;
  std::int64_t holder_ = 0;  // this runner, in leases
  std::vector<Subscription> subscriptions_;
  std::vector<Recurring> recurring_;
  std::map<base::RegionId, base::Instant> forgot_at_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_stopping_ = false;
  bool is_woken_ = false;
  std::thread thread_;
};

}  // namespace jobs
