#include "proposal_views.h"

#include <algorithm>

#include "cause.h"
#include "disruption_views.h"
#include "json/json.h"

namespace care {
namespace {

using optimiser::Term;

TermUnit unit_of(Term term) {
  switch (term) {
    case Term::travel:
    case Term::tardiness:
    case Term::tardiness_max:
    case Term::waiting:
    case Term::waiting_max:
    case Term::overtime:
    case Term::workload_spread:
    case Term::workload_deviation:
    case Term::idle_max:
    case Term::change_time: return TermUnit::minute;
    case Term::distance: return TermUnit::metre;
    // Priorities add up here; how many visits they are is told beside the terms.
    case Term::unassigned:
    case Term::preference: return TermUnit::point;
    default: return TermUnit::count;
  }
}

/// As people read it: seconds become minutes.
std::int64_t shown(std::int64_t amount, TermUnit unit) {
  return unit == TermUnit::minute ? (amount + 30) / 60 : amount;
}

std::string sentence_of(const ViewContext& view, const Proposal& it) {
  return view.explainer.text(view.language,
                             "care.proposal." + std::string(base::name_of(it.kind)) +
                                 (it.unassigned_after == 0 ? ".all" : ""),
                             {{"date", view.explainer.date(view.language, it.plan_on)},
                              {"visits", std::to_string(it.visits)},
                              {"moved", std::to_string(it.moved)},
                              {"placed", std::to_string(std::max<std::int64_t>(
                                             0, it.unassigned_before - it.unassigned_after))},
                              {"unassigned", std::to_string(it.unassigned_after)}});
}

struct LineView {
  const std::map<VisitId, Visit>& visits;
  const Names& names;
  const std::map<VisitId, Disruption>& causes;
};

ProposedChange change_of(const ViewContext& view, const ProposalLine& line, const LineView& all) {
  const Visit& visit = all.visits.at(line.visit_id);
  ProposedChange out{.change_id = visit.id, .group = line.change_group, .visit_id = visit.id};
  out.visit_version = line.visit_version;
  out.client_name = all.names.clients.at(visit.client_id);
  out.service = visit.service;
  out.kind = change_between(line.from(), line.to()).value();
  out.from = placement_of(line.from(), all.names);
  out.to = placement_of(line.to(), all.names);
  out.length_min = visit.length_min;
  out.travel_min = line.travel_min;
  out.wait_min = line.wait_min;
  out.is_regular = line.is_regular;
  const auto cause = all.causes.find(visit.id);
  out.sentence = view.explainer.change(view.language, visit, line.from(), line.to(),
                                       cause == all.causes.end() ? nullptr : &cause->second,
                                       all.names, line.is_regular);
  out.state = line.change_state;
  return out;
}

LeftOutVisit left_out_of(const ViewContext& view, const ProposalLine& line, const LineView& all) {
  const Visit& visit = all.visits.at(line.visit_id);
  return {visit.id,
          all.names.clients.at(visit.client_id),
          visit.service,
          visit.start_min,
          line.left_out_reason,
          view.explainer.text(view.language, "care.explain." + line.left_out_reason)};
}

/// The disruptions of the day that the search knew of and that held.
std::vector<Disruption> known_disruptions(const ViewContext& view, const Proposal& proposal) {
  auto out = disruptions_on(view.tx, view.region_id, proposal.plan_on);
  std::erase_if(out, [&](const Disruption& one) {
    return one.centre_id != proposal.centre_id || one.recorded_at > proposal.made_at ||
           (one.withdrawn_at && *one.withdrawn_at <= proposal.made_at);
  });
  return out;
}

}  // namespace

std::vector<TermChange> term_changes(const TermPairs& pairs, const Explainer& explainer,
                                     i18n::Language language) {
  std::vector<TermChange> out;
  for (const TermPair& pair : pairs.items) {
    const TermUnit unit = unit_of(pair.term);
    out.push_back({pair.term,
                   explainer.text(language, "care.term." + std::string(base::name_of(pair.term))),
                   unit, shown(pair.before, unit), shown(pair.after, unit), pair.weight,
                   (pair.after - pair.before) * pair.weight});
  }
  return out;
}

Placement placement_of(const PlacedVisit& placed, const Names& names) {
  const auto worker = names.workers.find(placed.worker_id);
  const auto vehicle = names.vehicles.find(placed.vehicle_id);
  return {placed.worker_id, worker == names.workers.end() ? "" : worker->second, placed.vehicle_id,
          vehicle == names.vehicles.end() ? "" : vehicle->second, placed.start_min};
}

std::vector<ProposalRow> proposal_rows(const ViewContext& view,
                                       const std::vector<Proposal>& proposals) {
  std::vector<PersonId> makers;
  for (const Proposal& one : proposals) makers.push_back(one.made_by);
  const Persons persons(view.tx, view.region_id, makers);
  OrganisationNames centres(view.tx, view.region_id);
  std::vector<ProposalRow> out;
  for (const Proposal& one : proposals) {
    ProposalRow row{one.id,    one.centre_id, centres(one.centre_id),    one.plan_on,   one.kind,
                    one.state, one.made_at,   persons.name(one.made_by), one.decided_at};
    row.visits = one.visits;
    row.moved = one.moved;
    row.moved_permille = one.visits > 0 ? one.moved * 1'000 / one.visits : 0;
    row.unassigned_before = one.unassigned_before;
    row.unassigned_after = one.unassigned_after;
    row.cost_before = one.cost_before;
    row.cost_after = one.cost_after;
    row.sentence = sentence_of(view, one);
    out.push_back(std::move(row));
  }
  return out;
}

ProposalDetail proposal_detail(const ViewContext& view, const Proposal& proposal) {
  ProposalDetail out{.row = proposal_rows(view, {proposal}).front()};
  const auto lines = lines_of(view.tx, view.region_id, proposal.id);
  std::vector<VisitId> ids;
  std::vector<PersonId> workers;
  std::vector<VehicleId> vehicles;
  for (const ProposalLine& line : lines) {
    ids.push_back(line.visit_id);
    workers.insert(workers.end(), {line.from_worker_id, line.to_worker_id});
    vehicles.insert(vehicles.end(), {line.from_vehicle_id, line.to_vehicle_id});
  }
  const auto told = find_disruption(view.tx, view.region_id, proposal.disruption_id);
  const auto known = known_disruptions(view, proposal);
  for (const Disruption& one : known) {
    workers.push_back(one.worker_id);
    vehicles.push_back(one.vehicle_id);
  }
  if (told) {
    workers.push_back(told->worker_id);
    vehicles.push_back(told->vehicle_id);
    out.disruption =
        disruption_rows(view.tx, view.region_id, {*told}, view.explainer, view.language).front();
  }
  const auto visits = visits_by_id(view.tx, view.region_id, ids);
  std::vector<Visit> list;
  for (const auto& [id, visit] : visits) list.push_back(visit);
  const Names names = names_for(view.tx, view.region_id, list, workers, vehicles);
  const auto causes = causes_of(lines, visits, known, told);
  const LineView all{visits, names, causes};
  out.is_stale = is_stale(lines, visits);
  const auto pairs = json::read<TermPairs>(proposal.terms);
  CHECK_REQUEST(pairs.has_value());  // written by this program
  out.terms = term_changes(*pairs, view.explainer, view.language);
  for (const ProposalLine& line : lines) {
    if (line.is_change()) out.changes.push_back(change_of(view, line, all));
    if (!line.to_worker_id) out.left_out.push_back(left_out_of(view, line, all));
  }
  // As the day goes: who reads the list reads it in time.
  std::ranges::sort(out.changes, [](const ProposedChange& a, const ProposedChange& b) {
    return std::tie(a.from.start_min, a.visit_id) < std::tie(b.from.start_min, b.visit_id);
  });
  return out;
}

DispatchDone dispatch_done(const ViewContext& view, const DeedDone& done,
                           std::optional<ProposalState> state) {
  DispatchDone out{done.deed.id, static_cast<std::int32_t>(done.visits.size()), done.told};
  for (const DeedVisit& line : done.visits) out.visit_ids.push_back(line.visit_id);
  out.proposal_state = state;
  out.sentence = view.explainer.text(
      view.language, "care.done." + std::string(base::name_of(done.deed.kind)),
      {{"visits", std::to_string(out.applied)}, {"told", std::to_string(done.told)}});
  return out;
}

std::vector<DispatchDeed> deed_rows(const ViewContext& view, const std::vector<Deed>& deeds,
                                    base::Instant now) {
  std::vector<PersonId> actors;
  for (const Deed& one : deeds) actors.push_back(one.actor_id);
  const Persons persons(view.tx, view.region_id, actors);
  std::vector<DispatchDeed> out;
  for (const Deed& one : deeds) {
    const auto lines = visits_of(view.tx, view.region_id, one.id);
    std::vector<VisitId> ids;
    for (const DeedVisit& line : lines) ids.push_back(line.visit_id);
    const auto visits = visits_by_id(view.tx, view.region_id, ids);
    DispatchDeed row{one.id,
                     one.centre_id,
                     one.deed_on,
                     one.kind,
                     persons.name(one.actor_id),
                     one.at,
                     static_cast<std::int32_t>(lines.size())};
    row.is_undone = static_cast<bool>(one.undone_by);
    row.may_undo = !row.is_undone && one.deed_on >= base::korean_date(now) &&
                   std::ranges::all_of(lines, [&](const DeedVisit& line) {
                     return visits.at(line.visit_id).version == line.version_after;
                   });
    row.sentence = view.explainer.text(
        view.language, "care.deed." + std::string(base::name_of(one.kind)),
        {{"actor", row.actor_name},
         {"time", view.explainer.time(view.language, base::korean_second_of_day(one.at) / 60)},
         {"visits", std::to_string(row.visits)}});
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace care
