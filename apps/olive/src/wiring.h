// Where the modules meet: which ones there are, and what they pass to each other.
#pragma once

#include <span>
#include <vector>

#include "auth/authentication.h"
#include "db/database.h"
#include "i18n/catalogue.h"
#include "insight/module.h"
#include "jobs/runner.h"
#include "manifest/manifest.h"
#include "procurement/order_purchase.h"
#include "teams/sales_line.h"

namespace olive {

class Application;

// The tables of all modules, those that others refer to first. Known without a database, unlike
// the modules themselves: the ledger that they need can only be loaded from migrated tables.
std::span<const db::ModuleSchema> schemas();
// Every message of the product. Known without a database, for commands that need no ledger.
i18n::Catalogue load_catalogue();
// The product: one line per module.
std::vector<manifest::Module> list_modules(Application& application);
// People, as sign-in sees them.
auth::Directory directory();
// Figures of the services for the public page.
insight::Sources insight_sources();
// What a team sold through Olive Market: settlements, and won in the drawers of its shops.
std::vector<teams::OutsideSale> market_sales(db::Transaction& tx, base::RegionId region_id,
                                             base::OrganisationId team_id, base::Date from,
                                             base::Date to);
// What was ordered in Olive Market in the name of a body's office, or by its buyer, and paid in
// won.
std::vector<procurement::OutsideOrder> market_orders(db::Transaction& tx, base::RegionId region_id,
                                                     const procurement::OutsideBuyer& who,
                                                     base::Date from, base::Date to);
// Events of one service that another one hears.
void subscribe_across(jobs::Runner& runner);

}  // namespace olive
