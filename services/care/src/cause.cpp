#include "cause.h"

#include <algorithm>

namespace care {
namespace {

/// The told one when it is the visit's own, else the latest that is.
std::optional<Disruption> own_cause(const ProposalLine& line, const Visit& visit,
                                    const std::vector<Disruption>& known,
                                    const std::optional<Disruption>& told) {
  if (told && is_own_cause(*told, visit, line.from())) return told;
  std::optional<Disruption> found;
  for (const Disruption& one : known)
    if (is_own_cause(one, visit, line.from())) found = one;
  return found;
}

}  // namespace

bool is_own_cause(const Disruption& cause, const Visit& visit, const PlacedVisit& from) {
  const bool is_then =
      cause.from_min < from.start_min + visit.length_min && from.start_min < cause.to_min;
  switch (cause.reason) {
    case DisruptionReason::worker_sick:
      return from.worker_id && cause.worker_id == from.worker_id && is_then;
    case DisruptionReason::vehicle_broken:
      return from.vehicle_id && cause.vehicle_id == from.vehicle_id && is_then;
    default: return cause.visit_id == visit.id;
  }
}

std::map<VisitId, Disruption> causes_of(const std::vector<ProposalLine>& lines,
                                        const std::map<VisitId, Visit>& visits,
                                        const std::vector<Disruption>& known,
                                        const std::optional<Disruption>& told) {
  std::map<VisitId, Disruption> out;
  std::map<std::int64_t, Disruption> of_group;
  for (const ProposalLine& line : lines) {
    if (!line.is_change()) continue;
    const auto own = own_cause(line, visits.at(line.visit_id), known, told);
    if (!own) continue;
    out.emplace(line.visit_id, *own);
    // In a chain of replacements the proposal's own occasion explains the rest best.
    const auto [place, is_new] = of_group.try_emplace(line.change_group, *own);
    if (!is_new && told && own->id == told->id) place->second = *own;
  }
  for (const ProposalLine& line : lines) {
    if (!line.is_change() || out.contains(line.visit_id)) continue;
    const auto group = of_group.find(line.change_group);
    if (group != of_group.end()) out.emplace(line.visit_id, group->second);
    else if (told) out.emplace(line.visit_id, *told);
  }
  return out;
}

}  // namespace care
