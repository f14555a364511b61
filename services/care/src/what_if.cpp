#include "what_if.h"

#include <algorithm>

#include "json/json.h"
#include "names.h"
#include "proposal.h"

namespace care {
namespace {

constexpr std::int64_t kIterations = 2'000;
constexpr std::int32_t kWorkFromMin = 9 * 60;  // of an invented worker
constexpr std::int32_t kWorkToMin = 18 * 60;
constexpr std::string_view kColumns =
    "id, centre_id, from_on, days, kind, amount, worker_id, made_by, made_at, served_before,"
    " served_after, unassigned_before, unassigned_after, cost_before, cost_after, differing, terms";

std::int64_t booked_min(const CentreDay& day, PersonId worker_id) {
  std::int64_t minutes = 0;
  for (const Visit& visit : day.visits)
    if (visit.worker_id == worker_id) minutes += visit.length_min;
  return minutes;
}

void add_workers(CentreDay& day, const Supposition& supposition) {
  for (std::int32_t i = 1; i <= supposition.amount; ++i) {
    people::WorkerProfile worker{.person_id = {-i}, .centre_id = day.centre_id};
    for (const people::Certificate certificate : supposition.certificates)
      worker.certificates.push_back({certificate, day.on, std::nullopt});
    worker.hours.push_back({base::weekday(day.on), kWorkFromMin, kWorkToMin});
    day.workers.insert(day.workers.begin(), std::move(worker));  // keeps the order of ids
  }
}

/// Those named, else who has least to do.
void remove_workers(CentreDay& day, const Supposition& supposition) {
  for (std::int32_t i = 0; i < supposition.amount && !day.workers.empty(); ++i) {
    auto gone = std::ranges::min_element(day.workers, {}, [&](const people::WorkerProfile& worker) {
      return std::pair(booked_min(day, worker.person_id), worker.person_id);
    });
    if (supposition.worker_id)
      gone =
          std::ranges::find(day.workers, supposition.worker_id, &people::WorkerProfile::person_id);
    if (gone == day.workers.end()) return;
    day.workers.erase(gone);
  }
}

void remove_vehicles(CentreDay& day, std::int32_t amount) {
  const auto uses = [&](const Vehicle& vehicle) {
    return std::ranges::count(day.visits, vehicle.id, &Visit::vehicle_id);
  };
  for (std::int32_t i = 0; i < amount && !day.vehicles.empty(); ++i)
    day.vehicles.erase(std::ranges::min_element(day.vehicles, {}, uses));
}

std::int64_t served_in(const Draft& draft) {
  return draft.head.visits - draft.head.unassigned_after;
}

/// Sums over days, term by term; nothing is lost when a term is missing on one side.
void add_terms(optimiser::Terms& sum, const Draft& draft, optimiser::Weights& weights) {
  const auto pairs = json::read<TermPairs>(draft.head.terms);
  CHECK_REQUEST(pairs.has_value());
  for (const TermPair& pair : pairs->items) {
    sum[pair.term] += pair.after;
    weights[pair.term] = pair.weight;
  }
}

std::int64_t differences(const Draft& a, const Draft& b) {
  std::map<VisitId, PlacedVisit> before;
  for (const ProposalLine& line : a.lines) before[line.visit_id] = line.to();
  return std::ranges::count_if(b.lines, [&](const ProposalLine& line) {
    const auto found = before.find(line.visit_id);
    return found == before.end() || !(found->second == line.to());
  });
}

}  // namespace

CentreDay supposed_day(CentreDay day, const Supposition& supposition) {
  switch (supposition.kind) {
    case WhatIfKind::vehicle_more:
      for (std::int32_t i = 1; i <= supposition.amount; ++i)
        day.vehicles.push_back({.id = {-i},
                                .centre_id = day.centre_id,
                                .has_wheelchair_lift = supposition.has_wheelchair_lift,
                                .valid_from = day.on});
      break;
    case WhatIfKind::vehicle_less: remove_vehicles(day, supposition.amount); break;
    case WhatIfKind::worker_more: add_workers(day, supposition); break;
    case WhatIfKind::worker_less: remove_workers(day, supposition); break;
    case WhatIfKind::worker_sick: {
      Disruption sick{.centre_id = day.centre_id, .disrupted_on = day.on};
      sick.reason = DisruptionReason::worker_sick;
      sick.worker_id = supposition.worker_id;
      day.disruptions.push_back(sick);
      break;
    }
  }
  return day;
}

WhatIf think_through(const std::vector<CentreDay>& days, const Supposition& supposition,
                     const geo::TravelSource& travel) {
  CHECK(!days.empty());
  WhatIf out{.centre_id = days.front().centre_id, .from_on = days.front().on};
  out.days = static_cast<std::int32_t>(days.size());
  out.kind = supposition.kind;
  out.amount = supposition.amount;
  out.worker_id = supposition.worker_id;
  optimiser::Terms before, after;
  optimiser::Weights weights;
  const SearchOptions options{.iterations_max = kIterations};
  for (const CentreDay& day : days) {
    const Draft is = draft_of(day, travel, Planning::anew, options);
    const Draft would = draft_of(supposed_day(day, supposition), travel, Planning::anew, options);
    out.served_before += served_in(is);
    out.served_after += served_in(would);
    out.unassigned_before += is.head.unassigned_after;
    out.unassigned_after += would.head.unassigned_after;
    out.cost_before += is.head.cost_after;
    out.cost_after += would.head.cost_after;
    out.differing += differences(is, would);
    add_terms(before, is, weights);
    add_terms(after, would, weights);
  }
  out.terms = json::write(pair_terms(before, after, weights));
  return out;
}

WhatIf keep_what_if(db::Transaction& tx, RegionId region_id, WhatIf it) {
  it.id = tx.make_id<WhatIfId>();
  tx.execute(
      "INSERT INTO care_what_if (region_id, id, centre_id, from_on, days, kind, amount, worker_id,"
      " made_by, made_at, served_before, served_after, unassigned_before, unassigned_after,"
      " cost_before, cost_after, differing, terms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
      " $10, $11, $12, $13, $14, $15, $16, $17, $18)",
      region_id, it.id, it.centre_id, it.from_on, it.days, it.kind, it.amount, it.worker_id,
      it.made_by, it.made_at, it.served_before, it.served_after, it.unassigned_before,
      it.unassigned_after, it.cost_before, it.cost_after, it.differing, it.terms);
  return it;
}

std::optional<WhatIf> find_what_if(db::Transaction& tx, RegionId region_id, WhatIfId id) {
  return tx.query_one<WhatIf>(
      "SELECT " + std::string(kColumns) + " FROM care_what_if WHERE region_id = $1 AND id = $2",
      region_id, id);
}

std::vector<WhatIf> list_what_ifs(db::Transaction& tx, RegionId region_id,
                                  const std::vector<OrganisationId>& centres) {
  return tx.query<WhatIf>("SELECT " + std::string(kColumns) +
                              " FROM care_what_if WHERE region_id = $1 AND centre_id IN (" +
                              id_list(centres) + ") ORDER BY id DESC LIMIT 100",
                          region_id);
}

}  // namespace care
