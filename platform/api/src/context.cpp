#include "api/route.h"
#include "base/text.h"

namespace api {

std::string Context::path_text(std::string_view name) const {
  const auto found = request.parameters.find(std::string(name));
  return found == request.parameters.end() ? std::string() : found->second;
}

// A path is typed by people and machines alike: what is no positive number finds nothing, so that
// `/referrals/abc` is a 404 of the handler's and not a fault of its own kind.
std::int64_t Context::path_integer(std::string_view name) const {
  const auto number = base::parse_integer(path_text(name));
  return number && *number > 0 ? *number : 0;
}

}  // namespace api
