/// The module's contribution to the product: routes, permissions, settings, tables, messages.
#pragma once

#include "ledger/ledger.h"
#include "manifest/manifest.h"

namespace teams {

/// Routes: teams, members, attendance, pay runs, point runs, the participant's own work and points.
/// `ledger` must outlive the server.
[[nodiscard]] manifest::Module module(ledger::Ledger& ledger);

}  // namespace teams
