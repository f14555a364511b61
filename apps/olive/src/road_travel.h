// Travel times from the operator's own road router.
#pragma once

#include "geo/travel.h"
#include "installation.h"

namespace olive {

// The estimate for Busan where `router` fails, is silent on a mode or is not configured at all.
// Each failure is logged.
geo::TravelSource road_travel(const RoadRouter& router);

}  // namespace olive
