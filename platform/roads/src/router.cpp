#include "roads/router.h"

#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

#include "base/check.h"
#include "http/fetch.h"
#include "roads/table.h"

namespace roads {

namespace {

using Clock = std::chrono::steady_clock;
using geo::Mode;
using geo::Place;
using geo::Point;
using Entry = WayTable::Entry;

// Millionths of a degree as OSRM and Valhalla read them.
std::string degrees(std::int32_t e6) {
  char text[16];
  const int size = std::snprintf(text, sizeof text, "%.6f", static_cast<double>(e6) / 1e6);
  CHECK(size > 0 && static_cast<std::size_t>(size) < sizeof text);
  return text;
}

struct Block {
  std::span<const Place> sources;
  std::span<const Place> targets;
};

std::string index_list(std::size_t first, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (i ? ";" : "") + std::to_string(first + i);
  return list;
}

// See: OSRM HTTP API v1, table service.
http::FetchRequest osrm_request(const RouterOptions& options, const Block& block,
                                const std::string& profile) {
  std::string target = "/table/v1/" + profile + "/";
  bool is_first = true;
  for (const std::span<const Place> places : {block.sources, block.targets})
    for (const Place& place : places)
      target += (std::exchange(is_first, false) ? "" : ";") + degrees(place.point.lng_e6) + "," +
                degrees(place.point.lat_e6);
  target += "?annotations=duration,distance&sources=" + index_list(0, block.sources.size()) +
            "&destinations=" + index_list(block.sources.size(), block.targets.size());
  return {.address = options.address, .target = target, .timeout_ms = options.timeout_ms};
}

std::string locations(std::span<const Place> places) {
  std::string list = "[";
  for (const Place& place : places)
    list += (list.size() > 1 ? ",{\"lat\":" : "{\"lat\":") + degrees(place.point.lat_e6) +
            ",\"lon\":" + degrees(place.point.lng_e6) + "}";
  return list + "]";
}

// See: Valhalla, Time-Distance Matrix API.
http::FetchRequest valhalla_request(const RouterOptions& options, const Block& block,
                                    const std::string& costing) {
  return {.address = options.address,
          .target = "/sources_to_targets",
          .body = "{\"sources\":" + locations(block.sources) +
                  ",\"targets\":" + locations(block.targets) + ",\"costing\":\"" + costing +
                  "\",\"units\":\"kilometers\"}",
          .timeout_ms = options.timeout_ms};
}

class Router {
 public:
  Router(RouterOptions options, geo::TravelSource fallback, OnFailure on_failure)
      : options_(std::move(options)),
        fallback_(std::move(fallback)),
        on_failure_(std::move(on_failure)) {
    CHECK(is_router_address(options_.address) && options_.block_places >= 1);
  }

  geo::TravelTimes operator()(std::span<const Place> places, Mode mode) {
    const geo::TravelTimes estimate = fallback_(places, mode);
    CHECK(estimate.size == static_cast<std::int32_t>(places.size()));
    const std::string& profile = options_.profiles[static_cast<std::size_t>(mode)];
    if (profile.empty() || places.size() < 2) return estimate;
    // One planner asks at a time: a second one would only ask for the same ways again.
    const std::scoped_lock lock(mutex_);
    ask_for_unknown(places, mode, profile);
    return matrix_of(remembered(places, mode), estimate);
  }

 private:
  using Key = std::tuple<Point, Point, Mode>;

  void ask_for_unknown(std::span<const Place> places, Mode mode, const std::string& profile) {
    if (ways_.size() > options_.ways_max) ways_.clear();
    const auto step = static_cast<std::size_t>(options_.block_places);
    for (std::size_t s = 0; s < places.size(); s += step) {
      for (std::size_t t = 0; t < places.size(); t += step) {
        const Block block{places.subspan(s, std::min(step, places.size() - s)),
                          places.subspan(t, std::min(step, places.size() - t))};
        if (is_known(block, mode)) continue;
        if (Clock::now() < retry_at_ || !ask(block, mode, profile)) return;
      }
    }
  }

  bool is_known(const Block& block, Mode mode) const {
    for (const Place& from : block.sources)
      for (const Place& to : block.targets)
        if (from.point != to.point && !ways_.contains({from.point, to.point, mode})) return false;
    return true;
  }

  // False: the router failed, and is left alone for a while.
  bool ask(const Block& block, Mode mode, const std::string& profile) {
    const bool is_osrm = options_.kind == RouterKind::osrm;
    const auto answer = http::fetch(is_osrm ? osrm_request(options_, block, profile)
                                            : valhalla_request(options_, block, profile));
    if (!answer) return fail(base::name_of(answer.error()));
    if (answer->status != 200) return fail("status_" + std::to_string(answer->status));
    const auto table =
        is_osrm ? parse_osrm_table(answer->body) : parse_valhalla_table(answer->body);
    if (!table) return fail(table.error().code);
    if (table->sources != static_cast<std::int32_t>(block.sources.size()) ||
        table->targets != static_cast<std::int32_t>(block.targets.size()))
      return fail("wrong_size");
    std::size_t cell = 0;
    for (const Place& from : block.sources)
      for (const Place& to : block.targets)
        ways_[{from.point, to.point, mode}] = table->entries.at(cell++);
    return true;
  }

  bool fail(std::string_view code) {
    retry_at_ = Clock::now() + std::chrono::seconds(options_.retry_after_s);
    if (on_failure_) on_failure_(code);
    return false;
  }

  WayTable remembered(std::span<const Place> places, Mode mode) const {
    WayTable table{.sources = static_cast<std::int32_t>(places.size()),
                   .targets = static_cast<std::int32_t>(places.size())};
    for (const Place& from : places) {
      for (const Place& to : places) {
        const auto way = ways_.find({from.point, to.point, mode});
        table.entries.push_back(way == ways_.end() ? std::nullopt : way->second);
      }
    }
    return table;
  }

  const RouterOptions options_;
  const geo::TravelSource fallback_;
  const OnFailure on_failure_;
  std::mutex mutex_;
  std::map<Key, std::optional<Entry>> ways_;  // nullopt: the router knows that there is none
  Clock::time_point retry_at_{};
};

}  // namespace

std::array<std::string, 3> usual_profiles(RouterKind kind) {
  if (kind == RouterKind::osrm) return {"foot", "", "driving"};
  return {"pedestrian", "", "auto"};
}

bool is_router_address(std::string_view address) { return http::is_fetch_address(address); }

geo::TravelSource router_source(RouterOptions options, geo::TravelSource fallback,
                                OnFailure on_failure) {
  auto router =
      std::make_shared<Router>(std::move(options), std::move(fallback), std::move(on_failure));
  return [router](std::span<const Place> places, Mode mode) { return (*router)(places, mode); };
}

}  // namespace roads
