#include "people/person.h"

#include "people_fixture.h"

namespace people {
namespace {

using PersonTest = PeopleTest;
OLIVE_ON_BOTH_DATABASES(PersonTest);

NewPerson hong() {
  return {.name = " 홍길동 ",
          .born_on = base::make_date(1962, 5, 17),
          .gender = Gender::male,
          .phone = "01012345678",
          .home = {.road_address = "낙동대로 1786", .district_code = "26320"}};
}

TEST_P(PersonTest, KeepsWhatWasRecorded) {
  const PersonId id =
      write([](auto& tx) { return create_person(tx, kBusan, hong(), kNow).value(); });
  const auto person = database_->read([&](auto& tx) { return find_person(tx, kBusan, id); });
  ASSERT_TRUE(person.has_value());
  EXPECT_EQ(person->name, "홍길동");
  EXPECT_EQ(person->phone, "010-1234-5678");
  EXPECT_EQ(person->born_on, base::make_date(1962, 5, 17));
  EXPECT_EQ(person->gender, Gender::male);
  EXPECT_EQ(person->home.district_code, "26320");
  EXPECT_FALSE(person->management_number.empty());
  EXPECT_EQ(person->version, 1);
}

TEST_P(PersonTest, OtherRegionsDoNotSeeThePerson) {
  const PersonId id = add_person("홍길동");
  database_->read([&](auto& tx) {
    EXPECT_FALSE(find_person(tx, RegionId{2}, id).has_value());
    EXPECT_TRUE(search_persons(tx, RegionId{2}, "홍", 10, {.is_everybody = true}).empty());
  });
}

struct BadPerson {
  std::string story;
  NewPerson person;
  PersonRefusal refusal;
};

TEST_P(PersonTest, RefusesWhatCannotBe) {
  std::vector<BadPerson> cases{
      {"blank name", {.name = "  "}, PersonRefusal::name_missing},
      {"number in the name", {.name = "홍 620517-1234567"}, PersonRefusal::resident_number},
      {"number in the address",
       {.name = "홍", .home = {.road_address = "6205171234567 번지"}},
       PersonRefusal::resident_number},
      {"letters in the phone",
       {.name = "홍", .phone = "010-12a4-5678"},
       PersonRefusal::phone_malformed},
      {"unknown district",
       {.name = "홍", .home = {.district_code = "11110"}},
       PersonRefusal::district_not_found},
      {"born tomorrow",
       {.name = "홍", .born_on = kToday.plus_days(1)},
       PersonRefusal::born_in_the_future},
  };
  for (const BadPerson& bad : cases) {
    const auto result =
        write([&](auto& tx) { return create_person(tx, kBusan, bad.person, kNow); });
    ASSERT_FALSE(result.has_value()) << bad.story;
    EXPECT_EQ(result.error(), bad.refusal) << bad.story;
  }
  EXPECT_EQ(database_->read([](auto& tx) {
    return tx.integer("SELECT COUNT(*) FROM people_person WHERE region_id = $1", kBusan);
  }),
            0);
}

TEST_P(PersonTest, ManagementNumberIsUnique) {
  NewPerson first = hong();
  first.management_number = "B-17";
  EXPECT_TRUE(write([&](auto& tx) { return create_person(tx, kBusan, first, kNow); }).has_value());
  const auto second = write([&](auto& tx) { return create_person(tx, kBusan, first, kNow); });
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error(), PersonRefusal::management_number_taken);
}

TEST_P(PersonTest, UpdateRefusesStaleVersions) {
  const PersonId id = add_person("홍길동");
  Person person = *database_->read([&](auto& tx) { return find_person(tx, kBusan, id); });
  person.name = "홍길순";
  EXPECT_TRUE(write([&](auto& tx) { return update_person(tx, kBusan, person, kNow); }).has_value());
  const auto again = write([&](auto& tx) { return update_person(tx, kBusan, person, kNow); });
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error(), PersonRefusal::version_stale);
  person.id = PersonId{42};
  EXPECT_EQ(write([&](auto& tx) { return update_person(tx, kBusan, person, kNow); }).error(),
            PersonRefusal::person_not_found);
}

TEST_P(PersonTest, FindsByNameInitialsAndPhone) {
  const PersonId hong_id = add_person("홍길동", "010-1234-5678");
  const PersonId kim_id = add_person("김길순", "051-333-4444");
  database_->read([&](auto& tx) {
    const auto ids = [&](std::string_view text) {
      std::vector<PersonId> found;
      for (const Person& person : search_persons(tx, kBusan, text, 10, {.is_everybody = true}))
        found.push_back(person.id);
      return found;
    };
    EXPECT_EQ(ids("길"), (std::vector{kim_id, hong_id}));
    EXPECT_EQ(ids("ㅎㄱㄷ"), std::vector{hong_id});
    EXPECT_EQ(ids("ㄱㄱ"), std::vector{kim_id});
    EXPECT_EQ(ids("5678"), std::vector{hong_id});
    EXPECT_EQ(ids("333-4444"), std::vector{kim_id});
    EXPECT_TRUE(ids("%").empty());
    EXPECT_TRUE(ids(" ").empty());
  });
}

TEST_P(PersonTest, SearchStaysInsideOrganisations) {
  const PersonId inside = add_person("홍길동");
  add_person("홍길순");
  const OrganisationId centre = add_organisation("북구", OrganisationKind::regional_centre);
  write([&](auto& tx) {
    return join(tx, kBusan, inside, centre, Role::participant, kToday, {}).has_value();
  });
  const auto found = database_->read(
      [&](auto& tx) { return search_persons(tx, kBusan, "홍", 10, {.organisations = {centre}}); });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, inside);
}

TEST_P(PersonTest, SearchStaysInsideDistricts) {
  write([](auto& tx) { return create_person(tx, kBusan, hong(), kNow).value(); });
  add_person("홍길순");
  const auto count = [&](std::string code) {
    return database_->read([&](auto& tx) {
      return search_persons(tx, kBusan, "홍", 10, {.district_codes = {code}}).size();
    });
  };
  EXPECT_EQ(count("26320"), 1u);
  EXPECT_EQ(count("26380"), 0u);
  EXPECT_TRUE(database_->read(
      [](auto& tx) { return search_persons(tx, kBusan, "홍", 10, SearchScope{}).empty(); }));
}

TEST_P(PersonTest, FindsManyAtOnce) {
  std::vector<PersonId> ids;
  write([&](auto& tx) {
    for (int i = 0; i < 1'100; ++i)
      ids.push_back(create_person(tx, kBusan, {.name = "사람" + std::to_string(i)}, kNow).value());
    return true;
  });
  ids.push_back(PersonId{1});
  EXPECT_EQ(database_->read([&](auto& tx) { return find_persons(tx, kBusan, ids).size(); }),
            1'100u);
}

TEST(PersonRules, MasksByDefault) {
  Person person{.name = "홍길동",
                .born_on = base::make_date(1962, 5, 17),
                .phone = "010-1234-5678",
                .home = {.road_address = "낙동대로 1786", .district_code = "26320", .lat_e6 = 1}};
  const Person shown = masked(person);
  EXPECT_EQ(shown.name, "홍*동");
  EXPECT_EQ(shown.phone, "010-****-5678");
  EXPECT_EQ(shown.home.road_address, "");
  EXPECT_EQ(shown.home.district_code, "26320");
  EXPECT_EQ(shown.home.lat_e6, 0);
  EXPECT_EQ(shown.born_on, base::make_date(1962, 1, 1));
}

TEST(PersonRules, AgeTurnsOnTheBirthday) {
  const Person person{.born_on = base::make_date(1961, 11, 23)};
  EXPECT_EQ(age_on(person, kToday), 64);
  EXPECT_EQ(age_on(person, kToday.plus_days(1)), 65);
  EXPECT_EQ(age_on(Person{}, kToday), std::nullopt);
}

TEST(PersonRules, NormalisesKoreanPhones) {
  EXPECT_EQ(normalise_phone("01012345678"), "010-1234-5678");
  EXPECT_EQ(normalise_phone(" 051) 333 4444"), "051-333-4444");
  EXPECT_EQ(normalise_phone("02-123-4567"), "02-123-4567");
  for (const char* bad : {"", "12345678", "010-123", "010-1234-56789", "+82 10 1234 5678", "abc"})
    EXPECT_EQ(normalise_phone(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace people
