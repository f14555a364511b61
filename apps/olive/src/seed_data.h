// What the demo city is made of, from published lists; see the sources in the files.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "market/shop.h"
#include "people/person.h"
#include "seed_random.h"
#include "teams/team.h"

namespace olive::seed {

// A neighbourhood with a point near its middle and a street.
struct Neighbourhood {
  std::string_view district_code;
  std::string_view name;
  std::int32_t lat_e6;
  std::int32_t lng_e6;
  std::string_view street;
};
std::span<const Neighbourhood> neighbourhoods();

struct HospitalRow {
  std::string_view name;
  std::string_view district_code;  // empty: outside Busan
  std::string_view road_address;
  std::int32_t lat_e6;
  std::int32_t lng_e6;
};
std::span<const HospitalRow> hospitals();

struct CentreRow {
  std::string_view name;
  std::string_view district_code;
  int teams;
  int managers;  // of hospital accompaniment; 0: not offered
  int vehicles;
};
std::span<const CentreRow> centres();
// Who gave the cars, in the order in which they were handed over.
std::span<const std::string_view> vehicle_donors();

struct ProductRow {
  std::string_view name;
  market::ProductKind kind;
  std::int64_t price_won;
};
// What a team does; `products` is empty when it has no shop.
struct TradeRow {
  std::string_view trade;
  std::string_view team_name;
  std::string_view shop_name;
  teams::WorkType work_type;
  std::span<const ProductRow> products;
};
std::span<const TradeRow> trades();

// A Korean name, as usual for the gender and the year of birth.
std::string make_name(Random& random, people::Gender gender, int born_year);

}  // namespace olive::seed
