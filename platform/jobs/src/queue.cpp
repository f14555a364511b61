#include "jobs/queue.h"

namespace jobs {

std::vector<QueueCount> counts(db::Transaction& tx, base::RegionId region_id) {
  return tx.query<QueueCount>(
      "SELECT topic, subscriber, state, COUNT(*) AS tasks FROM jobs_task WHERE region_id = $1"
      " GROUP BY topic, subscriber, state ORDER BY topic, subscriber, state",
      region_id);
}

std::vector<Task> list(db::Transaction& tx, base::RegionId region_id, State state,
                       std::int64_t limit) {
  return tx.query<Task>(
      "SELECT id, region_id, topic, subscriber, payload, state, attempts, due_at, last_error"
      " FROM jobs_task WHERE region_id = $1 AND state = $2 ORDER BY due_at, id LIMIT $3",
      region_id, state, limit);
}

base::Result<void, RetryRefusal> retry(db::Transaction& tx, base::RegionId region_id, TaskId id,
                                       base::Instant now) {
  const std::int64_t changed = tx.execute(
      "UPDATE jobs_task SET state = $4, attempts = 0, due_at = $3, held_until = 0"
      " WHERE region_id = $1 AND id = $2 AND state = $5",
      region_id, id, now, State::waiting, State::dead);
  if (changed == 1) return {};
  const auto exists =
      tx.integer("SELECT id FROM jobs_task WHERE region_id = $1 AND id = $2", region_id, id);
  return base::refuse(exists ? RetryRefusal::task_not_dead : RetryRefusal::task_not_found);
}

}  // namespace jobs
