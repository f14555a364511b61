// Routes of the module, by subject.
#pragma once

#include <string>
#include <vector>

#include "api/route.h"
#include "funds/module.h"

namespace funds {

// Why something was rejected or released.
struct FundNote {
  std::string note;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "note", .min_length = 2, .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(FundNote, (), (note))

[[nodiscard]] std::vector<api::Route> programme_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> agreement_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> movement_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> commitment_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> spending_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> evidence_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> fund_settlement_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> asset_routes(const Dependencies& given);
[[nodiscard]] std::vector<api::Route> publication_routes(const Dependencies& given);

}  // namespace funds
