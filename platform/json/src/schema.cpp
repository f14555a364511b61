#include "base/check.h"
#include "json/json.h"

namespace json {
namespace {

using base::FieldInfo;
using base::Kind;
using base::Rule;
using base::TypeInfo;

using Components = std::map<std::string, std::string>;
enum class Nullable { no, yes };

std::string type_member(std::string_view name, Nullable nullable) {
  const std::string quoted = "\"" + std::string(name) + "\"";
  return "\"type\":" + (nullable == Nullable::yes ? "[" + quoted + ",\"null\"]" : quoted);
}

std::string integer_members(const TypeInfo& type, const Rule* rule) {
  // int32 is the only integer type besides int64; its own range is not repeated in rules.
  std::string out = type.name == "int" ? R"(,"format":"int32")" : R"(,"format":"int64")";
  if (rule && rule->minimum) out += ",\"minimum\":" + std::to_string(*rule->minimum);
  if (rule && rule->maximum) out += ",\"maximum\":" + std::to_string(*rule->maximum);
  return out;
}

std::string length_members(const Rule* rule, std::string_view unit) {
  std::string out;
  if (rule && rule->min_length)
    out += ",\"min" + std::string(unit) + "\":" + std::to_string(*rule->min_length);
  if (rule && rule->max_length)
    out += ",\"max" + std::string(unit) + "\":" + std::to_string(*rule->max_length);
  return out;
}

std::string text_members(const Rule* rule) {
  std::string out = length_members(rule, "Length");
  if (rule && !rule->pattern.empty()) {
    out += ",\"pattern\":";
    write_string(out, rule->pattern);
  }
  return out;
}

std::string reference(const TypeInfo& type, Nullable nullable) {
  const std::string ref = R"({"$ref":"#/components/schemas/)" + std::string(type.name) + "\"}";
  return nullable == Nullable::yes ? R"({"anyOf":[)" + ref + R"(,{"type":"null"}]})" : ref;
}

std::string inline_schema(const TypeInfo& type, const Rule* rule, Nullable nullable) {
  switch (type.kind) {
    case Kind::boolean: return "{" + type_member("boolean", nullable) + "}";
    case Kind::integer:
      return "{" + type_member("integer", nullable) + integer_members(type, rule) + "}";
    case Kind::real: return "{" + type_member("number", nullable) + R"(,"format":"double"})";
    case Kind::text: return "{" + type_member("string", nullable) + text_members(rule) + "}";
    case Kind::date: return "{" + type_member("string", nullable) + R"(,"format":"date"})";
    case Kind::instant: return "{" + type_member("string", nullable) + R"(,"format":"date-time"})";
    case Kind::id: return "{" + type_member("string", nullable) + R"(,"pattern":"^[0-9]+$"})";
    case Kind::optional: return inline_schema(type.element(), rule, Nullable::yes);
    case Kind::list: {
      Rule element_rule = rule ? *rule : Rule{};
      element_rule.min_length = element_rule.max_length = std::nullopt;
      return "{" + type_member("array", nullable) + length_members(rule, "Items") +
             ",\"items\":" + inline_schema(type.element(), &element_rule, Nullable::no) + "}";
    }
    case Kind::enumeration:
    case Kind::object: break;
  }
  return reference(type, nullable);
}

std::string enumeration_schema(const TypeInfo& type) {
  std::string out = R"({"type":"string","enum":[)";
  for (std::string_view name : type.names) {
    if (name != type.names.front()) out += ',';
    write_string(out, name);
  }
  return out + "]}";
}

// Lists count as required: the server always sends them and forgives their absence.
std::string object_schema(const TypeInfo& type) {
  std::string properties, required;
  for (const FieldInfo& field : type.fields) {
    if (!properties.empty()) properties += ',';
    write_string(properties, field.name);
    properties += ":" + inline_schema(field.type(), field.rule, Nullable::no);
    if (field.type().kind == Kind::optional) continue;
    if (!required.empty()) required += ',';
    write_string(required, field.name);
  }
  std::string out = R"({"type":"object","additionalProperties":false,"properties":{)" + properties;
  out += required.empty() ? "}}" : "},\"required\":[" + required + "]}";
  return out;
}

void add_components(const TypeInfo& type, Components& components) {
  if (type.kind == Kind::optional || type.kind == Kind::list)
    return add_components(type.element(), components);
  if (type.kind != Kind::enumeration && type.kind != Kind::object) return;
  const bool is_object = type.kind == Kind::object;
  const std::string schema = is_object ? object_schema(type) : enumeration_schema(type);
  const auto [place, is_new] = components.try_emplace(std::string(type.name), schema);
  CHECK(place->second == schema);  // two different types with one name
  if (!is_new) return;
  for (const FieldInfo& field : type.fields) add_components(field.type(), components);
}

}  // namespace

std::string schema_of(const TypeInfo& type, Components& components) {
  add_components(type, components);
  return inline_schema(type, nullptr, Nullable::no);
}

}  // namespace json
