// Taking a referral in: who is responsible, which dates hold, what to warn about.
#include "care/referral.h"

#include <algorithm>

#include "care/entitlement.h"
#include "json/json.h"
#include "people/organisation.h"
#include "referral_rows.h"

namespace care {
namespace {

// Statutory time to decide on a request for social services, and after an extension.
// See: 사회보장급여법 §9 (30 days, at most 60).
constexpr std::int32_t kDecideDays = 30;
constexpr std::int32_t kDueSoonDays = 7;
constexpr int kDischargeWindowMonths = 3;
// A dialysis patient goes three times a week, whatever the form says. See: facts.md §2.2.
constexpr std::int32_t kDialysisVisitsPerMonth = 13;
constexpr std::int32_t kDialysisVisitMin = 270;

/// Discharge care belongs to the three months after a discharge, and so needs its date.
Referring<void> check_dates(const NewReferral& referral) {
  if (referral.service != ServiceKind::discharge_care) return {};
  // 퇴원환자 안심돌봄 is given for up to three months after a discharge. See: facts.md §2.3.
  if (!referral.discharged_on) return base::refuse(ReferralRefusal::discharge_date_missing);
  if (referral.wished_from > base::plus_months(*referral.discharged_on, kDischargeWindowMonths))
    return base::refuse(ReferralRefusal::discharge_too_long_ago);
  return {};
}

/// Once decided, the entitlement (or the refusal) speaks for itself.
bool has_open_referral(db::Transaction& tx, RegionId region_id, const NewReferral& referral) {
  return tx.integer(
               "SELECT COUNT(*) FROM care_referral WHERE region_id = $1 AND client_id = $2"
               " AND service = $3 AND state IN ('received', 'consented', 'assessed')",
               region_id, referral.client_id, referral.service)
             .value() > 0;
}

/// As wished; else what the purpose is known to take; else as usual.
std::int32_t visit_length(const NewReferral& referral, const Service& service) {
  if (referral.visit_min > 0) return referral.visit_min;
  return referral.purpose == CarePurpose::dialysis ? kDialysisVisitMin : service.visit_min;
}

std::int32_t monthly_visits(const NewReferral& referral) {
  if (referral.visits_per_month > 0) return referral.visits_per_month;
  return referral.purpose == CarePurpose::dialysis ? kDialysisVisitsPerMonth : 0;
}

void insert_referral(db::Transaction& tx, RegionId region_id, const Referral& row,
                     const db::Bytes& details) {
  tx.execute(
      "INSERT INTO care_referral (region_id, id, client_id, service, channel, referrer_id,"
      " referring_organisation_id, proxy_relation, district_organisation_id, centre_id,"
      " district_code, income_band, mobility, lives_alone, has_other_service, discharged_on,"
      " wished_from, visits_per_month, visit_min, details, state, received_at, decide_by, version)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
      " $19, $20, $21, $22, $23, $24)",
      region_id, row.id, row.client_id, row.service, row.channel, row.referrer_id,
      row.referring_organisation_id, row.proxy_relation, row.district_organisation_id,
      row.centre_id, row.district_code, row.income_band, row.mobility, row.lives_alone,
      row.has_other_service, row.discharged_on, row.wished_from, row.visits_per_month,
      row.visit_min, details, row.state, row.received_at, row.decide_by, row.version);
}

/// The row without what depends on the client's district.
Referral row_from(const NewReferral& from, const Service& service, base::Instant now) {
  Referral row;
  row.client_id = from.client_id;
  row.service = from.service;
  row.channel = from.channel;
  row.referrer_id = from.referrer_id;
  row.referring_organisation_id = from.referring_organisation_id;
  row.proxy_relation = from.proxy_relation;
  row.income_band = from.income_band;
  row.mobility = from.mobility;
  row.lives_alone = from.lives_alone;
  row.has_other_service = from.has_other_service;
  row.discharged_on = from.discharged_on;
  row.wished_from = from.wished_from;
  row.visits_per_month = monthly_visits(from);
  row.visit_min = visit_length(from, service);
  row.state = ReferralState::received;
  row.received_at = now;
  // Counted from the Korean day of receipt, the first day not included (민법 §157).
  row.decide_by = base::korean_date(now).plus_days(kDecideDays);
  return row;
}

}  // namespace

Offices::Offices(db::Transaction& tx, RegionId region_id) {
  using people::OrganisationKind;
  for (const auto& office :
       people::organisations_of_kind(tx, region_id, OrganisationKind::district))
    districts_.emplace(office.place.district_code, office.id);
  for (const auto& centre :
       people::organisations_of_kind(tx, region_id, OrganisationKind::regional_centre))
    centres_[centre.place.district_code].push_back(centre.id);
}

OrganisationId Offices::district(std::string_view district_code) const {
  const auto found = districts_.find(district_code);
  return found == districts_.end() ? OrganisationId{} : found->second;
}

OrganisationId Offices::centre(std::string_view district_code, std::int64_t seed) const {
  CHECK_REQUEST(seed >= 0);
  const auto found = centres_.find(district_code);
  if (found == centres_.end()) return {};
  // By the client's id: the same person always meets the same centre.
  return found->second[static_cast<std::size_t>(seed) % found->second.size()];
}

std::span<const base::Rule> ItemScore::rules() {
  static const base::Rule kRules[] = {{.field = "score", .minimum = 0, .maximum = 3}};
  return kRules;
}

Referring<ReferralId> create_referral(db::Transaction& tx, RegionId region_id,
                                      const NewReferral& referral, const Offices& offices,
                                      const crypto::Sealer& sealer, base::Instant now) {
  const auto client = people::find_person(tx, region_id, referral.client_id);
  if (!client) return base::refuse(ReferralRefusal::person_not_found);
  const std::string& district_code = client->home.district_code;
  if (district_code.empty()) return base::refuse(ReferralRefusal::client_without_district);
  const Service service = service_of(tx, region_id, referral.service);
  Referral row = row_from(referral, service, now);
  // Of a known purpose the usual length may be longer than the service offers: told, not cut.
  if (row.visit_min < service.shortest_min || row.visit_min > service.longest_min)
    return base::refuse(ReferralRefusal::visit_length_not_offered);
  OLIVE_TRY_VOID(check_dates(referral));
  // Two desks often send the same request: the second learns that somebody is on it.
  if (has_open_referral(tx, region_id, referral))
    return base::refuse(ReferralRefusal::duplicate_referral);
  if (has_entitlement(tx, region_id, referral.client_id, referral.service, referral.wished_from))
    return base::refuse(ReferralRefusal::already_entitled);
  row.district_code = district_code;
  row.district_organisation_id = offices.district(district_code);
  row.centre_id = offices.centre(district_code, referral.client_id.value);
  if (!row.centre_id) return base::refuse(ReferralRefusal::no_centre_in_district);
  row.id = tx.make_id<ReferralId>();
  // Purpose and note speak of health (개인정보보호법 §23): sealed, bound to this row and column.
  const ReferralDetails details{referral.purpose, referral.health_note};
  insert_referral(
      tx, region_id, row,
      {sealer.seal(json::write(details), seal_context("care_referral.details", row.id.value))});
  return row.id;
}

std::optional<Referral> find_referral(db::Transaction& tx, RegionId region_id, ReferralId id) {
  return tx.query_one<Referral>("SELECT " + std::string(kReferralColumns) +
                                    " FROM care_referral WHERE region_id = $1 AND id = $2",
                                region_id, id);
}

ReferralDetails details_of(db::Transaction& tx, RegionId region_id, ReferralId id,
                           const crypto::Sealer& sealer) {
  const db::Rows rows =
      tx.rows("SELECT details FROM care_referral WHERE region_id = $1 AND id = $2", region_id, id);
  CHECK_REQUEST(!rows.empty());
  const auto plain = sealer.open(rows.bytes(0, 0), seal_context("care_referral.details", id.value));
  CHECK_REQUEST(plain.has_value());
  auto details = json::read<ReferralDetails>(*plain);
  CHECK_REQUEST(details.has_value());
  return *std::move(details);
}

std::vector<Referral> list_referrals(db::Transaction& tx, RegionId region_id,
                                     const ReferralFilter& filter, const api::Scope& scope) {
  CHECK_REQUEST(filter.limit > 0 && filter.limit <= 500);
  // Ids are ordered by time, so the newest come first and the cursor is an id.
  const std::string sql =
      "SELECT " + std::string(kReferralColumns) +
      " FROM care_referral WHERE region_id = $1"
      " AND ($2 = '' OR state = $2) AND ($3 = '' OR service = $3)"
      " AND ($4 = 0 OR client_id = $4) AND ($5 = 0 OR referrer_id = $5)"
      " AND ($6 = 0 OR id < $6) AND " +
      scope_clause(scope, {"referring_organisation_id", "centre_id", "district_organisation_id"}) +
      " ORDER BY id DESC LIMIT $7";
  const std::string state(filter.state ? base::name_of(*filter.state) : "");
  const std::string service(filter.service ? base::name_of(*filter.service) : "");
  return tx.query<Referral>(sql, region_id, state, service, filter.client_id, filter.referrer_id,
                            filter.before, filter.limit);
}

bool is_visible(const Referral& referral, const api::Scope& scope) {
  // Whoever referred stays informed, also when another centre serves in the end.
  if (scope.everywhere) return true;
  return scope.covers(referral.referring_organisation_id) || scope.covers(referral.centre_id) ||
         scope.covers(referral.district_organisation_id);
}

std::vector<ReferralWarning> warnings_of(const Referral& referral, const Quota& quota,
                                         base::Date today) {
  std::vector<ReferralWarning> out;
  const base::Date from = std::max(referral.wished_from, today);
  if (referral.visits_per_month > 0 &&
      exhausted_on(quota, quota.units_max, from, referral.visits_per_month, referral.visit_min))
    out.push_back(ReferralWarning::quota_exhausted_early);
  if (referral.has_other_service) out.push_back(ReferralWarning::other_service_declared);
  // What follows presses for a decision, and there is one.
  if (referral.state > ReferralState::assessed) return out;
  if (referral.service == ServiceKind::discharge_care && referral.discharged_on &&
      // In the last of the three months: late enough to matter, early enough to act.
      today > base::plus_months(*referral.discharged_on, kDischargeWindowMonths - 1))
    out.push_back(ReferralWarning::discharge_window_closing);
  if (today > referral.decide_by) out.push_back(ReferralWarning::decision_overdue);
  else if (today.plus_days(kDueSoonDays) >= referral.decide_by)
    out.push_back(ReferralWarning::decision_due_soon);
  return out;
}

}  // namespace care
