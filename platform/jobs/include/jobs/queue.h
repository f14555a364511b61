/// The visible queue: what waits, what failed and why.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/database.h"

namespace jobs {

using TaskId = base::Id<struct TaskTag>;

/// `dead`: given up after the last attempt; waits for a person.
enum class State { waiting, done, dead };
BOOST_DESCRIBE_ENUM(State, waiting, done, dead)

/// One subscriber's work on one event.
struct Task {
  TaskId id{};
  base::RegionId region_id{};
  std::string topic;
  std::string subscriber;
  std::string payload;  ///< JSON object
  State state{};
  std::int32_t attempts = 0;  ///< failed ones
  base::Instant due_at{};
  std::string last_error;  ///< empty before the first failure
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, region_id, topic, subscriber, payload, state, attempts, due_at,
                       last_error))

struct QueueCount {
  std::string topic;
  std::string subscriber;
  State state{};
  std::int64_t tasks = 0;
};
BOOST_DESCRIBE_STRUCT(QueueCount, (), (topic, subscriber, state, tasks))

[[nodiscard]] std::vector<QueueCount> counts(db::Transaction& tx, base::RegionId region_id);
/// Tasks of one state, the longest due first.
[[nodiscard]] std::vector<Task> list(db::Transaction& tx, base::RegionId region_id, State state,
                                     std::int64_t limit);

enum class RetryRefusal { task_not_found, task_not_dead };
BOOST_DESCRIBE_ENUM(RetryRefusal, task_not_found, task_not_dead)

/// Lets a dead task run again from its first attempt on.
base::Result<void, RetryRefusal> retry(db::Transaction& tx, base::RegionId region_id, TaskId id,
                                       base::Instant now);

}  // namespace jobs
