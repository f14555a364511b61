// The demo city while it is being built: what was made so far, and what makes it.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "application.h"
#include "care/history.h"
#include "care/service.h"
#include "market/settlement.h"
#include "seed_data.h"
#include "settings/holidays.h"
#include "teams/team.h"

namespace olive::seed {

using base::Date;
using base::OrganisationId;
using base::PersonId;
using care::ServiceKind;

// Centres, teams, participants, cases are referred to by their place in the city's lists.
using Index = std::size_t;

// The present of the city while its past is played. Moves forward only.
class SeedClock {
 public:
  explicit SeedClock(base::Instant start) : micros_(start.micros) {}
  [[nodiscard]] base::Instant now() const { return {micros_.load()}; }
  void move_to(base::Instant instant) {
    if (instant > now()) micros_.store(instant.micros);
  }

 private:
  std::atomic<std::int64_t> micros_;
};

struct Options {
  std::int64_t scale_ppm = kMillion;
  std::uint64_t seed = 1;
  int months = 6;
  base::Instant now;  // the city's present: history ends here
  std::function<void(const std::string& what, int percent)> progress = [](auto&, int) {};
};

struct Centre {
  const CentreRow* row = nullptr;
  OrganisationId id;
  PersonId director, coordinator, case_manager;
  std::vector<care::VehicleId> vehicles;
  std::map<ServiceKind, std::vector<Index>> workers;  // participants by the service they deliver
};

struct Team {
  OrganisationId id;
  Index centre = 0;
  teams::WorkType work_type{};
  const TradeRow* trade = nullptr;       // nullptr: a care team
  std::optional<ServiceKind> service{};  // of a care team
  std::vector<Index> members;
};

struct Participant {
  PersonId id;
  Index team = 0;
  Date joined_on;
  std::optional<Date> left_on{};
  std::optional<market::Card> card{};
  std::array<int, 2> rests{6, 7};  // days off, 1 = Monday: who works at weekends rests in the week

  [[nodiscard]] bool is_member_on(Date day) const {
    return joined_on <= day && (!left_on || *left_on >= day);
  }
  [[nodiscard]] bool rests_on(Date day) const {
    return rests[0] == base::weekday(day) || rests[1] == base::weekday(day);
  }
};

struct Shop {
  OrganisationId id;
  Index team = 0;
  Index keeper = 0;  // participant
  std::vector<market::ProductId> products;
  std::span<const ProductRow> rows;
  std::int64_t weight = 0;  // how many people buy here
};

// One person's care: approved once, visited by a weekly pattern until it ends.
struct Case {
  care::PastCase past;
  Index centre = 0;
  care::EntitlementId entitlement_id{};
  std::vector<std::int32_t> weekdays;  // 1 = Monday … 7 = Sunday
  int every_weeks = 1;
  std::int32_t start_min = 0;
  std::int32_t length_min = 0;
  OrganisationId destination_id{};
  Date last_on;                 // last day of care
  std::int64_t units_left = 0;  // of the quota, in its own unit
  Index regular_worker = 0;     // participant who usually comes
  bool has_worker = false;
  bool is_closed = false;
};

struct Hospital {
  OrganisationId id;
  const HospitalRow* row = nullptr;
  PersonId staff;
};

struct Office {
  OrganisationId id;
  PersonId staff;
};

// Who signs in; see README of the demo city.
struct Login {
  std::string login;
  std::string role;
  std::string name;
  std::string organisation;
};
BOOST_DESCRIBE_STRUCT(Login, (), (login, role, name, organisation))

struct City {
  OrganisationId metro, city_hall;
  PersonId metro_staff, city_staff;
  std::map<std::string, Office, std::less<>> districts;
  std::map<std::string, std::vector<Office>, std::less<>> dongs;
  std::vector<Hospital> hospitals;
  std::vector<Centre> centres;
  std::vector<Team> teams;
  std::vector<Participant> participants;
  std::vector<Shop> shops;
  std::vector<Case> cases;
  Index worker_persona = 0;  // participant who delivers care
  PersonId citizen_persona;
  std::vector<Login> logins;
};

// What all parts of the seed share.
struct Build {
  Application& application;
  SeedClock& clock;
  Options options;
  Date today;
  Date start;  // first day of the history
  City city{};
  settings::Calendar calendar;  // public holidays as announced

  Build(Application& application_, SeedClock& clock_, Options options_);

  // `count` at the city's scale, at least `minimum`.
  [[nodiscard]] std::int64_t scaled(std::int64_t count, std::int64_t minimum) const;
  [[nodiscard]] Random random(std::string_view stream) const { return {options.seed, stream}; }
  [[nodiscard]] bool is_small() const { return options.scale_ppm < kMillion / 2; }
  template <class F>
  void write(F&& work) {
    application.database().write(std::forward<F>(work));
  }
  // Runs `work(tx, batch)` on the ledger's writer and waits; a refusal is a bug of the seed.
  void deed(const std::function<void(db::Transaction&, ledger::Batch&)>& work);
};

// The demo city revolves around one centre: every persona belongs to it or to its district.
inline constexpr std::string_view kHomeDistrict = "26230";
inline constexpr Index kHomeCentre = 0;

// Makes persons with names, homes and numbers that cannot be anybody's.
class PersonMaker {
 public:
  PersonMaker(Build& build, std::string_view stream) : random_(build.random(stream)) {}
  // `born_year` with some day of it.
  people::NewPerson make(std::string_view district_code, int born_year, people::Gender gender);
  PersonId create(db::Transaction& tx, std::string_view district_code, int born_year,
                  base::Instant now);
  Random& random() { return random_; }

 private:
  Random random_;
};
// Somewhere in the district: a street, a number, a point.
people::Place make_place(Random& random, std::string_view district_code);

// The parts, in the order in which they are built.
void build_offices(Build& build);  // offices, centres, hospitals, staff, cars
void build_teams(Build& build);    // teams, participants, care workers
void build_shops(Build& build);    // shops, goods, cards
void plan_demand(Build& build);    // who will need which care when
void play_history(Build& build);   // day by day until yesterday
void play_today(Build& build);     // what is planned, under way and done today
void build_inbox(Build& build);    // referrals that wait for somebody
void build_logins(Build& build);

}  // namespace olive::seed
