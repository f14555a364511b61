/// Several instances on one database: one of them writes the ledger, the others send it the deeds
/// of their callers. Which one writes, the epoch of the lease decides; see docs/decisions/0005.
#pragma once

#include <optional>
#include <string>

#include "api/route.h"
#include "ledger/ledger.h"

namespace ledger {

/// Where the present writer is reached (`host:port`); nothing when it has not said so, or when
/// another one has taken the lease since.
[[nodiscard]] std::optional<std::string> writer_address(db::Transaction& tx, LedgerId ledger_id);

/// Sends the request of `context` to the writer's instance and answers as that one does. Blocks:
/// for the worker pool. 503 `unavailable` when no writer is known, or when this request was sent on
/// already; throws, which is a 503 too, when the writer does not answer. The Idempotency-Key makes
/// repeating safe.
void forward_deed(const api::Services& services, const api::Context& context,
                  const api::Done& done);

}  // namespace ledger
