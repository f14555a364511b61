// The HTTP surface of the process: API, document, health, metrics, web.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "http/message.h"

namespace olive {

class Application;

// `web`: folder of the built web; nullopt: API only. The routes refer to `application`.
std::vector<http::Route> site_routes(Application& application,
                                     const std::optional<std::filesystem::path>& web);
// The built web: `asked` when given (it must hold index.html), else beside the binary as installed
// (web/) or in the source tree (web/dist); nullopt when there is none.
std::optional<std::filesystem::path> find_web(const std::filesystem::path& asked,
                                              const std::filesystem::path& binary);

}  // namespace olive
