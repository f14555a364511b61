// Who is told what about their visits; it is kept and read in the inbox.
#pragma once

#include <vector>

#include "deed.h"
#include "inbox/notice.h"

namespace care {

// To the worker, and from client_worker_changed on to the client.
enum class NoticeKind {
  assigned,
  taken_back,
  time_changed,
  cancelled,
  client_worker_changed,
  client_time_changed,
  client_cancelled,
};
BOOST_DESCRIBE_ENUM(NoticeKind, assigned, taken_back, time_changed, cancelled,
                    client_worker_changed, client_time_changed, client_cancelled)

[[nodiscard]] const inbox::Kind& kind_of(NoticeKind kind);

struct Notice {
  PersonId person_id;
  NoticeKind kind{};
  std::int32_t start_min = 0;
  std::int32_t start_min_before = 0;
  PersonId worker_id;  // who comes now
};

/// What a deed means to whom. Nobody is told of a change of car.
[[nodiscard]] std::vector<Notice> notices_of(const Visit& visit, const DeedVisit& line);
/// How many persons notices_of() speaks to.
[[nodiscard]] std::int32_t persons_told(db::Transaction& tx, RegionId region_id,
                                        const std::vector<DeedVisit>& visits);
/// Tells worker and client of a visit that it will not take place.
void tell_of_cancellation(db::Transaction& tx, RegionId region_id, const Visit& visit,
                          base::Instant now);
/// Sends the notices of a deed; the subscriber of VisitsRescheduled.
void tell_of_deed(db::Transaction& tx, RegionId region_id, DeedId id, base::Instant now);

}  // namespace care
