#include "api/route.h"
#include "base/text.h"

namespace api {

std::string Context::path_text(std::string_view name) const {
  const auto found = request.parameters.find(std::string(name));
  return found == request.parameters.end() ? std::string() : found->second;
}

std::int64_t Context::path_integer(std::string_view name) const {
  const auto number = base::parse_integer(path_text(name));
  return number && *number > 0 ? *number : 0;
}

}  // namespace api
