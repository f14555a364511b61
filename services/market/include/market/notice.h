/// What buyers and shops are told, kept for each person and read in the product.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/parcel.h"

namespace market {

using NoticeId = base::Id<struct MarketNoticeTag>;

/// Hours before a parcel expires at which its buyer is told, once.
inline constexpr settings::Definition kExpiryNoticeHours{.key = "market.expiry_notice_hours",
                                                         .value = "24",
                                                         .unit = "hour",
                                                         .minimum = 1,
                                                         .maximum = 168};

enum class MarketNoticeKind {
  accepted,  ///< to the buyer, up to expires_soon
  ready,
  handed_over,
  cancelled,
  expired,
  refunded,
  expires_soon,
  order_placed,  ///< to the shop, from here on
  booking_placed,
  code_locked,
  stock_low,
};
BOOST_DESCRIBE_ENUM(MarketNoticeKind, accepted, ready, handed_over, cancelled, expired, refunded,
                    expires_soon, order_placed, booking_placed, code_locked, stock_low)

/// The reader's language makes a sentence of it. To a shop it names no buyer.
struct MarketNotice {
  NoticeId id;
  MarketNoticeKind kind{};
  OrganisationId shop_id;
  std::string shop_name;
  ParcelId parcel_id;      ///< 0: of a shelf
  std::string item_name;   ///< the first line of the parcel, or what runs low
  std::int64_t units = 0;  ///< lines beside the first, or units left
  std::optional<base::Instant> until;
  base::Instant at;
  std::optional<base::Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(MarketNotice, (),
                      (id, kind, shop_id, shop_name, parcel_id, item_name, units, until, at,
                       read_at))

/// Whether a kind is for the buyer of a parcel; else it is for those who keep its shop. Pure.
[[nodiscard]] bool is_for_buyer(MarketNoticeKind kind);

/// Announces what happened to a parcel, in the transaction that did it.
void announce(db::Transaction& tx, RegionId region_id, ParcelId parcel_id, MarketNoticeKind kind,
              base::Instant now);

struct ParcelNews;
struct StockLow;
/// Writes the notices of an event: the subscribers of events.h. A shop is not asked for what it has
/// done meanwhile.
void tell(db::Transaction& tx, RegionId region_id, const ParcelNews& news);
void tell(db::Transaction& tx, RegionId region_id, const StockLow& news);
/// Announces ready parcels that expire within the hours of the setting, each once; at most `limit`.
/// Returns how many. For a job; a second run finds nothing.
[[nodiscard]] std::int64_t announce_expiry(db::Transaction& tx, RegionId region_id,
                                           base::Instant now, std::int64_t limit = 200);

/// The newest first, at most 100.
[[nodiscard]] std::vector<MarketNotice> notices_for(db::Transaction& tx, RegionId region_id,
                                                    PersonId person_id);
[[nodiscard]] std::int64_t unread_notices(db::Transaction& tx, RegionId region_id,
                                          PersonId person_id);
enum class NoticeRefusal { notice_not_found };
BOOST_DESCRIBE_ENUM(NoticeRefusal, notice_not_found)
/// Marks one's own notice as read; a second time changes nothing.
[[nodiscard]] base::Result<void, NoticeRefusal> read_notice(db::Transaction& tx, RegionId region_id,
                                                            NoticeId id, PersonId person_id,
                                                            base::Instant now);
/// Marks all of one's own.
void read_all_notices(db::Transaction& tx, RegionId region_id, PersonId person_id,
                      base::Instant now);

}  // namespace market
