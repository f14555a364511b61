#include "api/api.h"

namespace api {
namespace {

const Permission kDispatch{"care.dispatch", {"coordinator", "metro_centre"}};

struct ScopeCase {
  const char* what;
  std::vector<Grant> grants;
  bool everywhere;
  std::vector<base::OrganisationId> organisations;
};

TEST(ScopeOf, Table) {
  const ScopeCase cases[] = {
      {"nobody", {}, false, {}},
      {"another role", {{"auditor", {}}}, false, {}},
      {"one centre", {{"coordinator", {5}}}, false, {{5}}},
      {"two centres, sorted", {{"coordinator", {9}}, {"coordinator", {5}}}, false, {{5}, {9}}},
      {"the same centre twice", {{"coordinator", {5}}, {"metro_centre", {5}}}, false, {{5}}},
      {"no organisation is the whole region", {{"metro_centre", {}}}, true, {}},
      {"both", {{"coordinator", {5}}, {"metro_centre", {}}}, true, {{5}}},
  };
  for (const ScopeCase& each : cases) {
    const Scope scope = scope_of({.person_id = {1}, .grants = each.grants}, kDispatch);
    EXPECT_EQ(scope.everywhere, each.everywhere) << each.what;
    EXPECT_EQ(scope.organisations, each.organisations) << each.what;
    EXPECT_EQ(scope.is_empty(), !each.everywhere && each.organisations.empty()) << each.what;
  }
}

TEST(Scope, CoversItsOrganisationsOnly) {
  const Scope scope{.organisations = {{5}, {9}}};
  EXPECT_TRUE(scope.covers({5}));
  EXPECT_TRUE(scope.covers({9}));
  EXPECT_FALSE(scope.covers({7}));
  EXPECT_TRUE(Scope{.everywhere = true}.covers({7}));
}

TEST(Principal, KnowsItsRoles) {
  const Principal principal{.person_id = {1}, .grants = {{"coordinator", {5}}}};
  EXPECT_TRUE(principal.is_signed_in());
  EXPECT_TRUE(principal.has_role("coordinator"));
  EXPECT_FALSE(principal.has_role("auditor"));
  EXPECT_FALSE(Principal{}.is_signed_in());
}

}  // namespace
}  // namespace api
