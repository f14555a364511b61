#include "api/testing.h"
#include "people/consent.h"
#include "people_fixture.h"

namespace people {
namespace {

using api::testing::field;

/// The module's routes as a centre, a neighbourhood desk and the person themself use them.
class RouteTest : public PeopleTest {
 protected:
  RouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module();
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, own.routes, own.permissions);
    centre_ = add_organisation("북구센터", OrganisationKind::regional_centre);
    desk_ = write([&](auto& tx) {
      return create_organisation(tx, kBusan,
                                 {.kind = OrganisationKind::dong,
                                  .name = "구포1동",
                                  .place = {.district_code = "26320"}},
                                 kNow)
          .value();
    });
    hong_ = write([&](auto& tx) {
      return create_person(tx, kBusan,
                           {.name = "홍길동",
                            .phone = "010-1234-5678",
                            .home = {.road_address = "낙동대로 1", .district_code = "26320"}},
                           kNow)
          .value();
    });
    write([&](auto& tx) {
      return join(tx, kBusan, hong_, centre_, Role::participant, kToday, {}).has_value();
    });
    client_->sign_in(PersonId{9}, {{"coordinator", centre_}});
  }
  std::string person_path(const std::string& end = "") {
    return "/api/v1/persons/" + std::to_string(hong_.value) + end;
  }

  std::unique_ptr<api::testing::Client> client_;
  OrganisationId centre_;
  OrganisationId desk_;
  PersonId hong_;
};
OLIVE_ON_BOTH_DATABASES(RouteTest);

TEST_P(RouteTest, SearchShowsMaskedPersonsOfTheOwnCentre) {
  const auto found = client_->get("/api/v1/persons?q=길동");
  EXPECT_EQ(field(found.body, "name"), "홍*동");
  EXPECT_EQ(field(found.body, "phone"), "010-****-5678");
  EXPECT_EQ(found.body.find("낙동대로"), std::string::npos);
  client_->sign_in(PersonId{9}, {{"coordinator", OrganisationId{99}}});
  EXPECT_EQ(client_->get("/api/v1/persons?q=길동").body, R"({"items":[]})");
  EXPECT_EQ(client_->get(person_path()).status, 404);
  client_->sign_in(PersonId{9}, {{"dong_officer", desk_}});
  EXPECT_EQ(field(client_->get("/api/v1/persons?q=길동").body, "name"), "홍*동");
}

TEST_P(RouteTest, AFullLookNeedsAReasonAndIsSeen) {
  EXPECT_EQ(client_->post(person_path("/looks"), R"({"reason":""})").status, 422);
  const auto look = client_->post(person_path("/looks"), R"({"reason":"방문 전 확인"})");
  ASSERT_EQ(look.status, 200) << look.body;
  EXPECT_EQ(field(look.body, "name"), "홍길동");
  EXPECT_EQ(field(look.body, "road_address"), "낙동대로 1");
  client_->sign_in(hong_, {});
  EXPECT_EQ(field(client_->get("/api/v1/me/accesses").body, "reason"), "방문 전 확인");
  EXPECT_EQ(field(client_->get("/api/v1/me").body, "name"), "홍길동");
  client_->sign_in(PersonId{9}, {{"auditor", {}}});
  EXPECT_EQ(field(client_->get(person_path("/accesses")).body, "action"), "unmask");
  client_->sign_in(hong_, {{"auditor", {}}});
  client_->post(person_path("/looks"), R"({"reason":"not for auditors"})");
  EXPECT_EQ(field(client_->get(person_path("/accesses")).body, "actor_id"), "9");
  EXPECT_EQ(field(client_->get("/api/v1/persons?q=길동").body, "name"), "홍*동");
}

TEST_P(RouteTest, RefusesStrangers) {
  client_->sign_out();
  for (const std::string& path :
       {std::string("/api/v1/me"), person_path(), std::string("/api/v1/persons?q=x")})
    EXPECT_EQ(client_->get(path).status, 401) << path;
  client_->sign_in(PersonId{9}, {{"shop_keeper", centre_}});
  EXPECT_EQ(client_->get(person_path()).status, 403);
  EXPECT_EQ(client_->post(person_path("/looks"), R"({"reason":"just so"})").status, 403);
}

TEST_P(RouteTest, ConsentsAreGivenAndWithdrawn) {
  client_->sign_in(hong_, {});
  const auto give = [&](bool is_given) {
    return client_->post("/api/v1/me/consents",
                         R"({"purpose":"health_data","text_version":"2026-01","is_given":)" +
                             std::string(is_given ? "true}" : "false}"));
  };
  EXPECT_EQ(give(true).status, 200);
  EXPECT_EQ(field(client_->get("/api/v1/me/consents").body, "is_given"), "true");
  EXPECT_EQ(field(give(false).body, "is_given"), "false");
}

TEST_P(RouteTest, AnybodySeesOrganisationsAndDistricts) {
  client_->sign_out();
  EXPECT_EQ(field(client_->get("/api/v1/organisations?kind=regional_centre").body, "name"),
            "북구센터");
  EXPECT_EQ(client_->get("/api/v1/organisations?kind=castle").status, 422);
  EXPECT_EQ(field(client_->get("/api/v1/districts").body, "name_ko"), "중구");
}

TEST_P(RouteTest, ImportsAFile) {
  client_->sign_in(PersonId{9}, {{"administrator", {}}});
  const auto dry = client_->post("/api/v1/person-imports?is_dry_run=true", "이름\n새사람\n");
  ASSERT_EQ(dry.status, 200) << dry.body;
  EXPECT_EQ(field(dry.body, "imported"), "1");
  EXPECT_EQ(field(dry.body, "is_dry_run"), "true");
  const auto bad = client_->post("/api/v1/person-imports", "이름\n새사람\n=나쁨\n");
  EXPECT_EQ(field(bad.body, "imported"), "0");
  EXPECT_EQ(field(bad.body, "code"), "formula");
  EXPECT_EQ(field(client_->post("/api/v1/person-imports", "이름\n새사람\n").body, "imported"), "1");
}

// Without a birth date nobody can tell two persons of one name apart: only the key can.
TEST_P(RouteTest, AnImportWhoseAnswerWasLostIsNotDoneAgain) {
  client_->sign_in(PersonId{9}, {{"administrator", {}}});
  const auto first = client_->post("/api/v1/person-imports", "이름\n새사람\n", "import-1");
  const auto again = client_->post("/api/v1/person-imports", "이름\n새사람\n", "import-1");
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(database_->read([](auto& tx) {
    return search_persons(tx, kBusan, "새사람", 10, {.is_everybody = true}).size();
  }),
            1u);
  const auto other = client_->post("/api/v1/person-imports", "이름\n딴사람\n", "import-1");
  EXPECT_EQ(field(other.body, "code"), "idempotency_conflict");
}

}  // namespace
}  // namespace people
