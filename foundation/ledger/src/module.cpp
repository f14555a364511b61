#include "ledger/module.h"

#include <iterator>

#include "routes.h"

OLIVE_EMBEDDED(ledger)

namespace ledger {

manifest::Module module(Ledger& ledger, std::shared_ptr<const Notary> notary) {
  manifest::Module module{
      .name = "ledger", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"ledger.audit", {std::begin(kAuditors), std::end(kAuditors)}},
      {"ledger.close", {"metro_centre"}},
  };
  module.routes = proof_routes(ledger, std::move(notary));
  std::ranges::move(month_routes(ledger), std::back_inserter(module.routes));
  return module;
}

}  // namespace ledger
