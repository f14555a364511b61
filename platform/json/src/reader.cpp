#include <boost/json/object.hpp>
#include <cmath>

#include "base/check.h"
#include "base/text.h"
#include "document.h"
#include "scalar.h"

namespace json {
namespace {

using base::FieldInfo;
using base::Kind;
using base::TypeInfo;
namespace bj = boost::json;

void read_value(const Place& place, const bj::value& value, const TypeInfo& type, void* target);

void read_integer(const Place& place, const bj::value& value, const TypeInfo& type, void* target) {
  if (value.is_int64()) return store_integer(place, type, target, value.get_int64());
  if (value.is_uint64())  // only beyond int64: Boost.JSON prefers the signed type
    return place.report("out_of_range",
                        place.rule ? range_text(place.rule->minimum, place.rule->maximum) : "");
  place.report("expected_integer");
}

void read_real(const Place& place, const bj::value& value, void* target) {
  double& out = *static_cast<double*>(target);
  if (value.is_double()) out = value.get_double();
  else if (value.is_int64()) out = static_cast<double>(value.get_int64());
  else if (value.is_uint64()) out = static_cast<double>(value.get_uint64());
  else return place.report("expected_number");
  // `1e999` is a number in JSON and none that a double can hold.
  if (std::isfinite(out)) return;
  out = 0;
  place.report("expected_number");
}

void read_boolean(const Place& place, const bj::value& value, const TypeInfo& type, void* target) {
  if (!value.is_bool()) return place.report("expected_boolean", "true, false");
  type.set_integer(target, value.get_bool());
}

std::string_view code_of_wrong_text(Kind kind) {
  if (kind == Kind::id) return "expected_id";
  if (kind == Kind::date) return "not_a_date";
  if (kind == Kind::instant) return "not_an_instant";
  return "expected_text";
}

void read_text(const Place& place, const bj::value& value, const TypeInfo& type, void* target) {
  if (!value.is_string()) return place.report(code_of_wrong_text(type.kind));
  const bj::string& text = value.get_string();
  store_text(place, type, target, {text.data(), text.size()});
}

void read_list(const Place& place, const bj::value& value, const TypeInfo& type, void* target) {
  if (!value.is_array()) return place.report("expected_list");
  const bj::array& elements = value.get_array();
  check_list_length(place, elements.size());
  // The rule's lengths are the list's; its range and pattern hold for every element.
  base::Rule element_rule = place.rule ? *place.rule : base::Rule{};
  element_rule.min_length = element_rule.max_length = std::nullopt;
  type.clear(target);
  std::size_t index = 0;
  for (const bj::value& element : elements) {
    const std::string pointer = place.pointer + "/" + std::to_string(index++);
    if (element.is_null()) place.errors.push_back({pointer, "required"});
    else
      read_value({place.errors, pointer, &element_rule}, element, type.element(),
                 type.emplace(target));
  }
}

const FieldInfo* find_field(const TypeInfo& type, std::string_view name) {
  for (const FieldInfo& field : type.fields)
    if (field.name == name) return &field;
  return nullptr;
}

void read_field(const Place& object, const FieldInfo& field, const bj::value* value, void* target) {
  const TypeInfo& type = field.type();
  const Place place{object.errors, object.pointer + "/" + std::string(field.name), field.rule};
  if (value && !value->is_null()) return read_value(place, *value, type, field.member(target));
  if (type.kind == Kind::optional) return type.clear(field.member(target));
  if (type.kind != Kind::list) return place.report("required");
  check_list_length(place, 0);
}

void read_object(const Place& place, const bj::value& value, const TypeInfo& type, void* target) {
  if (!value.is_object()) return place.report("expected_object");
  const bj::object& object = value.get_object();
  for (const bj::key_value_pair& pair : object) {
    const std::string_view key(pair.key().data(), pair.key().size());
    if (!find_field(type, key))
      place.errors.push_back({place.pointer + "/" + escape_pointer(key), "unknown_field"});
  }
  for (const FieldInfo& field : type.fields)
    read_field(place, field, object.if_contains({field.name.data(), field.name.size()}), target);
}

void read_value(const Place& place, const bj::value& value, const TypeInfo& type, void* target) {
  switch (type.kind) {
    case Kind::boolean: return read_boolean(place, value, type, target);
    case Kind::integer: return read_integer(place, value, type, target);
    case Kind::real: return read_real(place, value, target);
    case Kind::text:
    case Kind::date:
    case Kind::instant:
    case Kind::id:
    case Kind::enumeration: return read_text(place, value, type, target);
    case Kind::optional: return read_value(place, value, type.element(), type.emplace(target));
    case Kind::list: return read_list(place, value, type, target);
    case Kind::object: return read_object(place, value, type, target);
  }
}

}  // namespace

Errors read_into(std::string_view text, const TypeInfo& type, void* target) {
  CHECK(target != nullptr);
  const auto document = parse_document(text);
  if (!document) return {{"", std::string(code_of(document.error()))}};
  Errors errors;
  if (type.kind == Kind::object && document->is_null()) errors.push_back({"", "expected_object"});
  else read_value({errors, "", nullptr}, *document, type, target);
  return errors;
}

}  // namespace json
