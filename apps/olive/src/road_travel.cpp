#include "road_travel.h"

#include "base/check.h"
#include "geo/busan.h"
#include "observe/log.h"
#include "roads/router.h"

namespace olive {

geo::TravelSource road_travel(const RoadRouter& router) {
  geo::TravelSource estimate = geo::estimate_source(geo::busan_estimate());
  if (router.address.empty()) return estimate;
  CHECK(router.kind == "osrm" || router.kind == "valhalla");
  const auto kind = router.kind == "osrm" ? roads::RouterKind::osrm : roads::RouterKind::valhalla;
  return roads::router_source(
      {.address = router.address, .kind = kind, .profiles = roads::usual_profiles(kind)},
      std::move(estimate), [address = router.address](std::string_view code) {
        observe::log(observe::Level::warning, "road_router_failed",
                     {{"address", address}, {"code", std::string(code)}});
      });
}

}  // namespace olive
