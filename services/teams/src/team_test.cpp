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

struct DepartureCase {
  std::string story;
  bool is_same_team;  ///< the return is to the team that was left
  int last_day;       ///< of the first placement, entered again; days from its first end
  std::optional<TeamRefusal> refusal;
};

/// One case a row: somebody who left, and came back four days later.
const std::vector<DepartureCase> kDepartures{
    {"earlier than before", true, -3, std::nullopt},
    {"until the day before the return", true, 3, std::nullopt},
    {"on the day of the return", true, 4, TeamRefusal::already_in_a_team},
    {"after the return", true, 30, TeamRefusal::already_in_a_team},
    {"on the day of the return to another team", false, 4, TeamRefusal::already_in_a_team},
    {"after the return to another team", false, 30, TeamRefusal::already_in_a_team},
    {"before it began", true, -11, TeamRefusal::dates_reversed},
};

TEST_P(TeamTest, ADepartureNeverReachesIntoTheReturn) {
  const OrganisationId other = add_team("두부", WorkType::market_entry);
  for (const DepartureCase& c : kDepartures) {
    const base::Date end = kToday.plus_days(-20);
    const PersonId person = add_member("홍길동", end.plus_days(-10), end);
    const MemberId first = write([&](auto& tx) {
      const Placement back{c.is_same_team ? team_ : other, person, GuaranteeClass::conditional,
                           end.plus_days(4)};
      CHECK(place(tx, kBusan, back, {}).has_value());
      return placements_of(tx, kBusan, person).front().id;
    });
    const auto again =
        write([&](auto& tx) { return depart(tx, kBusan, first, end.plus_days(c.last_day), {}); });
    ASSERT_EQ(again.has_value(), !c.refusal) << c.story;
    if (!again) EXPECT_EQ(again.error(), *c.refusal) << c.story;
    const auto placements =
        database_->read([&](auto& tx) { return placements_of(tx, kBusan, person); });
    ASSERT_EQ(placements.size(), 2u) << c.story;
    EXPECT_EQ(placements[0].left_on, end.plus_days(c.refusal ? 0 : c.last_day)) << c.story;
    EXPECT_FALSE(placements[1].left_on.has_value()) << c.story;
  }
}

TEST_P(TeamTest, ARoleThatSomebodyGaveBesideThePlacementKeepsItsDays) {
  const base::Date end = kToday.plus_days(-20);
  const PersonId person = add_member("홍길동", end.plus_days(-10), end);
  const auto prolonged = write([&](auto& tx) {
    CHECK(people::join(tx, kBusan, person, team_, people::Role::participant, end.plus_days(1), {})
              .has_value());
    const Member first = placements_of(tx, kBusan, person).front();
    return depart(tx, kBusan, first.id, end.plus_days(5), {});
  });
  ASSERT_FALSE(prolonged.has_value());
  EXPECT_EQ(prolonged.error(), TeamRefusal::already_in_a_team);
}

}  // namespace
}  // namespace teams
