#include "people/right.h"

#include "api/testing.h"
#include "people_fixture.h"

OLIVE_EMBEDDED(settings)

namespace people {
namespace {

class RightTest : public PeopleTest {
 protected:
  RightTest() {
    const db::ModuleSchema schemas[] = {{"settings", settings::embedded::schema()}};
    db::migrate(*database_, schemas);
  }
  std::vector<RightChange> changes(PersonId person_id = {}) {
    return database_->read([&](auto& tx) { return right_changes(tx, kBusan, person_id, {}, 100); });
  }
  OrganisationId add_centre() {
    return add_organisation("북구", OrganisationKind::regional_centre);
  }
};
OLIVE_ON_BOTH_DATABASES(RightTest);

TEST_P(RightTest, GrantAndEndLeaveARecordEach) {
  const PersonId person = add_person("홍길동");
  const OrganisationId centre = add_centre();
  const auto id = write([&](auto& tx) {
    return join(tx, kBusan, person, centre, Role::coordinator, kToday, {PersonId{9}, kNow, "hired"})
        .value();
  });
  write([&](auto& tx) {
    return leave(tx, kBusan, id, kToday.plus_days(10),
                 {PersonId{8}, kNow.plus_seconds(60), "moved"})
        .has_value();
  });
  const auto found = changes(person);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].action, RightAction::ended);
  EXPECT_EQ(found[0].valid_to, kToday.plus_days(10));
  EXPECT_EQ(found[0].actor_id, PersonId{8});
  EXPECT_EQ(found[0].reason, "moved");
  EXPECT_EQ(found[1].action, RightAction::granted);
  EXPECT_EQ(found[1].role, Role::coordinator);
  EXPECT_EQ(found[1].organisation_id, centre);
  EXPECT_EQ(found[1].valid_to, std::nullopt);
  EXPECT_EQ(found[1].actor_id, PersonId{9});
  EXPECT_EQ(found[1].at, kNow);
}

TEST_P(RightTest, ARefusedGrantLeavesNone) {
  const PersonId person = add_person("홍길동");
  const auto refused = write([&](auto& tx) {
    return join(tx, kBusan, person, OrganisationId{5}, Role::coordinator, kToday, {{}, kNow, ""});
  });
  EXPECT_EQ(refused.error(), OrganisationRefusal::organisation_not_found);
  EXPECT_TRUE(changes().empty());
}

// The right and its record are one: when the deed around them fails, neither stays.
TEST_P(RightTest, ARolledBackGrantLeavesNone) {
  const PersonId person = add_person("홍길동");
  const OrganisationId centre = add_centre();
  const auto refused = database_->write([&](auto& tx) -> base::Result<void, OrganisationRefusal> {
    EXPECT_TRUE(
        join(tx, kBusan, person, centre, Role::auditor, kToday, {{}, kNow, ""}).has_value());
    return base::refuse(OrganisationRefusal::dates_reversed);
  });
  EXPECT_FALSE(refused.has_value());
  EXPECT_TRUE(changes().empty());
}

TEST_P(RightTest, PagesGoBackInTime) {
  const OrganisationId centre = add_centre();
  for (const char* name : {"가나다", "라마바", "사아자"}) {
    const PersonId person = add_person(name);
    write([&](auto& tx) {
      return join(tx, kBusan, person, centre, Role::coordinator, kToday, {{}, kNow, ""})
          .has_value();
    });
  }
  const auto all = changes();
  ASSERT_EQ(all.size(), 3U);
  const auto older =
      database_->read([&](auto& tx) { return right_changes(tx, kBusan, {}, all[0].id, 1); });
  ASSERT_EQ(older.size(), 1U);
  EXPECT_EQ(older[0].id, all[1].id);
}

TEST_P(RightTest, ThreeYearsAreKeptAndNoMore) {
  const OrganisationId centre = add_centre();
  const auto grant_on = [&](const char* name, base::Date on) {
    const PersonId person = add_person(name);
    write([&](auto& tx) {
      return join(tx, kBusan, person, centre, Role::coordinator, on,
                  {{}, base::korean_instant(on, 60), ""})
          .has_value();
    });
  };
  grant_on("가나다", kToday.plus_days(-1'097));
  grant_on("라마바", kToday.plus_days(-1'096));
  EXPECT_EQ(write([&](auto& tx) { return forget_right_changes(tx, kBusan, kToday); }), 1);
  EXPECT_EQ(changes().size(), 1U);
  EXPECT_EQ(write([&](auto& tx) { return forget_right_changes(tx, kBusan, kToday); }), 0);
}

TEST_P(RightTest, AuditorsReadPagesWithMaskedNames) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module();
  api::testing::Client client(*database_, [] { return kNow; }, own.routes, own.permissions);
  const PersonId person = add_person("홍길동");
  const PersonId official = add_person("김공무");
  const OrganisationId centre = add_centre();
  for (const Role role : {Role::coordinator, Role::case_manager})
    write([&](auto& tx) {
      return join(tx, kBusan, person, centre, role, kToday, {official, kNow, "placement"})
          .has_value();
    });
  client.sign_in(official, {{"auditor", {}}});
  const auto first = client.get("/api/v1/right-changes?limit=1");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(api::testing::field(first.body, "person_name"), "홍*동");
  EXPECT_EQ(api::testing::field(first.body, "actor_name"), "김공무");
  EXPECT_EQ(api::testing::field(first.body, "organisation_name"), "북구");
  EXPECT_EQ(api::testing::field(first.body, "role"), "case_manager");
  const std::string cursor = api::testing::field(first.body, "next_cursor");
  const auto second = client.get("/api/v1/right-changes?limit=1&cursor=" + cursor);
  EXPECT_EQ(api::testing::field(second.body, "role"), "coordinator");
  EXPECT_EQ(api::testing::field(second.body, "next_cursor"), "null");
  EXPECT_EQ(client.get("/api/v1/right-changes?person_id=77").body,
            R"({"items":[],"next_cursor":null})");
  client.sign_in(official, {{"coordinator", centre}});
  EXPECT_EQ(client.get("/api/v1/right-changes").status, 403);
}

TEST_P(RightTest, FewerYearsCannotBeSet) {
  const auto set = write([&](auto& tx) {
    return settings::set(tx, kBusan, kRightHistoryDays,
                         {.valid_from = kToday, .value = "365", .set_at = kNow, .reason = "less"});
  });
  EXPECT_EQ(set.error(), settings::SetRefusal::setting_out_of_range);
}

}  // namespace
}  // namespace people
