// Disruptions as routes show them.
#pragma once

#include "board_dto.h"
#include "explain.h"

namespace care {

/// Cost: a handful of statements, whatever the number.
[[nodiscard]] std::vector<DisruptionRow> disruption_rows(db::Transaction& tx, RegionId region_id,
                                                         const std::vector<Disruption>& disruptions,
                                                         const Explainer& explainer,
                                                         i18n::Language language);
/// Visits by id, in one statement.
[[nodiscard]] std::map<VisitId, Visit> visits_by_id(db::Transaction& tx, RegionId region_id,
                                                    const std::vector<VisitId>& ids);
/// Names for sentences about these visits, workers and cars.
[[nodiscard]] Names names_for(db::Transaction& tx, RegionId region_id,
                              const std::vector<Visit>& visits,
                              const std::vector<PersonId>& workers,
                              const std::vector<VehicleId>& vehicles);

}  // namespace care
