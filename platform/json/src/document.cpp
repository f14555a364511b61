#include "document.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <string>
#include <vector>

#include "base/text.h"

namespace json {
namespace {

using boost::json::error_code;
using Text = boost::json::string_view;

// Builds the tree from parser events, watching for repeated keys.
struct TreeBuilder {
  constexpr static std::size_t max_object_size = std::size_t(-1);
  constexpr static std::size_t max_array_size = std::size_t(-1);
  constexpr static std::size_t max_key_size = std::size_t(-1);
  constexpr static std::size_t max_string_size = std::size_t(-1);

  boost::json::value_stack stack;
  std::vector<std::string> keys;        // of all open objects
  std::vector<std::size_t> first_keys;  // where each open object's keys start
  std::string key;
  bool has_duplicate = false;

  bool on_document_begin(error_code&) {
    stack.reset();
    return true;
  }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) {
    first_keys.push_back(keys.size());
    return true;
  }
  bool on_object_end(std::size_t n, error_code& ec) {
    const auto first = keys.begin() + static_cast<std::ptrdiff_t>(first_keys.back());
    std::sort(first, keys.end());
    if (std::adjacent_find(first, keys.end()) != keys.end()) {
      has_duplicate = true;
      ec = boost::json::error::syntax;
      return false;
    }
    keys.erase(first, keys.end());
    first_keys.pop_back();
    stack.push_object(n);
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t n, error_code&) {
    stack.push_array(n);
    return true;
  }
  bool on_key_part(Text part, std::size_t, error_code&) {
    key.append(part.data(), part.size());
    stack.push_chars(part);
    return true;
  }
  bool on_key(Text part, std::size_t, error_code&) {
    key.append(part.data(), part.size());
    keys.push_back(std::move(key));
    key.clear();
    stack.push_key(part);
    return true;
  }
  bool on_string_part(Text part, std::size_t, error_code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_string(Text part, std::size_t, error_code&) {
    stack.push_string(part);
    return true;
  }
  bool on_number_part(Text, error_code&) { return true; }
  bool on_int64(std::int64_t n, Text, error_code&) {
    stack.push_int64(n);
    return true;
  }
  bool on_uint64(std::uint64_t n, Text, error_code&) {
    stack.push_uint64(n);
    return true;
  }
  bool on_double(double approximate, Text digits, error_code&) {
    double exact = approximate;
    std::from_chars(digits.data(), digits.data() + digits.size(), exact);
    stack.push_double(exact);
    return true;
  }
  bool on_bool(bool b, error_code&) {
    stack.push_bool(b);
    return true;
  }
  bool on_null(error_code&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(Text, error_code&) { return true; }
  bool on_comment(Text, error_code&) { return true; }
};

ParseFault fault_of(error_code ec, const TreeBuilder& builder) {
  if (builder.has_duplicate) return ParseFault::duplicate_field;
  if (ec == boost::json::error::too_deep) return ParseFault::too_deep;
  return ParseFault::malformed_json;
}

}  // namespace

std::expected<boost::json::value, ParseFault> parse_document(std::string_view text) {
  if (text.size() > kTextBytesMax) return std::unexpected(ParseFault::too_large);
  if (!base::is_utf8(text)) return std::unexpected(ParseFault::not_utf8);
  boost::json::parse_options options;
  options.max_depth = kDepthMax;
  boost::json::basic_parser<TreeBuilder> parser(options);
  error_code ec;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
  if (ec) return std::unexpected(fault_of(ec, parser.handler()));
  if (used != text.size() || !parser.done()) return std::unexpected(ParseFault::malformed_json);
  return parser.handler().stack.release();
}

std::string_view code_of(ParseFault fault) {
  switch (fault) {
    case ParseFault::duplicate_field: return "duplicate_field";
    case ParseFault::too_deep: return "too_deep";
    case ParseFault::too_large: return "too_large";
    case ParseFault::not_utf8: return "not_utf8";
    case ParseFault::malformed_json: break;
  }
  return "malformed_json";
}

}  // namespace json
