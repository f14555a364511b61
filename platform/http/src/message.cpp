#include "http/message.h"

#include "base/check.h"
#include "json/json.h"
#include "status.h"

namespace http {

std::string_view method_name(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
  }
  return "GET";
}

// Names were made lower case by the parser; a handful of fields is searched faster than hashed.
std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      std::string_view pair = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      while (pair.starts_with(' ')) pair.remove_prefix(1);
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
        return pair.substr(name.size() + 1);
    }
  }
  return {};
}

// RFC 9457. The server knows no language: the client shows `refusal.<code>` of its catalogue.
Response problem_response(int status, std::string_view code) {
  CHECK(status >= 400 && status < 600 && !code.empty());
  Response response{status, "application/problem+json"};
  response.body = R"({"type":"about:blank","title":)";
  json::write_string(response.body, reason_phrase(status));
  response.body += ",\"status\":" + std::to_string(status) + ",\"code\":";
  json::write_string(response.body, code);
  response.body += '}';
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace http
