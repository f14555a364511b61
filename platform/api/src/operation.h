// One operation of the OpenAPI document.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "api/route.h"

namespace api {

// Schemas by name, as json::schema_of collects them.
using Components = std::map<std::string, std::string>;

// The Operation Object of `route`; adds the schemas that it refers to.
std::string operation_json(const Route& route, Components& components);
// `get`, `post` …: the key in the Path Item Object.
std::string_view method_key(http::Method method);

}  // namespace api
