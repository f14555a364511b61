// What a dispatcher did to visits in one go, with what was before: the way back.
#pragma once

#include <optional>
#include <vector>

#include "proposal.h"

namespace care {

using DeedId = base::Id<struct DeedTag>;

enum class DeedKind { approval, move, booking, undo };
BOOST_DESCRIBE_ENUM(DeedKind, approval, move, booking, undo)

struct Deed {
  DeedId id;
  OrganisationId centre_id;
  base::Date deed_on;
  DeedKind kind{};
  ProposalId proposal_id;
  PersonId actor_id;
  base::Instant at;
  DeedId undone_by;  // the deed that took it back
};
BOOST_DESCRIBE_STRUCT(Deed, (),
                      (id, centre_id, deed_on, kind, proposal_id, actor_id, at, undone_by))

/// state_before `cancelled`: the deed made the visit, and taking it back cancels it.
struct DeedVisit {
  VisitId visit_id;
  std::int64_t version_after = 0;
  VisitState state_before{};
  PersonId worker_id_before;
  VehicleId vehicle_id_before;
  std::int32_t start_min_before = 0;
  PersonId worker_id_after;
  VehicleId vehicle_id_after;
  std::int32_t start_min_after = 0;

  [[nodiscard]] PlacedVisit before() const {
    return {worker_id_before, vehicle_id_before, start_min_before};
  }
  [[nodiscard]] PlacedVisit after() const {
    return {worker_id_after, vehicle_id_after, start_min_after};
  }
};
BOOST_DESCRIBE_STRUCT(DeedVisit, (),
                      (visit_id, version_after, state_before, worker_id_before, vehicle_id_before,
                       start_min_before, worker_id_after, vehicle_id_after, start_min_after))

enum class DeedRefusal { deed_not_found, deed_already_undone, deed_stale, day_in_the_past };
BOOST_DESCRIBE_ENUM(DeedRefusal, deed_not_found, deed_already_undone, deed_stale, day_in_the_past)

struct DeedBy {
  PersonId actor_id;
  base::Instant now;
};

/// What was done, as its doer hears it.
struct DeedDone {
  Deed deed;
  std::vector<DeedVisit> visits;
  std::int32_t told = 0;  // persons who get a notice
};

/// Where one visit goes. worker 0: it is taken back.
struct Placing {
  Visit visit;  // as it is, with the version that was decided on
  PlacedVisit to;
};

/// Carries out all of them or none: first everybody is taken back, as visits may swap workers.
/// `accepted` are faults that somebody has seen. Refuses with the first other fault.
[[nodiscard]] Visiting<std::vector<DeedVisit>> place_all(db::Transaction& tx, RegionId region_id,
                                                         const std::vector<Placing>& placings,
                                                         std::span<const VisitRefusal> accepted,
                                                         const DeedBy& by);
/// Keeps the deed, tells the boards and announces it to those concerned.
DeedDone keep_deed(db::Transaction& tx, RegionId region_id, Deed deed,
                   std::vector<DeedVisit> visits);

[[nodiscard]] std::optional<Deed> find_deed(db::Transaction& tx, RegionId region_id, DeedId id);
[[nodiscard]] std::vector<DeedVisit> visits_of(db::Transaction& tx, RegionId region_id, DeedId id);
/// The newest first.
[[nodiscard]] std::vector<Deed> deeds_on(db::Transaction& tx, RegionId region_id,
                                         OrganisationId centre_id, base::Date on);

/// Carries out changes of a proposal, all open ones or those named.
[[nodiscard]] Proposing<DeedDone> approve_proposal(
    db::Transaction& tx, RegionId region_id, ProposalId id,
    const std::optional<std::vector<VisitId>>& changes, const DeedBy& by);
/// Puts every visit back exactly as it was. Refuses `deed_stale` when one was touched since.
[[nodiscard]] base::Result<DeedDone, DeedRefusal> undo_deed(db::Transaction& tx, RegionId region_id,
                                                            DeedId id, const DeedBy& by);

/// A deed was done; subscribers tell those concerned. Published in its transaction.
struct VisitsRescheduled {
  static constexpr std::string_view kTopic = "care.visits_rescheduled";
  DeedId deed_id;
};
BOOST_DESCRIBE_STRUCT(VisitsRescheduled, (), (deed_id))

}  // namespace care
