// Roles from–to: their first and last days, what overlaps, what ends, what history says.
#include "people/right.h"
#include "people_fixture.h"

namespace people {
namespace {

using MaybeDay = std::optional<int>;  // days from kToday; nullopt: open end

/// A membership on top of one that lasts from day 10 to day 20.
struct OverlapCase {
  int from;
  MaybeDay to;
  bool is_taken;
};

class MembershipTest : public PeopleTest {
 protected:
  MembershipTest()
      : person_(add_person("홍길동")), team_(add_organisation("두부", OrganisationKind::team)) {}

  base::Result<base::Id<struct MembershipTag>, OrganisationRefusal> join_on(
      int from, MaybeDay to, Role role = Role::participant) {
    return write([&](auto& tx) {
      return join(tx, kBusan, person_, team_, role, kToday.plus_days(from), {}, day(to));
    });
  }
  base::Result<void, OrganisationRefusal> leave_on(base::Id<struct MembershipTag> id, int last) {
    return write([&](auto& tx) { return leave(tx, kBusan, id, kToday.plus_days(last), {}); });
  }
  static std::optional<base::Date> day(MaybeDay days) {
    if (!days) return std::nullopt;
    return kToday.plus_days(*days);
  }
  std::size_t held_on(int days) {
    return database_->read([&](auto& tx) {
      const base::Date on = kToday.plus_days(days);
      const std::size_t held = memberships_of(tx, kBusan, person_, on).size();
      EXPECT_EQ(members_of(tx, kBusan, team_, Role::participant, on).size(), held) << days;
      EXPECT_EQ(grants_of(tx, kBusan, person_, on).size(), held) << days;
      return held;
    });
  }

  PersonId person_;
  OrganisationId team_;
};
OLIVE_ON_BOTH_DATABASES(MembershipTest);

TEST_P(MembershipTest, SameRolesDoNotOverlap) {
  ASSERT_TRUE(join_on(10, 20).has_value());
  for (const OverlapCase& c : {OverlapCase{0, 9, true},
                               {0, 10, false},
                               {0, std::nullopt, false},
                               {10, 10, false},
                               {20, 20, false},
                               {20, std::nullopt, false},
                               {12, 15, false},
                               {5, 30, false},
                               {21, 25, true},
                               {26, std::nullopt, true},
                               {90, 91, false}}) {
    const auto joined = join_on(c.from, c.to);
    ASSERT_EQ(joined.has_value(), c.is_taken) << c.from;
    if (!joined) EXPECT_EQ(joined.error(), OrganisationRefusal::already_member) << c.from;
  }
}

TEST_P(MembershipTest, AnotherRoleOrAnotherPlaceIsNoOverlap) {
  ASSERT_TRUE(join_on(0, std::nullopt).has_value());
  EXPECT_TRUE(join_on(0, std::nullopt, Role::care_worker).has_value());
  const OrganisationId other = add_organisation("세탁", OrganisationKind::team);
  EXPECT_TRUE(write([&](auto& tx) {
                return join(tx, kBusan, person_, other, Role::participant, kToday, {});
              }).has_value());
}

TEST_P(MembershipTest, BothEndsAreIncluded) {
  ASSERT_TRUE(join_on(10, 20).has_value());
  ASSERT_TRUE(join_on(30, 30).has_value());
  ASSERT_TRUE(join_on(40, std::nullopt).has_value());
  for (const auto& [on, held] : {std::pair{9, 0u},
                                 {10, 1u},
                                 {20, 1u},
                                 {21, 0u},
                                 {29, 0u},
                                 {30, 1u},
                                 {31, 0u},
                                 {39, 0u},
                                 {40, 1u},
                                 {40'000, 1u}})
    EXPECT_EQ(held_on(on), held) << on;
}

TEST_P(MembershipTest, AnEndIsMovedOnlyWhereTheRoleIsFree) {
  const auto first = join_on(0, 7).value();
  ASSERT_TRUE(leave_on(first, 8).has_value());
  ASSERT_TRUE(join_on(10, std::nullopt).has_value());
  EXPECT_EQ(leave_on(first, 10).error(), OrganisationRefusal::already_member);
  EXPECT_EQ(held_on(9), 0u);
  EXPECT_EQ(held_on(10), 1u);
  EXPECT_EQ(leave_on(first, -1).error(), OrganisationRefusal::dates_reversed);
  ASSERT_TRUE(leave_on(first, 9).has_value());
  ASSERT_TRUE(leave_on(first, 0).has_value());
  EXPECT_EQ(held_on(0), 1u);
  EXPECT_EQ(held_on(1), 0u);
}

TEST_P(MembershipTest, AfterLeavingTheRoleMayBeTakenUpAgain) {
  const auto first = join_on(0, std::nullopt).value();
  EXPECT_EQ(join_on(30, std::nullopt).error(), OrganisationRefusal::already_member);
  ASSERT_TRUE(leave_on(first, 29).has_value());
  EXPECT_TRUE(join_on(30, std::nullopt).has_value());
  const auto all =
      database_->read([&](auto& tx) { return memberships_of(tx, kBusan, person_, std::nullopt); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].valid_to, kToday.plus_days(29));
  EXPECT_EQ(all[1].valid_to, std::nullopt);
}

TEST_P(MembershipTest, RefusalsLeaveNoRecordInTheHistory) {
  ASSERT_TRUE(join_on(0, 9).has_value());
  (void)join_on(0, 9);
  (void)join_on(5, 1);
  (void)leave_on({1}, 3);
  const auto history =
      database_->read([&](auto& tx) { return right_changes(tx, kBusan, person_, {}, 10); });
  ASSERT_EQ(history.size(), 1u);
  EXPECT_EQ(history[0].action, RightAction::granted);
}

TEST_P(MembershipTest, WhoOnceWasAMemberOfAnotherRegionIsNobodyHere) {
  ASSERT_TRUE(join_on(0, std::nullopt).has_value());
  database_->read([&](auto& tx) {
    EXPECT_TRUE(memberships_of(tx, RegionId{2}, person_, kToday).empty());
    EXPECT_TRUE(grants_of(tx, RegionId{2}, person_, kToday).empty());
    EXPECT_FALSE(find_organisation(tx, RegionId{2}, team_));
  });
}

}  // namespace
}  // namespace people
