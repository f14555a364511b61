// What is offered, at what price, and how much room the centres have.
#include <algorithm>

#include "care_dto.h"
#include "people/organisation.h"
#include "routes.h"

namespace care {
namespace {

constexpr std::int32_t kCapacityDays = 7;

CareServiceOffer offer_of(const Service& service, const FeeRule& rule) {
  CareServiceOffer offer{.terms = service, .price = rule.price};
  offer.quota_kind = rule.quota.kind;
  offer.units_max = rule.quota.units_max;
  offer.period_months = rule.quota.period_months;
  for (const IncomeBand band : base::all_of<IncomeBand>()) {
    // An example of the usual length: tariffs alone tell a citizen little.
    const Fee fee = fee_of(rule, band, service.visit_min);
    offer.usual_price_won = fee.price_won;
    offer.bands.push_back({band, rule.copay[static_cast<std::size_t>(band)], fee.copay_won});
  }
  return offer;
}

/// Public: everybody may know what care costs in their district.
api::Answer<CareServiceList> list_services(db::Transaction& tx, const api::Context& context,
                                           const CareServiceQuery& in) {
  // One snapshot for all services, so that prices of one answer belong to one moment.
  const settings::Snapshot snapshot(tx, context.region_id());
  const RuleSource source =
      settings_source(snapshot, in.district_code.value_or(""), in.on.value_or(context.today()));
  CareServiceList out;
  for (const Service& service : services_of(tx, context.region_id()))
    out.items.push_back(offer_of(service, fee_rule(service.service, source)));
  return out;
}

/// Working minutes of a worker from `from` on, for the days that capacity looks ahead.
std::int64_t working_minutes(const people::WorkerProfile& worker, base::Date from) {
  std::int64_t total = 0;
  for (std::int32_t i = 0; i < kCapacityDays; ++i)
    for (const people::WorkHours& hours : worker.hours)
      if (hours.weekday == base::weekday(from.plus_days(i))) total += hours.to_min - hours.from_min;
  return total;
}

CentreCapacity capacity_of(db::Transaction& tx, RegionId region_id,
                           const people::Organisation& centre, base::Date from) {
  CentreCapacity out{centre.id, centre.name, centre.place.district_code};
  for (const auto& worker : people::workers_of_centre(tx, region_id, centre.id)) {
    ++out.workers;
    out.free_min += working_minutes(worker, from);
  }
  const auto vehicles = vehicles_of_centre(tx, region_id, centre.id, from);
  out.vehicles = static_cast<std::int64_t>(vehicles.size());
  const db::Rows rows = tx.rows(
      "SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = 'planned' THEN 1 ELSE 0 END), 0),"
      " COALESCE(SUM(length_min), 0) FROM care_visit WHERE region_id = $1 AND centre_id = $2"
      " AND visit_on >= $3 AND visit_on < $4 AND state NOT IN ('cancelled', 'missed')",
      region_id, centre.id, from, from.plus_days(kCapacityDays));
  out.visits = rows.integer(0, 0);
  out.unassigned_visits = rows.integer(0, 1);
  // Never negative: overbooked is full, and how much over is the centre's business.
  out.free_min = std::max<std::int64_t>(out.free_min - rows.integer(0, 2), 0);
  return out;
}

/// Figures only, no personal data: a hospital may look for room in any district.
api::Answer<CentreCapacityList> list_capacities(db::Transaction& tx, const api::Context& context,
                                                const CentreCapacityQuery& in) {
  CentreCapacityList out;
  for (const auto& centre : people::organisations_of_kind(
           tx, context.region_id(), people::OrganisationKind::regional_centre))
    if (!in.district_code || *in.district_code == centre.place.district_code)
      out.items.push_back(capacity_of(tx, context.region_id(), centre, context.today()));
  return out;
}

}  // namespace

Routes service_routes(const Dependencies&) {
  return {
      api::get<CareServiceQuery, CareServiceList>(
          "/api/v1/care/services",
          {.operation = "list_care_services",
           .tag = "care",
           .summary = "Services with prices and co-pay in a district on a day."},
          list_services),
      api::get<CentreCapacityQuery, CentreCapacityList>(
          "/api/v1/care/capacities",
          {.operation = "list_care_capacities",
           .permission = "care.read_capacity",
           .tag = "care",
           .summary = "How much room the centres have in the next seven days."},
          list_capacities),
  };
}

}  // namespace care
