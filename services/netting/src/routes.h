// Routes of the module, by subject.
#pragma once

#include <vector>

#include "api/route.h"
#include "ledger/ledger.h"

namespace netting {

[[nodiscard]] std::vector<api::Route> obligation_routes(ledger::Ledger& ledger);
std::vector<api::Route> round_routes(ledger::Ledger& ledger);

}  // namespace netting
