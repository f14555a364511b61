#include "i18n/catalogue.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/text.h"
#include "json/json.h"

namespace i18n {

namespace {

using Messages = std::map<std::string, std::string>;

Messages read_file(std::span<const base::EmbeddedFile> files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &base::EmbeddedFile::name);
  CHECK(found != files.end());  // a module with messages has them in both languages
  return json::read_text_map(found->content);
}

// The name of the `{name}` place at the front of `text`; empty when there is none.
std::string_view place_at(std::string_view text) {
  const std::size_t end = text.find('}');
  if (!text.starts_with('{') || end == std::string_view::npos) return {};
  const std::string_view name = text.substr(1, end - 1);
  const bool is_name = std::ranges::all_of(
      name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  return is_name ? name : std::string_view();
}

std::set<std::string_view> places(std::string_view text) {
  std::set<std::string_view> found;
  for (std::size_t at = 0; (at = text.find('{', at)) != std::string_view::npos; ++at)
    if (const std::string_view name = place_at(text.substr(at)); !name.empty()) found.insert(name);
  return found;
}

// Places without an argument stay as they are, so that the omission shows.
std::string fill(std::string_view text, const Arguments& arguments) {
  std::string out;
  while (!text.empty()) {
    const std::string_view name = place_at(text);
    const auto argument = name.empty() ? arguments.end() : arguments.find(std::string(name));
    if (argument == arguments.end()) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += argument->second;
      text.remove_prefix(name.size() + 2);
    }
  }
  return out;
}

// The weight of `ko;q=0.8` in thousandths; 1000 without one, 0 when it is malformed.
// RFC 9110 §12.4.2. Malformed counts as unwished: a broken header must not win.
int weight_of(std::string_view parameters) {
  const std::size_t q = parameters.find("q=");
  if (q == std::string_view::npos) return 1'000;
  const std::string_view text = base::trim(parameters.substr(q + 2));
  int weight = 0;
  int unit = 1'000;
  for (const char c : text) {
    if (c == '.') continue;
    if (c < '0' || c > '9' || unit == 0) return 0;
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return std::min(weight, 1'000);
}

}  // namespace

void Catalogue::add(std::span<const base::EmbeddedFile> files) {
  const Messages korean = read_file(files, "ko.json");
  const Messages english = read_file(files, "en.json");
  CHECK(std::ranges::equal(korean, english, {}, &Messages::value_type::first,
                           &Messages::value_type::first));
  for (const auto& [key, ko] : korean) {
    const std::string& en = english.at(key);
    CHECK(!ko.empty() && !en.empty());
    CHECK(places(ko) == places(en));
    CHECK(messages_.emplace(key, Pair{ko, en}).second);
  }
}

std::string Catalogue::text(Language language, std::string_view key,
                            const Arguments& arguments) const {
  const auto found = messages_.find(key);
  if (found == messages_.end()) return std::string(key);
  return fill(language == Language::ko ? found->second.ko : found->second.en, arguments);
}

bool Catalogue::has(std::string_view key) const { return messages_.contains(key); }

// Wildcards and other languages say nothing about ko against en, and Korean is the default.
Language preferred_language(std::string_view accept_language) {
  int korean = 0;
  int english = 0;
  for (const std::string_view range : base::split(accept_language, ',')) {
    const std::size_t semicolon = std::min(range.find(';'), range.size());
    const std::string tag = base::to_lower(base::trim(range.substr(0, semicolon)));
    const int weight = weight_of(range.substr(semicolon));
    if (tag == "ko" || tag.starts_with("ko-")) korean = std::max(korean, weight);
    if (tag == "en" || tag.starts_with("en-")) english = std::max(english, weight);
  }
  return english > korean ? Language::en : Language::ko;
}

}  // namespace i18n
