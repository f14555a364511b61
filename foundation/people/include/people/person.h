/// Persons: one human being, many roles. Masked by default; every unmasked look is logged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/database.h"

namespace people {

using base::OrganisationId;
using base::PersonId;
using base::RegionId;

enum class Gender { female, male, unstated };
BOOST_DESCRIBE_ENUM(Gender, female, male, unstated)

/// Where somebody or something is. Codes as in rule R22; coordinates in 1e-6 degrees, 0 = unknown.
struct Place {
  std::string road_address;   ///< 도로명주소
  std::string district_code;  ///< 5 digits, for example `26380` (사하구)
  std::string dong_code;      ///< 행정동, 10 digits, empty when unknown
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
};
BOOST_DESCRIBE_STRUCT(Place, (), (road_address, district_code, dong_code, lat_e6, lng_e6))

struct NewPerson {
  std::string name;
  std::optional<base::Date> born_on{};
  Gender gender = Gender::unstated;
  std::string phone{};  ///< Korean number, any separators; stored as `010-1234-5678`
  Place home{};
  std::string management_number{};  ///< 관리번호: unique in the region; made here when empty
};
BOOST_DESCRIBE_STRUCT(NewPerson, (), (name, born_on, gender, phone, home, management_number))

struct Person {
  PersonId id;
  std::string name;
  std::optional<base::Date> born_on;
  Gender gender = Gender::unstated;
  std::string phone;
  Place home;
  std::string management_number;
  std::int64_t version = 1;  ///< for optimistic updates
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, name, born_on, gender, phone, home, management_number, version))

enum class PersonRefusal {
  name_missing,
  phone_malformed,
  district_not_found,
  born_in_the_future,
  management_number_taken,
  resident_number,
  person_not_found,
  version_stale,
};
BOOST_DESCRIBE_ENUM(PersonRefusal, name_missing, phone_malformed, district_not_found,
                    born_in_the_future, management_number_taken, resident_number, person_not_found,
                    version_stale)

/// Records a person. Refuses text with a resident registration number in any field.
[[nodiscard]] base::Result<PersonId, PersonRefusal> create_person(db::Transaction& tx,
                                                                  RegionId region_id,
                                                                  const NewPerson& person,
                                                                  base::Instant now);
/// Replaces the person's data. Refuses `version_stale` when somebody else changed it meanwhile.
[[nodiscard]] base::Result<void, PersonRefusal> update_person(db::Transaction& tx,
                                                              RegionId region_id,
                                                              const Person& person,
                                                              base::Instant now);
[[nodiscard]] std::optional<Person> find_person(db::Transaction& tx, RegionId region_id,
                                                PersonId person_id);
/// Several persons at once, in no particular order; unknown ids are left out. Cost: one statement
/// per 500 ids.
[[nodiscard]] std::vector<Person> find_persons(db::Transaction& tx, RegionId region_id,
                                               const std::vector<PersonId>& person_ids);
/// The person with this management number.
[[nodiscard]] std::optional<Person> find_by_management_number(db::Transaction& tx,
                                                              RegionId region_id,
                                                              std::string_view number);
/// Whom a search may find: everybody, or members of the organisations and who lives in the
/// districts. By default nobody, so that a forgotten scope shows nothing.
struct SearchScope {
  bool is_everybody = false;
  std::vector<OrganisationId> organisations{};
  std::vector<std::string> district_codes{};
};

/// Persons by part of the name, its 초성 (`ㅎㄱㄷ`), or digits of the phone; by name, at most
/// `limit`.
[[nodiscard]] std::vector<Person> search_persons(db::Transaction& tx, RegionId region_id,
                                                 std::string_view text, int limit,
                                                 const SearchScope& scope);

/// The person as shown by default: `홍*동`, `010-****-5678`, address to the district, birth year.
[[nodiscard]] Person masked(Person person);
/// Age in full years on `on`; nullopt without a birth date.
[[nodiscard]] std::optional<int> age_on(const Person& person, base::Date on);

/// `01012345678`, `010 1234 5678` … → `010-1234-5678`; nullopt when no Korean number.
[[nodiscard]] std::optional<std::string> normalise_phone(std::string_view phone);

}  // namespace people
