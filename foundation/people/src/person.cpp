#include "people/person.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "people/organisation.h"

namespace people {
namespace {

/// A row of people_person as read; flat, because columns are.
struct PersonRow {
  PersonId id;
  std::string name;
  std::optional<base::Date> born_on;
  Gender gender = Gender::unstated;
  std::string phone;
  std::string road_address;
  std::string district_code;
  std::string dong_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  std::string management_number;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (),
                      (id, name, born_on, gender, phone, road_address, district_code, dong_code,
                       lat_e6, lng_e6, management_number, version))

constexpr std::string_view kColumns =
    "p.id, p.name, p.born_on, p.gender, p.phone, p.road_address, p.district_code, p.dong_code, "
    "p.lat_e6, p.lng_e6, p.management_number, p.version";

/// Most ids in one statement; far below both databases' parameter limits.
constexpr std::size_t kIdsPerStatement = 500;

Person to_person(PersonRow row) {
  return {row.id,
          std::move(row.name),
          row.born_on,
          row.gender,
          std::move(row.phone),
          Place{std::move(row.road_address), std::move(row.district_code), std::move(row.dong_code),
                row.lat_e6, row.lng_e6},
          std::move(row.management_number),
          row.version};
}

std::vector<Person> to_persons(std::vector<PersonRow> rows) {
  std::vector<Person> persons;
  persons.reserve(rows.size());
  for (PersonRow& row : rows) persons.push_back(to_person(std::move(row)));
  return persons;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

std::string select_where(std::string_view condition) {
  return "SELECT " + std::string(kColumns) + " FROM people_person p WHERE p.region_id = $1 AND " +
         std::string(condition);
}

/// The fields that both creating and updating check, in the order of the form. `name` arrives
/// trimmed, `phone` normalised on success.
base::Result<void, PersonRefusal> check_fields(NewPerson& person, base::Instant now) {
  person.name = std::string(base::trim(person.name));
  if (person.name.empty()) return base::refuse(PersonRefusal::name_missing);
  for (const std::string* text :
       {&person.name, &person.home.road_address, &person.management_number, &person.phone})
    if (base::has_resident_number(*text)) return base::refuse(PersonRefusal::resident_number);
  if (!person.phone.empty()) {
    std::optional<std::string> phone = normalise_phone(person.phone);
    if (!phone) return base::refuse(PersonRefusal::phone_malformed);
    person.phone = std::move(*phone);
  }
  if (!person.home.district_code.empty() && find_district(person.home.district_code) == nullptr)
    return base::refuse(PersonRefusal::district_not_found);
  if (person.born_on && *person.born_on > base::korean_date(now))
    return base::refuse(PersonRefusal::born_in_the_future);
  return {};
}

/// `P-` and the id in base 36: short enough to read out, unique because the id is.
std::string number_from_id(PersonId id) {
  CHECK_REQUEST(id.value > 0);
  std::string number;
  for (auto rest = static_cast<std::uint64_t>(id.value); rest > 0; rest /= 36)
    number += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 36];
  std::ranges::reverse(number);
  return "P-" + number;
}

/// `%text%` for LIKE … ESCAPE '!', so that the user's % and _ are taken literally.
std::string like_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '!' || c == '%' || c == '_') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

/// Appends `items` to the parameters and returns their places: `$4, $5`.
template <class T>
std::string place_list(const std::vector<T>& items, std::vector<db::Value>& values) {
  std::string places;
  for (const T& item : items) {
    values.push_back(db::to_value(item));
    places += (places.empty() ? "$" : ", $") + std::to_string(values.size());
  }
  return places;
}

}  // namespace

base::Result<PersonId, PersonRefusal> create_person(db::Transaction& tx, RegionId region_id,
                                                    const NewPerson& person, base::Instant now) {
  NewPerson checked = person;
  OLIVE_TRY_VOID(check_fields(checked, now));
  const auto id = tx.make_id<PersonId>();
  if (checked.management_number.empty()) checked.management_number = number_from_id(id);
  if (find_by_management_number(tx, region_id, checked.management_number))
    return base::refuse(PersonRefusal::management_number_taken);
  tx.execute(
      "INSERT INTO people_person (region_id, id, name, name_initials, born_on, gender, phone, "
      "phone_digits, road_address, district_code, dong_code, lat_e6, lng_e6, management_number, "
      "version, created_at, updated_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $15)",
      region_id, id, checked.name, base::hangul_initials(checked.name), checked.born_on,
      checked.gender, checked.phone, digits_of(checked.phone), checked.home.road_address,
      checked.home.district_code, checked.home.dong_code, checked.home.lat_e6, checked.home.lng_e6,
      checked.management_number, now);
  return id;
}

base::Result<void, PersonRefusal> update_person(db::Transaction& tx, RegionId region_id,
                                                const Person& person, base::Instant now) {
  NewPerson checked{person.name,  person.born_on, person.gender,
                    person.phone, person.home,    person.management_number};
  if (!find_person(tx, region_id, person.id)) return base::refuse(PersonRefusal::person_not_found);
  OLIVE_TRY_VOID(check_fields(checked, now));
  const std::optional<Person> holder =
      find_by_management_number(tx, region_id, checked.management_number);
  if (holder && holder->id != person.id)
    return base::refuse(PersonRefusal::management_number_taken);
  const std::int64_t changed = tx.execute(
      "UPDATE people_person SET name = $3, name_initials = $4, born_on = $5, gender = $6, "
      "phone = $7, phone_digits = $8, road_address = $9, district_code = $10, dong_code = $11, "
      "lat_e6 = $12, lng_e6 = $13, management_number = $14, version = version + 1, "
      "updated_at = $15 WHERE region_id = $1 AND id = $2 AND version = $16",
      region_id, person.id, checked.name, base::hangul_initials(checked.name), checked.born_on,
      checked.gender, checked.phone, digits_of(checked.phone), checked.home.road_address,
      checked.home.district_code, checked.home.dong_code, checked.home.lat_e6, checked.home.lng_e6,
      checked.management_number, now, person.version);
  if (changed != 1) return base::refuse(PersonRefusal::version_stale);
  return {};
}

std::optional<Person> find_person(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  auto row = tx.query_one<PersonRow>(select_where("p.id = $2"), region_id, person_id);
  if (!row) return std::nullopt;
  return to_person(std::move(*row));
}

std::vector<Person> find_persons(db::Transaction& tx, RegionId region_id,
                                 const std::vector<PersonId>& person_ids) {
  std::vector<Person> persons;
  for (std::size_t start = 0; start < person_ids.size(); start += kIdsPerStatement) {
    const std::size_t end = std::min(person_ids.size(), start + kIdsPerStatement);
    std::vector<db::Value> values{db::to_value(region_id)};
    const std::vector<PersonId> some(person_ids.begin() + static_cast<std::ptrdiff_t>(start),
                                     person_ids.begin() + static_cast<std::ptrdiff_t>(end));
    const std::string condition = "p.id IN (" + place_list(some, values);
    std::vector<Person> found =
        to_persons(db::rows_as<PersonRow>(tx.run(select_where(condition + ")"), values)));
    std::ranges::move(found, std::back_inserter(persons));
  }
  return persons;
}

std::optional<Person> find_by_management_number(db::Transaction& tx, RegionId region_id,
                                                std::string_view number) {
  auto row = tx.query_one<PersonRow>(select_where("p.management_number = $2"), region_id, number);
  if (!row) return std::nullopt;
  return to_person(std::move(*row));
}

std::vector<Person> search_persons(db::Transaction& tx, RegionId region_id, std::string_view text,
                                   int limit, const SearchScope& scope) {
  CHECK_REQUEST(limit >= 0);
  const std::string_view wanted = base::trim(text);
  if (wanted.empty() || !base::is_utf8(wanted)) return {};
  const std::string digits = digits_of(wanted);
  const bool is_number = digits.size() >= 3 && digits.size() + 2 >= wanted.size();
  // SQLite's LIKE takes capital and small Latin letters for the same, PostgreSQL's does not.
  const std::string_view column = is_number                        ? "p.phone_digits"
                                  : base::is_initials_only(wanted) ? "p.name_initials"
                                                                   : "LOWER(p.name)";
  std::vector<db::Value> values{
      db::to_value(region_id),
      db::to_value(like_pattern(is_number ? digits : base::to_lower(wanted))), db::to_value(limit)};
  std::string condition = std::string(column) + " LIKE $2 ESCAPE '!'";
  const std::string members = place_list(scope.organisations, values);
  const std::string homes = place_list(scope.district_codes, values);
  if (!scope.is_everybody) {
    condition += " AND (1 = 0";
    if (!homes.empty()) condition += " OR p.district_code IN (" + homes + ")";
    if (!members.empty())
      condition +=
          " OR EXISTS (SELECT 1 FROM people_membership m WHERE m.region_id = $1 "
          "AND m.person_id = p.id AND m.organisation_id IN (" +
          members + "))";
    condition += ")";
  }
  CHECK_REQUEST(values.size() == 3 + scope.organisations.size() + scope.district_codes.size());
  return to_persons(db::rows_as<PersonRow>(
      tx.run(select_where(condition + " ORDER BY p.name, p.id LIMIT $3"), values)));
}

Person masked(Person person) {
  person.name = base::mask_name(person.name);
  person.phone = base::mask_phone(person.phone);
  person.home.road_address.clear();
  person.home.lat_e6 = 0;
  person.home.lng_e6 = 0;
  if (person.born_on)
    person.born_on = base::make_date(base::split_date(*person.born_on).year, 1, 1);
  return person;
}

std::optional<int> age_on(const Person& person, base::Date on) {
  if (!person.born_on) return std::nullopt;
  const base::YearMonthDay born = base::split_date(*person.born_on);
  const base::YearMonthDay today = base::split_date(on);
  const bool had_birthday =
      today.month > born.month || (today.month == born.month && today.day >= born.day);
  return today.year - born.year - (had_birthday ? 0 : 1);
}

std::optional<std::string> normalise_phone(std::string_view phone) {
  std::string digits;
  for (const char c : base::trim(phone)) {
    if (c >= '0' && c <= '9') digits += c;
    else if (c != '-' && c != ' ' && c != '.' && c != '(' && c != ')') return std::nullopt;
  }
  if (digits.size() < 9 || digits.size() > 11 || digits[0] != '0') return std::nullopt;
  const std::size_t area = digits.starts_with("02") ? 2 : 3;
  if (digits.size() - area < 7 || digits.size() - area > 8) return std::nullopt;
  return digits.substr(0, area) + "-" + digits.substr(area, digits.size() - area - 4) + "-" +
         digits.substr(digits.size() - 4);
}

}  // namespace people
