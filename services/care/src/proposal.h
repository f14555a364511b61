// Plans that somebody may approve: for a day, for a day of next week, for what is left of a day
// that was upset. A proposal changes nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "disruption.h"
#include "geo/travel.h"
#include "optimiser/terms.h"
#include "placed_visit.h"

namespace care {

struct CentreDay;
enum class Planning;
using ProposalId = base::Id<struct ProposalTag>;

enum class ProposalKind { day_plan, week_plan, replan };
BOOST_DESCRIBE_ENUM(ProposalKind, day_plan, week_plan, replan)
enum class ProposalState { proposed, approved, partly_approved, rejected, superseded, undone };
BOOST_DESCRIBE_ENUM(ProposalState, proposed, approved, partly_approved, rejected, superseded,
                    undone)
enum class ChangeState { open, applied, rejected };
BOOST_DESCRIBE_ENUM(ChangeState, open, applied, rejected)

/// Both sides of one term of cost, in the engine's units.
struct TermPair {
  optimiser::Term term{};
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::int64_t weight = 0;
};
BOOST_DESCRIBE_STRUCT(TermPair, (), (term, before, after, weight))
struct TermPairs {
  std::vector<TermPair> items;
};
BOOST_DESCRIBE_STRUCT(TermPairs, (), (items))

struct Proposal {
  ProposalId id;
  OrganisationId centre_id;
  base::Date plan_on;
  ProposalKind kind{};
  ProposalState state{};
  DisruptionId disruption_id;
  PersonId made_by;  // 0: the nightly job
  base::Instant made_at;
  PersonId decided_by;
  std::optional<base::Instant> decided_at;
  std::string reject_reason;
  std::int64_t visits = 0;  // that could be moved
  std::int64_t moved = 0;   // of those that had a worker
  std::int64_t unassigned_before = 0;
  std::int64_t unassigned_after = 0;
  std::int64_t cost_before = 0;
  std::int64_t cost_after = 0;
  std::string terms;  // TermPairs as JSON
};
BOOST_DESCRIBE_STRUCT(Proposal, (),
                      (id, centre_id, plan_on, kind, state, disruption_id, made_by, made_at,
                       decided_by, decided_at, reject_reason, visits, moved, unassigned_before,
                       unassigned_after, cost_before, cost_after, terms))

/// One visit of a proposal, as it is and as it would be. change_group 0: nothing changes.
struct ProposalLine {
  VisitId visit_id;
  std::int64_t visit_version = 0;
  std::int64_t change_group = 0;
  ChangeState change_state{};
  PersonId from_worker_id;
  VehicleId from_vehicle_id;
  std::int32_t from_start_min = 0;
  PersonId to_worker_id;
  VehicleId to_vehicle_id;
  std::int32_t to_start_min = 0;
  std::int32_t position = 0;
  std::int32_t travel_min = 0;
  std::int32_t wait_min = 0;
  bool is_regular = false;
  std::string left_out_reason;

  [[nodiscard]] PlacedVisit from() const {
    return {from_worker_id, from_vehicle_id, from_start_min};
  }
  [[nodiscard]] PlacedVisit to() const { return {to_worker_id, to_vehicle_id, to_start_min}; }
  [[nodiscard]] bool is_change() const { return change_group != 0; }
};
BOOST_DESCRIBE_STRUCT(ProposalLine, (),
                      (visit_id, visit_version, change_group, change_state, from_worker_id,
                       from_vehicle_id, from_start_min, to_worker_id, to_vehicle_id, to_start_min,
                       position, travel_min, wait_min, is_regular, left_out_reason))

enum class ProposalRefusal {
  proposal_not_found,
  organisation_not_found,
  nothing_to_plan,
  day_in_the_past,
  proposal_already_decided,
  proposal_stale,
  change_not_found,
  linked_changes_missing,
};
BOOST_DESCRIBE_ENUM(ProposalRefusal, proposal_not_found, organisation_not_found, nothing_to_plan,
                    day_in_the_past, proposal_already_decided, proposal_stale, change_not_found,
                    linked_changes_missing)

template <class T>
using Proposing = base::Result<T, ProposalRefusal>;

/// A proposal before it is kept.
struct Draft {
  Proposal head;
  std::vector<ProposalLine> lines;
};

struct SearchOptions {
  std::uint64_t seed = 1;
  std::int64_t iterations_max = 3'000;  // about a second for a centre's day
};

/// Searches; no database. Same day and options, same draft.
[[nodiscard]] Draft draft_of(const CentreDay& day, const geo::TravelSource& travel,
                             Planning planning, const SearchOptions& options);
/// Terms of two plans side by side; those that are nothing on both sides are left out.
[[nodiscard]] TermPairs pair_terms(const optimiser::Terms& before, const optimiser::Terms& after,
                                   const optimiser::Weights& weights);
/// What a plan costs, without breaks: a plan as it stands in the tables has none.
[[nodiscard]] optimiser::Terms terms_without_breaks(optimiser::Terms terms);

/// Which changes must go together: linked visits, and one that takes the time another leaves.
void group_changes(const CentreDay& day, std::vector<ProposalLine>& lines);

struct KeepBy {
  ProposalKind kind{};
  DisruptionId disruption_id{};
  PersonId made_by{};
  base::Instant now;
};
/// Keeps a draft and tells the boards. Earlier open ones of a night or a repair are superseded.
Proposal keep_proposal(db::Transaction& tx, RegionId region_id, Draft draft, const KeepBy& by);

[[nodiscard]] std::optional<Proposal> find_proposal(db::Transaction& tx, RegionId region_id,
                                                    ProposalId id);
struct ProposalFilter {
  std::vector<OrganisationId> centres;
  base::Date from_on;
  base::Date to_on;
  std::optional<ProposalState> state;
  std::optional<ProposalKind> kind;
};
/// The newest first, at most 100.
[[nodiscard]] std::vector<Proposal> list_proposals(db::Transaction& tx, RegionId region_id,
                                                   const ProposalFilter& filter);
/// By worker and position, what nobody gets last.
[[nodiscard]] std::vector<ProposalLine> lines_of(db::Transaction& tx, RegionId region_id,
                                                 ProposalId id);
/// True when a visit that would change was changed since.
[[nodiscard]] bool is_stale(const std::vector<ProposalLine>& lines,
                            const std::map<VisitId, Visit>& visits);

[[nodiscard]] Proposing<Proposal> reject_proposal(db::Transaction& tx, RegionId region_id,
                                                  ProposalId id, const std::string& reason,
                                                  PersonId actor_id, base::Instant now);
void set_proposal_state(db::Transaction& tx, RegionId region_id, ProposalId id, ProposalState state,
                        PersonId actor_id, base::Instant now);

}  // namespace care
