// Why each change of a proposal is needed: what upset the day lately is not what upset every visit.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "proposal.h"

namespace care {

/// True when the disruption itself takes worker, car or time from the visit where it was.
[[nodiscard]] bool is_own_cause(const Disruption& cause, const Visit& visit,
                                const PlacedVisit& from);

/// The cause of each changed line. Its own one first, then that of a change it goes together with,
/// then `told`, for which the proposal was made; a line without any is in none.
/// `known` are the disruptions of the day that the search knew of.
[[nodiscard]] std::map<VisitId, Disruption> causes_of(const std::vector<ProposalLine>& lines,
                                                      const std::map<VisitId, Visit>& visits,
                                                      const std::vector<Disruption>& known,
                                                      const std::optional<Disruption>& told);

}  // namespace care
