#include <set>

#include "api/api.h"
#include "base/check.h"
#include "json_object.h"
#include "operation.h"
#include "wire.h"

namespace api {

namespace {

std::string info_json(const std::string& version) {
  return JsonObject()
      .text("title", "Olive")
      .text("version", version)
      .text("summary", "The operating system of a self-sufficiency economy.")
      .text("description",
            "Refusals are RFC 9457 problem details; `code` is the refusal's name. Identifiers are "
            "decimal strings, dates `2026-11-22`, instants RFC 3339. Send `Accept-Language: en` "
            "for English.")
      .add("license",
           JsonObject().text("name", "Apache-2.0").text("identifier", "Apache-2.0").str())
      .str();
}

// Both are apiKey schemes; operations that change state require the pair.
std::string security_schemes_json() {
  const auto scheme = [](std::string_view place, std::string_view name, std::string_view text) {
    return JsonObject()
        .text("type", "apiKey")
        .text("in", place)
        .text("name", name)
        .text("description", text)
        .str();
  };
  return JsonObject()
      .add("session", scheme("cookie", "olive_session", "Set by POST /api/v1/sessions."))
      .add("csrf", scheme("header", "X-Olive-Csrf", "csrf_token of GET /api/v1/session."))
      .str();
}

// The one response of all refusals; operations refer to it.
std::string problem_response_json(Components& components) {
  const std::string schema =
      JsonObject()
          .add("schema", json::schema_of(base::type_info<wire::Problem>(), components))
          .str();
  return JsonObject()
      .text("description", "Refused; nothing was changed.")
      .add("content", JsonObject().add("application/problem+json", schema).str())
      .str();
}

// Path items in order of path, operations in order of declaration.
std::string paths_json(const std::vector<Route>& routes, Components& components) {
  std::map<std::string, JsonObject> items;
  std::set<std::string_view> operations;
  for (const Route& route : routes) {
    CHECK(operations.insert(route.options.operation).second);  // operationId used twice
    items[route.path].add(method_key(route.method), operation_json(route, components));
  }
  JsonObject paths;
  for (const auto& [path, item] : items) paths.add(path, item.str());
  return paths.str();
}

// Tags are module names; each needs a description to be listed.
std::string tags_json(const std::vector<Route>& routes) {
  std::set<std::string_view> names;
  for (const Route& route : routes)
    names.insert(route.options.tag.empty() ? "olive" : route.options.tag);
  std::vector<std::string> tags;
  for (const std::string_view name : names)
    tags.push_back(JsonObject()
                       .text("name", name)
                       .text("description", "Operations of the module " + std::string(name) + ".")
                       .str());
  return json_list(tags);
}

}  // namespace

// Paths first: walking them collects the schemas that the components then list.
std::string openapi_document(const std::vector<Route>& routes, const std::string& version) {
  Components components;
  const std::string problem = problem_response_json(components);
  const std::string paths = paths_json(routes, components);
  JsonObject schemas;
  for (const auto& [name, schema] : components) schemas.add(name, schema);
  const std::string all = JsonObject()
                              .add("schemas", schemas.str())
                              .add("responses", JsonObject().add("Problem", problem).str())
                              .add("securitySchemes", security_schemes_json())
                              .str();
  return JsonObject()
      .text("openapi", "3.1.0")
      .add("info", info_json(version))
      .add("servers", R"([{"url":"/"}])")
      .add("tags", tags_json(routes))
      .add("paths", paths)
      .add("components", all)
      .str();
}

}  // namespace api
