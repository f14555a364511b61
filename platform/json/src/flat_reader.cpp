#include <charconv>
#include <cmath>

#include "base/check.h"
#include "base/text.h"
#include "scalar.h"

namespace json {
namespace {

using base::FieldInfo;
using base::Kind;
using base::TypeInfo;

void read_boolean(const Place& place, std::string_view text, const TypeInfo& type, void* target) {
  if (text != "true" && text != "false") return place.report("expected_boolean", "true, false");
  type.set_integer(target, text == "true");
}

void read_integer(const Place& place, std::string_view text, const TypeInfo& type, void* target) {
  const auto number = base::parse_integer(text);
  if (!number) return place.report("expected_integer");
  store_integer(place, type, target, *number);
}

void read_real(const Place& place, std::string_view text, void* target) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return place.report("expected_number");
  *static_cast<double*>(target) = number;
}

void read_cell(const Place& place, std::string_view text, const TypeInfo& type, void* target) {
  switch (type.kind) {
    case Kind::boolean: return read_boolean(place, text, type, target);
    case Kind::integer: return read_integer(place, text, type, target);
    case Kind::real: return read_real(place, text, target);
    default: return store_text(place, type, target, text);
  }
}

// `a,b,c`; elements cannot contain commas.
void read_list(const Place& place, std::string_view text, const TypeInfo& type, void* target) {
  base::Rule element_rule = place.rule ? *place.rule : base::Rule{};
  element_rule.min_length = element_rule.max_length = std::nullopt;
  type.clear(target);
  std::size_t count = 0;
  if (!text.empty())
    for (std::string_view part : base::split(text, ','))
      read_cell({place.errors, place.pointer + "/" + std::to_string(count++), &element_rule}, part,
                type.element(), type.emplace(target));
  check_list_length(place, count);
}

void read_field(const Place& place, const std::string* text, const TypeInfo& type, void* target) {
  CHECK(type.kind != Kind::object);  // a flat row has no place for an object
  if (type.kind == Kind::list) return read_list(place, text ? *text : "", type, target);
  if (type.kind == Kind::optional) {
    if (!text || text->empty()) return type.clear(target);
    return read_cell(place, *text, type.element(), type.emplace(target));
  }
  if (!text || (text->empty() && type.kind != Kind::text)) return place.report("required");
  read_cell(place, *text, type, target);
}

}  // namespace

Errors read_flat_into(const std::map<std::string, std::string>& values, const TypeInfo& type,
                      void* target) {
  CHECK(type.kind == Kind::object);
  Errors errors;
  for (const auto& [name, text] : values)
    if (std::ranges::none_of(type.fields, [&](const FieldInfo& f) { return f.name == name; }))
      errors.push_back({"/" + escape_pointer(name), "unknown_field"});
  for (const FieldInfo& field : type.fields) {
    const auto found = values.find(std::string(field.name));
    read_field({errors, "/" + std::string(field.name), field.rule},
               found == values.end() ? nullptr : &found->second, field.type(),
               field.member(target));
  }
  return errors;
}

}  // namespace json
