// Builds JSON objects member by member; values are JSON already, or text to be quoted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

namespace api {

class JsonObject {
 public:
  JsonObject& add(std::string_view name, std::string_view value_json) {
    body_ += body_.empty() ? "" : ",";
    json::write_string(body_, name);
    body_ += ":";
    body_ += value_json;
    return *this;
  }
  JsonObject& text(std::string_view name, std::string_view value) {
    std::string quoted;
    json::write_string(quoted, value);
    return add(name, quoted);
  }
  [[nodiscard]] bool is_empty() const { return body_.empty(); }
  [[nodiscard]] std::string str() const { return "{" + body_ + "}"; }

 private:
  std::string body_;
};

inline std::string json_list(const std::vector<std::string>& values_json) {
  std::string out = "[";
  for (std::size_t i = 0; i < values_json.size(); ++i) out += (i ? "," : "") + values_json[i];
  return out + "]";
}

}  // namespace api
