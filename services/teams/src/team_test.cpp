#include "teams/team.h"

#include "teams_fixture.h"

namespace teams {
namespace {

using TeamTest = TeamsTest;
OLIVE_ON_BOTH_DATABASES(TeamTest);

TEST_P(TeamTest, CountsItsMembersOfTheDay) {
  add_member("홍길동", kToday.plus_days(-10), kToday.plus_days(-1));
  add_member("김길순", kToday);
  database_->read([&](auto& tx) {
    EXPECT_EQ(find_team(tx, kBusan, team_, kToday.plus_days(-5))->members, 1);
    EXPECT_EQ(find_team(tx, kBusan, team_, kToday)->members, 1);
    EXPECT_EQ(members_on(tx, kBusan, team_, kToday).size(), 1u);
    EXPECT_EQ(list_teams(tx, kBusan, centre_, kToday).size(), 1u);
    EXPECT_TRUE(list_teams(tx, kBusan, OrganisationId{99}, kToday).empty());
  });
}

TEST_P(TeamTest, RefusesTeamsThatCannotBe) {
  const auto refusal = [&](const NewTeam& team) {
    return write([&](auto& tx) { return create_team(tx, kBusan, team, kNow); }).error();
  };
  EXPECT_EQ(refusal({" ", centre_}), TeamRefusal::name_missing);
  EXPECT_EQ(refusal({"두부", OrganisationId{99}}), TeamRefusal::centre_not_found);
  EXPECT_EQ(refusal({"두부", team_}), TeamRefusal::centre_not_found);
}

TEST_P(TeamTest, APersonWorksInOneTeamAtATime) {
  const PersonId person = add_member("홍길동", kToday.plus_days(-10));
  const OrganisationId other = add_team("두부", WorkType::market_entry);
  const auto placed = [&](PersonId who, OrganisationId where, base::Date from) {
    return write([&](auto& tx) {
      return place(tx, kBusan, {where, who, GuaranteeClass::near_poor, from}, {});
    });
  };
  EXPECT_EQ(placed(person, other, kToday).error(), TeamRefusal::already_in_a_team);
  EXPECT_EQ(placed(PersonId{5}, other, kToday).error(), TeamRefusal::person_not_found);
  EXPECT_EQ(placed(person, OrganisationId{5}, kToday).error(), TeamRefusal::team_not_found);
  EXPECT_EQ(placed(person, other, *base::make_date(2023, 1, 1)).error(),
            TeamRefusal::team_not_started);
}

TEST_P(TeamTest, DepartingEndsTheRoleToo) {
  const PersonId person = add_person("홍길동");
  const MemberId member = write([&](auto& tx) {
    return place(tx, kBusan, {team_, person, GuaranteeClass::conditional, kToday}, {}).value();
  });
  EXPECT_EQ(
      write([&](auto& tx) { return depart(tx, kBusan, member, kToday.plus_days(-1), {}); }).error(),
      TeamRefusal::dates_reversed);
  EXPECT_EQ(write([&](auto& tx) { return depart(tx, kBusan, MemberId{3}, kToday, {}); }).error(),
            TeamRefusal::member_not_found);
  ASSERT_TRUE(write([&](auto& tx) { return depart(tx, kBusan, member, kToday, {}); }).has_value());
  database_->read([&](auto& tx) {
    EXPECT_TRUE(placement_on(tx, kBusan, person, kToday).has_value());
    EXPECT_FALSE(placement_on(tx, kBusan, person, kToday.plus_days(1)).has_value());
    EXPECT_TRUE(people::memberships_of(tx, kBusan, person, kToday.plus_days(1)).empty());
  });
}

}  // namespace
}  // namespace teams
