/// The module's contribution to the product: routes, permissions, settings, tables, messages.
#pragma once

#include "ledger/ledger.h"
#include "manifest/manifest.h"
#include "teams/sales_line.h"

namespace teams {

/// Routes: teams, members, attendance, pay runs, payslips, quarterly accounts, payments out of a
/// team's funds, point runs, the participant's own work and points. `sales` tells what the market
/// settled with a team's shops. `ledger` must outlive the server.
[[nodiscard]] manifest::Module module(ledger::Ledger& ledger, const OutsideSales& sales = {});

}  // namespace teams
