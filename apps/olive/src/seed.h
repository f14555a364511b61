// The demo city: a whole Busan with half a year of history, the same for the same seed and moment.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "installation.h"
#include "seed_city.h"

namespace olive::seed {

// The password of every demo login.
inline constexpr const char* kPassword = "olive-demo";

struct DemoCard {
  std::string number;
  std::string pin;
  std::string login;  // whose card it is
  std::string name;
  std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(DemoCard, (), (number, pin, login, name, points))

struct Counts {
  std::int64_t organisations = 0;
  std::int64_t persons = 0;
  std::int64_t participants = 0;
  std::int64_t care_workers = 0;
  std::int64_t teams = 0;
  std::int64_t shops = 0;
  std::int64_t referrals = 0;
  std::int64_t visits = 0;
  std::int64_t sales = 0;
  std::int64_t ledger_entries = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (),
                      (organisations, persons, participants, care_workers, teams, shops, referrals,
                       visits, sales, ledger_entries))

struct Report {
  std::string city;
  std::string password;
  std::vector<Login> logins;
  DemoCard card;
  Counts counts;
  std::string ledger_head;  // hex SHA-256: the same for the same seed and moment
};
BOOST_DESCRIBE_STRUCT(Report, (), (city, password, logins, card, counts, ledger_head))

// Builds the city in an installation without data. Throws std::runtime_error when there is some.
Report seed_busan(const Installation& installation, const Options& options);

}  // namespace olive::seed
