/// A road router of the operator's own as a source of travel times.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/describe.h"
#include "geo/travel.h"

namespace roads {

enum class RouterKind { osrm, valhalla };
BOOST_DESCRIBE_ENUM(RouterKind, osrm, valhalla)

struct RouterOptions {
  std::string address;  ///< `http://host:port`
  RouterKind kind = RouterKind::osrm;
  /// OSRM profile or Valhalla costing, by geo::Mode; empty: the router does not know that mode.
  std::array<std::string, 3> profiles{};
  int timeout_ms = 3'000;            ///< of one request
  int retry_after_s = 60;            ///< pause after a failure
  std::int32_t block_places = 50;    ///< sources and targets of one request (OSRM: 100 in all)
  std::size_t ways_max = 4'000'000;  ///< remembered; more than that and all are forgotten
};

/// The usual names: foot, –, driving for OSRM; pedestrian, –, auto for Valhalla. No router of
/// either kind knows buses in its tables.
[[nodiscard]] std::array<std::string, 3> usual_profiles(RouterKind kind);

/// True when the address may be used: see http::is_fetch_address.
[[nodiscard]] bool is_router_address(std::string_view address);

/// Hears why the router was not used, as a code: `timed_out`, `status_500`, `malformed_json` …
using OnFailure = std::function<void(std::string_view code)>;

/// Asks the router for ways that it was not asked before, and `fallback` for all that the router
/// does not answer. Thread-safe. Requires: is_router_address, block_places ≥ 1.
[[nodiscard]] geo::TravelSource router_source(RouterOptions options, geo::TravelSource fallback,
                                              OnFailure on_failure = {});

}  // namespace roads
