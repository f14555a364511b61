#include <boost/json/object.hpp>
#include <stdexcept>

#include "document.h"
#include "json/json.h"

namespace json {

std::map<std::string, std::string> read_text_map(std::string_view text) {
  const auto document = parse_document(text);
  if (!document || !document->is_object())
    throw std::runtime_error("not a JSON object with unique keys");
  std::map<std::string, std::string> out;
  for (const boost::json::key_value_pair& pair : document->get_object()) {
    const std::string key(pair.key().data(), pair.key().size());
    if (!pair.value().is_string()) throw std::runtime_error("'" + key + "' is no text");
    const boost::json::string& value = pair.value().get_string();
    out.emplace(key, std::string(value.data(), value.size()));
  }
  return out;
}

}  // namespace json
