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
  struct Displaced {
    VisitId visit_id;
    std::int32_t start_min = 0;
  };
  std::vector<Displaced> displaced;  // visits of others that begin at another time for it
};

enum class BookingRefusal { booking_stale };  // somebody took the slot
BOOST_DESCRIBE_ENUM(BookingRefusal, booking_stale)

/// Makes the visits and assigns them, and moves those that give way, as one deed. Refuses what
/// plans refuse, or `booking_stale`.
[[nodiscard]] base::Result<DeedDone, std::variant<PlanRefusal, BookingRefusal>> book_slot(
    db::Transaction& tx, RegionId region_id, const NewBooking& booking, const DeedBy& by);

}  // namespace care
