// The manifest of the module: what it adds to the product, as plain data.
#include "base/embedded.h"
#include "care/care.h"
#include "care/service.h"
#include "geo/busan.h"
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
        &day_plan_routes, &my_care_routes})
    for (api::Route& route : routes(dependencies)) out.routes.push_back(std::move(route));
  return out;
}

}  // namespace care
