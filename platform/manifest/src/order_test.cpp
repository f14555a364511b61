// What is gathered keeps the modules' order, and what collides is found before the server starts.
#include "manifest/manifest.h"

#include <gtest/gtest.h>

namespace manifest {
namespace {

constexpr base::EmbeddedFile kFirst[] = {{"0001_first.sql", "CREATE TABLE first_x (x BIGINT);"}};
constexpr base::EmbeddedFile kSecond[] = {{"0001_second.sql", "CREATE TABLE second_x (x BIGINT);"}};
constexpr base::EmbeddedFile kKo[] = {{"en.json", R"({"x.a":"A"})"},
                                      {"ko.json", R"({"x.a":"가"})"}};

api::Route route(std::string_view operation) {
  return api::raw(http::Method::get, "/" + std::string(operation), {.operation = operation},
                  [](const api::Services&, std::shared_ptr<const api::Context>, api::Done) {});
}

TEST(Order, SchemasAndRoutesKeepTheOrderOfTheModules) {
  // Migrations of a later module may refer to tables of an earlier one.
  const std::vector<Module> modules{{.name = "second", .schema = kSecond, .routes = {route("b")}},
                                    {.name = "none"},
                                    {.name = "first", .schema = kFirst, .routes = {route("a")}}};
  const auto schemas = schemas_of(modules);
  ASSERT_EQ(schemas.size(), 2u);
  EXPECT_EQ(schemas[0].module, "second");
  EXPECT_EQ(schemas[1].module, "first");
  const auto routes = routes_of(modules);
  ASSERT_EQ(routes.size(), 2u);
  EXPECT_EQ(routes[0].path, "/b");
  EXPECT_EQ(routes[1].path, "/a");
}

TEST(Order, NothingComesOfNothing) {
  EXPECT_TRUE(schemas_of({}).empty());
  EXPECT_TRUE(permissions_of({}).empty());
  EXPECT_TRUE(routes_of({}).empty());
  EXPECT_TRUE(settings_of({}).empty());
  EXPECT_EQ(catalogue_of({}).size(), 0u);
}

TEST(Order, PermissionsOfSeveralModulesAreJoined) {
  const auto permissions =
      permissions_of({{.name = "a", .permissions = {{"a.read", {"x"}}, {"a.write", {"y"}}}},
                      {.name = "b", .permissions = {{"b.read", {"x", "y"}}}}});
  ASSERT_EQ(permissions.size(), 3u);
  EXPECT_EQ(permissions[2].name, "b.read");
  EXPECT_EQ(permissions[2].roles.size(), 2u);
}

TEST(Order, TheSameMessageOfTwoModulesIsABug) {
  EXPECT_DEATH((void)catalogue_of({{.name = "a", .messages = kKo}, {.name = "b", .messages = kKo}}),
               "emplace");
}

TEST(Order, SettingWithoutTheDotOfItsModuleIsABug) {
  EXPECT_DEATH((void)settings_of({{.name = "a", .settings = {{.key = "ab.x", .value = "1"}}}}),
               "starts_with");
}

}  // namespace
}  // namespace manifest
