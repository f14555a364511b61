// Entitlements: created by a decision, used up by completed visits, held by open ones. What is left
// is computed, never stored, so that a cancelled visit gives its units back by itself.
#include "care/entitlement.h"

#include <algorithm>

#include "referral_rows.h"

namespace care {
namespace {

constexpr std::string_view kColumns =
    "id, client_id, service, referral_id, centre_id, district_organisation_id, district_code,"
    " income_band, valid_from, valid_to, quota_kind, units_max, units_used, version";

constexpr int kDischargeWindowMonths = 3;  // See: facts.md §2.3

base::Date last_day(const Referral& referral, const Quota& quota, base::Date valid_from) {
  // The day before the same day n months later: a year from 23 November ends on 22 November.
  base::Date last = base::plus_months(valid_from, quota.period_months).plus_days(-1);
  if (referral.service == ServiceKind::discharge_care && referral.discharged_on)
    last = std::min(last, base::plus_months(*referral.discharged_on, kDischargeWindowMonths));
  // Never before it begins, however late in the discharge window that is.
  return std::max(last, valid_from);
}

void insert_entitlement(db::Transaction& tx, RegionId region_id, const Entitlement& row) {
  tx.execute(
      "INSERT INTO care_entitlement (region_id, id, client_id, service, referral_id, centre_id,"
      " district_organisation_id, district_code, income_band, valid_from, valid_to, quota_kind,"
      " units_max, units_used, version)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      region_id, row.id, row.client_id, row.service, row.referral_id, row.centre_id,
      row.district_organisation_id, row.district_code, row.income_band, row.valid_from,
      row.valid_to, row.quota_kind, row.units_max, row.units_used, row.version);
}

}  // namespace

Entitlement create_entitlement(db::Transaction& tx, RegionId region_id, const Referral& referral,
                               IncomeBand band, OrganisationId centre_id, base::Date valid_from) {
  const Quota quota =
      fee_rule_of(tx, region_id, referral.service, referral.district_code, valid_from).quota;
  Entitlement row;
  row.id = tx.make_id<EntitlementId>();
  row.client_id = referral.client_id;
  row.service = referral.service;
  row.referral_id = referral.id;
  row.centre_id = centre_id;
  row.district_organisation_id = referral.district_organisation_id;
  row.district_code = referral.district_code;
  // The band is frozen here: a later change of income is a new decision, not a new bill.
  row.income_band = band;
  row.valid_from = valid_from;
  row.valid_to = last_day(referral, quota, valid_from);
  row.quota_kind = quota.kind;
  row.units_max = quota.units_max;
  CHECK_REQUEST(row.valid_from <= row.valid_to);
  CHECK_REQUEST(row.units_max >= 0 && row.units_used == 0);
  insert_entitlement(tx, region_id, row);
  return row;
}

std::optional<Entitlement> find_entitlement(db::Transaction& tx, RegionId region_id,
                                            EntitlementId id) {
  return tx.query_one<Entitlement>(
      "SELECT " + std::string(kColumns) + " FROM care_entitlement WHERE region_id = $1 AND id = $2",
      region_id, id);
}

std::vector<Entitlement> entitlements_of(db::Transaction& tx, RegionId region_id,
                                         PersonId client_id) {
  return tx.query<Entitlement>(
      "SELECT " + std::string(kColumns) +
          " FROM care_entitlement WHERE region_id = $1 AND client_id = $2 ORDER BY id DESC",
      region_id, client_id);
}

std::vector<Entitlement> entitlements_on(db::Transaction& tx, RegionId region_id,
                                         const api::Scope& scope, base::Date on,
                                         std::int32_t limit) {
  return tx.query<Entitlement>("SELECT " + std::string(kColumns) +
                                   " FROM care_entitlement WHERE region_id = $1"
                                   " AND valid_from <= $2 AND valid_to >= $2 AND " +
                                   scope_clause(scope, {"centre_id"}) +
                                   " ORDER BY client_id, id LIMIT $3",
                               region_id, on, limit);
}

bool has_entitlement(db::Transaction& tx, RegionId region_id, PersonId client_id,
                     ServiceKind service, base::Date on) {
  return tx.integer(
               "SELECT COUNT(*) FROM care_entitlement WHERE region_id = $1 AND client_id = $2"
               // A used-up one does not stand in the way of a new request.
               " AND service = $3 AND valid_to >= $4 AND units_used < units_max",
               region_id, client_id, service, on)
             .value() > 0;
}

std::int64_t reserved_units(db::Transaction& tx, RegionId region_id, EntitlementId id) {
  // Open visits hold their units, so that two plans cannot promise the same ones.
  return tx
      .integer(
          "SELECT COALESCE(SUM(quota_units), 0) FROM care_visit WHERE region_id = $1"
          " AND entitlement_id = $2"
          " AND state IN ('planned', 'assigned', 'confirmed', 'on_the_way', 'checked_in')",
          region_id, id)
      .value();
}

std::int64_t units_left(db::Transaction& tx, RegionId region_id, const Entitlement& entitlement) {
  // A visit that took longer than planned may have used more than was left.
  return std::max<std::int64_t>(entitlement.units_max - entitlement.units_used -
                                    reserved_units(tx, region_id, entitlement.id),
                                0);
}

}  // namespace care
