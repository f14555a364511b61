// Reads a centre's day in a fixed number of statements.
#include "centre_day.h"

#include <algorithm>

#include "board.h"
#include "names.h"
#include "people/consent.h"
#include "people/organisation.h"

namespace care {
namespace {

constexpr std::int32_t kRegularDays = 180;  // how long a client and a worker know each other
constexpr std::int64_t kRegularVisits = 2;

struct PairRow {
  PersonId client_id;
  PersonId worker_id;
};
BOOST_DESCRIBE_STRUCT(PairRow, (), (client_id, worker_id))
struct EntitlementMobility {
  EntitlementId id;
  Mobility mobility{};
};
BOOST_DESCRIBE_STRUCT(EntitlementMobility, (), (id, mobility))

/// Who has been with whom often enough to be called known.
void read_regulars(db::Transaction& tx, RegionId region_id, CentreDay& day) {
  for (const PairRow& pair : tx.query<PairRow>(
           "SELECT client_id, worker_id FROM care_visit WHERE region_id = $1 AND centre_id = $2"
           " AND visit_on >= $3 AND visit_on < $4 AND state = 'completed'"
           " GROUP BY client_id, worker_id HAVING COUNT(*) >= $5",
           region_id, day.centre_id, day.on.plus_days(-kRegularDays), day.on, kRegularVisits))
    day.regulars.emplace(pair.client_id, pair.worker_id);
}

/// Where these clients live and who lives with them.
void read_homes(db::Transaction& tx, RegionId region_id, std::vector<PersonId> clients,
                CentreDay& day) {
  std::ranges::sort(clients);
  const auto repeated = std::ranges::unique(clients);
  clients.erase(repeated.begin(), repeated.end());
  for (const people::Person& client : people::find_persons(tx, region_id, clients))
    day.homes.emplace(client.id, client.home);
  for (const PersonId client_id : clients) day.excluded[client_id].insert(client_id);
  for (const people::HouseholdPair& pair : people::households_of(tx, region_id, clients))
    day.excluded[pair.person_id].insert(pair.member_id);
}

void read_mobilities(db::Transaction& tx, RegionId region_id, CentreDay& day) {
  std::vector<EntitlementId> entitlements;
  for (const Visit& visit : day.visits) entitlements.push_back(visit.entitlement_id);
  for (const auto& row : tx.query<EntitlementMobility>(
           "SELECT e.id AS id, r.mobility AS mobility FROM care_entitlement e"
           " JOIN care_referral r ON r.region_id = e.region_id AND r.id = e.referral_id"
           " WHERE e.region_id = $1 AND e.id IN (" +
               id_list(entitlements) + ")",
           region_id))
    day.mobilities.emplace(row.id, row.mobility);
}

/// Links between visits of this day, and the hospitals that trips lead to.
void read_links(db::Transaction& tx, RegionId region_id, CentreDay& day) {
  day.windows = windows_on(tx, region_id, day.on);
  for (const VisitLink& link : links_on(tx, region_id, day.on)) {
    const Visit* from = find_in(day, link.from_visit_id);
    const Visit* to = find_in(day, link.to_visit_id);
    // One end was cancelled or belongs to another centre: the other stands for itself.
    if (!from || !to) continue;
    day.links.push_back(link);
    if (link.kind != LinkKind::trip_return || day.destinations.contains(from->destination_id))
      continue;
    if (const auto place = people::find_organisation(tx, region_id, from->destination_id))
      day.destinations.emplace(place->id, place->place);
  }
}

}  // namespace

const Visit* find_in(const CentreDay& day, VisitId id) {
  const auto found = std::ranges::find(day.visits, id, &Visit::id);
  return found == day.visits.end() ? nullptr : &*found;
}

CentreDay read_centre_day(db::Transaction& tx, RegionId region_id, const DayRequest& request) {
  CentreDay day{.centre_id = request.centre_id, .on = request.on};
  if (const auto centre = people::find_organisation(tx, region_id, request.centre_id))
    day.centre_place = centre->place;
  day.now_min = std::min(day_clock(request.on, request.now, {}).now_min, 24 * 60);
  day.visits = visits_of_centre(tx, region_id, request.centre_id, request.on);
  // Completed ones stay: their worker was busy then.
  std::erase_if(day.visits, [](const Visit& visit) {
    return visit.state == VisitState::cancelled || visit.state == VisitState::missed;
  });
  day.workers = people::workers_of_centre(tx, region_id, request.centre_id);
  // A fixed order: the same data and seed must give the same proposal.
  std::ranges::sort(day.workers, {}, &people::WorkerProfile::person_id);
  day.vehicles = vehicles_of_centre(tx, region_id, request.centre_id, request.on);
  day.services = services_of(tx, region_id);
  day.disruptions = disruptions_on(tx, region_id, request.on);
  day.weights = plan_weights(tx, region_id, request.centre_id, request.on);
  const settings::Snapshot snapshot(tx, region_id);
  day.rules = plan_rules(snapshot, request.centre_id, request.on);
  day.week = read_week(tx, region_id, snapshot, day,
                       request.regulars == Regulars::read ? Habits::read : Habits::skip);
  std::vector<PersonId> clients;
  for (const Visit& visit : day.visits) clients.push_back(visit.client_id);
  read_homes(tx, region_id, std::move(clients), day);
  read_mobilities(tx, region_id, day);
  read_links(tx, region_id, day);
  if (request.regulars == Regulars::read) read_regulars(tx, region_id, day);
  return day;
}

void add_client(db::Transaction& tx, RegionId region_id, CentreDay& day, PersonId client_id) {
  if (!client_id) return;
  if (!day.homes.contains(client_id)) read_homes(tx, region_id, {client_id}, day);
  for (const PairRow& pair : tx.query<PairRow>(
           "SELECT client_id, worker_id FROM care_visit WHERE region_id = $1 AND client_id = $2"
           " AND visit_on >= $3 AND visit_on < $4 AND state = 'completed'"
           " GROUP BY client_id, worker_id HAVING COUNT(*) >= $5",
           region_id, client_id, day.on.plus_days(-kRegularDays), day.on, kRegularVisits))
    day.regulars.emplace(pair.client_id, pair.worker_id);
}

}  // namespace care
