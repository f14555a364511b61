// The routes of the module.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "api/route.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger.h"

namespace ledger {

[[nodiscard]] std::vector<api::Route> proof_routes(Ledger& ledger,
                                                   std::shared_ptr<const Notary> notary);
[[nodiscard]] std::vector<api::Route> month_routes(Ledger& ledger);

// Who may look at any entry and any balance.
inline constexpr std::string_view kAuditors[] = {"auditor", "metro_centre", "city_officer"};
[[nodiscard]] inline bool is_auditor(const api::Principal& caller) {
  return std::ranges::any_of(kAuditors,
                             [&](std::string_view role) { return caller.has_role(role); });
}

// Hashes as base64, which is what notes and other tools have.
[[nodiscard]] std::vector<std::string> texts_of(const MerkleProof& hashes);

}  // namespace ledger
