#include "wiring.h"

#include "care/events.h"
#include "jobs/outbox.h"
#include "market/shop.h"
#include "olive_fixture.h"
#include "teams/attendance.h"
#include "teams/team.h"

namespace olive {
namespace {

constexpr base::Instant kNow{1'795'000'000'000'000};  // 2026-11-18
const base::Date kToday = base::korean_date(kNow);

// A city with one centre, one team in 사하구 and one worker placed there.
class WiringTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  WiringTest() {
    database().write([&](db::Transaction& tx) {
      const auto centre = people::create_organisation(
          tx, kRegion, {.kind = people::OrganisationKind::regional_centre, .name = "사하 센터"},
          kNow);
      team_id_ = teams::create_team(tx, kRegion,
                                    {.name = "동행 1팀",
                                     .centre_id = centre.value(),
                                     .trade = "accompaniment",
                                     .started_on = kToday.plus_days(-100),
                                     .place = {.district_code = "26380"}},
                                    kNow)
                     .value();
      worker_id_ = people::create_person(tx, kRegion, {.name = "김돌봄"}, kNow).value();
      CHECK(teams::place(
                tx, kRegion,
                {.team_id = team_id_, .person_id = worker_id_, .joined_on = kToday.plus_days(-50)},
                {})
                .has_value());
    });
  }
  db::Database& database() { return application_.database(); }
  void complete_visit(std::int64_t visit, base::PersonId worker) {
    database().write([&](db::Transaction& tx) {
      jobs::publish(
          tx, kRegion,
          care::VisitCompleted{
              .visit_id = {visit}, .worker_id = worker, .visit_on = kToday, .minutes = 90});
    });
    (void)application_.runner().run_due();
  }
  std::vector<teams::AttendanceDay> days() {
    return database().read([&](db::Transaction& tx) {
      return teams::attendance_of_person(tx, kRegion, worker_id_, kToday, kToday);
    });
  }
  std::vector<jobs::Task> dead() {
    return database().read(
        [](db::Transaction& tx) { return jobs::list(tx, kRegion, jobs::State::dead, 10); });
  }

  testing::TemporaryInstallation installation_{GetParam()};
  Application application_{installation_.place(), [] { return kNow; }};
  base::OrganisationId team_id_;
  base::PersonId worker_id_;
};

TEST_P(WiringTest, CompletedVisitIsADayOfWork) {
  complete_visit(1, worker_id_);
  complete_visit(2, worker_id_);
  ASSERT_EQ(days().size(), 1u);
  EXPECT_EQ(days()[0].minutes, 180);
  EXPECT_EQ(days()[0].kind, teams::AttendanceKind::work);
  EXPECT_EQ(days()[0].team_id, team_id_);
}

TEST_P(WiringTest, TheSameVisitCountsOnce) {
  complete_visit(1, worker_id_);
  complete_visit(1, worker_id_);
  ASSERT_EQ(days().size(), 1u);
  EXPECT_EQ(days()[0].minutes, 90);
}

TEST_P(WiringTest, WorkerWithoutTeamIsNoFault) {
  complete_visit(1, {424'242});
  EXPECT_TRUE(days().empty());
  EXPECT_TRUE(dead().empty());
}

TEST_P(WiringTest, PublicFiguresCountWhereThingsAre) {
  database().write([&](db::Transaction& tx) {
    for (const char* name : {"두부 가게", "카페"})
      CHECK(market::create_shop(tx, kRegion,
                                {.name = name,
                                 .trade = "food",
                                 .opened_on = kToday.plus_days(-1),
                                 .place = {.district_code = "26110"}},
                                kNow)
                .has_value());
  });
  const insight::Sources sources = insight_sources();
  database().read([&](db::Transaction& tx) {
    const auto shops = sources.shops(tx, kRegion, kToday);
    ASSERT_EQ(shops.size(), 1u);
    EXPECT_EQ(shops[0].district_code, "26110");
    EXPECT_EQ(shops[0].count, 2);
    EXPECT_TRUE(sources.shops(tx, kRegion, kToday.plus_days(-2)).empty());
    const auto teams = sources.teams(tx, kRegion, kToday);
    ASSERT_EQ(teams.size(), 1u);
    EXPECT_EQ(teams[0].district_code, "26380");
    const auto participants = sources.participants(tx, kRegion, kToday);
    ASSERT_EQ(participants.size(), 1u);
    EXPECT_EQ(participants[0].count, 1);
    EXPECT_TRUE(sources.participants(tx, kRegion, kToday.plus_days(-51)).empty());
    EXPECT_TRUE(sources.care(tx, kRegion, kToday, kToday).empty());
  });
}

TEST_P(WiringTest, SignInSeesPeople) {
  const auth::Directory people = directory();
  database().read([&](db::Transaction& tx) {
    EXPECT_EQ(people.display_name(tx, kRegion, worker_id_), "김돌봄");
    EXPECT_EQ(people.display_name(tx, kRegion, {424'242}), "");
    EXPECT_EQ(people.organisation_name(tx, kRegion, team_id_), "동행 1팀");
    EXPECT_EQ(people.organisation_name(tx, kRegion, {424'242}), "");
    EXPECT_FALSE(people.grants_of(tx, kRegion, worker_id_, kToday).empty());
    EXPECT_TRUE(people.grants_of(tx, kRegion, worker_id_, kToday.plus_days(-51)).empty());
  });
}

INSTANTIATE_TEST_SUITE_P(Db, WiringTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

struct MoveCase {
  std::vector<api::Grant> grants;
  bool is_on_the_move;
};

TEST(OnTheMove, WorkersAndTillsButNeverStaff) {
  const MoveCase cases[] = {
      {{{"care_worker", {1}}}, true},
      {{{"care_worker", {1}}, {"participant", {1}}}, true},
      {{{"shop_keeper", {1}}}, true},
      {{{"coordinator", {1}}}, false},
      {{{"care_worker", {1}}, {"coordinator", {1}}}, false},
      {{{"citizen", {}}}, false},
  };
  for (const MoveCase& each : cases)
    EXPECT_EQ(directory().is_on_the_move(each.grants), each.is_on_the_move) << each.grants[0].role;
}

}  // namespace
}  // namespace olive
