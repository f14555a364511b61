#include "procurement/purchase.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/check.h"
#include "base/text.h"

namespace procurement {
namespace {

constexpr std::string_view kSelectBody =
    "SELECT id, name, kind, organisation_id FROM procurement_body WHERE region_id = $1";

constexpr std::string_view kSelectPurchase =
    "SELECT p.id, p.body_id, b.name AS body_name, p.seller_id, o.name AS seller_name, "
    "p.bought_on, p.item, p.amount_won, p.basis, p.evidence_number, p.is_withdrawn, p.note, "
    "EXISTS (SELECT 1 FROM procurement_ordered t WHERE t.region_id = p.region_id "
    "AND t.purchase_id = p.id) AS is_ordered FROM procurement_purchase p JOIN procurement_body b "
    "ON "
    "b.region_id = p.region_id "
    "AND b.id = p.body_id JOIN people_organisation o ON o.region_id = p.region_id "
    "AND o.id = p.seller_id WHERE p.region_id = $1";

struct Span {
  Date first, last;
};
Span days_of(std::int32_t year) {
  const auto first = base::make_date(year, 1, 1);
  const auto last = base::make_date(year, 12, 31);
  CHECK_REQUEST(first && last);
  return {*first, *last};
}

bool may_sell(db::Transaction& tx, RegionId region_id, OrganisationId id) {
  using people::OrganisationKind;
  const auto found = people::find_organisation(tx, region_id, id);
  return found &&
         (found->kind == OrganisationKind::team || found->kind == OrganisationKind::enterprise ||
          found->kind == OrganisationKind::shop);
}

PurchaseResult<void> check_purchase(db::Transaction& tx, RegionId region_id,
                                    const NewPriorityPurchase& given, Date today) {
  if (!find_body(tx, region_id, given.body_id))
    return base::refuse(PurchaseRefusal::body_not_found);
  if (!may_sell(tx, region_id, given.seller_id))
    return base::refuse(PurchaseRefusal::seller_not_found);
  if (given.amount_won <= 0) return base::refuse(PurchaseRefusal::purchase_amount_not_positive);
  if (given.bought_on > today) return base::refuse(PurchaseRefusal::purchase_in_future);
  const auto same = tx.integer(
      "SELECT id FROM procurement_purchase WHERE region_id = $1 AND body_id = $2 AND basis = $3 "
      "AND evidence_number = $4 AND is_withdrawn = FALSE LIMIT 1",
      region_id, given.body_id, given.basis, given.evidence_number);
  if (same) return base::refuse(PurchaseRefusal::purchase_proved_before);
  return {};
}

}  // namespace

std::span<const base::Rule> NewPublicBody::rules() {
  static constexpr std::array<base::Rule, 1> kRules{
      {{.field = "name", .min_length = 2, .max_length = 80}}};
  return kRules;
}

std::span<const base::Rule> NewPriorityPurchase::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "item", .min_length = 1, .max_length = 100},
      {.field = "amount_won", .minimum = 1, .maximum = 1'000'000'000'000},
      {.field = "evidence_number", .min_length = 1, .max_length = 60},
  }};
  return kRules;
}

PurchaseResult<BodyId> add_body(db::Transaction& tx, RegionId region_id,
                                const NewPublicBody& body) {
  const std::string_view name = base::trim(body.name);
  if (name.empty()) return base::refuse(PurchaseRefusal::body_name_missing);
  const OrganisationId office = body.organisation_id.value_or(OrganisationId{});
  if (office && !people::find_organisation(tx, region_id, office))
    return base::refuse(PurchaseRefusal::body_office_not_found);
  const auto same = tx.integer("SELECT id FROM procurement_body WHERE region_id = $1 AND name = $2",
                               region_id, name);
  if (same) return base::refuse(PurchaseRefusal::body_name_taken);
  const auto id = tx.make_id<BodyId>();
  tx.execute(
      "INSERT INTO procurement_body (region_id, id, name, kind, organisation_id) "
      "VALUES ($1, $2, $3, $4, $5)",
      region_id, id, name, body.kind, office);
  return id;
}

std::optional<PublicBody> find_body(db::Transaction& tx, RegionId region_id, BodyId body_id) {
  return tx.query_one<PublicBody>(std::string(kSelectBody) + " AND id = $2", region_id, body_id);
}

std::vector<PublicBody> list_bodies(db::Transaction& tx, RegionId region_id) {
  auto bodies = tx.query<PublicBody>(kSelectBody, region_id);
  std::ranges::sort(bodies, {}, [](const PublicBody& each) {
    return std::tuple(each.kind, std::string_view(each.name), each.id);
  });
  return bodies;
}

PurchaseResult<PurchaseId> enter_purchase(db::Transaction& tx, RegionId region_id,
                                          const NewPriorityPurchase& purchase, PersonId entered_by,
                                          base::Instant now) {
  OLIVE_TRY_VOID(check_purchase(tx, region_id, purchase, base::korean_date(now)));
  const auto id = tx.make_id<PurchaseId>();
  tx.execute(
      "INSERT INTO procurement_purchase (region_id, id, body_id, seller_id, bought_on, item, "
      "amount_won, basis, evidence_number, entered_by, entered_at, is_withdrawn, note) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, FALSE, '')",
      region_id, id, purchase.body_id, purchase.seller_id, purchase.bought_on, purchase.item,
      purchase.amount_won, purchase.basis, purchase.evidence_number, entered_by, now);
  CHECK_REQUEST(tx.changed() == 1);
  return id;
}

PurchaseResult<void> withdraw_purchase(db::Transaction& tx, RegionId region_id,
                                       PurchaseId purchase_id, std::string_view note) {
  if (!find_purchase(tx, region_id, purchase_id))
    return base::refuse(PurchaseRefusal::purchase_not_found);
  const auto changed = tx.execute(
      "UPDATE procurement_purchase SET is_withdrawn = TRUE, note = $3 WHERE region_id = $1 "
      "AND id = $2 AND is_withdrawn = FALSE",
      region_id, purchase_id, note);
  if (changed != 1) return base::refuse(PurchaseRefusal::purchase_withdrawn_already);
  return {};
}

std::optional<PriorityPurchase> find_purchase(db::Transaction& tx, RegionId region_id,
                                              PurchaseId purchase_id) {
  return tx.query_one<PriorityPurchase>(std::string(kSelectPurchase) + " AND p.id = $2", region_id,
                                        purchase_id);
}

std::vector<PriorityPurchase> purchases_of(db::Transaction& tx, RegionId region_id,
                                           std::int32_t year, BodyId body_id) {
  const Span days = days_of(year);
  return tx.query<PriorityPurchase>(
      std::string(kSelectPurchase) +
          " AND p.bought_on BETWEEN $2 AND $3 AND (p.body_id = $4 OR $4 = 0) "
          "ORDER BY p.bought_on DESC, p.id DESC",
      region_id, days.first, days.last, body_id);
}

PurchaseResult<void> set_total(db::Transaction& tx, RegionId region_id, BodyId body_id,
                               std::int32_t year, std::int64_t total_won, PersonId entered_by,
                               base::Instant now) {
  if (!find_body(tx, region_id, body_id)) return base::refuse(PurchaseRefusal::body_not_found);
  if (year > base::split_date(base::korean_date(now)).year)
    return base::refuse(PurchaseRefusal::year_in_future);
  if (total_won <= 0) return base::refuse(PurchaseRefusal::purchase_amount_not_positive);
  if (total_won < report_of(tx, region_id, year, body_id).bought_won)
    return base::refuse(PurchaseRefusal::total_below_purchases);
  tx.execute(
      "INSERT INTO procurement_total (region_id, body_id, year, total_won, entered_by, entered_at) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (region_id, body_id, year) DO UPDATE SET "
      "total_won = excluded.total_won, entered_by = excluded.entered_by, "
      "entered_at = excluded.entered_at",
      region_id, body_id, year, total_won, entered_by, now);
  CHECK_REQUEST(tx.changed() == 1);
  return {};
}

}  // namespace procurement
