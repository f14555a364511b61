#include "jobs/outbox.h"

#include "base/check.h"
#include "base/text.h"

namespace jobs {

void publish(db::Transaction& tx, base::RegionId region_id, std::string_view topic,
             std::string_view payload, base::Instant not_before) {
  CHECK_REQUEST(region_id);
  CHECK_REQUEST(!topic.empty());
  CHECK_REQUEST(payload.starts_with('{') && base::is_utf8(payload));
  tx.execute(
      "INSERT INTO jobs_event (region_id, id, topic, payload, not_before)"
      " VALUES ($1, $2, $3, $4, $5)",
      region_id, tx.make_id<base::Id<struct EventTag>>(), topic, payload, not_before);
}

}  // namespace jobs
