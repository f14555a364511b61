#include "base/time.h"

#include "base/check.h"

namespace base {

namespace {

constexpr std::int64_t kMicrosPerDay = kSecondsPerDay * kMicrosPerSecond;
constexpr int kDaysPerMonth[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_leap(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::int32_t days_of_month(std::int32_t year, std::int32_t month) {
  CHECK(month >= 1 && month <= 12);
  return month == 2 && is_leap(year) ? 29 : kDaysPerMonth[month - 1];
}

// Rounds down also below zero: days before 1970 must not run backwards.
std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// See: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil (2014).
std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  CHECK(month >= 1 && month <= 12);
  year -= month <= 2;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

// No locale, no printf: the text is part of hashes and must be the same everywhere.
void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value < 0 ? -value : value);
  if (value < 0) out += '-';
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

// Reads exactly `count` digits at the front of `text` and drops them.
std::optional<std::int32_t> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  std::int32_t value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take_any(std::string_view& text, std::string_view allowed) {
  if (text.empty() || allowed.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take_any(text, "-")) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take_any(text, "-")) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  return make_date(*year, *month, *day);
}

std::optional<std::int64_t> take_second_of_day(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take_any(text, ":")) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59 || !take_any(text, ":")) return std::nullopt;
  const auto second = take_digits(text, 2);
  // No leap seconds: the ledger's time is POSIX time, which has none.
  if (!second || *second > 59) return std::nullopt;
  return *hour * 3'600 + *minute * 60 + *second;
}

// `.5` → 500000; digits beyond microseconds are cut off.
std::optional<std::int64_t> take_fraction_us(std::string_view& text) {
  if (!take_any(text, ".")) return 0;
  std::int64_t micros = 0;
  std::int64_t unit = 100'000;
  std::size_t digits = 0;
  while (const auto digit = take_digits(text, 1)) {
    micros += *digit * unit;
    unit /= 10;
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  return micros;
}

std::optional<std::int64_t> take_offset_s(std::string_view& text) {
  if (take_any(text, "Zz")) return 0;
  const bool is_west = text.starts_with('-');
  if (!take_any(text, "+-")) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take_any(text, ":")) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const std::int64_t offset_s = *hour * 3'600 + *minute * 60;
  return is_west ? -offset_s : offset_s;
}

}  // namespace

std::optional<Date> make_date(std::int32_t year, std::int32_t month, std::int32_t day) {
  constexpr std::int32_t kYearLimit = 1'000'000;  // far inside what 32 bits of days can hold
  if (year < -kYearLimit || year > kYearLimit || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_of_month(year, month)) return std::nullopt;
  return Date{static_cast<std::int32_t>(days_from_civil(year, month, day))};
}

// See: H. Hinnant, civil_from_days (2014).
YearMonthDay split_date(Date date) {
  const std::int64_t days = std::int64_t{date.days} + 719'468;
  const std::int64_t era = floor_divide(days, 146'097);
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {static_cast<std::int32_t>(year), static_cast<std::int32_t>(month),
          static_cast<std::int32_t>(day)};
}

int weekday(Date date) {
  // 1970-01-01 was a Thursday.
  const std::int64_t shifted = std::int64_t{date.days} + 3;
  return static_cast<int>(shifted - floor_divide(shifted, 7) * 7) + 1;
}

Date plus_months(Date date, int n) {
  const YearMonthDay from = split_date(date);
  const std::int64_t months = std::int64_t{from.year} * 12 + (from.month - 1) + n;
  const auto year = static_cast<std::int32_t>(floor_divide(months, 12));
  const auto month = static_cast<std::int32_t>(months - std::int64_t{year} * 12) + 1;
  // 31 January + 1 month = 28 or 29 February; 민법 §160 (3) ends such a period on the last day.
  const std::int32_t last_day = days_of_month(year, month);
  const auto result = make_date(year, month, from.day < last_day ? from.day : last_day);
  CHECK(result.has_value());
  return *result;
}

Date first_of_month(Date date) { return date.plus_days(1 - split_date(date).day); }

Date last_of_month(Date date) {
  const YearMonthDay parts = split_date(date);
  return date.plus_days(days_of_month(parts.year, parts.month) - parts.day);
}

Date korean_date(Instant instant) {
  // In microseconds before dividing: a moment before midnight still belongs to the old day.
  const std::int64_t local_us = instant.micros + kKoreanOffsetSeconds * kMicrosPerSecond;
  return {static_cast<std::int32_t>(floor_divide(local_us, kMicrosPerDay))};
}

std::int32_t korean_second_of_day(Instant instant) {
  const std::int64_t local_s =
      floor_divide(instant.micros, kMicrosPerSecond) + kKoreanOffsetSeconds;
  const std::int64_t second = local_s - floor_divide(local_s, kSecondsPerDay) * kSecondsPerDay;
  CHECK(second >= 0 && second < kSecondsPerDay);
  return static_cast<std::int32_t>(second);
}

Instant korean_instant(Date date, std::int32_t second_of_day) {
  const std::int64_t local_s = date.days * kSecondsPerDay + second_of_day;
  return {(local_s - kKoreanOffsetSeconds) * kMicrosPerSecond};
}

std::string format_date(Date date) {
  const YearMonthDay parts = split_date(date);
  std::string out;
  append_padded(out, parts.year, 4);
  out += '-';
  append_padded(out, parts.month, 2);
  out += '-';
  append_padded(out, parts.day, 2);
  return out;
}

std::optional<Date> parse_date(std::string_view text) {
  const auto date = take_date(text);
  return text.empty() ? date : std::nullopt;
}

std::string format_instant(Instant instant) {
  const std::int64_t days = floor_divide(instant.micros, kMicrosPerDay);
  const std::int64_t micros_of_day = instant.micros - days * kMicrosPerDay;
  const std::int64_t second = micros_of_day / kMicrosPerSecond;
  std::string out = format_date({static_cast<std::int32_t>(days)}) + "T";
  append_padded(out, second / 3'600, 2);
  out += ':';
  append_padded(out, second / 60 % 60, 2);
  out += ':';
  append_padded(out, second % 60, 2);
  if (const std::int64_t fraction = micros_of_day % kMicrosPerSecond; fraction != 0) {
    out += '.';
    append_padded(out, fraction, 6);
  }
  return out + "Z";
}

std::optional<Instant> parse_instant(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take_any(text, "Tt")) return std::nullopt;
  const auto second_of_day = take_second_of_day(text);
  if (!second_of_day) return std::nullopt;
  const auto fraction_us = take_fraction_us(text);
  if (!fraction_us) return std::nullopt;
  const auto offset_s = take_offset_s(text);
  if (!offset_s || !text.empty()) return std::nullopt;
  const std::int64_t seconds = date->days * kSecondsPerDay + *second_of_day - *offset_s;
  return Instant{seconds * kMicrosPerSecond + *fraction_us};
}

}  // namespace base
