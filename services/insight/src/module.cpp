#include "insight/module.h"

#include "routes.h"

OLIVE_EMBEDDED(insight)

namespace insight {

manifest::Module module(Sources sources) {
  manifest::Module module{.name = "insight", .messages = embedded::messages()};
  module.routes = loop_routes(std::move(sources));
  return module;
}

}  // namespace insight
