#include "scalar.h"

#include <algorithm>
#include <regex>
#include <unordered_map>

#include "base/check.h"
#include "base/text.h"
#include "base/time.h"

namespace json {
namespace {

using base::Kind;
using base::TypeInfo;

// Longer texts are never matched: libstdc++'s matcher recurses once per character.
constexpr std::size_t kPatternBytesMax = 4096;

// Patterns are constants of the program, so that the cache cannot grow with what clients send.
bool matches(std::string_view text, std::string_view pattern) {
  thread_local std::unordered_map<std::string_view, std::regex> compiled;
  auto found = compiled.find(pattern);
  if (found == compiled.end())
    found = compiled.emplace(pattern, std::regex(pattern.begin(), pattern.end())).first;
  return std::regex_search(text.begin(), text.end(), found->second);
}

// Line breaks and tabs belong to notes; other control characters belong nowhere, and PostgreSQL
// cannot store NUL at all.
bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
  });
}

bool keeps_length(const Place& place, std::size_t length) {
  CHECK(place.rule != nullptr);
  const base::Rule& rule = *place.rule;
  if (rule.min_length && length < *rule.min_length)
    place.report("too_short", range_text(rule.min_length, rule.max_length));
  else if (rule.max_length && length > *rule.max_length)
    place.report("too_long", range_text(rule.min_length, rule.max_length));
  else return true;
  return false;
}

bool keeps_text_rule(const Place& place, std::string_view text) {
  if (!place.rule) return true;
  if (!keeps_length(place, base::length_utf8(text))) return false;
  const std::string_view pattern = place.rule->pattern;
  if (pattern.empty()) return true;
  if (text.size() <= kPatternBytesMax && matches(text, pattern)) return true;
  place.report("bad_pattern", std::string(pattern));
  return false;
}

void store_plain_text(const Place& place, void* target, std::string_view text) {
  if (!base::is_utf8(text)) return place.report("not_utf8");
  if (has_control_character(text)) return place.report("control_character");
  if (base::has_resident_number(text)) return place.report("resident_number");
  if (keeps_text_rule(place, text)) static_cast<std::string*>(target)->assign(text);
}

// Digits as text (see the writer); no sign, so that one id has one spelling.
void store_id(const Place& place, const TypeInfo& type, void* target, std::string_view text) {
  const bool digits =
      !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  const auto number = digits ? base::parse_integer(text) : std::nullopt;
  if (!number) return place.report("expected_id");
  type.set_integer(target, *number);
}

std::string join_names(std::span<const std::string_view> names) {
  std::string all;
  for (std::string_view name : names) all += (all.empty() ? "" : ", ") + std::string(name);
  return all;
}

void store_enumerator(const Place& place, const TypeInfo& type, void* target,
                      std::string_view text) {
  CHECK(!type.names.empty());
  const auto found = std::ranges::find(type.names, text);
  if (found == type.names.end()) return place.report("no_such_choice", join_names(type.names));
  type.set_integer(target, found - type.names.begin());
}

}  // namespace

// RFC 6901 §3; `~` first, else `~1` of a name would turn into a slash.
std::string escape_pointer(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

void store_integer(const Place& place, const TypeInfo& type, void* target, std::int64_t n) {
  CHECK(type.kind == Kind::integer);
  const base::Rule* rule = place.rule;
  if (rule && ((rule->minimum && n < *rule->minimum) || (rule->maximum && n > *rule->maximum)))
    return place.report("out_of_range", range_text(rule->minimum, rule->maximum));
  const std::int64_t before = type.get_integer(target);
  type.set_integer(target, n);
  if (type.get_integer(target) == n) return;
  type.set_integer(target, before);  // a 32-bit field cannot hold it
  place.report("out_of_range", "-2147483648…2147483647");
}

void store_text(const Place& place, const TypeInfo& type, void* target, std::string_view text) {
  switch (type.kind) {
    case Kind::text: return store_plain_text(place, target, text);
    case Kind::id: return store_id(place, type, target, text);
    case Kind::enumeration: return store_enumerator(place, type, target, text);
    case Kind::date: {
      const auto date = base::parse_date(text);
      if (!date) return place.report("not_a_date", "2026-11-22");
      return type.set_integer(target, date->days);
    }
    case Kind::instant: {
      const auto instant = base::parse_instant(text);
      if (!instant) return place.report("not_an_instant", "2026-11-22T09:00:00+09:00");
      return type.set_integer(target, instant->micros);
    }
    default: CHECK(type.kind == Kind::text);  // no other kind is written as text
  }
}

void check_list_length(const Place& place, std::size_t size) {
  if (place.rule) keeps_length(place, size);
}

}  // namespace json
