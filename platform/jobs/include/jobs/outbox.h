/// Events that become work when, and only when, the transaction that announced them commits.
#pragma once

#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "db/database.h"
#include "json/json.h"

namespace jobs {

/// Announces an event of `topic` (`care.visit_completed`) with a JSON object. It is handed to every
/// subscriber after the commit, not before `not_before`, in order of publication as far as
/// possible.
void publish(db::Transaction& tx, base::RegionId region_id, std::string_view topic,
             std::string_view payload, base::Instant not_before = {});

/// The same for a described struct that names its topic: `static constexpr std::string_view
/// kTopic`.
template <class Event>
  requires requires { Event::kTopic; }
void publish(db::Transaction& tx, base::RegionId region_id, const Event& event,
             base::Instant not_before = {}) {
  publish(tx, region_id, Event::kTopic, json::write(event), not_before);
}

}  // namespace jobs
