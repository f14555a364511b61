// The JSON of moves by hand, slots, what-if reports and weights.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "overlay.h"
#include "proposal_dto.h"
#include "what_if.h"

namespace care {

// Moves -----------------------------------------------------------------------------------------

/// worker_id 0: take it back. Absent fields stay as they are.
struct MoveQuery {
  PersonId worker_id;
  std::optional<VehicleId> vehicle_id;
  std::optional<std::int32_t> start_min;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(MoveQuery, (), (worker_id, vehicle_id, start_min))
struct MoveInput {
  std::int64_t version = 0;
  PersonId worker_id;
  std::optional<VehicleId> vehicle_id;
  std::optional<std::int32_t> start_min;
  bool accepts_warnings = false;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(MoveInput, (), (version, worker_id, vehicle_id, start_min, accepts_warnings))
struct MoveViolation {
  MoveFault code{};
  Severity severity{};
  std::string text;
  VisitId visit_id;
  VisitId other_visit_id;
  PersonId worker_id;
  std::int32_t minutes = 0;
};
BOOST_DESCRIBE_STRUCT(MoveViolation, (),
                      (code, severity, text, visit_id, other_visit_id, worker_id, minutes))
struct MoveCheck {
  bool is_possible = false;
  bool needs_confirmation = false;
  std::vector<MoveViolation> violations;
  std::vector<TermChange> terms;
  std::int64_t cost_added = 0;
  std::int64_t travel_added_min = 0;
  std::vector<VisitId> moved_with;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(MoveCheck, (),
                      (is_possible, needs_confirmation, violations, terms, cost_added,
                       travel_added_min, moved_with, sentence))
struct PlanCheckPlacement {
  VisitId visit_id;
  PersonId worker_id;
  std::optional<VehicleId> vehicle_id;
  std::int32_t start_min = 0;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(PlanCheckPlacement, (), (visit_id, worker_id, vehicle_id, start_min))
struct PlanCheckInput {
  OrganisationId centre_id;
  base::Date on;
  std::vector<PlanCheckPlacement> placements;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(PlanCheckInput, (), (centre_id, on, placements))

// Slots -----------------------------------------------------------------------------------------

struct SlotSearch {
  OrganisationId centre_id;
  ServiceKind service{};
  std::optional<PersonId> client_id;
  std::optional<EntitlementId> entitlement_id;
  std::int32_t length_min = 0;
  base::Date from_on;
  base::Date to_on;
  std::optional<std::vector<VisitWindow>> windows;
  std::optional<bool> needs_car;
  std::optional<std::int32_t> staff;
  std::optional<std::int32_t> count;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(SlotSearch, (),
                      (centre_id, service, client_id, entitlement_id, length_min, from_on, to_on,
                       windows, needs_car, staff, count))
struct CareSlot {
  base::Date on;
  std::int32_t start_min = 0;
  std::vector<Placement> placements;
  std::int64_t travel_added_min = 0;
  std::int64_t late_added_min = 0;
  std::int64_t cost_added = 0;
  std::vector<VisitDifference> displaced;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(CareSlot, (),
                      (on, start_min, placements, travel_added_min, late_added_min, cost_added,
                       displaced, sentence))
struct CareSlotList {
  std::vector<CareSlot> slots;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(CareSlotList, (), (slots, sentence))
struct BookedPlacement {
  PersonId worker_id;
  std::optional<VehicleId> vehicle_id;
  std::int32_t start_min = 0;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(BookedPlacement, (), (worker_id, vehicle_id, start_min))
/// A visit of somebody else that begins at another time so that the new one finds its place.
struct BookedDisplacement {
  VisitId visit_id;
  std::int32_t start_min = 0;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(BookedDisplacement, (), (visit_id, start_min))
struct BookingInput {
  EntitlementId entitlement_id;
  base::Date on;
  std::int32_t length_min = 0;
  std::optional<std::int32_t> slack_min;
  std::optional<bool> needs_car;
  std::optional<OrganisationId> destination_id;
  std::vector<BookedPlacement> placements;
  std::optional<std::vector<BookedDisplacement>> displaced;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(BookingInput, (),
                      (entitlement_id, on, length_min, slack_min, needs_car, destination_id,
                       placements, displaced))

// What if ---------------------------------------------------------------------------------------

struct WhatIfInput {
  OrganisationId centre_id;
  base::Date on;
  WhatIfKind kind{};
  std::optional<std::int32_t> days;
  std::optional<std::int32_t> count;
  std::optional<PersonId> worker_id;
  std::optional<bool> has_wheelchair_lift;
  std::optional<std::vector<people::Certificate>> certificates;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(WhatIfInput, (),
                      (centre_id, on, kind, days, count, worker_id, has_wheelchair_lift,
                       certificates))
struct WhatIfReport {
  WhatIfId what_if_id;
  OrganisationId centre_id;
  std::string centre_name;
  base::Date on;
  std::int32_t days = 1;
  WhatIfKind kind{};
  std::int32_t count = 1;
  std::string worker_name;
  base::Instant made_at;
  std::int64_t served_before = 0;
  std::int64_t served_after = 0;
  std::int64_t unassigned_before = 0;
  std::int64_t unassigned_after = 0;
  std::vector<TermChange> terms;
  std::int64_t cost_before = 0;
  std::int64_t cost_after = 0;
  std::int64_t differing = 0;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(WhatIfReport, (),
                      (what_if_id, centre_id, centre_name, on, days, kind, count, worker_name,
                       made_at, served_before, served_after, unassigned_before, unassigned_after,
                       terms, cost_before, cost_after, differing, sentence))
struct WhatIfQuery {
  std::optional<OrganisationId> centre_id;
};
BOOST_DESCRIBE_STRUCT(WhatIfQuery, (), (centre_id))
struct WhatIfList {
  std::vector<WhatIfReport> items;
};
BOOST_DESCRIBE_STRUCT(WhatIfList, (), (items))

// Weights ---------------------------------------------------------------------------------------

struct PlanWeightsQuery {
  OrganisationId centre_id;
  std::optional<base::Date> on;
};
BOOST_DESCRIBE_STRUCT(PlanWeightsQuery, (), (centre_id, on))
struct PlanWeightsInput {
  OrganisationId centre_id;
  base::Date valid_from;
  PlanWeights weights;
  std::string reason;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(PlanWeightsInput, (), (centre_id, valid_from, weights, reason))
struct CentreWeights {
  OrganisationId centre_id;
  base::Date on;
  PlanWeights weights;
};
BOOST_DESCRIBE_STRUCT(CentreWeights, (), (centre_id, on, weights))

}  // namespace care
