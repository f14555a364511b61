#include "notice.h"

#include "disruption_views.h"

namespace care {
namespace {

std::map<VisitId, Visit> visits_behind(db::Transaction& tx, RegionId region_id,
                                       const std::vector<DeedVisit>& lines) {
  std::vector<VisitId> ids;
  for (const DeedVisit& line : lines) ids.push_back(line.visit_id);
  return visits_by_id(tx, region_id, ids);
}

void insert_notice(db::Transaction& tx, RegionId region_id, const Notice& notice,
                   base::Instant now) {
  tx.execute(
      "INSERT INTO care_notice (region_id, id, person_id, kind, visit_id, visit_on, start_min,"
      " start_min_before, service, worker_id, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      region_id, tx.make_id<NoticeId>(), notice.person_id, notice.kind, notice.visit_id,
      notice.visit_on, notice.start_min, notice.start_min_before, notice.service, notice.worker_id,
      now);
}

}  // namespace

std::vector<Notice> notices_of(const Visit& visit, const DeedVisit& line) {
  std::vector<Notice> out;
  const auto tell = [&](PersonId person_id, NoticeKind kind) {
    if (!person_id) return;
    Notice notice{.person_id = person_id, .kind = kind, .visit_id = visit.id};
    notice.visit_on = visit.visit_on;
    notice.start_min = line.start_min_after;
    notice.start_min_before = line.start_min_before;
    notice.service = visit.service;
    notice.worker_id = line.worker_id_after;
    out.push_back(std::move(notice));
  };
  const bool is_other = line.worker_id_before != line.worker_id_after;
  const bool is_later = line.start_min_before != line.start_min_after;
  if (is_other) {
    tell(line.worker_id_before, NoticeKind::taken_back);
    tell(line.worker_id_after, NoticeKind::assigned);
  } else if (is_later) {
    tell(line.worker_id_after, NoticeKind::time_changed);
  }
  if (visit.state == VisitState::cancelled) tell(visit.client_id, NoticeKind::cancelled);
  // While nobody is found the client hears nothing: the coordinator will call.
  else if (line.worker_id_after && is_other) tell(visit.client_id, NoticeKind::worker_changed);
  else if (line.worker_id_after && is_later) tell(visit.client_id, NoticeKind::time_changed);
  return out;
}

std::int32_t persons_told(db::Transaction& tx, RegionId region_id,
                          const std::vector<DeedVisit>& visits) {
  std::set<PersonId> persons;
  const auto known = visits_behind(tx, region_id, visits);
  for (const DeedVisit& line : visits)
    for (const Notice& notice : notices_of(known.at(line.visit_id), line))
      persons.insert(notice.person_id);
  return static_cast<std::int32_t>(persons.size());
}

void tell_of_deed(db::Transaction& tx, RegionId region_id, DeedId id, base::Instant now) {
  const auto lines = visits_of(tx, region_id, id);
  const auto known = visits_behind(tx, region_id, lines);
  for (const DeedVisit& line : lines)
    for (const Notice& notice : notices_of(known.at(line.visit_id), line))
      insert_notice(tx, region_id, notice, now);
}

void tell_of_cancellation(db::Transaction& tx, RegionId region_id, const Visit& visit,
                          base::Instant now) {
  for (const PersonId person_id : {visit.worker_id, visit.client_id}) {
    if (!person_id) continue;
    Notice notice{.person_id = person_id, .kind = NoticeKind::cancelled, .visit_id = visit.id};
    notice.visit_on = visit.visit_on;
    notice.start_min = notice.start_min_before = visit.start_min;
    notice.service = visit.service;
    notice.worker_id = visit.worker_id;
    insert_notice(tx, region_id, notice, now);
  }
}

std::vector<Notice> notices_for(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx.query<Notice>(
      "SELECT id, person_id, kind, visit_id, visit_on, start_min, start_min_before, service,"
      " worker_id, at, read_at FROM care_notice WHERE region_id = $1 AND person_id = $2"
      " ORDER BY id DESC LIMIT 100",
      region_id, person_id);
}

std::int64_t unread_notices(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx
      .integer(
          "SELECT COUNT(*) FROM care_notice WHERE region_id = $1 AND person_id = $2"
          " AND read_at IS NULL",
          region_id, person_id)
      .value();
}

base::Result<void, NoticeRefusal> read_notice(db::Transaction& tx, RegionId region_id, NoticeId id,
                                              PersonId person_id, base::Instant now) {
  const auto found = tx.integer(
      "SELECT COUNT(*) FROM care_notice WHERE region_id = $1 AND id = $2 AND person_id = $3",
      region_id, id, person_id);
  if (found.value() == 0) return base::refuse(NoticeRefusal::notice_not_found);
  tx.execute(
      "UPDATE care_notice SET read_at = $4 WHERE region_id = $1 AND id = $2 AND person_id = $3"
      " AND read_at IS NULL",
      region_id, id, person_id, now);
  return {};
}

}  // namespace care
