/// Routes of the module, by subject.
#pragma once

#include <vector>

#include "api/route.h"
#include "ledger/ledger.h"
#include "teams/sales_line.h"

namespace teams {

[[nodiscard]] std::vector<api::Route> team_routes();
[[nodiscard]] std::vector<api::Route> extra_work_routes();
std::vector<api::Route> pay_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> point_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> point_appeal_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> point_warning_routes();
[[nodiscard]] std::vector<api::Route> sales_rule_routes();
[[nodiscard]] std::vector<api::Route> quarter_routes(ledger::Ledger& ledger,
                                                     const OutsideSales& sales);
[[nodiscard]] std::vector<api::Route> sales_line_routes(const OutsideSales& sales);
[[nodiscard]] std::vector<api::Route> team_payment_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> published_quarter_routes();
[[nodiscard]] std::vector<api::Route> payslip_routes();
[[nodiscard]] std::vector<api::Route> books_export_routes();

/// Masked names of persons, for lists.
[[nodiscard]] std::string masked_name(db::Transaction& tx, base::RegionId region_id,
                                      base::PersonId person_id);

}  // namespace teams
