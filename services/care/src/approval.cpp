// A person says yes to a proposal, or takes back what was done.
#include <algorithm>
#include <set>

#include "deed.h"
#include "disruption_views.h"
#include "visit_rows.h"

namespace care {
namespace {

/// A start beyond the promised hours was proposed openly, for who would else get nobody.
constexpr VisitRefusal kSeenInProposal[] = {VisitRefusal::start_outside_window};

/// The lines that were named, or all open ones; groups must be whole.
Proposing<std::vector<ProposalLine>> chosen_lines(
    const std::vector<ProposalLine>& lines, const std::optional<std::vector<VisitId>>& changes) {
  std::vector<ProposalLine> open;
  for (const ProposalLine& line : lines)
    if (line.is_change() && line.change_state == ChangeState::open) open.push_back(line);
  if (!changes) return open;
  const std::set<VisitId> wanted(changes->begin(), changes->end());
  std::vector<ProposalLine> out;
  std::set<std::int64_t> groups;
  for (const ProposalLine& line : open) {
    if (!wanted.contains(line.visit_id)) continue;
    out.push_back(line);
    groups.insert(line.change_group);
  }
  if (out.size() != wanted.size() || out.empty())
    return base::refuse(ProposalRefusal::change_not_found);
  const auto in_groups = std::ranges::count_if(
      open, [&](const ProposalLine& line) { return groups.contains(line.change_group); });
  if (std::cmp_not_equal(in_groups, out.size()))
    return base::refuse(ProposalRefusal::linked_changes_missing);
  return out;
}

/// The visits as they are; refuses when one is not what the proposal was made for.
Proposing<std::vector<Placing>> placings_of(db::Transaction& tx, RegionId region_id,
                                            const std::vector<ProposalLine>& lines) {
  std::vector<VisitId> ids;
  for (const ProposalLine& line : lines) ids.push_back(line.visit_id);
  const auto visits = visits_by_id(tx, region_id, ids);
  if (is_stale(lines, visits)) return base::refuse(ProposalRefusal::proposal_stale);
  std::vector<Placing> out;
  for (const ProposalLine& line : lines) out.push_back({visits.at(line.visit_id), line.to()});
  return out;
}

void mark_applied(db::Transaction& tx, RegionId region_id, ProposalId id,
                  const std::vector<ProposalLine>& lines) {
  for (const ProposalLine& line : lines)
    tx.execute(
        "UPDATE care_proposal_visit SET change_state = 'applied' WHERE region_id = $1"
        " AND proposal_id = $2 AND visit_id = $3",
        region_id, id, line.visit_id);
}

/// One visit back to what it was; refuses when somebody else has taken the place since.
base::Result<Visit, DeedRefusal> put_back(db::Transaction& tx, RegionId region_id,
                                          const Visit& freed, const DeedVisit& line,
                                          const DeedBy& by) {
  Visit visit = freed;
  const auto step = [&](std::int64_t version) { return VisitBy{by.actor_id, version, by.now}; };
  if (line.state_before == VisitState::cancelled) {
    auto cancelled =
        cancel(tx, region_id, visit.id, CancelReason::client_wish, step(visit.version));
    if (!cancelled) return base::refuse(DeedRefusal::deed_stale);
    return *std::move(cancelled);
  }
  if (!line.worker_id_before)
    return restore_start(tx, region_id, std::move(visit), line.start_min_before);
  const Assignment was{line.worker_id_before, line.vehicle_id_before, line.start_min_before};
  // Only what others did since stands in the way; that somebody is ill does not: it was so.
  for (const VisitRefusal fault : assignment_faults(tx, region_id, visit, was))
    if (fault == VisitRefusal::worker_busy || fault == VisitRefusal::vehicle_busy)
      return base::refuse(DeedRefusal::deed_stale);
  visit = place_visit(tx, region_id, std::move(visit), was, step(visit.version));
  for (const auto& [state, action] : {std::pair(VisitState::confirmed, VisitAction::confirm),
                                      std::pair(VisitState::on_the_way, VisitAction::depart)}) {
    if (line.state_before != state) continue;
    auto moved = advance(tx, region_id, visit.id, action, step(visit.version));
    CHECK_REQUEST(moved.has_value());  // assigned a line above, and both may follow
    visit = *std::move(moved);
  }
  return visit;
}

}  // namespace

Proposing<DeedDone> approve_proposal(db::Transaction& tx, RegionId region_id, ProposalId id,
                                     const std::optional<std::vector<VisitId>>& changes,
                                     const DeedBy& by) {
  const auto proposal = find_proposal(tx, region_id, id);
  if (!proposal) return base::refuse(ProposalRefusal::proposal_not_found);
  if (proposal->state != ProposalState::proposed &&
      proposal->state != ProposalState::partly_approved)
    return base::refuse(ProposalRefusal::proposal_already_decided);
  if (proposal->plan_on < base::korean_date(by.now))
    return base::refuse(ProposalRefusal::day_in_the_past);
  const auto all = lines_of(tx, region_id, id);
  OLIVE_TRY(lines, chosen_lines(all, changes));
  if (lines.empty()) return base::refuse(ProposalRefusal::change_not_found);
  OLIVE_TRY(placings, placings_of(tx, region_id, lines));
  auto visits = place_all(tx, region_id, placings, kSeenInProposal, by);
  // Hours, certificates or another centre's car have changed: the search must look again.
  if (!visits) return base::refuse(ProposalRefusal::proposal_stale);
  mark_applied(tx, region_id, id, lines);
  const auto open = std::ranges::count_if(all, [](const ProposalLine& line) {
    return line.is_change() && line.change_state == ChangeState::open;
  });
  set_proposal_state(
      tx, region_id, id,
      std::cmp_equal(open, lines.size()) ? ProposalState::approved : ProposalState::partly_approved,
      by.actor_id, by.now);
  return keep_deed(tx, region_id,
                   {.centre_id = proposal->centre_id,
                    .deed_on = proposal->plan_on,
                    .kind = DeedKind::approval,
                    .proposal_id = id,
                    .actor_id = by.actor_id,
                    .at = by.now},
                   *std::move(visits));
}

base::Result<DeedDone, DeedRefusal> undo_deed(db::Transaction& tx, RegionId region_id, DeedId id,
                                              const DeedBy& by) {
  const auto deed = find_deed(tx, region_id, id);
  if (!deed) return base::refuse(DeedRefusal::deed_not_found);
  if (deed->undone_by) return base::refuse(DeedRefusal::deed_already_undone);
  if (deed->deed_on < base::korean_date(by.now)) return base::refuse(DeedRefusal::day_in_the_past);
  const auto lines = visits_of(tx, region_id, id);
  std::vector<Placing> freeing;
  std::vector<VisitId> ids;
  for (const DeedVisit& line : lines) ids.push_back(line.visit_id);
  const auto visits = visits_by_id(tx, region_id, ids);
  for (const DeedVisit& line : lines) {
    const auto visit = visits.find(line.visit_id);
    if (visit == visits.end() || visit->second.version != line.version_after)
      return base::refuse(DeedRefusal::deed_stale);
    freeing.push_back({visit->second, {}});
  }
  auto freed = place_all(tx, region_id, freeing, {}, by);
  if (!freed) return base::refuse(DeedRefusal::deed_stale);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    OLIVE_TRY(back, put_back(tx, region_id, find_visit(tx, region_id, lines[i].visit_id).value(),
                             lines[i], by));
    DeedVisit& line = (*freed)[i];
    line.version_after = back.version;
    line.worker_id_after = back.worker_id;
    line.vehicle_id_after = back.vehicle_id;
    line.start_min_after = back.start_min;
  }
  if (deed->proposal_id && deed->kind == DeedKind::approval)
    set_proposal_state(tx, region_id, deed->proposal_id, ProposalState::undone, by.actor_id,
                       by.now);
  DeedDone done = keep_deed(tx, region_id,
                            {.centre_id = deed->centre_id,
                             .deed_on = deed->deed_on,
                             .kind = DeedKind::undo,
                             .proposal_id = deed->proposal_id,
                             .actor_id = by.actor_id,
                             .at = by.now},
                            *std::move(freed));
  tx.execute("UPDATE care_deed SET undone_by = $3 WHERE region_id = $1 AND id = $2", region_id, id,
             done.deed.id);
  return done;
}

}  // namespace care
