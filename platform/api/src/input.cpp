#include <algorithm>

#include "api/route.h"
#include "base/check.h"
#include "base/text.h"

namespace api {

namespace {

// Parameters such as charset do not matter: JSON is UTF-8 (RFC 8259 §8.1).
bool is_json(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return base::to_lower(base::trim(type)) == "application/json";
}

// True when the text is no JSON document at all, as opposed to one with wrong fields.
bool is_unreadable(const json::Errors& errors) {
  static constexpr std::string_view kCodes[] = {"malformed_json", "not_utf8", "too_deep",
                                                "too_large", "duplicate_field"};
  return std::ranges::any_of(errors, [](const json::FieldError& error) {
    return std::ranges::find(kCodes, error.code) != std::end(kCodes) && error.pointer.empty();
  });
}

// 400 when the text cannot be read, 422 when it was read and its content is wrong.
Answer<std::monostate> verdict(json::Errors errors) {
  if (errors.empty()) return std::monostate{};
  if (is_unreadable(errors))
    return std::unexpected(Problem{400, "malformed_input", std::move(errors)});
  return std::unexpected(Problem{422, "input_invalid", std::move(errors)});
}

}  // namespace

Answer<std::monostate> read_input(const Context& context, http::Method method,
                                  const base::TypeInfo& type, void* target) {
  CHECK(type.kind == base::Kind::object);
  const http::Request& request = context.request;
  if (method == http::Method::get || method == http::Method::head)
    return verdict(json::read_flat_into(request.query, type, target));
  if (request.body.empty() && type.fields.empty()) return std::monostate{};
  // A form or plain text could be sent across sites without the browser asking first.
  if (!is_json(request.header("content-type")))
    return std::unexpected(
        Problem{415, "content_type_wrong", {}, {{"expected", "application/json"}}});
  return verdict(json::read_into(request.body, type, target));
}

}  // namespace api
