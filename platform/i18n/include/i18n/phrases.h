/// How a sentence says days, times, amounts and names: in words of the catalogue, in the reader's
/// language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"
#include "i18n/catalogue.h"

namespace i18n {

/// Whole numbers in groups of three: `1,234,567`.
[[nodiscard]] std::string grouped(std::int64_t number);

/// Phrases in one language. Refers to the catalogue, which needs this module's messages.
class Phrases {
 public:
  Phrases(const Catalogue& catalogue, Language language)
      : catalogue_(&catalogue), language_(language) {}

  /// The message with its particles fitted: Korean particles agree with what was filled in.
  [[nodiscard]] std::string text(std::string_view key, const Arguments& arguments = {}) const;
  /// `오후 2시 30분`, `2:30 pm`. Requires: 0 … 24 h.
  [[nodiscard]] std::string time(std::int32_t minutes) const;
  /// `11월 30일(월)`, `Mon 30 November`.
  [[nodiscard]] std::string date(base::Date on) const;
  /// `2026년 11월`, `November 2026`; of any day of the month.
  [[nodiscard]] std::string month(base::Date on) const;
  /// Day and time of day in Korea: `11월 30일(월) 오후 2시 30분`.
  [[nodiscard]] std::string moment(base::Instant at) const;
  /// `12,300원`, `₩12,300`.
  [[nodiscard]] std::string won(std::int64_t amount_won) const;
  /// One thing and how many more: `빵 외 2가지`; the name alone when there are none.
  [[nodiscard]] std::string items(const std::string& name, std::int64_t others) const;

 private:
  [[nodiscard]] std::string month_name(base::Date on) const;

  const Catalogue* catalogue_;
  Language language_;
};

}  // namespace i18n
