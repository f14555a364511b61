// A promised slot becomes a visit with its workers, or nothing at all.
#pragma once

#include <variant>

#include "care/plan.h"
#include "deed.h"

namespace care {

struct NewBooking {
  EntitlementId entitlement_id;
  base::Date on;
  std::int32_t length_min = 0;
  std::int32_t slack_min = 0;
  std::optional<bool> needs_car;
  OrganisationId destination_id;
  std::vector<PlacedVisit> placements;  // all at the same start
};

enum class BookingRefusal { booking_stale };  // somebody took the slot
BOOST_DESCRIBE_ENUM(BookingRefusal, booking_stale)

/// Makes the visits and assigns them. Refuses what plans refuse, or `booking_stale`.
[[nodiscard]] base::Result<DeedDone, std::variant<PlanRefusal, BookingRefusal>> book_slot(
    db::Transaction& tx, RegionId region_id, const NewBooking& booking, const DeedBy& by);

}  // namespace care
