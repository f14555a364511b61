#include "procurement/order_purchase.h"

#include <algorithm>

#include "base/check.h"

namespace procurement {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, body_id, person_id, valid_from, valid_to FROM procurement_buyer "
    "WHERE region_id = $1";

/// A purchase that came from an order.
struct Taken {
  PurchaseId id;
  std::int64_t amount_won = 0;
  bool is_withdrawn = false;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (id, amount_won, is_withdrawn))

/// Purchases of one order: the whole one, and what partial refunds left of it.
std::vector<Taken> taken_of(db::Transaction& tx, RegionId region_id, std::int64_t number) {
  return tx.query<Taken>(
      "SELECT p.id, p.amount_won, p.is_withdrawn FROM procurement_ordered t "
      "JOIN procurement_purchase p ON p.region_id = t.region_id AND p.id = t.purchase_id "
      "WHERE t.region_id = $1 AND t.number = $2",
      region_id, number);
}

bool is_typed(db::Transaction& tx, RegionId region_id, BodyId body_id, const OutsideOrder& order) {
  return tx
      .integer(
          "SELECT id FROM procurement_purchase WHERE region_id = $1 AND body_id = $2 "
          "AND basis = 'order' AND evidence_number = $3 AND is_withdrawn = FALSE LIMIT 1",
          region_id, body_id, std::to_string(order.number))
      .has_value();
}

void insert(db::Transaction& tx, RegionId region_id, BodyId body_id, const OutsideOrder& order,
            base::Instant now) {
  CHECK_REQUEST(order.amount_won > 0);
  const auto id = tx.make_id<PurchaseId>();
  tx.execute(
      "INSERT INTO procurement_purchase (region_id, id, body_id, seller_id, bought_on, item, "
      "amount_won, basis, evidence_number, entered_by, entered_at, is_withdrawn, note) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 'order', $8, $9, $10, FALSE, '')",
      region_id, id, body_id, order.seller_id, order.bought_on, order.item, order.amount_won,
      std::to_string(order.number), order.ordered_by, now);
  tx.execute(
      "INSERT INTO procurement_ordered (region_id, number, amount_won, purchase_id) "
      "VALUES ($1, $2, $3, $4)",
      region_id, order.number, order.amount_won, id);
}

void take_over(db::Transaction& tx, RegionId region_id, BodyId body_id, const OutsideOrder& order,
               OrderTakeover& sum, base::Instant now) {
  CHECK_REQUEST(order.number > 0 && order.amount_won >= 0);
  const auto taken = taken_of(tx, region_id, order.number);
  if (std::ranges::find(taken, order.amount_won, &Taken::amount_won) != taken.end()) return;
  // An officer who withdrew it decided on the whole order, whatever is refunded later.
  const bool is_decided = !taken.empty() && std::ranges::all_of(taken, &Taken::is_withdrawn);
  if (is_decided) return;
  for (const Taken& each : taken) {
    if (each.is_withdrawn) continue;
    CHECK_REQUEST(withdraw_purchase(tx, region_id, each.id, kRefundedNote).has_value());
    ++sum.withdrawn;
  }
  if (order.amount_won == 0 || is_typed(tx, region_id, body_id, order)) return;
  insert(tx, region_id, body_id, order, now);
  ++sum.taken;
}

}  // namespace

std::vector<PersonId> officers_of(db::Transaction& tx, RegionId region_id, const PublicBody& body,
                                  Date on) {
  std::vector<PersonId> persons;
  if (!body.organisation_id) return persons;
  for (const auto role : {people::Role::district_officer, people::Role::city_officer})
    for (const auto& member : people::members_of(tx, region_id, body.organisation_id, role, on))
      persons.push_back(member.person_id);
  return persons;
}

base::Result<BuyerId, BuyerRefusal> name_buyer(db::Transaction& tx, RegionId region_id,
                                               BodyId body_id, PersonId person_id, Date valid_from,
                                               PersonId named_by) {
  const auto body = find_body(tx, region_id, body_id);
  if (!body) return base::refuse(BuyerRefusal::body_not_found);
  const auto officers = officers_of(tx, region_id, *body, valid_from);
  if (std::ranges::find(officers, person_id) == officers.end())
    return base::refuse(BuyerRefusal::buyer_not_of_office);
  const auto same = tx.integer(
      "SELECT id FROM procurement_buyer WHERE region_id = $1 AND person_id = $2 "
      "AND (valid_to IS NULL OR valid_to >= $3) LIMIT 1",
      region_id, person_id, valid_from);
  if (same) return base::refuse(BuyerRefusal::buyer_named_already);
  const auto id = tx.make_id<BuyerId>();
  tx.execute(
      "INSERT INTO procurement_buyer (region_id, id, body_id, person_id, valid_from, named_by) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      region_id, id, body_id, person_id, valid_from, named_by);
  return id;
}

base::Result<void, BuyerRefusal> end_buyer(db::Transaction& tx, RegionId region_id, BuyerId id,
                                           Date last_day) {
  const auto buyer = find_buyer(tx, region_id, id);
  if (!buyer) return base::refuse(BuyerRefusal::buyer_not_found);
  // An end is only moved back: a later one could reach into another body's days.
  if (last_day < buyer->valid_from || (buyer->valid_to && last_day > *buyer->valid_to))
    return base::refuse(BuyerRefusal::buyer_days_reversed);
  tx.execute("UPDATE procurement_buyer SET valid_to = $3 WHERE region_id = $1 AND id = $2",
             region_id, id, last_day);
  return {};
}

std::optional<PublicBuyer> find_buyer(db::Transaction& tx, RegionId region_id, BuyerId id) {
  return tx.query_one<PublicBuyer>(std::string(kSelect) + " AND id = $2", region_id, id);
}

std::vector<PublicBuyer> buyers_of(db::Transaction& tx, RegionId region_id, BodyId body_id) {
  return tx.query<PublicBuyer>(
      std::string(kSelect) + " AND (body_id = $2 OR $2 = 0) ORDER BY valid_from DESC, id DESC",
      region_id, body_id);
}

OrderTakeover take_over_orders(db::Transaction& tx, RegionId region_id, BodyId body_id,
                               const OutsideOrders& orders, base::Instant now) {
  OrderTakeover sum;
  if (!orders) return sum;
  const Date today = base::korean_date(now);
  for (const PublicBuyer& buyer : buyers_of(tx, region_id, body_id)) {
    const Date last = std::min(buyer.valid_to.value_or(today), today);
    if (last < buyer.valid_from) continue;
    for (const OutsideOrder& order :
         orders(tx, region_id, {.person_id = buyer.person_id}, buyer.valid_from, last))
      take_over(tx, region_id, buyer.body_id, order, sum, now);
  }
  for (const PublicBody& body : list_bodies(tx, region_id)) {
    if (!body.organisation_id || (body_id && body.id != body_id)) continue;
    for (const OutsideOrder& order :
         orders(tx, region_id, {.organisation_id = body.organisation_id}, Date{}, today))
      take_over(tx, region_id, body.id, order, sum, now);
  }
  return sum;
}

}  // namespace procurement
