#include "operation.h"

#include "base/check.h"
#include "json_object.h"
#include "wire.h"

namespace api {

namespace {

using base::Kind;
using base::TypeInfo;

// Methods without a body and without CSRF header (RFC 9110 §9.2.1).
bool is_read(http::Method method) {
  return method == http::Method::get || method == http::Method::head;
}

// `list_referrals` → `List referrals`; for operations without a summary of their own.
std::string words_of(std::string_view operation) {
  std::string words(operation);
  for (char& c : words)
    if (c == '_') c = ' ';
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] -= 'a' - 'A';
  return words;
}

// Joins a rule's limits to the schema of a scalar or list.
std::string with_rule(std::string schema, Kind kind, const base::Rule* rule) {
  if (rule == nullptr) return schema;
  CHECK(schema.ends_with("}"));
  schema.pop_back();
  const auto limit = [&](std::string_view name, const auto& value) {
    if (value) schema += ",\"" + std::string(name) + "\":" + std::to_string(*value);
  };
  limit("minimum", rule->minimum);
  limit("maximum", rule->maximum);
  limit(kind == Kind::list ? "minItems" : "minLength", rule->min_length);
  limit(kind == Kind::list ? "maxItems" : "maxLength", rule->max_length);
  if (!rule->pattern.empty()) {
    schema += ",\"pattern\":";
    json::write_string(schema, rule->pattern);
  }
  return schema + "}";
}

// One field of a query struct. Optional fields and lists may be left out.
std::string query_parameter(const base::FieldInfo& field, Components& components) {
  const TypeInfo& declared = field.type();
  const bool is_optional = declared.kind == Kind::optional;
  const TypeInfo& type = is_optional ? declared.element() : declared;
  JsonObject parameter;
  parameter.text("name", field.name).text("in", "query");
  if (!is_optional && type.kind != Kind::list) parameter.add("required", "true");
  if (type.kind == Kind::list) parameter.add("explode", "false");  // `a,b,c`
  parameter.add("schema", with_rule(json::schema_of(type, components), type.kind, field.rule));
  return parameter.str();
}

std::string text_parameter(std::string_view name, std::string_view place, std::string_view schema) {
  return JsonObject()
      .text("name", name)
      .text("in", place)
      .add("required", "true")
      .add("schema", schema)
      .str();
}

// The `{name}` places of the path, in their order.
void add_path_parameters(const std::string& path, std::vector<std::string>& out) {
  for (std::size_t open = path.find('{'); open != std::string::npos;
       open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    CHECK(close != std::string::npos);
    out.push_back(
        text_parameter(path.substr(open + 1, close - open - 1), "path", R"({"type":"string"})"));
  }
}

std::string parameters_json(const Route& route, Components& components) {
  std::vector<std::string> out;
  add_path_parameters(route.path, out);
  if (is_read(route.method) && route.input != nullptr)
    for (const base::FieldInfo& field : route.input->fields)
      out.push_back(query_parameter(field, components));
  if (route.is_idempotent_by_key)
    out.push_back(text_parameter("Idempotency-Key", "header",
                                 R"({"type":"string","minLength":1,"maxLength":100})"));
  return json_list(out);
}

// A Content Object with one media type.
std::string content_json(std::string_view media_type, std::string_view schema) {
  return JsonObject().add(media_type, JsonObject().add("schema", schema).str()).str();
}

// Empty when the operation takes no body.
std::string body_json(const Route& route, Components& components) {
  if (is_read(route.method)) return {};
  const bool is_raw_body = route.options.takes != "application/json";
  if (!is_raw_body && (route.input == nullptr || route.input->fields.empty())) return {};
  const std::string schema =
      is_raw_body ? R"({"type":"string"})" : json::schema_of(*route.input, components);
  return JsonObject()
      .add("required", "true")
      .add("content", content_json(route.options.takes, schema))
      .str();
}

// Raw routes describe their answer by its media type only.
std::string success_json(const Route& route, Components& components) {
  JsonObject response;
  response.text("description", "Done.");
  if (route.options.success_status == 204) return response.str();
  if (route.output != nullptr)
    response.add("content",
                 content_json("application/json", json::schema_of(*route.output, components)));
  else response.add("content", content_json(route.options.gives, R"({"type":"string"})"));
  return response.str();
}

// Every refusal has the same body, so the operation only says which statuses can occur.
std::string responses_json(const Route& route, Components& components) {
  JsonObject responses;
  responses.add(std::to_string(route.options.success_status), success_json(route, components));
  const auto refuse = [&](bool applies, const char* status) {
    if (applies) responses.add(status, R"({"$ref":"#/components/responses/Problem"})");
  };
  const bool is_protected = !route.options.permission.empty();
  refuse(!is_read(route.method), "400");
  refuse(is_protected, "401");
  refuse(is_protected, "403");
  refuse(route.path.find('{') != std::string::npos, "404");
  refuse(!is_read(route.method), "409");
  refuse(/*applies=*/true, "422");
  refuse(/*applies=*/true, "503");
  return responses.str();
}

// `[]` overrules a default and says that the operation is public.
std::string security_json(const Route& route) {
  if (route.options.permission.empty()) return "[]";
  return is_read(route.method) ? R"([{"session":[]}])" : R"([{"session":[],"csrf":[]}])";
}

}  // namespace

std::string_view method_key(http::Method method) {
  switch (method) {
    case http::Method::get: return "get";
    case http::Method::head: return "head";
    case http::Method::post: return "post";
    case http::Method::put: return "put";
    case http::Method::patch: return "patch";
    case http::Method::del: return "delete";
  }
  CHECK(false);
}

std::string operation_json(const Route& route, Components& components) {
  const RouteOptions& options = route.options;
  CHECK(!options.operation.empty());
  JsonObject operation;
  operation.text("operationId", options.operation)
      .text("summary", options.summary.empty() ? words_of(options.operation) : options.summary)
      .add("tags", "[\"" + std::string(options.tag.empty() ? "olive" : options.tag) + "\"]")
      .add("security", security_json(route));
  if (!options.permission.empty()) operation.text("x-olive-permission", options.permission);
  if (const std::string parameters = parameters_json(route, components); parameters != "[]")
    operation.add("parameters", parameters);
  if (const std::string body = body_json(route, components); !body.empty())
    operation.add("requestBody", body);
  return operation.add("responses", responses_json(route, components)).str();
}

}  // namespace api
