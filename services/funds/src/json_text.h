// Writes JSON of foreign formats, whose field names and shapes are not those of our structs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/json.h"

namespace funds {

// An object in the making: fields in the order in which they are added.
class JsonText {
 public:
  JsonText& raw(std::string_view name, std::string_view json) {
    text_ += text_.size() > 1 ? "," : "";
    json::write_string(text_, name);
    text_ += ":";
    text_ += json;
    return *this;
  }
  JsonText& text(std::string_view name, std::string_view value) {
    std::string quoted;
    json::write_string(quoted, value);
    return raw(name, quoted);
  }
  JsonText& number(std::string_view name, std::int64_t value) {
    return raw(name, std::to_string(value));
  }
  [[nodiscard]] std::string str() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

// A list of what is JSON already.
template <class List>
[[nodiscard]] std::string json_list(const List& items) {
  std::string text = "[";
  for (const auto& item : items) {
    text += text.size() > 1 ? "," : "";
    text += item;
  }
  return text + "]";
}

}  // namespace funds
