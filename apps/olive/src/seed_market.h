// The market's part of the history: points, purchases, settlements, benefits.
#pragma once

#include <string_view>

#include "seed_city.h"

namespace olive::seed {

inline constexpr std::string_view kPersonaPin = "2580";

// Gives every participant a card.
void issue_cards(Build& build);
// Every shop gets `times_weight` × its weight of each of its goods; once per `delivery`.
void enter_goods(Build& build, std::int64_t times_weight, std::int64_t delivery);
// Expires what the old year left, then grants the points of the clock's year.
void grant_year(Build& build);
// Settles the clock's previous month: all of it, or with `leaves_some` all but a few shops that
// have not confirmed yet; then pays benefits from what returned.
void settle_month(Build& build, bool leaves_some);
/// Warns whose points expire soon, as the job of the night did.
void warn_of_expiry(Build& build);

// Purchases of a day, spread over its hours.
class Shopping {
 public:
  explicit Shopping(Build& build);
  // Rings up what is bought on `day` until `until`, moving the clock along.
  void play(Date day, base::Instant until);

  [[nodiscard]] std::int64_t sales() const { return sales_; }

 private:
  struct Purchase;
  void buy_some(std::int64_t count);
  std::optional<Purchase> next_purchase();
  void refund_some();

  Build& build_;
  Random random_;
  std::vector<std::int64_t> weights_;
  std::vector<Index> buyers_;
  std::vector<market::SaleId> today_;
  std::int64_t sales_ = 0;
};

}  // namespace olive::seed
