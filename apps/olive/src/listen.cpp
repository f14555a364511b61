#include "listen.h"

#include "base/text.h"

namespace olive {

std::optional<Listen> parse_listen(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto port = base::parse_integer(text.substr(colon + 1));
  if (!port || *port < 0 || *port > 65'535) return std::nullopt;
  std::string_view address = text.substr(0, colon);
  const bool is_bracketed = address.starts_with('[') && address.ends_with(']');
  if (is_bracketed) address = address.substr(1, address.size() - 2);
  if (address.empty() || (!is_bracketed && address.find(':') != std::string_view::npos))
    return std::nullopt;
  return Listen{std::string(address), static_cast<std::uint16_t>(*port)};
}

}  // namespace olive
