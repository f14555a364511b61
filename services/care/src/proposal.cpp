// Proposals in the database.
#include "proposal.h"

#include <algorithm>

#include "care_problem.h"
#include "dispatch_event.h"
#include "names.h"

namespace care {
namespace {

constexpr std::string_view kColumns =
    "id, centre_id, plan_on, kind, state, disruption_id, made_by, made_at, decided_by, decided_at,"
    " reject_reason, visits, moved, unassigned_before, unassigned_after, cost_before, cost_after,"
    " terms";

void insert_head(db::Transaction& tx, RegionId region_id, const Proposal& it) {
  tx.execute(
      "INSERT INTO care_proposal (region_id, id, centre_id, plan_on, kind, state, disruption_id,"
      " made_by, made_at, decided_by, decided_at, reject_reason, visits, moved, unassigned_before,"
      " unassigned_after, cost_before, cost_after, terms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
      " $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
      region_id, it.id, it.centre_id, it.plan_on, it.kind, it.state, it.disruption_id, it.made_by,
      it.made_at, it.decided_by, it.decided_at, it.reject_reason, it.visits, it.moved,
      it.unassigned_before, it.unassigned_after, it.cost_before, it.cost_after, it.terms);
}

void insert_lines(db::Transaction& tx, RegionId region_id, ProposalId id,
                  const std::vector<ProposalLine>& lines) {
  static constexpr std::string_view kLineColumns[] = {
      "region_id",     "proposal_id",    "visit_id",        "visit_version",  "change_group",
      "change_state",  "from_worker_id", "from_vehicle_id", "from_start_min", "to_worker_id",
      "to_vehicle_id", "to_start_min",   "position",        "travel_min",     "wait_min",
      "is_regular",    "left_out_reason"};
  std::vector<db::Value> cells;
  const auto add = [&](const auto&... values) { (cells.push_back(db::to_value(values)), ...); };
  for (const ProposalLine& line : lines) {
    CHECK_REQUEST(line.to_worker_id || !line.left_out_reason.empty());  // a name or a reason
    add(region_id, id, line.visit_id, line.visit_version, line.change_group, line.change_state,
        line.from_worker_id, line.from_vehicle_id, line.from_start_min, line.to_worker_id,
        line.to_vehicle_id, line.to_start_min, line.position, line.travel_min, line.wait_min,
        line.is_regular, line.left_out_reason);
  }
  if (!cells.empty()) tx.insert_many("care_proposal_visit", kLineColumns, cells);
}

}  // namespace

Proposal keep_proposal(db::Transaction& tx, RegionId region_id, Draft draft, const KeepBy& by) {
  Proposal& head = draft.head;
  head.id = tx.make_id<ProposalId>();
  head.kind = by.kind;
  head.state = ProposalState::proposed;
  head.disruption_id = by.disruption_id;
  head.made_by = by.made_by;
  head.made_at = by.now;
  // A repair knows all that the one before it knew, and a night what the last one did. A day
  // planned by hand stays beside them: two plans may be compared.
  if (by.kind != ProposalKind::day_plan)
    tx.execute(
        "UPDATE care_proposal SET state = 'superseded' WHERE region_id = $1 AND centre_id = $2"
        " AND plan_on = $3 AND kind = $4 AND state = 'proposed'",
        region_id, head.centre_id, head.plan_on, by.kind);
  insert_head(tx, region_id, head);
  insert_lines(tx, region_id, head.id, draft.lines);
  DispatchEvent event{.kind = DispatchEventKind::proposal_made, .centre_id = head.centre_id};
  event.on = head.plan_on;
  event.proposal_id = head.id;
  event.at = by.now;
  record_event(tx, region_id, event);
  return head;
}

std::optional<Proposal> find_proposal(db::Transaction& tx, RegionId region_id, ProposalId id) {
  return tx.query_one<Proposal>(
      "SELECT " + std::string(kColumns) + " FROM care_proposal WHERE region_id = $1 AND id = $2",
      region_id, id);
}

std::vector<Proposal> list_proposals(db::Transaction& tx, RegionId region_id,
                                     const ProposalFilter& filter) {
  std::string where = " AND centre_id IN (" + id_list(filter.centres) + ")";
  // Names of our own enums: no text of a caller enters the statement.
  if (filter.state) where += " AND state = '" + std::string(base::name_of(*filter.state)) + "'";
  if (filter.kind) where += " AND kind = '" + std::string(base::name_of(*filter.kind)) + "'";
  return tx.query<Proposal>("SELECT " + std::string(kColumns) +
                                " FROM care_proposal WHERE region_id = $1 AND plan_on >= $2"
                                " AND plan_on <= $3" +
                                where + " ORDER BY id DESC LIMIT 100",
                            region_id, filter.from_on, filter.to_on);
}

std::vector<ProposalLine> lines_of(db::Transaction& tx, RegionId region_id, ProposalId id) {
  return tx.query<ProposalLine>(
      "SELECT visit_id, visit_version, change_group, change_state, from_worker_id,"
      " from_vehicle_id, from_start_min, to_worker_id, to_vehicle_id, to_start_min, position,"
      " travel_min, wait_min, is_regular, left_out_reason FROM care_proposal_visit"
      " WHERE region_id = $1 AND proposal_id = $2"
      " ORDER BY CASE WHEN to_worker_id = 0 THEN 1 ELSE 0 END, to_worker_id, position, visit_id",
      region_id, id);
}

bool is_stale(const std::vector<ProposalLine>& lines, const std::map<VisitId, Visit>& visits) {
  return std::ranges::any_of(lines, [&](const ProposalLine& line) {
    if (!line.is_change() || line.change_state != ChangeState::open) return false;
    const auto visit = visits.find(line.visit_id);
    return visit == visits.end() || visit->second.version != line.visit_version;
  });
}

Proposing<Proposal> reject_proposal(db::Transaction& tx, RegionId region_id, ProposalId id,
                                    const std::string& reason, PersonId actor_id,
                                    base::Instant now) {
  auto proposal = find_proposal(tx, region_id, id);
  if (!proposal) return base::refuse(ProposalRefusal::proposal_not_found);
  if (proposal->state != ProposalState::proposed &&
      proposal->state != ProposalState::partly_approved)
    return base::refuse(ProposalRefusal::proposal_already_decided);
  // What was approved of it stays so; only the rest is turned down.
  const ProposalState state = proposal->state == ProposalState::proposed ? ProposalState::rejected
                                                                         : ProposalState::approved;
  tx.execute("UPDATE care_proposal SET reject_reason = $3 WHERE region_id = $1 AND id = $2",
             region_id, id, reason);
  tx.execute(
      "UPDATE care_proposal_visit SET change_state = 'rejected' WHERE region_id = $1"
      " AND proposal_id = $2 AND change_state = 'open' AND change_group <> 0",
      region_id, id);
  set_proposal_state(tx, region_id, id, state, actor_id, now);
  return find_proposal(tx, region_id, id).value();
}

void set_proposal_state(db::Transaction& tx, RegionId region_id, ProposalId id, ProposalState state,
                        PersonId actor_id, base::Instant now) {
  const auto proposal = find_proposal(tx, region_id, id);
  CHECK_REQUEST(proposal.has_value());
  tx.execute(
      "UPDATE care_proposal SET state = $3, decided_by = $4, decided_at = $5"
      " WHERE region_id = $1 AND id = $2",
      region_id, id, state, actor_id, now);
  DispatchEvent event{.kind = DispatchEventKind::proposal_decided};
  event.centre_id = proposal->centre_id;
  event.on = proposal->plan_on;
  event.proposal_id = id;
  event.at = now;
  record_event(tx, region_id, event);
}

}  // namespace care
