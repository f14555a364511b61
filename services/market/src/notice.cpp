#include "market/notice.h"

#include "base/check.h"
#include "jobs/outbox.h"
#include "market/catalogue.h"
#include "market/events.h"

namespace market {
namespace {

/// What a notice says beside its reader.
struct Told {
  MarketNoticeKind kind{};
  OrganisationId shop_id;
  ParcelId parcel_id{};
  std::string item_name;
  std::int64_t units = 0;
  std::optional<base::Instant> until{};
};

void insert(db::Transaction& tx, RegionId region_id, PersonId person_id, const Told& told,
            base::Instant at) {
  tx.execute(
      "INSERT INTO market_notice (region_id, id, person_id, kind, shop_id, parcel_id, item_name, "
      "units, until, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      region_id, tx.make_id<NoticeId>(), person_id, told.kind, told.shop_id, told.parcel_id,
      told.item_name, told.units, told.until, at);
}

void tell_keepers(db::Transaction& tx, RegionId region_id, const Told& told, base::Instant at) {
  for (const people::Membership& keeper : people::members_of(
           tx, region_id, told.shop_id, people::Role::shop_keeper, base::korean_date(at)))
    insert(tx, region_id, keeper.person_id, told, at);
}

/// An end that a kind speaks of: until when it is fetched, accepted, locked.
std::optional<base::Instant> until_of(MarketNoticeKind kind, const Parcel& parcel) {
  switch (kind) {
    case MarketNoticeKind::accepted:
    case MarketNoticeKind::ready:
    case MarketNoticeKind::expires_soon:
    case MarketNoticeKind::order_placed:
    case MarketNoticeKind::booking_placed: return parcel.expires_at;
    case MarketNoticeKind::code_locked: return parcel.code_locked_until;
    default: return std::nullopt;
  }
}

/// Whether nothing is left to do about it: a shop has accepted, or somebody cancelled, meanwhile.
bool is_outdated(MarketNoticeKind kind, const Parcel& parcel) {
  const bool asks_shop =
      kind == MarketNoticeKind::order_placed || kind == MarketNoticeKind::booking_placed;
  return asks_shop && parcel.state != ParcelState::placed;
}

PersonId buyer_of(db::Transaction& tx, RegionId region_id, ParcelId parcel_id) {
  const auto buyer = tx.integer(
      "SELECT buyer_id FROM market_parcel WHERE region_id = $1 AND id = $2", region_id, parcel_id);
  CHECK_REQUEST(buyer.has_value());
  return {*buyer};
}

}  // namespace

bool is_for_buyer(MarketNoticeKind kind) { return kind < MarketNoticeKind::order_placed; }

void announce(db::Transaction& tx, RegionId region_id, ParcelId parcel_id, MarketNoticeKind kind,
              base::Instant now) {
  jobs::publish(tx, region_id, ParcelNews{parcel_id, kind, now});
}

void tell(db::Transaction& tx, RegionId region_id, const ParcelNews& news) {
  const auto parcel = find_parcel(tx, region_id, news.parcel_id);
  CHECK_REQUEST(parcel && !parcel->lines.empty());  // parcels are never deleted
  if (is_outdated(news.kind, *parcel)) return;
  const ParcelLine& first = parcel->lines.front();
  const Told told{news.kind,
                  parcel->shop_id,
                  parcel->id,
                  name_with_option(first.name, first.option_name),
                  std::ssize(parcel->lines) - 1,
                  until_of(news.kind, *parcel)};
  if (is_for_buyer(news.kind))
    insert(tx, region_id, buyer_of(tx, region_id, parcel->id), told, news.at);
  else tell_keepers(tx, region_id, told, news.at);
}

void tell(db::Transaction& tx, RegionId region_id, const StockLow& news) {
  const auto product = find_product(tx, region_id, news.product_id);
  CHECK_REQUEST(product.has_value());
  const auto options = options_of(tx, region_id, product->id);
  tell_keepers(tx, region_id,
               {.kind = MarketNoticeKind::stock_low,
                .shop_id = product->shop_id,
                .item_name = name_of_item(*product, options, {product->id, news.option_id}),
                .units = news.left},
               news.at);
}

std::int64_t announce_expiry(db::Transaction& tx, RegionId region_id, base::Instant now,
                             std::int64_t limit) {
  const std::int64_t hours =
      settings::integer(tx, region_id, kExpiryNoticeHours, base::korean_date(now));
  const db::Rows soon = tx.rows(
      "SELECT id FROM market_parcel WHERE region_id = $1 AND state = 'ready' AND expires_at > $2 "
      "AND expires_at <= $3 AND expiry_told_at IS NULL ORDER BY expires_at, id LIMIT $4",
      region_id, now, now.plus_seconds(hours * 3'600), limit);
  for (std::size_t i = 0; i < soon.size(); ++i) {
    const ParcelId id{soon.integer(i, 0)};
    tx.execute("UPDATE market_parcel SET expiry_told_at = $3 WHERE region_id = $1 AND id = $2",
               region_id, id, now);
    announce(tx, region_id, id, MarketNoticeKind::expires_soon, now);
  }
  return static_cast<std::int64_t>(soon.size());
}

std::vector<MarketNotice> notices_for(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx.query<MarketNotice>(
      "SELECT n.id, n.kind, n.shop_id, o.name AS shop_name, n.parcel_id, n.item_name, n.units, "
      "n.until, n.at, n.read_at FROM market_notice n "
      "JOIN people_organisation o ON o.region_id = n.region_id AND o.id = n.shop_id "
      "WHERE n.region_id = $1 AND n.person_id = $2 ORDER BY n.id DESC LIMIT 100",
      region_id, person_id);
}

std::int64_t unread_notices(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx
      .integer(
          "SELECT COUNT(*) FROM market_notice WHERE region_id = $1 AND person_id = $2 "
          "AND read_at IS NULL",
          region_id, person_id)
      .value();
}

base::Result<void, NoticeRefusal> read_notice(db::Transaction& tx, RegionId region_id, NoticeId id,
                                              PersonId person_id, base::Instant now) {
  const auto found =
      tx.integer("SELECT 1 FROM market_notice WHERE region_id = $1 AND id = $2 AND person_id = $3",
                 region_id, id, person_id);
  if (!found) return base::refuse(NoticeRefusal::notice_not_found);
  tx.execute(
      "UPDATE market_notice SET read_at = $3 WHERE region_id = $1 AND id = $2 AND read_at IS NULL",
      region_id, id, now);
  return {};
}

void read_all_notices(db::Transaction& tx, RegionId region_id, PersonId person_id,
                      base::Instant now) {
  tx.execute(
      "UPDATE market_notice SET read_at = $3 WHERE region_id = $1 AND person_id = $2 "
      "AND read_at IS NULL",
      region_id, person_id, now);
}

}  // namespace market
