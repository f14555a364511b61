/// What a decision gives: so many units of one service, at a price band, until a day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/referral.h"

namespace care {

/// Units are visits or minutes, as `quota_kind` says. units_used counts completed visits.
struct Entitlement {
  EntitlementId id;
  PersonId client_id;
  ServiceKind service{};
  ReferralId referral_id;
  OrganisationId centre_id;
  OrganisationId district_organisation_id;
  std::string district_code;
  IncomeBand income_band{};
  base::Date valid_from;
  base::Date valid_to;  ///< last day
  QuotaKind quota_kind{};
  std::int64_t units_max = 0;
  std::int64_t units_used = 0;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Entitlement, (),
                      (id, client_id, service, referral_id, centre_id, district_organisation_id,
                       district_code, income_band, valid_from, valid_to, quota_kind, units_max,
                       units_used, version))

/// Creates the entitlement of an approved referral. The period is that of the quota; discharge care
/// ends three months after the discharge at the latest.
[[nodiscard]] Entitlement create_entitlement(db::Transaction& tx, RegionId region_id,
                                             const Referral& referral, IncomeBand band,
                                             OrganisationId centre_id, base::Date valid_from);

[[nodiscard]] std::optional<Entitlement> find_entitlement(db::Transaction& tx, RegionId region_id,
                                                          EntitlementId id);
/// All of a client, newest first.
[[nodiscard]] std::vector<Entitlement> entitlements_of(db::Transaction& tx, RegionId region_id,
                                                       PersonId client_id);
/// Valid on `on`, of the centres in `scope`, by client; at most `limit`.
[[nodiscard]] std::vector<Entitlement> entitlements_on(db::Transaction& tx, RegionId region_id,
                                                       const api::Scope& scope, base::Date on,
                                                       std::int32_t limit);
/// True while the client has the service on `on`.
[[nodiscard]] bool has_entitlement(db::Transaction& tx, RegionId region_id, PersonId client_id,
                                   ServiceKind service, base::Date on);
/// Units that open visits will use.
[[nodiscard]] std::int64_t reserved_units(db::Transaction& tx, RegionId region_id,
                                          EntitlementId id);
/// Units neither used nor reserved; never negative.
[[nodiscard]] std::int64_t units_left(db::Transaction& tx, RegionId region_id,
                                      const Entitlement& entitlement);

}  // namespace care
