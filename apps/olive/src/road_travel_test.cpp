#include "road_travel.h"

#include <gtest/gtest.h>

#include "geo/busan.h"
#include "http/server.h"

namespace olive {
namespace {

// 부산역 and 해운대.
const std::vector<geo::Place> kPlaces{{{35'115'000, 129'041'000}, 26170},
                                      {{35'163'000, 129'163'000}, 26350}};

std::int32_t seconds(const RoadRouter& router, geo::Mode mode) {
  return road_travel(router)(kPlaces, mode).duration_at(0, 1);
}

std::int32_t estimated(geo::Mode mode) {
  return geo::estimate_travel(geo::busan_estimate(), kPlaces, mode).duration_at(0, 1);
}

TEST(RoadTravelTest, WithoutARouterItEstimates) {
  EXPECT_EQ(seconds({}, geo::Mode::car), estimated(geo::Mode::car));
}

TEST(RoadTravelTest, AsksTheRouterAndEstimatesTheRest) {
  http::Server router({.port = 0},
                      {{http::Method::get, "/table/v1/{profile}/{places}", http::Run::on_pool, 1024,
                        [](http::Request&&, http::Responder respond) {
                          respond({.body = R"({"code":"Ok","durations":[[0,1234],[1235,0]]})"});
                        }}});
  router.start();
  const RoadRouter osrm{"http://127.0.0.1:" + std::to_string(router.port()), "osrm"};
  EXPECT_EQ(seconds(osrm, geo::Mode::car), 1'234);
  EXPECT_EQ(seconds(osrm, geo::Mode::transit), estimated(geo::Mode::transit));
  router.stop();
  EXPECT_EQ(seconds(osrm, geo::Mode::car), estimated(geo::Mode::car));
  EXPECT_EQ(seconds({"http://127.0.0.1:1", "valhalla"}, geo::Mode::walk),
            estimated(geo::Mode::walk));
}

}  // namespace
}  // namespace olive
