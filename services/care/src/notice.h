// Who is told what about their visits: kept for each person, read in the product.
#pragma once

#include <set>
#include <vector>

#include "deed.h"

namespace care {

using NoticeId = base::Id<struct NoticeTag>;

enum class NoticeKind { assigned, taken_back, time_changed, worker_changed, cancelled };
BOOST_DESCRIBE_ENUM(NoticeKind, assigned, taken_back, time_changed, worker_changed, cancelled)

struct Notice {
  NoticeId id;
  PersonId person_id;
  NoticeKind kind{};
  VisitId visit_id;
  base::Date visit_on;
  std::int32_t start_min = 0;
  std::int32_t start_min_before = 0;
  ServiceKind service{};
  PersonId worker_id;  // who comes now
  base::Instant at;
  std::optional<base::Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(Notice, (),
                      (id, person_id, kind, visit_id, visit_on, start_min, start_min_before,
                       service, worker_id, at, read_at))

/// What a deed means to whom. Nobody is told of a change of car.
[[nodiscard]] std::vector<Notice> notices_of(const Visit& visit, const DeedVisit& line);
/// How many persons notices_of() speaks to.
[[nodiscard]] std::int32_t persons_told(db::Transaction& tx, RegionId region_id,
                                        const std::vector<DeedVisit>& visits);
/// Tells worker and client of a visit that it will not take place.
void tell_of_cancellation(db::Transaction& tx, RegionId region_id, const Visit& visit,
                          base::Instant now);
/// Writes the notices of a deed; the subscriber of VisitsRescheduled.
void tell_of_deed(db::Transaction& tx, RegionId region_id, DeedId id, base::Instant now);

/// The newest first, at most 100.
[[nodiscard]] std::vector<Notice> notices_for(db::Transaction& tx, RegionId region_id,
                                              PersonId person_id);
[[nodiscard]] std::int64_t unread_notices(db::Transaction& tx, RegionId region_id,
                                          PersonId person_id);
enum class NoticeRefusal { notice_not_found };
BOOST_DESCRIBE_ENUM(NoticeRefusal, notice_not_found)
/// Marks one's own notice as read; a second time changes nothing.
[[nodiscard]] base::Result<void, NoticeRefusal> read_notice(db::Transaction& tx, RegionId region_id,
                                                            NoticeId id, PersonId person_id,
                                                            base::Instant now);

}  // namespace care
