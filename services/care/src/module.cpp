// The manifest of the module: what it adds to the product, as plain data.
#include "base/embedded.h"
#include "care/care.h"
#include "care/service.h"
#include "dispatch.h"
#include "geo/busan.h"
#include "nightly.h"
#include "permissions.h"
#include "routes.h"

OLIVE_EMBEDDED(care)

namespace care {

db::ModuleSchema schema() { return {"care", embedded::schema()}; }

manifest::Module module(const Dependencies& given) {
  CHECK(given.ledger && given.sealer && given.catalogue);
  Dependencies dependencies = given;
  if (!dependencies.travel) dependencies.travel = geo::estimate_source(geo::busan_estimate());
  manifest::Module out{.name = "care",
                       .schema = embedded::schema(),
                       .messages = embedded::messages(),
                       .permissions = permissions(),
                       .settings = setting_definitions()};
  for (Routes (*routes)(const Dependencies&) :
       {&service_routes, &referral_routes, &referral_step_routes, &visit_routes, &visit_step_routes,
        &my_care_routes})
    for (api::Route& route : routes(dependencies)) out.routes.push_back(std::move(route));
  const auto tools = std::make_shared<DispatchTools>(dependencies);
  for (Routes (*routes)(const std::shared_ptr<DispatchTools>&) :
       {&board_routes, &proposal_routes, &disruption_routes, &move_routes, &slot_routes,
        &what_if_routes})
    for (api::Route& route : routes(tools)) out.routes.push_back(std::move(route));
  if (dependencies.database)
    out.subscribe = [tools, database = dependencies.database](jobs::Runner& runner) {
      subscribe_dispatch(runner, *database, tools);
    };
  return out;
}

}  // namespace care
