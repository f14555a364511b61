#include "people/organisation.h"

#include <set>

#include "people_fixture.h"

namespace people {
namespace {

using OrganisationTest = PeopleTest;
OLIVE_ON_BOTH_DATABASES(OrganisationTest);

TEST_P(OrganisationTest, TeamsStandBelowTheirCentre) {
  const OrganisationId centre = add_organisation("북구센터", OrganisationKind::regional_centre);
  write([&](auto& tx) {
    return create_organisation(
               tx, kBusan, {.kind = OrganisationKind::team, .name = "두부", .parent_id = centre},
               kNow)
        .value();
  });
  database_->read([&](auto& tx) {
    ASSERT_EQ(children_of(tx, kBusan, centre).size(), 1u);
    EXPECT_EQ(children_of(tx, kBusan, centre)[0].name, "두부");
    EXPECT_EQ(organisations_of_kind(tx, kBusan, OrganisationKind::team).size(), 1u);
    EXPECT_EQ(find_organisation(tx, kBusan, centre)->kind, OrganisationKind::regional_centre);
  });
}

TEST_P(OrganisationTest, RefusesNamelessAndOrphans) {
  const auto refusal = [&](const NewOrganisation& organisation) {
    return write([&](auto& tx) { return create_organisation(tx, kBusan, organisation, kNow); })
        .error();
  };
  EXPECT_EQ(refusal({.name = " "}), OrganisationRefusal::name_missing);
  EXPECT_EQ(refusal({.name = "두부", .parent_id = OrganisationId{9}}),
            OrganisationRefusal::parent_not_found);
}

TEST_P(OrganisationTest, RolesCountFromTo) {
  const PersonId person = add_person("홍길동");
  const OrganisationId team = add_organisation("두부", OrganisationKind::team);
  const auto id = write([&](auto& tx) {
    return join(tx, kBusan, person, team, Role::participant, kToday, {}, kToday.plus_days(9))
        .value();
  });
  database_->read([&](auto& tx) {
    EXPECT_TRUE(memberships_of(tx, kBusan, person, kToday.plus_days(-1)).empty());
    EXPECT_EQ(memberships_of(tx, kBusan, person, kToday.plus_days(9)).size(), 1u);
    EXPECT_TRUE(memberships_of(tx, kBusan, person, kToday.plus_days(10)).empty());
    EXPECT_EQ(members_of(tx, kBusan, team, Role::participant, kToday).size(), 1u);
    EXPECT_TRUE(members_of(tx, kBusan, team, Role::care_worker, kToday).empty());
  });
  write([&](auto& tx) { return leave(tx, kBusan, id, kToday, {}).has_value(); });
  database_->read([&](auto& tx) {
    EXPECT_TRUE(memberships_of(tx, kBusan, person, kToday.plus_days(1)).empty());
    EXPECT_EQ(memberships_of(tx, kBusan, person, std::nullopt).size(), 1u);
  });
}

TEST_P(OrganisationTest, RefusesMembershipsThatCannotBe) {
  const PersonId person = add_person("홍길동");
  const OrganisationId team = add_organisation("두부", OrganisationKind::team);
  const auto joined = [&](PersonId who, OrganisationId where, base::Date from,
                          std::optional<base::Date> to) {
    return write(
        [&](auto& tx) { return join(tx, kBusan, who, where, Role::participant, from, {}, to); });
  };
  ASSERT_TRUE(joined(person, team, kToday, kToday.plus_days(9)).has_value());
  EXPECT_EQ(joined(PersonId{1}, team, kToday, {}).error(), OrganisationRefusal::person_not_found);
  EXPECT_EQ(joined(person, OrganisationId{1}, kToday, {}).error(),
            OrganisationRefusal::organisation_not_found);
  EXPECT_EQ(joined(person, team, kToday, kToday.plus_days(-1)).error(),
            OrganisationRefusal::dates_reversed);
  EXPECT_EQ(joined(person, team, kToday.plus_days(9), {}).error(),
            OrganisationRefusal::already_member);
  EXPECT_TRUE(joined(person, team, kToday.plus_days(10), {}).has_value());
}

TEST_P(OrganisationTest, LeavingNeedsAMembershipAndARightDay) {
  const PersonId person = add_person("홍길동");
  const OrganisationId team = add_organisation("두부", OrganisationKind::team);
  const auto id = write([&](auto& tx) {
    return join(tx, kBusan, person, team, Role::participant, kToday, {}).value();
  });
  const auto left = [&](base::Id<struct MembershipTag> which, base::Date day) {
    return write([&](auto& tx) { return leave(tx, kBusan, which, day, {}); });
  };
  EXPECT_EQ(left({1}, kToday).error(), OrganisationRefusal::membership_not_found);
  EXPECT_EQ(left(id, kToday.plus_days(-1)).error(), OrganisationRefusal::dates_reversed);
}

TEST_P(OrganisationTest, CityWideRolesAreNotBoundToAnOrganisation) {
  const PersonId person = add_person("홍길동");
  const OrganisationId city = add_organisation("부산시", OrganisationKind::city);
  const OrganisationId centre = add_organisation("북구센터", OrganisationKind::regional_centre);
  write([&](auto& tx) {
    return join(tx, kBusan, person, city, Role::city_officer, kToday, {}).has_value() &&
           join(tx, kBusan, person, centre, Role::coordinator, kToday, {}).has_value();
  });
  const auto grants =
      database_->read([&](auto& tx) { return grants_of(tx, kBusan, person, kToday); });
  ASSERT_EQ(grants.size(), 2u);
  for (const api::Grant& grant : grants)
    EXPECT_EQ(grant.organisation_id, grant.role == "coordinator" ? centre : OrganisationId{});
}

TEST(Districts, AreTheSixteenOfBusan) {
  std::set<std::string_view> codes;
  std::int64_t population = 0;
  for (const District& district : districts()) {
    codes.insert(district.code);
    population += district.population;
    EXPECT_TRUE(district.code.starts_with("26")) << district.code;
    EXPECT_GT(district.lat_e6, 34'900'000);
    EXPECT_LT(district.lng_e6, 129'400'000);
  }
  EXPECT_EQ(codes.size(), 16u);
  // The city counted 3,241,600 people in December 2025.
  EXPECT_NEAR(static_cast<double>(population), 3'241'600.0, 20'000.0);
  EXPECT_EQ(find_district("26380")->name_ko, "사하구");
  EXPECT_EQ(find_district("11110"), nullptr);
}

}  // namespace
}  // namespace people
