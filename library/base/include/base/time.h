/// Instants (µs, UTC), civil dates, and their Korean forms. Pure: nobody here reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace base {

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
/// Korean Standard Time has been UTC+9 without daylight saving since 1988.
inline constexpr std::int64_t kKoreanOffsetSeconds = 9 * 3'600;

/// A civil date of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  constexpr auto operator<=>(const Date&) const = default;
  [[nodiscard]] constexpr Date plus_days(std::int32_t n) const { return {days + n}; }
};

struct YearMonthDay {
  std::int32_t year = 1970;
  std::int32_t month = 1;  ///< 1…12
  std::int32_t day = 1;    ///< 1…31

  constexpr auto operator<=>(const YearMonthDay&) const = default;
};

/// A point in time as microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t micros = 0;

  constexpr auto operator<=>(const Instant&) const = default;
  [[nodiscard]] constexpr Instant plus_seconds(std::int64_t n) const {
    return {micros + n * kMicrosPerSecond};
  }
};

/// Tells the present; the system's clock in the server, a simulated one in tests.
using Clock = std::function<Instant()>;

/// The date of a year, month and day; nullopt when there is no such day (30 February).
[[nodiscard]] std::optional<Date> make_date(std::int32_t year, std::int32_t month,
                                            std::int32_t day);
[[nodiscard]] YearMonthDay split_date(Date date);
/// 1 = Monday … 7 = Sunday (ISO 8601).
[[nodiscard]] int weekday(Date date);
/// The same day `n` months later, or that month's last day where it is shorter.
[[nodiscard]] Date plus_months(Date date, int n);
[[nodiscard]] Date first_of_month(Date date);
[[nodiscard]] Date last_of_month(Date date);

/// The Korean civil date at `instant`.
[[nodiscard]] Date korean_date(Instant instant);
/// Seconds since midnight in Korea at `instant`.
[[nodiscard]] std::int32_t korean_second_of_day(Instant instant);
/// The instant of `second_of_day` on `date` in Korea.
[[nodiscard]] Instant korean_instant(Date date, std::int32_t second_of_day);

/// `2026-11-22`.
[[nodiscard]] std::string format_date(Date date);
/// Reads `2026-11-22` exactly; nullopt on anything else, impossible days included.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// RFC 3339 in UTC with microseconds only when there are any: `2026-11-22T05:32:33Z`.
[[nodiscard]] std::string format_instant(Instant instant);
/// Reads RFC 3339 with `Z` or an offset; nullopt on anything else.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace base
