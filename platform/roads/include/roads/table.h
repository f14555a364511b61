/// What road routers answer when asked for many ways at once: OSRM's `/table/v1` and Valhalla's
/// `/sources_to_targets`, as JSON text.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/travel.h"

namespace roads {

/// Ways from some places to others; row-major, `sources` × `targets`.
struct WayTable {
  std::int32_t sources = 0;
  std::int32_t targets = 0;
  /// Seconds and metres, rounded; no value where there is no way. Metres are −1 when the router
  /// was not asked for them.
  struct Entry {
    std::int32_t duration_s = 0;
    std::int32_t distance_m = -1;
  };
  std::vector<std::optional<Entry>> entries;
};

/// Why a text is no table: where (JSON pointer) and what.
struct TableFault {
  std::string pointer;
  std::string code;
};

/// Reads OSRM's answer (`{"code":"Ok","durations":[[…]],"distances":[[…]]}`, seconds and metres).
[[nodiscard]] std::expected<WayTable, TableFault> parse_osrm_table(std::string_view text);
/// Reads Valhalla's answer (`{"sources_to_targets":[[{"time":…,"distance":…}]]}`, seconds and
/// kilometres, or miles when `units` says so).
[[nodiscard]] std::expected<WayTable, TableFault> parse_valhalla_table(std::string_view text);

/// A square table as a matrix; ways that it lacks, in seconds or metres, are those of `fallback`.
/// Requires: table is square and as large as `fallback`.
[[nodiscard]] geo::TravelTimes matrix_of(const WayTable& table, const geo::TravelTimes& fallback);

}  // namespace roads
