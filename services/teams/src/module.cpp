#include "teams/module.h"

#include <iterator>

#include "routes.h"
#include "teams/pay.h"
#include "teams/point_appeal.h"
#include "teams/point_warning.h"
#include "teams/points.h"

OLIVE_EMBEDDED(teams)

namespace teams {

manifest::Module module(ledger::Ledger& ledger) {
  manifest::Module module{
      .name = "teams", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"teams.view",
       {"coordinator", "case_manager", "centre_director", "metro_centre", "city_officer",
        "auditor"}},
      {"teams.manage", {"coordinator", "centre_director", "metro_centre"}},
      {"teams.tell", {"coordinator", "case_manager", "centre_director", "metro_centre"}},
      {"teams.pay", {"centre_director", "metro_centre"}},
      {"teams.points", {"metro_centre"}},
      {"teams.points_view", {"metro_centre", "city_officer", "auditor"}},
  };
  module.routes = team_routes();
  std::ranges::move(pay_routes(ledger), std::back_inserter(module.routes));
  std::ranges::move(point_routes(ledger), std::back_inserter(module.routes));
  std::ranges::move(point_appeal_routes(ledger), std::back_inserter(module.routes));
  std::ranges::move(point_warning_routes(), std::back_inserter(module.routes));
  module.subscribe = [&ledger](jobs::Runner& runner) {
    schedule_point_expiry(runner, ledger);
    schedule_point_warnings(runner);
  };
  module.settings = {kDailyPay,   kHolidayIsPaid,   kPointDaysMin,
                     kPointYears, kPointAppealDays, kPointWarningDays};
  return module;
}

}  // namespace teams
