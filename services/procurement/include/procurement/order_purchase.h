/// Purchases that a public body makes through orders in the market: taken over, never typed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "procurement/purchase.h"

namespace procurement {

using BuyerId = base::Id<struct PublicBuyerTag>;

/// Somebody who orders for a body.
struct PublicBuyer {
  BuyerId id;
  BodyId body_id;
  PersonId person_id;
  Date valid_from;
  std::optional<Date> valid_to;  ///< last day, included
};
BOOST_DESCRIBE_STRUCT(PublicBuyer, (), (id, body_id, person_id, valid_from, valid_to))

enum class BuyerRefusal {
  body_not_found,
  buyer_not_of_office,  ///< no officer of the body's office on that day
  buyer_named_already,  ///< for this or another body, from that day on
  buyer_not_found,
  buyer_days_reversed,
};
BOOST_DESCRIBE_ENUM(BuyerRefusal, body_not_found, buyer_not_of_office, buyer_named_already,
                    buyer_not_found, buyer_days_reversed)

/// Names an officer of the body's office as its buyer from a day on.
[[nodiscard]] base::Result<BuyerId, BuyerRefusal> name_buyer(db::Transaction& tx,
                                                             RegionId region_id, BodyId body_id,
                                                             PersonId person_id, Date valid_from,
                                                             PersonId named_by);
/// Ends that with a last day; orders until then stay the body's.
[[nodiscard]] base::Result<void, BuyerRefusal> end_buyer(db::Transaction& tx, RegionId region_id,
                                                         BuyerId id, Date last_day);
[[nodiscard]] std::optional<PublicBuyer> find_buyer(db::Transaction& tx, RegionId region_id,
                                                    BuyerId id);
/// Of a body, the latest first; `body_id` 0: of all bodies.
[[nodiscard]] std::vector<PublicBuyer> buyers_of(db::Transaction& tx, RegionId region_id,
                                                 BodyId body_id);
/// Officers of the body's office on a day: who can be named.
[[nodiscard]] std::vector<PersonId> officers_of(db::Transaction& tx, RegionId region_id,
                                                const PublicBody& body, Date on);

/// What somebody ordered and got, as the market tells it through the program that joins services.
struct OutsideOrder {
  std::int64_t number = 0;  ///< names it for ever
  OrganisationId seller_id;
  Date bought_on;
  std::string item;
  std::int64_t amount_won = 0;  ///< what is left of it after refunds; 0: nothing
  PersonId ordered_by;
};
/// In whose name: a person's own orders, or those of an organisation, whoever placed them. One of
/// both.
struct OutsideBuyer {
  PersonId person_id{};
  OrganisationId organisation_id{};
};
/// Orders that were handed over from one day to another, both included, paid in won alone: who pays
/// with points buys for themselves.
using OutsideOrders = std::function<std::vector<OutsideOrder>(db::Transaction&, RegionId,
                                                              const OutsideBuyer&, Date, Date)>;

struct OrderTakeover {
  std::int64_t taken = 0;      ///< purchases that are new
  std::int64_t withdrawn = 0;  ///< refunded since, wholly or in part
};
BOOST_DESCRIBE_STRUCT(OrderTakeover, (), (taken, withdrawn))

/// The note of a purchase that a refund took back.
inline constexpr std::string_view kRefundedNote = "order_refunded";

/// Takes over what was ordered until today in the name of the office of `body_id` (0: of all
/// bodies), and what its named buyers ordered in their own. A second run
/// changes nothing; a refund withdraws the purchase, and enters what is left of it. What an officer
/// withdrew or typed before stays as it is.
[[nodiscard]] OrderTakeover take_over_orders(db::Transaction& tx, RegionId region_id,
                                             BodyId body_id, const OutsideOrders& orders,
                                             base::Instant now);

}  // namespace procurement
