// Everything that planning knows of a centre's day.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "care/visit.h"
#include "disruption.h"
#include "people/person.h"
#include "plan_settings.h"
#include "visit_link.h"
#include "week.h"

namespace care {

struct CentreDay {
  OrganisationId centre_id;
  people::Place centre_place;  // its kitchen, too
  base::Date on;
  std::vector<Visit> visits;  // all but cancelled and missed ones
  std::vector<people::WorkerProfile> workers;
  std::vector<Vehicle> vehicles;
  std::vector<Service> services;            // by ServiceKind
  std::map<PersonId, people::Place> homes;  // of clients
  std::map<EntitlementId, Mobility> mobilities;
  std::map<PersonId, std::set<PersonId>> excluded;   // by client: household, and the client
  std::set<std::pair<PersonId, PersonId>> regulars;  // (client, worker) who know each other
  std::int32_t now_min = 0;                          // what has not begun begins no earlier
  std::vector<VisitLink> links;
  VisitWindows windows;
  std::vector<Disruption> disruptions;
  std::map<OrganisationId, people::Place> destinations;  // hospitals of trips
  PlanWeights weights;
  PlanRules rules;
  WeekAround week;
};

enum class Regulars { read, skip };  // who knows whom costs a look at half a year of visits

struct DayRequest {
  OrganisationId centre_id;
  base::Date on;
  base::Instant now;
  Regulars regulars = Regulars::read;
};

/// Reads the day as it is, whatever there is to plan in it. Cost: some twenty statements.
[[nodiscard]] CentreDay read_centre_day(db::Transaction& tx, RegionId region_id,
                                        const DayRequest& request);

/// Adds what planning must know of a client that has no visit on the day yet.
void add_client(db::Transaction& tx, RegionId region_id, CentreDay& day, PersonId client_id);

[[nodiscard]] const Visit* find_in(const CentreDay& day, VisitId id);

}  // namespace care
