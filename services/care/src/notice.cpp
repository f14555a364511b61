#include "notice.h"

#include <set>

#include "care/care.h"
#include "disruption_views.h"

namespace care {
namespace {

std::map<VisitId, Visit> visits_behind(db::Transaction& tx, RegionId region_id,
                                       const std::vector<DeedVisit>& lines) {
  std::vector<VisitId> ids;
  for (const DeedVisit& line : lines) ids.push_back(line.visit_id);
  return visits_by_id(tx, region_id, ids);
}

void send(db::Transaction& tx, RegionId region_id, const Visit& visit, const Notice& notice,
          base::Instant now) {
  using enum inbox::ValueKind;
  inbox::Message told{
      .subject_id = {visit.id.value},
      .values = {
          {"date", {date, visit.visit_on.days}},
          {"start", {time, notice.start_min}},
          {"before", {time, notice.start_min_before}},
          {"service", {message, 0, "care.service." + std::string(base::name_of(visit.service))}},
          {"client", {masked_person, visit.client_id.value}}}};
  if (notice.worker_id) told.values["worker"] = {person, notice.worker_id.value};
  inbox::send(tx, region_id, kind_of(notice.kind), told, {notice.person_id}, now);
}

}  // namespace

const std::vector<inbox::Kind>& notice_kinds() {
  static const std::vector<inbox::Kind> kKinds{
      {"care.assigned", {"care_worker"}},          {"care.taken_back", {"care_worker"}},
      {"care.time_changed", {"care_worker"}},      {"care.cancelled", {"care_worker"}},
      {"care.client_worker_changed", {"citizen"}}, {"care.client_time_changed", {"citizen"}},
      {"care.client_cancelled", {"citizen"}},
  };
  return kKinds;
}

const inbox::Kind& kind_of(NoticeKind kind) {
  return notice_kinds().at(static_cast<std::size_t>(kind));
}

std::vector<Notice> notices_of(const Visit& visit, const DeedVisit& line) {
  std::vector<Notice> out;
  const auto tell = [&](PersonId person_id, NoticeKind kind) {
    if (person_id)
      out.push_back(
          {person_id, kind, line.start_min_after, line.start_min_before, line.worker_id_after});
  };
  const bool is_other = line.worker_id_before != line.worker_id_after;
  const bool is_later = line.start_min_before != line.start_min_after;
  if (is_other) {
    tell(line.worker_id_before, NoticeKind::taken_back);
    tell(line.worker_id_after, NoticeKind::assigned);
  } else if (is_later) {
    tell(line.worker_id_after, NoticeKind::time_changed);
  }
  if (visit.state == VisitState::cancelled) tell(visit.client_id, NoticeKind::client_cancelled);
  // While nobody is found the client hears nothing: the coordinator will call.
  else if (line.worker_id_after && is_other)
    tell(visit.client_id, NoticeKind::client_worker_changed);
  else if (line.worker_id_after && is_later) tell(visit.client_id, NoticeKind::client_time_changed);
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
  for (const DeedVisit& line : lines) {
    const Visit& visit = known.at(line.visit_id);
    for (const Notice& notice : notices_of(visit, line)) send(tx, region_id, visit, notice, now);
  }
}

void tell_of_cancellation(db::Transaction& tx, RegionId region_id, const Visit& visit,
                          base::Instant now) {
  const auto tell = [&](PersonId person_id, NoticeKind kind) {
    send(tx, region_id, visit, {person_id, kind, visit.start_min, visit.start_min, visit.worker_id},
         now);
  };
  tell(visit.worker_id, NoticeKind::cancelled);
  tell(visit.client_id, NoticeKind::client_cancelled);
}

}  // namespace care
