#include "teams/module.h"

#include <iterator>

#include "routes.h"
#include "teams/leave.h"
#include "teams/pay.h"
#include "teams/point_appeal.h"
#include "teams/point_warning.h"
#include "teams/points.h"
#include "teams/published_quarter.h"
#include "teams/sales_split.h"

OLIVE_EMBEDDED(teams)

namespace teams {
namespace {

std::vector<std::vector<api::Route>> book_routes(ledger::Ledger& ledger,
                                                 const OutsideSales& sales) {
  return {sales_rule_routes(),         quarter_routes(ledger, sales), sales_line_routes(sales),
          team_payment_routes(ledger), published_quarter_routes(),    payslip_routes(),
          books_export_routes()};
}

}  // namespace

manifest::Module module(ledger::Ledger& ledger, const OutsideSales& sales) {
  manifest::Module module{
      .name = "teams", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"teams.view",
       {"coordinator", "case_manager", "centre_director", "metro_centre", "city_officer",
        "auditor"}},
      {"teams.manage", {"coordinator", "centre_director", "metro_centre"}},
      {"teams.tell", {"coordinator", "case_manager", "centre_director", "metro_centre"}},
      {"teams.pay", {"centre_director", "metro_centre"}},
      {"teams.books", {"coordinator", "centre_director", "metro_centre"}},
      {"teams.close", {"centre_director", "metro_centre"}},
      {"teams.rules", {"metro_centre", "city_officer"}},
      {"teams.points", {"metro_centre"}},
      {"teams.points_view", {"metro_centre", "city_officer", "auditor"}},
  };
  module.routes = team_routes();
  std::ranges::move(pay_routes(ledger), std::back_inserter(module.routes));
  std::ranges::move(extra_work_routes(), std::back_inserter(module.routes));
  std::ranges::move(point_routes(ledger), std::back_inserter(module.routes));
  std::ranges::move(point_appeal_routes(ledger), std::back_inserter(module.routes));
  std::ranges::move(point_warning_routes(), std::back_inserter(module.routes));
  for (auto& routes : book_routes(ledger, sales))
    std::ranges::move(routes, std::back_inserter(module.routes));
  module.subscribe = [&ledger](jobs::Runner& runner) {
    schedule_point_expiry(runner, ledger);
    schedule_point_warnings(runner);
  };
  module.settings = {kDailyPay,     kHolidayIsPaid,  kDayMinutes,      kLateIsUnpaid,
                     kLeave,        kTomorrowProfit, kPerformancePay,  kPublicGroupMin,
                     kPointDaysMin, kPointYears,     kPointAppealDays, kPointWarningDays,
                     kExtraRates,   kBreak,          kNightRule};
  return module;
}

}  // namespace teams
