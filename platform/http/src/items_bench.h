// The data that both benchmark servers answer from.
#pragma once

#include <cstdint>
#include <string>

namespace http::bench {

inline constexpr int kItems = 100'000;
inline constexpr const char* kSelectItem =
    "SELECT id, name, price_won FROM bench_item WHERE region_id = $1 AND id = $2";
inline constexpr std::int64_t kRegion = 1;

// Makes `path` with kItems rows unless it is there already.
void make_items(const std::string& path);

// Both block until SIGTERM or SIGINT; one I/O thread each. They print the port first.
void serve_ours(const std::string& path);
void serve_bare(const std::string& path);

}  // namespace http::bench
