// Described types that the tests of this module read and write.
#pragma once

#include "base/describe.h"

namespace json::sample {

enum class Colour { red, green, blue };
BOOST_DESCRIBE_ENUM(Colour, red, green, blue)

struct Member {
  std::string name;
  std::int32_t age = 0;
  std::optional<base::Date> born;

  static std::span<const base::Rule> rules() {
    static const base::Rule all[] = {
        {.field = "name", .min_length = 1, .max_length = 5},
        {.field = "age", .minimum = 0, .maximum = 150},
    };
    return all;
  }
  bool operator==(const Member&) const = default;
};
BOOST_DESCRIBE_STRUCT(Member, (), (name, age, born))

struct Household {
  base::PersonId person_id;
  bool is_active = false;
  std::int64_t amount_won = 0;
  double share = 0;
  std::string note;
  Colour colour = Colour::red;
  base::Date since;
  base::Instant seen_at;
  std::optional<std::string> phone;
  std::optional<Colour> door;
  std::vector<Member> members;
  std::vector<std::string> tags;

  static std::span<const base::Rule> rules() {
    static const base::Rule all[] = {
        {.field = "phone", .pattern = "^[0-9-]+$"},
        {.field = "tags", .max_length = 3, .pattern = "^[a-z]+$"},
    };
    return all;
  }
  bool operator==(const Household&) const = default;
};
BOOST_DESCRIBE_STRUCT(Household, (),
                      (person_id, is_active, amount_won, share, note, colour, since, seen_at, phone,
                       door, members, tags))

// Smallest complete text of a Household.
inline constexpr std::string_view kHousehold =
    R"({"person_id":"4611686018427387905","is_active":true,"amount_won":-9007199254740993,)"
    R"("share":0.1,"note":"가 \"b\"\n","colour":"blue","since":"2026-11-22",)"
    R"("seen_at":"2026-11-22T05:32:33Z","phone":null,"door":"green",)"
    R"("members":[{"name":"홍길동","age":81,"born":"1945-08-15"}],"tags":["a","b"]})";

}  // namespace json::sample
