#include "manifest/manifest.h"

namespace manifest {
namespace {

constexpr base::EmbeddedFile kSchema[] = {{"0001_a.sql", "CREATE TABLE a (x BIGINT);"}};
constexpr base::EmbeddedFile kMessages[] = {{"en.json", R"({"a.hello": "Hello {name}"})"},
                                            {"ko.json", R"({"a.hello": "{name} 안녕"})"}};

Module module_a() {
  return {.name = "a",
          .schema = kSchema,
          .messages = kMessages,
          .permissions = {{"a.read", {"coordinator"}}},
          .settings = {{.key = "a.rate", .value = "1"}}};
}

TEST(Modules, GathersWhatModulesContribute) {
  const std::vector<Module> modules{module_a(), {.name = "b"}};
  ASSERT_EQ(schemas_of(modules).size(), 1u);
  EXPECT_EQ(schemas_of(modules)[0].module, "a");
  ASSERT_EQ(permissions_of(modules).size(), 1u);
  EXPECT_EQ(permissions_of(modules)[0].name, "a.read");
  ASSERT_EQ(settings_of(modules).size(), 1u);
  EXPECT_TRUE(routes_of(modules).empty());
}

TEST(Modules, MergesMessages) {
  const i18n::Catalogue catalogue = catalogue_of({module_a()});
  EXPECT_EQ(catalogue.text(i18n::Language::en, "a.hello", {{"name", "Kim"}}), "Hello Kim");
  EXPECT_EQ(catalogue.text(i18n::Language::ko, "a.hello", {{"name", "김"}}), "김 안녕");
}

TEST(Modules, PermissionDeclaredTwiceIsABug) {
  EXPECT_DEATH((void)permissions_of({module_a(), module_a()}), "insert");
}

TEST(Modules, PermissionOfNobodyIsABug) {
  Module module = module_a();
  module.permissions[0].roles.clear();
  EXPECT_DEATH((void)permissions_of({module}), "roles");
}

TEST(Modules, SettingOfAnotherModuleIsABug) {
  Module module = module_a();
  module.settings[0].key = "b.rate";
  EXPECT_DEATH((void)settings_of({module}), "starts_with");
  EXPECT_DEATH((void)settings_of({module_a(), module_a()}), "insert");
}

}  // namespace
}  // namespace manifest
