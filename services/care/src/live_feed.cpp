#include "live_feed.h"

#include <chrono>

#include "json/json.h"

namespace care {
namespace {

constexpr std::chrono::milliseconds kBeat{400};
constexpr std::int64_t kOverlap_s = 5;  // the longest write transaction, and then some
constexpr std::int64_t kReplayMax = 500;
constexpr std::int64_t kBeatMax = 20'000;  // more than any deed changes within the overlap
constexpr std::string_view kEventName = "dispatch";

std::string topic_of(RegionId region_id, OrganisationId centre_id) {
  return std::to_string(region_id.value) + "/" + std::to_string(centre_id.value);
}

}  // namespace

http::Response LiveFeed::listen(db::Database& database, RegionId region_id,
                                OrganisationId centre_id, DispatchEventId after) {
  std::string first = after ? missed(database, region_id, centre_id, after) : std::string();
  {
    const std::lock_guard lock(mutex_);
    // While nobody listened, nothing was read on.
    if (!cursor_.contains(region_id) || stream_.listeners() == 0)
      cursor_[region_id] =
          database.read([&](db::Transaction& tx) { return last_event(tx, region_id); });
    // What is published between the reading above and the subscription would be lost: the next
    // beat tells the last seconds again.
    has_newcomer_ = true;
    if (!pulse_)
      pulse_ = std::make_unique<jobs::Pulse>(kBeat, [this, &database] { beat(database); });
  }
  return http::event_stream_response(stream_, topic_of(region_id, centre_id), std::move(first));
}

std::string LiveFeed::missed(db::Database& database, RegionId region_id, OrganisationId centre_id,
                             DispatchEventId after) {
  const auto [first, events] = database.read([&](db::Transaction& tx) {
    return std::pair(first_event(tx, region_id),
                     events_after(tx, region_id, earlier(after, kOverlap_s), kReplayMax));
  });
  // Too long ago: what was missed is forgotten, or more than a fresh board would cost.
  const bool is_forgotten = first && after < first;
  if (is_forgotten || std::cmp_equal(events.size(), kReplayMax))
    return http::format_event("reset", "{}");
  std::string out;
  for (const DispatchEvent& event : events)
    if (!centre_id || event.centre_id == centre_id)
      out +=
          http::format_event(kEventName, json::write(event), std::to_string(event.event_id.value));
  return out;
}

void LiveFeed::publish(RegionId region_id, const DispatchEvent& event) {
  const std::string text = json::write(event);
  const std::string id = std::to_string(event.event_id.value);
  stream_.publish(topic_of(region_id, event.centre_id), kEventName, text, id);
  stream_.publish(topic_of(region_id, {}), kEventName, text, id);
}

void LiveFeed::beat(db::Database& database) {
  // Nobody listens: nothing is read, and who comes later gets what was missed by `after`.
  if (stream_.listeners() == 0) return;
  const std::lock_guard lock(mutex_);
  if (has_newcomer_) told_.clear();
  has_newcomer_ = false;
  for (auto& [region_id, cursor] : cursor_) {
    auto& told = told_[region_id];
    const auto events = database.read([&](db::Transaction& tx) {
      return events_after(tx, region_id, earlier(cursor, kOverlap_s), kBeatMax);
    });
    for (const DispatchEvent& event : events) {
      if (!told.emplace(event.event_id, true).second) continue;
      publish(region_id, event);
      cursor = std::max(cursor, event.event_id);
    }
    told.erase(told.begin(), told.lower_bound(earlier(cursor, 2 * kOverlap_s)));
  }
}

}  // namespace care
