// The JSON of proposals, deeds and disruptions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "board_dto.h"
#include "deed.h"
#include "explain.h"

namespace care {

enum class TermUnit { minute, metre, count, point };
BOOST_DESCRIBE_ENUM(TermUnit, minute, metre, count, point)

/// One term of the cost of two plans; `cost_added` in seconds of travel.
struct TermChange {
  optimiser::Term term{};
  std::string label;
  TermUnit unit{};
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::int64_t weight = 0;
  std::int64_t cost_added = 0;
};
BOOST_DESCRIBE_STRUCT(TermChange, (), (term, label, unit, before, after, weight, cost_added))

struct Placement {
  PersonId worker_id;
  std::string worker_name;
  VehicleId vehicle_id;
  std::string vehicle_name;
  std::int32_t start_min = 0;
};
BOOST_DESCRIBE_STRUCT(Placement, (), (worker_id, worker_name, vehicle_id, vehicle_name, start_min))

struct ProposalRow {
  ProposalId proposal_id;
  OrganisationId centre_id;
  std::string centre_name;
  base::Date on;
  ProposalKind kind{};
  ProposalState state{};
  base::Instant made_at;
  std::string made_by_name;  ///< empty: made at night
  std::optional<base::Instant> decided_at;
  std::int64_t visits = 0;
  std::int64_t moved = 0;
  std::int64_t moved_permille = 0;
  std::int64_t unassigned_before = 0;
  std::int64_t unassigned_after = 0;
  std::int64_t cost_before = 0;
  std::int64_t cost_after = 0;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(ProposalRow, (),
                      (proposal_id, centre_id, centre_name, on, kind, state, made_at, made_by_name,
                       decided_at, visits, moved, moved_permille, unassigned_before,
                       unassigned_after, cost_before, cost_after, sentence))

/// Changes of one `group` can only be approved together.
struct ProposedChange {
  VisitId change_id;
  std::int64_t group = 0;
  VisitId visit_id;
  std::int64_t visit_version = 0;
  std::string client_name;  ///< masked
  ServiceKind service{};
  ChangeKind kind{};
  Placement from;
  Placement to;
  std::int32_t length_min = 0;
  std::int32_t travel_min = 0;
  std::int32_t wait_min = 0;
  bool is_regular = false;
  std::string sentence;
  ChangeState state{};
};
BOOST_DESCRIBE_STRUCT(ProposedChange, (),
                      (change_id, group, visit_id, visit_version, client_name, service, kind, from,
                       to, length_min, travel_min, wait_min, is_regular, sentence, state))

struct LeftOutVisit {
  VisitId visit_id;
  std::string client_name;
  ServiceKind service{};
  std::int32_t start_min = 0;
  std::string reason;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(LeftOutVisit, (),
                      (visit_id, client_name, service, start_min, reason, sentence))

struct ProposalDetail {
  ProposalRow row;
  std::optional<DisruptionRow> disruption;
  bool is_stale = false;
  std::vector<TermChange> terms;
  std::vector<ProposedChange> changes;
  std::vector<LeftOutVisit> left_out;
};
BOOST_DESCRIBE_STRUCT(ProposalDetail, (), (row, disruption, is_stale, terms, changes, left_out))

struct ProposalInput {
  OrganisationId centre_id;
  base::Date on;
  std::optional<std::int32_t> seed;
};
BOOST_DESCRIBE_STRUCT(ProposalInput, (), (centre_id, on, seed))
struct WeekPlanInput {
  OrganisationId centre_id;
  base::Date from_on;
};
BOOST_DESCRIBE_STRUCT(WeekPlanInput, (), (centre_id, from_on))
struct WeekPlanQueued {
  std::int32_t queued = 0;
  base::Date from_on;
  base::Date to_on;
};
BOOST_DESCRIBE_STRUCT(WeekPlanQueued, (), (queued, from_on, to_on))
struct ProposalQuery {
  std::optional<OrganisationId> centre_id;
  std::optional<base::Date> from_on;
  std::optional<base::Date> to_on;
  std::optional<ProposalState> state;
  std::optional<ProposalKind> kind;
};
BOOST_DESCRIBE_STRUCT(ProposalQuery, (), (centre_id, from_on, to_on, state, kind))
struct ProposalList {
  std::vector<ProposalRow> items;
};
BOOST_DESCRIBE_STRUCT(ProposalList, (), (items))
/// All open changes when absent.
struct ApprovalInput {
  std::optional<std::vector<VisitId>> change_ids;
};
BOOST_DESCRIBE_STRUCT(ApprovalInput, (), (change_ids))
struct RejectionInput {
  std::string reason;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(RejectionInput, (), (reason))

struct DispatchDone {
  DeedId deed_id;  ///< undo with it
  std::int32_t applied = 0;
  std::int32_t told = 0;  ///< persons who get a notice
  std::vector<VisitId> visit_ids;
  std::optional<ProposalState> proposal_state;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(DispatchDone, (),
                      (deed_id, applied, told, visit_ids, proposal_state, sentence))

struct DeedQuery {
  OrganisationId centre_id;
  std::optional<base::Date> on;
};
BOOST_DESCRIBE_STRUCT(DeedQuery, (), (centre_id, on))
struct DispatchDeed {
  DeedId deed_id;
  OrganisationId centre_id;
  base::Date on;
  DeedKind kind{};
  std::string actor_name;
  base::Instant at;
  std::int32_t visits = 0;
  bool is_undone = false;
  bool may_undo = false;  ///< nothing of it was changed since
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(DispatchDeed, (),
                      (deed_id, centre_id, on, kind, actor_name, at, visits, is_undone, may_undo,
                       sentence))
struct DispatchDeedList {
  std::vector<DispatchDeed> items;
};
BOOST_DESCRIBE_STRUCT(DispatchDeedList, (), (items))

/// What happened; which fields are needed depends on the reason.
struct DisruptionInput {
  OrganisationId centre_id;
  base::Date on;
  DisruptionReason reason{};
  std::optional<PersonId> worker_id;
  std::optional<VehicleId> vehicle_id;
  std::optional<VisitId> visit_id;
  std::optional<std::int64_t> version;
  std::optional<CancelReason> cancel_reason;
  std::optional<std::int32_t> from_min;
  std::optional<std::int32_t> to_min;
  std::optional<std::int32_t> minutes;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(DisruptionInput, (),
                      (centre_id, on, reason, worker_id, vehicle_id, visit_id, version,
                       cancel_reason, from_min, to_min, minutes))
/// `proposal` absent: nothing has to change.
struct DisruptionDone {
  DisruptionRow disruption;
  std::optional<ProposalDetail> proposal;
};
BOOST_DESCRIBE_STRUCT(DisruptionDone, (), (disruption, proposal))

struct ComparisonQuery {
  std::optional<ProposalId> with;
};
BOOST_DESCRIBE_STRUCT(ComparisonQuery, (), (with))
struct VisitDifference {
  VisitId visit_id;
  std::string client_name;
  ServiceKind service{};
  Placement from;
  Placement to;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(VisitDifference, (), (visit_id, client_name, service, from, to, sentence))
struct PlanComparison {
  std::vector<TermChange> terms;
  std::int64_t cost_before = 0;
  std::int64_t cost_after = 0;
  std::int64_t served_before = 0;
  std::int64_t served_after = 0;
  std::vector<VisitDifference> differing;
};
BOOST_DESCRIBE_STRUCT(PlanComparison, (),
                      (terms, cost_before, cost_after, served_before, served_after, differing))

}  // namespace care
