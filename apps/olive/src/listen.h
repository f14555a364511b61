// `HOST:PORT` of the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace olive {

struct Listen {
  std::string address;
  std::uint16_t port = 0;

  bool operator==(const Listen&) const = default;
};

// `127.0.0.1:8080`, `[::1]:8080`; nullopt for anything else.
std::optional<Listen> parse_listen(std::string_view text);

}  // namespace olive
