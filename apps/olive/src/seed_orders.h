// The market as its buyers see it: hours, words and pictures of goods, orders and reviews.
#pragma once

#include "market/parcel.h"
#include "seed_city.h"

namespace olive::seed {

// Hours, descriptions, pictures, options and times of every shop's goods, and pickup points.
void furnish_shops(Build& build);

// A product of the home shop whose options have shelves of their own; two of its tills sold the
// last of one of them while they had no connection.
void sell_by_option(Build& build);

// The first shop of the home centre whose keeper still works there, as the persona's.
[[nodiscard]] Index home_shop(const City& city);

// Orders of the last days: fetched the day after, some reviewed; today's are in every state.
class Ordering {
 public:
  explicit Ordering(Build& build);
  // What is fetched and ordered in the afternoon of `day`; nothing long before today.
  void play(Date day);
  // What the home shop finds this morning: parcels in every state, and some to bring.
  void leave_today();

 private:
  std::optional<market::OrderId> place(PersonId buyer, const market::OrderForm& form);
  // In the name of the home district's office, by its officer, at the home shop.
  std::optional<market::OrderId> order_for_office(market::OrderMethod method);
  void plan_run(const Shop& shop);
  void hand_over(Date day);
  void review(const market::Parcel& parcel, PersonId buyer);
  market::OrderForm draw_form(Index shop);
  std::optional<market::OptionId> draw_option(market::ProductId product);
  const Participant& draw_buyer();
  std::vector<market::ParcelId> accept(market::OrderId id, std::int64_t ppm);

  Build& build_;
  Random random_;
  std::vector<Index> buyers_;
  std::vector<std::pair<market::ParcelId, PersonId>> waiting_;
};

}  // namespace olive::seed
