// What the routes of dispatching share: made once for the module, used by all of them.
#pragma once

#include <memory>

#include "board.h"
#include "care/care.h"
#include "live_feed.h"

namespace care {

struct DispatchTools {
  explicit DispatchTools(const Dependencies& dependencies)
      : travel(dependencies.travel), ways(dependencies.travel), explainer(dependencies.catalogue) {}
  geo::TravelSource travel;
  WayMemory ways;
  Explainer explainer;
  LiveFeed feed;
};

/// The centres that a scope covers, ascending.
[[nodiscard]] std::vector<OrganisationId> centres_in(db::Transaction& tx, RegionId region_id,
                                                     const api::Scope& scope);
/// True when the organisation is a centre that the scope covers.
[[nodiscard]] bool is_own_centre(db::Transaction& tx, RegionId region_id, const api::Scope& scope,
                                 OrganisationId centre_id);

}  // namespace care
