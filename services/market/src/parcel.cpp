#include "market/parcel.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/check.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "market/notice.h"
#include "parcel_rows.h"

namespace market {
namespace {

constexpr std::string_view kSelect =
    "SELECT p.id, p.order_id, p.sale_id, p.shop_id, o.name AS shop_name, b.name AS buyer_name, "
    "r.organisation_id, COALESCE(g.name, '') AS organisation_name, p.state, p.method, "
    "p.pickup_point_id, COALESCE(k.name, '') AS pickup_point_name, "
    "p.collect_on, p.from_minute, p.to_minute, p.goods_won, p.delivery_won, s.points, "
    "s.refunded AS refunded_points, s.paid_won AS won, s.refunded_won, p.reason, p.placed_at, "
    "p.expires_at, p.handed_over_at, (SELECT MAX(l.locked_until) FROM market_code_lock l "
    "WHERE l.region_id = p.region_id AND l.parcel_id = p.id AND l.unlocked_at IS NULL) "
    "AS code_locked_until FROM market_parcel p "
    "JOIN market_sale s ON s.region_id = p.region_id AND s.id = p.sale_id "
    "JOIN market_order r ON r.region_id = p.region_id AND r.id = p.order_id "
    "LEFT JOIN people_organisation g ON g.region_id = r.region_id AND g.id = r.organisation_id "
    "JOIN people_organisation o ON o.region_id = p.region_id AND o.id = p.shop_id "
    "JOIN people_person b ON b.region_id = p.region_id AND b.id = p.buyer_id "
    "LEFT JOIN market_pickup_point k ON k.region_id = p.region_id AND k.id = p.pickup_point_id "
    "WHERE p.region_id = $1 AND ";

/// The columns of kSelect; flat, because columns are.
struct Row {
  ParcelId id;
  OrderId order_id;
  SaleId sale_id;
  OrganisationId shop_id;
  std::string shop_name;
  std::string buyer_name;
  OrganisationId organisation_id;
  std::string organisation_name;
  ParcelState state = ParcelState::placed;
  OrderMethod method = OrderMethod::pickup;
  PickupPointId pickup_point_id;
  std::string pickup_point_name;
  base::Date collect_on;
  std::int64_t from_minute = 0;
  std::int64_t to_minute = 0;
  std::int64_t goods_won = 0;
  std::int64_t delivery_won = 0;
  std::int64_t points = 0;
  std::int64_t refunded_points = 0;
  std::int64_t won = 0;
  std::int64_t refunded_won = 0;
  std::string reason;
  base::Instant placed_at;
  base::Instant expires_at;
  std::optional<base::Instant> handed_over_at;
  std::optional<base::Instant> code_locked_until;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, order_id, sale_id, shop_id, shop_name, buyer_name, organisation_id,
                       organisation_name, state, method, pickup_point_id, pickup_point_name,
                       collect_on, from_minute, to_minute, goods_won, delivery_won, points,
                       refunded_points, won, refunded_won, reason, placed_at, expires_at,
                       handed_over_at, code_locked_until))

Parcel to_parcel(db::Transaction& tx, RegionId region_id, Row row) {
  Parcel parcel{.id = row.id,
                .order_id = row.order_id,
                .sale_id = row.sale_id,
                .shop_id = row.shop_id,
                .shop_name = std::move(row.shop_name),
                .buyer_name = base::mask_name(row.buyer_name),
                .organisation_id = row.organisation_id,
                .organisation_name = std::move(row.organisation_name),
                .state = row.state,
                .method = row.method,
                .pickup_point_id = row.pickup_point_id,
                .pickup_point_name = std::move(row.pickup_point_name),
                .collect_on = row.collect_on,
                .from_minute = row.from_minute,
                .to_minute = row.to_minute,
                .goods_won = row.goods_won,
                .delivery_won = row.delivery_won,
                .points = row.points,
                .refunded_points = row.refunded_points,
                .won = row.won,
                .refunded_won = row.refunded_won,
                .reason = std::move(row.reason),
                .placed_at = row.placed_at,
                .expires_at = row.expires_at,
                .handed_over_at = row.handed_over_at,
                .code_locked_until = row.code_locked_until,
                .lines = {}};
  parcel.lines = tx.query<ParcelLine>(
      "SELECT line, product_id, name, option_name, quantity, refunded, price_won, starts_at "
      "FROM market_parcel_line WHERE region_id = $1 AND parcel_id = $2 ORDER BY line",
      region_id, parcel.id);
  return parcel;
}

std::vector<Parcel> to_parcels(db::Transaction& tx, RegionId region_id, std::vector<Row> rows) {
  std::vector<Parcel> parcels;
  for (Row& row : rows) parcels.push_back(to_parcel(tx, region_id, std::move(row)));
  return parcels;
}

std::int64_t keep_days(db::Transaction& tx, RegionId region_id, base::Instant now) {
  return settings::integer(tx, region_id, kKeepDays, base::korean_date(now));
}

}  // namespace

std::string parcel_code(const PinVault& vault, ParcelId parcel_id) {
  constexpr std::uint32_t kCodes = 1'000'000;
  // Card and parcel ids come from one source and never meet, so a card's PIN tells no code.
  const std::string digest = vault.digest(CardId{parcel_id.value}, "parcel");
  CHECK_REQUEST(digest.size() >= 4);
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(digest[i]);
  std::string code = std::to_string(number % kCodes);
  return std::string(6 - code.size(), '0') + code;
}

std::optional<ParcelRow> read_parcel(db::Transaction& tx, RegionId region_id, ParcelId parcel_id) {
  return tx.query_one<ParcelRow>(
      "SELECT p.id, p.order_id, p.sale_id, p.shop_id, p.buyer_id, r.organisation_id, p.state, "
      "p.method, p.pickup_point_id, p.collect_on, p.to_minute, s.points, s.refunded AS "
      "refunded_points, "
      "s.paid_won AS won, s.refunded_won FROM market_parcel p "
      "JOIN market_sale s ON s.region_id = p.region_id AND s.id = p.sale_id "
      "JOIN market_order r ON r.region_id = p.region_id AND r.id = p.order_id "
      "WHERE p.region_id = $1 AND p.id = $2",
      region_id, parcel_id);
}

std::vector<LineRow> read_lines(db::Transaction& tx, RegionId region_id, ParcelId parcel_id) {
  return tx.query<LineRow>(
      "SELECT line, product_id, quantity, refunded, price_won, starts_at, hold_id, stock_option_id "
      "FROM market_parcel_line WHERE region_id = $1 AND parcel_id = $2 ORDER BY line",
      region_id, parcel_id);
}

void set_parcel_state(db::Transaction& tx, RegionId region_id, ParcelId parcel_id,
                      ParcelState state, std::string_view reason) {
  const std::int64_t changed = tx.execute(
      "UPDATE market_parcel SET state = $3, reason = $4 WHERE region_id = $1 AND id = $2",
      region_id, parcel_id, state, reason);
  CHECK_REQUEST(changed == 1);
}

std::optional<Parcel> find_parcel(db::Transaction& tx, RegionId region_id, ParcelId parcel_id) {
  auto row = tx.query_one<Row>(std::string(kSelect) + "p.id = $2", region_id, parcel_id);
  if (!row) return std::nullopt;
  return to_parcel(tx, region_id, std::move(*row));
}

std::vector<Parcel> parcels_of_order(db::Transaction& tx, RegionId region_id, OrderId order_id) {
  return to_parcels(
      tx, region_id,
      tx.query<Row>(std::string(kSelect) + "p.order_id = $2 ORDER BY p.id", region_id, order_id));
}

std::vector<Parcel> parcels_of_day(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                                   base::Date day) {
  return to_parcels(
      tx, region_id,
      tx.query<Row>(
          std::string(kSelect) +
              "(p.shop_id = $2 OR k.run_by = $2) AND (p.collect_on = $3 OR (p.collect_on < $3 AND "
              "p.state IN ('placed', 'accepted', 'ready'))) "
              "ORDER BY p.collect_on, p.from_minute, p.id",
          region_id, shop_id, day));
}

std::optional<ParcelId> parcel_of_sale(db::Transaction& tx, RegionId region_id, SaleId sale_id) {
  const auto id = tx.integer("SELECT id FROM market_parcel WHERE region_id = $1 AND sale_id = $2",
                             region_id, sale_id);
  return id ? std::optional(ParcelId{*id}) : std::nullopt;
}

ParcelResult<void> accept_parcel(db::Transaction& tx, RegionId region_id, ParcelId parcel_id,
                                 base::Instant now) {
  const auto parcel = read_parcel(tx, region_id, parcel_id);
  if (!parcel) return base::refuse(ParcelRefusal::parcel_not_found);
  if (parcel->state != ParcelState::placed) return base::refuse(ParcelRefusal::parcel_not_placed);
  const auto days = static_cast<std::int32_t>(keep_days(tx, region_id, now));
  tx.execute("UPDATE market_parcel SET expires_at = $3 WHERE region_id = $1 AND id = $2", region_id,
             parcel_id,
             base::korean_instant(parcel->collect_on.plus_days(days),
                                  static_cast<std::int32_t>(parcel->to_minute * 60)));
  set_parcel_state(tx, region_id, parcel_id, ParcelState::accepted);
  announce(tx, region_id, parcel_id, MarketNoticeKind::accepted, now);
  return {};
}

ParcelResult<void> make_parcel_ready(db::Transaction& tx, RegionId region_id, ParcelId parcel_id,
                                     base::Instant now) {
  const auto parcel = read_parcel(tx, region_id, parcel_id);
  if (!parcel) return base::refuse(ParcelRefusal::parcel_not_found);
  if (parcel->state != ParcelState::accepted)
    return base::refuse(ParcelRefusal::parcel_not_accepted);
  set_parcel_state(tx, region_id, parcel_id, ParcelState::ready);
  announce(tx, region_id, parcel_id, MarketNoticeKind::ready, now);
  return {};
}

std::optional<base::Instant> cancellable_until(db::Transaction& tx, RegionId region_id,
                                               const Parcel& parcel, base::Instant now) {
  if (parcel.state == ParcelState::placed) return parcel.expires_at;
  if (parcel.state != ParcelState::accepted) return std::nullopt;
  // What is prepared cannot be unmade; a time that is given back in time can be given to others.
  std::optional<base::Instant> first;
  for (const ParcelLine& line : parcel.lines) {
    if (!line.starts_at) return std::nullopt;
    first = first ? std::min(*first, *line.starts_at) : *line.starts_at;
  }
  CHECK_REQUEST(first.has_value());  // a parcel has lines
  const std::int64_t hours =
      settings::integer(tx, region_id, kBookingCancelHours, base::korean_date(now));
  const base::Instant until = first->plus_seconds(-hours * 3'600);
  return until > now ? std::optional(until) : std::nullopt;
}

}  // namespace market
