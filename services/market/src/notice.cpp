#include "market/notice.h"

#include <set>

#include "base/check.h"
#include "jobs/outbox.h"
#include "market/catalogue.h"
#include "market/events.h"

namespace market {
namespace {

using inbox::ValueKind;

// What waits for the shop; answered once the parcel is no longer as it was placed.
constexpr std::string_view kQuestions[] = {"market.order_placed", "market.booking_placed"};

std::set<PersonId> keepers_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                              base::Date on) {
  std::set<PersonId> keepers;
  for (const people::Membership& keeper :
       people::members_of(tx, region_id, shop_id, people::Role::shop_keeper, on))
    keepers.insert(keeper.person_id);
  return keepers;
}

/// An end that a kind speaks of: until when it is fetched, accepted, locked.
std::optional<base::Instant> until_of(MarketNoticeKind kind, const Parcel& parcel,
                                      base::Instant now) {
  switch (kind) {
    case MarketNoticeKind::accepted:
    case MarketNoticeKind::ready:
    case MarketNoticeKind::expires_soon:
    case MarketNoticeKind::order_placed:
    case MarketNoticeKind::booking_placed: return parcel.expires_at;
    case MarketNoticeKind::code_locked: return parcel.code_locked_until.value_or(now);
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

const std::vector<inbox::Kind>& notice_kinds() {
  using enum inbox::Delivery;
  static const std::vector<inbox::Kind> kKinds{
      {"market.accepted", {}, may_mute},
      {"market.ready", {}, may_mute},
      {"market.handed_over", {}, may_mute},
      {"market.cancelled"},
      {"market.expired"},
      {"market.refunded"},
      {"market.expires_soon"},
      {"market.order_placed", {"shop_keeper"}},
      {"market.booking_placed", {"shop_keeper"}},
      {"market.code_locked", {"shop_keeper"}},
      {"market.stock_low", {"shop_keeper"}, may_mute},
  };
  return kKinds;
}

const inbox::Kind& kind_of(MarketNoticeKind kind) {
  return notice_kinds().at(static_cast<std::size_t>(kind));
}

void announce(db::Transaction& tx, RegionId region_id, ParcelId parcel_id, MarketNoticeKind kind,
              base::Instant now) {
  jobs::publish(tx, region_id, ParcelNews{parcel_id, kind, now});
}

void tell(db::Transaction& tx, RegionId region_id, const ParcelNews& news) {
  const auto parcel = find_parcel(tx, region_id, news.parcel_id);
  CHECK_REQUEST(parcel && !parcel->lines.empty());  // parcels are never deleted
  if (parcel->state != ParcelState::placed)
    inbox::settle(tx, region_id, kQuestions, {parcel->id.value}, parcel->shop_id, news.at);
  if (is_outdated(news.kind, *parcel)) return;
  const ParcelLine& first = parcel->lines.front();
  inbox::Message told{.subject_id = {parcel->id.value},
                      .organisation_id = parcel->shop_id,
                      .values = {{"what",
                                  {ValueKind::items, std::ssize(parcel->lines) - 1,
                                   name_with_option(first.name, first.option_name)}}}};
  if (const auto until = until_of(news.kind, *parcel, news.at))
    told.values["until"] = {ValueKind::moment, until->micros};
  const auto readers = is_for_buyer(news.kind)
                           ? std::set{buyer_of(tx, region_id, parcel->id)}
                           : keepers_of(tx, region_id, parcel->shop_id, base::korean_date(news.at));
  inbox::send(tx, region_id, kind_of(news.kind), told, readers, news.at);
}

void tell(db::Transaction& tx, RegionId region_id, const StockLow& news) {
  const auto product = find_product(tx, region_id, news.product_id);
  CHECK_REQUEST(product.has_value());
  const auto options = options_of(tx, region_id, product->id);
  const inbox::Message told{
      .subject_id = {product->id.value},
      .organisation_id = product->shop_id,
      .values = {
          {"what",
           {ValueKind::items, 0, name_of_item(*product, options, {product->id, news.option_id})}},
          {"count", {ValueKind::count, news.left}}}};
  inbox::send(tx, region_id, kind_of(MarketNoticeKind::stock_low), told,
              keepers_of(tx, region_id, product->shop_id, base::korean_date(news.at)), news.at);
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

}  // namespace market
