// Carries kept events to the boards that listen in this process.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "dispatch_event.h"
#include "http/server.h"
#include "jobs/pulse.h"

namespace care {

/// Thread-safe. Reads the table and not the memory of whoever wrote, so that several servers on one
/// database hear the same. Its thread starts with the first listener.
class LiveFeed {
 public:
  /// A stream of one centre's events, or of all (centre 0), beginning behind `after` (0: from now).
  [[nodiscard]] http::Response listen(db::Database& database, RegionId region_id,
                                      OrganisationId centre_id, DispatchEventId after);

 private:
  void beat(db::Database& database);
  void publish(RegionId region_id, const DispatchEvent& event);
  std::string missed(db::Database& database, RegionId region_id, OrganisationId centre_id,
                     DispatchEventId after);

  http::EventStream stream_;
  std::mutex mutex_;
  std::map<RegionId, std::map<DispatchEventId, bool>> told_;  // of the last seconds
  std::map<RegionId, DispatchEventId> cursor_;
  bool has_newcomer_ = false;
  std::unique_ptr<jobs::Pulse> pulse_;  // last: its thread uses everything above
};

}  // namespace care
