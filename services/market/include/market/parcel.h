/// What becomes of an order at each shop: placed → accepted → ready → handed over; or cancelled, or
/// expired. And refunds of single lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/order.h"

namespace market {

/// Hours before a booked time within which its buyer can no longer cancel.
inline constexpr settings::Definition kBookingCancelHours{.key = "market.booking_cancel_hours",
                                                          .value = "24",
                                                          .unit = "hour",
                                                          .minimum = 0,
                                                          .maximum = 720};

enum class ParcelState {
  placed,    ///< paid; the shop has not seen to it yet
  accepted,  ///< the shop prepares it
  ready,     ///< waits for its buyer
  handed_over,
  cancelled,
  expired,  ///< not accepted, or not fetched, in time; everything went back
};
BOOST_DESCRIBE_ENUM(ParcelState, placed, accepted, ready, handed_over, cancelled, expired)

struct ParcelLine {
  std::int64_t line = 0;
  ProductId product_id;
  std::string name;
  std::string option_name;
  std::int64_t quantity = 0;
  std::int64_t refunded = 0;  ///< units given back
  std::int64_t price_won = 0;
  std::optional<base::Instant> starts_at;
};
BOOST_DESCRIBE_STRUCT(ParcelLine, (),
                      (line, product_id, name, option_name, quantity, refunded, price_won,
                       starts_at))

struct Parcel {
  ParcelId id;
  OrderId order_id;
  SaleId sale_id;
  OrganisationId shop_id;
  std::string shop_name;
  std::string buyer_name;          ///< masked
  OrganisationId organisation_id;  ///< in whose name it was ordered; 0: the buyer's own
  std::string organisation_name;
  ParcelState state = ParcelState::placed;
  OrderMethod method = OrderMethod::pickup;
  PickupPointId pickup_point_id;  ///< 0: at the shop
  std::string pickup_point_name;
  base::Date collect_on;
  std::int64_t from_minute = 0;
  std::int64_t to_minute = 0;
  std::int64_t goods_won = 0;
  std::int64_t delivery_won = 0;
  std::int64_t points = 0;
  std::int64_t refunded_points = 0;
  std::int64_t won = 0;  ///< due at the handover
  std::int64_t refunded_won = 0;
  std::string reason;  ///< of a cancellation
  base::Instant placed_at;
  base::Instant expires_at;
  std::optional<base::Instant> handed_over_at;
  std::optional<base::Instant> code_locked_until;  ///< or was, after wrong codes; none: never
  std::vector<ParcelLine> lines;
};
BOOST_DESCRIBE_STRUCT(Parcel, (),
                      (id, order_id, sale_id, shop_id, shop_name, buyer_name, organisation_id,
                       organisation_name, state, method, pickup_point_id, pickup_point_name,
                       collect_on, from_minute, to_minute, goods_won, delivery_won, points,
                       refunded_points, won, refunded_won, reason, placed_at, expires_at,
                       handed_over_at, code_locked_until, lines))

enum class ParcelRefusal {
  parcel_not_found,
  parcel_not_placed,    ///< accepted already, or over
  parcel_not_accepted,  ///< or ready already
  parcel_not_open,      ///< handed over, cancelled or expired
  parcel_code_wrong,
  parcel_code_locked,  ///< after too many wrong ones; see code_lock.h
  parcel_not_locked,
  cancel_too_late,  ///< the shop has begun, or the booked time is near
  line_not_found,
  refund_empty,
  refund_above_line,   ///< more units than are left of the line
  stock_insufficient,  ///< the goods were no longer held, and are gone
};
BOOST_DESCRIBE_ENUM(ParcelRefusal, parcel_not_found, parcel_not_placed, parcel_not_accepted,
                    parcel_not_open, parcel_code_wrong, parcel_code_locked, parcel_not_locked,
                    cancel_too_late, line_not_found, refund_empty, refund_above_line,
                    stock_insufficient)

template <class T>
using ParcelResult = base::Result<T, ParcelRefusal>;

/// The six digits that the buyer shows and the shop types. Made from the key and the parcel, so it
/// is stored nowhere.
[[nodiscard]] std::string parcel_code(const PinVault& vault, ParcelId parcel_id);

[[nodiscard]] std::optional<Parcel> find_parcel(db::Transaction& tx, RegionId region_id,
                                                ParcelId parcel_id);
[[nodiscard]] std::vector<Parcel> parcels_of_order(db::Transaction& tx, RegionId region_id,
                                                   OrderId order_id);
/// What a shop has to do on `day`: parcels to collect then, parcels of its pickup points, and what
/// is open from days before. By time.
[[nodiscard]] std::vector<Parcel> parcels_of_day(db::Transaction& tx, RegionId region_id,
                                                 OrganisationId shop_id, base::Date day);
/// The parcel that a sale is the money of; none for sales at the till.
[[nodiscard]] std::optional<ParcelId> parcel_of_sale(db::Transaction& tx, RegionId region_id,
                                                     SaleId sale_id);

/// The shop takes the order on; from now it is kept for the buyer until its own end.
[[nodiscard]] ParcelResult<void> accept_parcel(db::Transaction& tx, RegionId region_id,
                                               ParcelId parcel_id, base::Instant now);
[[nodiscard]] ParcelResult<void> make_parcel_ready(db::Transaction& tx, RegionId region_id,
                                                   ParcelId parcel_id, base::Instant now);
/// The buyer gets it against the code, and pays what is due in won: goods leave the shelf, the won
/// pass into the shop's drawer, and the sale can be settled. A wrong code is refused and not yet
/// counted: whoever calls this counts it outside of what is undone (code_lock.h).
[[nodiscard]] ParcelResult<void> hand_over_parcel(db::Transaction& tx, ledger::Batch& batch,
                                                  RegionId region_id, ParcelId parcel_id,
                                                  std::string_view code, const PinVault& vault,
                                                  PersonId handed_over_by);

/// Who ends a parcel: a buyer until the shop has accepted it, and a booked time later until the
/// hours before it; a shop until the handover.
enum class CancelledBy { buyer, shop };

/// Gives everything back: points to their lots, won that are due are not due any more, held goods
/// to the shelf, booked times to others.
[[nodiscard]] ParcelResult<void> cancel_parcel(db::Transaction& tx, ledger::Batch& batch,
                                               RegionId region_id, ParcelId parcel_id,
                                               CancelledBy by, std::string_view reason,
                                               PersonId cancelled_by);
/// Until when its buyer may cancel a parcel; none: no longer, or it is over.
[[nodiscard]] std::optional<base::Instant> cancellable_until(db::Transaction& tx,
                                                             RegionId region_id,
                                                             const Parcel& parcel,
                                                             base::Instant now);

struct RefundLine {
  std::int64_t line = 0;
  std::int64_t quantity = 0;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (line, quantity))

/// Gives units of lines back, before or after the handover, never beyond what was ordered. Points
/// and won go back in proportion to what is left of them, the points to their lots; with the last
/// unit goes the delivery fee, unless the parcel was handed over.
[[nodiscard]] ParcelResult<void> refund_lines(db::Transaction& tx, ledger::Batch& batch,
                                              RegionId region_id, ParcelId parcel_id,
                                              const std::vector<RefundLine>& lines,
                                              std::string_view reason, PersonId refunded_by);

/// Ends parcels that nobody accepted or fetched in time, as a cancellation does; at most `limit`.
/// Returns how many. For a job; a second run finds nothing.
[[nodiscard]] std::int64_t expire_parcels(db::Transaction& tx, ledger::Batch& batch,
                                          RegionId region_id, std::int64_t limit = 200);

}  // namespace market
