// The JSON of the dispatch board: a day as it is drawn. Flat and without indirection, as 1,500
// visits of it are drawn in one go.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "disruption.h"
#include "visit_link.h"

namespace care {

/// Which day, whose: today and the caller's whole scope when absent.
struct DispatchBoardQuery {
  std::optional<base::Date> on;
  std::optional<OrganisationId> centre_id;
  std::optional<ServiceKind> service;
};
BOOST_DESCRIBE_STRUCT(DispatchBoardQuery, (), (on, centre_id, service))

struct BoardCentre {
  OrganisationId centre_id;
  std::string name;
  std::string district_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  bool may_dispatch = false;  ///< the caller may change this centre's day
  std::int32_t late_after_min = 0;
  std::int32_t missing_after_min = 0;
};
BOOST_DESCRIBE_STRUCT(BoardCentre, (),
                      (centre_id, name, district_code, lat_e6, lng_e6, may_dispatch, late_after_min,
                       missing_after_min))

struct DispatchWorker {
  PersonId worker_id;
  OrganisationId centre_id;
  std::string name;
  std::vector<DaySpan> shifts;
  std::vector<DaySpan> absences;
  std::optional<DaySpan> rest;  ///< where the day leaves room for the hour of rest
  bool lacks_rest = false;      ///< one is due, and there is no room
  std::vector<ServiceKind> services;
  std::vector<people::Certificate> certificates;
  bool can_drive = false;
  VehicleId vehicle_id;  ///< the car of the day's first visit with one
  std::int32_t visits = 0;
  std::int32_t booked_min = 0;
  std::int32_t travel_min = 0;
};
BOOST_DESCRIBE_STRUCT(DispatchWorker, (),
                      (worker_id, centre_id, name, shifts, absences, rest, lacks_rest, services,
                       certificates, can_drive, vehicle_id, visits, booked_min, travel_min))

enum class DispatchAlert {
  started_late,    ///< checked in late
  not_checked_in,  ///< should have begun
  missing,         ///< should have begun long ago
  will_be_late,    ///< cannot begin in time, by what happened before
  overrun,         ///< lasts longer than planned
};
BOOST_DESCRIBE_ENUM(DispatchAlert, started_late, not_checked_in, missing, will_be_late, overrun)

struct DispatchVisit {
  VisitId visit_id;
  std::int64_t version = 1;
  OrganisationId centre_id;
  PersonId client_id;
  std::string client_name;  ///< masked
  ServiceKind service{};
  VisitState state{};
  PersonId worker_id;
  VehicleId vehicle_id;
  std::int32_t start_min = 0;
  std::int32_t length_min = 0;
  std::vector<VisitWindow> windows;
  bool needs_car = false;
  Mobility mobility{};
  std::string destination_name;
  std::int64_t lat_e6 = 0;  ///< rounded to about 100 m
  std::int64_t lng_e6 = 0;
  std::int32_t position = 0;    ///< 1 = first of the worker's day; 0: nobody's
  std::int32_t travel_min = 0;  ///< from the visit before
  std::int32_t wait_min = 0;
  std::int32_t expected_start_min = 0;
  std::int32_t expected_end_min = 0;
  std::optional<DispatchAlert> alert;
  std::int32_t late_min = 0;
  std::optional<base::Instant> checked_in_at;
  std::optional<base::Instant> checked_out_at;
  bool may_move = false;
  LinkGroupId link_group;
};
BOOST_DESCRIBE_STRUCT(DispatchVisit, (),
                      (visit_id, version, centre_id, client_id, client_name, service, state,
                       worker_id, vehicle_id, start_min, length_min, windows, needs_car, mobility,
                       destination_name, lat_e6, lng_e6, position, travel_min, wait_min,
                       expected_start_min, expected_end_min, alert, late_min, checked_in_at,
                       checked_out_at, may_move, link_group))

struct DispatchVehicle {
  VehicleId vehicle_id;
  OrganisationId centre_id;
  std::string name;
  bool has_wheelchair_lift = false;
  PersonId worker_id;  ///< who drives it first that day
  bool is_out_of_order = false;
};
BOOST_DESCRIBE_STRUCT(DispatchVehicle, (),
                      (vehicle_id, centre_id, name, has_wheelchair_lift, worker_id,
                       is_out_of_order))

/// A disruption as it is shown.
struct DisruptionRow {
  DisruptionId disruption_id;
  OrganisationId centre_id;
  base::Date on;
  DisruptionReason reason{};
  PersonId worker_id;
  std::string worker_name;
  VehicleId vehicle_id;
  std::string vehicle_name;
  VisitId visit_id;
  std::int32_t from_min = 0;
  std::int32_t to_min = 0;
  std::int32_t minutes = 0;
  base::Instant recorded_at;
  bool is_withdrawn = false;
  base::Id<struct ProposalTag> proposal_id;
  std::string sentence;
};
BOOST_DESCRIBE_STRUCT(DisruptionRow, (),
                      (disruption_id, centre_id, on, reason, worker_id, worker_name, vehicle_id,
                       vehicle_name, visit_id, from_min, to_min, minutes, recorded_at, is_withdrawn,
                       proposal_id, sentence))

struct DispatchBoard {
  base::Date on;
  base::Instant as_of;
  std::string cursor;  ///< where the stream of events goes on from this picture
  std::vector<BoardCentre> centres;
  std::vector<DispatchWorker> workers;
  std::vector<DispatchVisit> visits;
  std::vector<DispatchVehicle> vehicles;
  std::vector<VisitLink> links;
  std::vector<DisruptionRow> disruptions;
};
BOOST_DESCRIBE_STRUCT(DispatchBoard, (),
                      (on, as_of, cursor, centres, workers, visits, vehicles, links, disruptions))

}  // namespace care
