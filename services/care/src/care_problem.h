// A centre's day as the optimiser sees it, and its answer back in words of care. Pure: no database,
// no JSON; ids become indices here and only here.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "care/day_plan.h"
#include "optimiser/solve.h"
#include "people/person.h"

namespace care {

/// Everything known about the day of a centre.
struct CentreDay {
  OrganisationId centre_id;
  base::Date on;
  std::vector<Visit> visits;  ///< all but cancelled and missed ones
  std::vector<people::WorkerProfile> workers;
  std::vector<Vehicle> vehicles;
  std::vector<Service> services;            ///< by ServiceKind
  std::map<PersonId, people::Place> homes;  ///< of clients
  std::map<EntitlementId, Mobility> mobilities;
  std::map<PersonId, std::set<PersonId>> excluded;   ///< by client: household, and the client
  std::set<std::pair<PersonId, PersonId>> regulars;  ///< (client, worker) who know each other
};

/// Visits that planning may still move; the others only take their worker's time.
[[nodiscard]] bool may_move(VisitState state);

/// Activity i is visits[i]; after them come the lunch breaks. Worker i is workers[i], vehicle i is
/// vehicles[i]. Workers who do not work that day have an empty shift. Times in seconds of the day.
[[nodiscard]] optimiser::Problem problem_of(const CentreDay& day, const geo::TravelSource& travel);
/// One line for each visit that may move.
[[nodiscard]] std::vector<PlannedAssignment> assignments_from(const CentreDay& day,
                                                              const optimiser::Solution& solution);

}  // namespace care
