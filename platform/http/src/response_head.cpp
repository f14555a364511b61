#include "response_head.h"

#include <array>
#include <charconv>

#include "base/time.h"
#include "status.h"

namespace http {
namespace {

// Scripts, styles and data come from this origin only; nobody may frame a page. Pages may use
// camera (card codes) and location (check-in), nothing else of the device.
constexpr std::string_view kPageSecurity =
    "Content-Security-Policy: default-src 'self'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'\r\n"
    "Permissions-Policy: camera=(self), geolocation=(self), microphone=(), payment=(), usb=()\r\n"
    "Referrer-Policy: same-origin\r\n"
    "X-Content-Type-Options: nosniff\r\n";
// Data has no need of anything, even when a browser is made to show it as a page.
constexpr std::string_view kDataSecurity =
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n";

void write_number(std::string& out, std::size_t number) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void write_status_line(std::string& out, int status) {
  if (status == 200) {
    out += "HTTP/1.1 200 OK\r\n";
    return;
  }
  out += "HTTP/1.1 ";
  write_number(out, static_cast<std::size_t>(status));
  out += ' ';
  out += reason_phrase(status);
  out += "\r\n";
}

// A line break inside a value would let its author write headers of the answer.
void write_value(std::string& out, std::string_view value) {
  for (char c : value) out += (c == '\r' || c == '\n' || c == '\0') ? ' ' : c;
}

void write_header(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  write_value(out, value);
  out += "\r\n";
}

bool is_named(std::string_view name, std::string_view lower) {
  return std::ranges::equal(name, lower, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b;
  });
}

void write_own_headers(std::string& out, const Response& response) {
  bool has_cache_control = false;
  for (const auto& [name, value] : response.headers) {
    has_cache_control = has_cache_control || is_named(name, "cache-control");
    write_header(out, name, value);
  }
  // Answers of the API are about persons: no browser or proxy keeps them unless told to.
  if (!has_cache_control) out += "Cache-Control: no-store\r\n";
}

void write_connection(std::string& out, Keep keep) {
  if (keep == Keep::close) out += "Connection: close\r\n";
  if (keep == Keep::open_http10) out += "Connection: keep-alive\r\n";
}

void write_two_digits(std::string& out, std::int64_t n) {
  out += static_cast<char>('0' + n / 10 % 10);
  out += static_cast<char>('0' + n % 10);
}

}  // namespace

void write_head(std::string& out, const Response& response, const HeadContext& context) {
  write_status_line(out, response.status);
  write_header(out, "Date", context.date);
  if (!has_no_body(response.status)) {
    write_header(out, "Content-Type", response.content_type);
    if (!response.stream) {
      out += "Content-Length: ";
      write_number(out, response.body.size());
      out += "\r\n";
    }
  }
  write_header(out, "X-Request-Id", context.request_id);
  out += response.content_type.starts_with("text/html") ? kPageSecurity : kDataSecurity;
  write_own_headers(out, response);
  write_connection(out, context.keep);
  out += "\r\n";
}

std::string http_date(std::int64_t unix_seconds) {
  static constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu",
                                                         "Fri", "Sat", "Sun"};
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const base::Date date{static_cast<std::int32_t>(unix_seconds / base::kSecondsPerDay)};
  const std::int64_t second = unix_seconds % base::kSecondsPerDay;
  const base::YearMonthDay day = base::split_date(date);
  std::string out(kDays[static_cast<std::size_t>(base::weekday(date) - 1)]);
  out += ", ";
  write_two_digits(out, day.day);
  out += ' ';
  out += kMonths[static_cast<std::size_t>(day.month - 1)];
  out += ' ' + std::to_string(day.year) + ' ';
  write_two_digits(out, second / 3600);
  out += ':';
  write_two_digits(out, second / 60 % 60);
  out += ':';
  write_two_digits(out, second % 60);
  return out + " GMT";
}

}  // namespace http
