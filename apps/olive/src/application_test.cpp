#include "application.h"

#include <regex>
#include <set>

#include "http/server.h"
#include "olive_fixture.h"
#include "site.h"
#include "wiring.h"

namespace olive {
namespace {

class ApplicationTest : public ::testing::Test {
 protected:
  testing::TemporaryInstallation installation_;
  Application application_{installation_.place(), system_now};
};

TEST_F(ApplicationTest, TablesOfEveryModuleAreMigrated) {
  std::map<std::string_view, const void*> migrated;
  for (const db::ModuleSchema& schema : schemas())
    EXPECT_TRUE(migrated.emplace(schema.module, schema.files.data()).second) << schema.module;
  std::size_t with_tables = 0;
  for (const manifest::Module& module : application_.modules()) {
    if (module.schema.empty()) continue;
    ++with_tables;
    ASSERT_TRUE(migrated.contains(module.name)) << module.name;
    EXPECT_EQ(migrated[module.name], module.schema.data()) << module.name;
  }
  EXPECT_EQ(with_tables, migrated.size());
}

TEST_F(ApplicationTest, RoutesDoNotCollide) {
  // The server checks it while it builds its router.
  EXPECT_NO_FATAL_FAILURE(http::Server({.port = 0}, site_routes(application_, std::nullopt)));
}

TEST_F(ApplicationTest, EveryRouteNamesItsOperationOnce) {
  std::set<std::string_view> operations;
  for (const api::Route& route : manifest::routes_of(application_.modules())) {
    EXPECT_TRUE(operations.insert(route.options.operation).second) << route.options.operation;
    EXPECT_FALSE(route.options.tag.empty()) << route.options.operation;
    EXPECT_TRUE(route.path.starts_with("/api/v1/")) << route.path;
  }
  EXPECT_GE(operations.size(), 50u);
}

TEST_F(ApplicationTest, PermissionsAreOfKnownRoles) {
  for (const api::Permission& permission : manifest::permissions_of(application_.modules()))
    for (const std::string_view role : permission.roles)
      EXPECT_TRUE(base::parse_enum<people::Role>(role).has_value())
          << permission.name << ": " << role;
}

TEST_F(ApplicationTest, EverySettingIsExplained) {
  for (const auto& definition : manifest::settings_of(application_.modules()))
    EXPECT_TRUE(application_.catalogue().has("setting." + std::string(definition.key)))
        << definition.key;
}

TEST_F(ApplicationTest, DocumentNamesTheModulesAndTheWayIn) {
  const std::string document = application_.openapi();
  for (const char* operation : {"sign_in", "get_session", "list_shops", "create_shop"})
    EXPECT_THAT(document,
                ::testing::HasSubstr("\"operationId\":\"" + std::string(operation) + "\""));
}

// 63-bit numbers lose their last digits in a browser, so an id is text wherever it appears.
TEST_F(ApplicationTest, NoIdIsANumberInTheDocument) {
  static const std::regex kName(
      R"re("(id|[a-z_]*_ids?|set_by|sold_by|actor|[a-z_]*_by)":)re"
      R"re(\{"type":("integer"|\["integer"|"array","items":\{"type":"integer"))re");
  static const std::regex kParameter(
      R"re("name":"(id|[a-z_]*_ids?)","in":"(path|query)"[^{}]*"schema":\{"type":\[?"integer")re");
  const std::string document = application_.openapi();
  for (const std::regex& each : {kName, kParameter})
    for (std::sregex_iterator at(document.begin(), document.end(), each), end; at != end; ++at)
      ADD_FAILURE() << at->str();
  EXPECT_TRUE(std::regex_search(std::string(R"({"sale_id":{"type":"integer")"), kName));
  EXPECT_TRUE(std::regex_search(
      std::string(R"("name":"id","in":"query","schema":{"type":"integer")"), kParameter));
}

TEST_F(ApplicationTest, NightWorkRunsWithoutFault) {
  (void)application_.runner().run_due();
  const auto dead = application_.database().read(
      [](db::Transaction& tx) { return jobs::list(tx, kRegion, jobs::State::dead, 10); });
  EXPECT_TRUE(dead.empty());
}

TEST(ApplicationRestart, KeepsKeysAndData) {
  testing::TemporaryInstallation installation;
  std::string sealed;
  {
    Application application(installation.place(), system_now);
    sealed = application.sealer().seal("text", "row");
    testing::add_person(application, "metro", people::Role::metro_centre,
                        people::OrganisationKind::metro_centre);
  }
  Application again(installation.place(), system_now);
  EXPECT_EQ(again.sealer().open(sealed, "row"), "text");
  const auto logins = again.database().read([](db::Transaction& tx) {
    return tx.integer("SELECT COUNT(*) FROM auth_login WHERE region_id = $1", kRegion);
  });
  EXPECT_EQ(logins, 1);
}

}  // namespace
}  // namespace olive
