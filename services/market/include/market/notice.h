/// What buyers and shops are told; it is kept and read in the inbox.
#pragma once

#include <vector>

#include "inbox/notice.h"
#include "market/parcel.h"

namespace market {

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

/// All of them, with who may mute what: no last day, no money that comes back and no lock.
[[nodiscard]] const std::vector<inbox::Kind>& notice_kinds();
[[nodiscard]] const inbox::Kind& kind_of(MarketNoticeKind kind);
/// Whether a kind is for the buyer of a parcel; else it is for those who keep its shop. Pure.
[[nodiscard]] bool is_for_buyer(MarketNoticeKind kind);

/// Announces what happened to a parcel, in the transaction that did it.
void announce(db::Transaction& tx, RegionId region_id, ParcelId parcel_id, MarketNoticeKind kind,
              base::Instant now);

struct ParcelNews;
struct StockLow;
/// Sends the notices of an event: the subscribers of events.h. To a shop they name no buyer, and it
/// is not asked for what it has done meanwhile.
void tell(db::Transaction& tx, RegionId region_id, const ParcelNews& news);
void tell(db::Transaction& tx, RegionId region_id, const StockLow& news);
/// Announces ready parcels that expire within the hours of the setting, each once; at most `limit`.
/// Returns how many. For a job; a second run finds nothing.
[[nodiscard]] std::int64_t announce_expiry(db::Transaction& tx, RegionId region_id,
                                           base::Instant now, std::int64_t limit = 200);

}  // namespace market
