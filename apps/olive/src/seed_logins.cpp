// One demo login for each role, all around one centre so that a journey can go all the way.
#include <algorithm>

#include "auth/login.h"
#include "seed.h"
#include "seed_city.h"

namespace olive::seed {
namespace {

using people::Role;

class LoginBuilder {
 public:
  LoginBuilder(Build& build, db::Transaction& tx)
      : build_(build), tx_(tx), maker_(build, "logins"), hash_(auth::hash_password(kPassword)) {}

  void add(const std::string& login, Role role, PersonId person_id, OrganisationId office) {
    const base::Instant now = build_.options.now;
    CHECK(auth::create_login(tx_, kRegion, {person_id, login, hash_}, {}, now).has_value());
    build_.city.logins.push_back({login, std::string(base::name_of(role)),
                                  people::find_person(tx_, kRegion, person_id)->name,
                                  people::find_organisation(tx_, kRegion, office)->name});
  }
  // Somebody new in an office.
  void hire(const std::string& login, Role role, OrganisationId office, std::string_view district) {
    const base::Instant now = build_.options.now;
    const PersonId id = maker_.create(tx_, district, 1980, now);
    join(id, office, role);
    add(login, role, id, office);
  }
  void join(PersonId id, OrganisationId office, Role role) {
    CHECK(people::join(tx_, kRegion, id, office, role, build_.start,
                       {.at = build_.options.now, .reason = "demo_city"})
              .has_value());
  }

 private:
  Build& build_;
  db::Transaction& tx_;
  PersonMaker maker_;
  std::string hash_;
};

// A participant of the home centre who neither gives care nor keeps a shop.
const Participant& plain_participant(const City& city, const Shop& shop) {
  for (const Participant& person : city.participants) {
    const Team& team = city.teams[person.team];
    if (team.centre == kHomeCentre && team.trade && person.team != shop.team && !person.left_on)
      return person;
  }
  CHECK(false);
  return city.participants.front();
}

// The first shop of the home centre whose keeper still works there.
const Shop& home_shop(const City& city) {
  const auto found = std::ranges::find_if(city.shops, [&](const Shop& shop) {
    return city.teams[shop.team].centre == kHomeCentre && !city.participants[shop.keeper].left_on;
  });
  return found == city.shops.end() ? city.shops.front() : *found;
}

}  // namespace

void build_logins(Build& build) {
  build.write([&](db::Transaction& tx) {
    City& city = build.city;
    city.logins.clear();
    LoginBuilder builder(build, tx);
    const Centre& centre = city.centres[kHomeCentre];
    const Shop& shop = home_shop(city);
    const Participant& worker = city.participants[city.worker_persona];
    const Participant& plain = plain_participant(city, shop);
    const Office& district = city.districts.find(kHomeDistrict)->second;
    const Office& desk = city.dongs.find(kHomeDistrict)->second.front();
    const Hospital& hospital = city.hospitals.front();
    builder.join(city.citizen_persona, city.city_hall, Role::citizen);
    builder.add("citizen", Role::citizen, city.citizen_persona, city.city_hall);
    builder.add("worker", Role::care_worker, worker.id, centre.id);
    builder.add("participant", Role::participant, plain.id, city.teams[plain.team].id);
    builder.add("shop", Role::shop_keeper, city.participants[shop.keeper].id, shop.id);
    builder.add("coordinator", Role::coordinator, centre.coordinator, centre.id);
    builder.add("case_manager", Role::case_manager, centre.case_manager, centre.id);
    builder.add("director", Role::centre_director, centre.director, centre.id);
    builder.add("metro", Role::metro_centre, city.metro_staff, city.metro);
    builder.add("hospital", Role::hospital, hospital.staff, hospital.id);
    builder.add("dong", Role::dong_officer, desk.staff, desk.id);
    builder.add("district", Role::district_officer, district.staff, district.id);
    builder.add("city", Role::city_officer, city.city_staff, city.city_hall);
    builder.hire("auditor", Role::auditor, city.city_hall, "26470");
    builder.hire("admin", Role::administrator, city.metro, "26320");
    // Money takes two people: who drafts a settlement does not approve it.
    builder.hire("accountant", Role::metro_centre, city.metro, "26320");
  });
}

}  // namespace olive::seed
