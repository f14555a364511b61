#include "router.h"

#include <gtest/gtest.h>

namespace http {
namespace {

Route route(Method method, std::string pattern) {
  return {method, std::move(pattern), Run::in_place, 0, [](Request&&, Responder) {}};
}

std::vector<Route> sample() {
  std::vector<Route> routes;
  routes.push_back(route(Method::get, "/"));
  routes.push_back(route(Method::get, "/items/{id}"));
  routes.push_back(route(Method::put, "/items/{id}"));
  routes.push_back(route(Method::get, "/items/new"));
  routes.push_back(route(Method::post, "/items"));
  routes.push_back(route(Method::get, "/items/{id}/notes/{note}"));
  routes.push_back(route(Method::head, "/probe"));
  routes.push_back(route(Method::get, "/probe"));
  routes.push_back(route(Method::get, "/files/{path...}"));
  routes.push_back(route(Method::get, "/{path...}"));
  return routes;
}

// `METHOD pattern name=value …`, or `405 allowed`, or `404`.
std::string found(const Router& router, std::optional<Method> method, std::string_view path) {
  const Router::Match match = router.match(method, path);
  if (match.route == Router::kNone)
    return match.is_known_path ? "405 " + router.allowed_methods(path) : "404";
  const Route& chosen = router.route(match.route);
  std::string out = std::string(method_name(chosen.method)) + " " + chosen.pattern;
  for (const auto& [name, value] : match.parameters) out += " " + name + "=" + value;
  return out;
}

struct Case {
  std::optional<Method> method;
  std::string_view path, expected;
};

class RouterFinds : public testing::TestWithParam<Case> {};

TEST_P(RouterFinds, TheMostSpecificRoute) {
  const Router router(sample());
  EXPECT_EQ(found(router, GetParam().method, GetParam().path), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, RouterFinds,
    testing::Values(
        Case{Method::get, "/", "GET /"}, Case{Method::get, "/items/7", "GET /items/{id} id=7"},
        Case{Method::put, "/items/7", "PUT /items/{id} id=7"},
        Case{Method::get, "/items/new", "GET /items/new"},
        Case{Method::put, "/items/new", "PUT /items/{id} id=new"},
        Case{Method::head, "/items/7", "GET /items/{id} id=7"},
        Case{Method::head, "/probe", "HEAD /probe"},
        Case{Method::get, "/items/7/notes/가", "GET /items/{id}/notes/{note} id=7 note=가"},
        Case{Method::del, "/items/7", "405 GET, HEAD, PUT"},
        Case{Method::get, "/items", "405 POST"}, Case{Method::post, "/files/a", "405 GET, HEAD"},
        Case{std::nullopt, "/items", "405 POST"},
        Case{Method::get, "/items/", "GET /{path...} path=items/"},
        Case{Method::get, "/files/a/b.css", "GET /files/{path...} path=a/b.css"},
        Case{Method::get, "/files", "GET /files/{path...} path="},
        Case{Method::get, "/other/page", "GET /{path...} path=other/page"}));

TEST(Router, AnswersUnknownPathsWithoutACatchAll) {
  std::vector<Route> routes;
  routes.push_back(route(Method::get, "/a/{b}"));
  const Router router(std::move(routes));
  EXPECT_EQ(found(router, Method::get, "/a"), "404");
  EXPECT_EQ(found(router, Method::get, "/a/"), "404");
  EXPECT_EQ(found(router, Method::get, "/a/b/c"), "404");
  EXPECT_EQ(found(router, std::nullopt, "/x"), "404");
}

TEST(RouterDeathTest, RefusesRoutesThatMatchAlike) {
  std::vector<Route> same;
  same.push_back(route(Method::get, "/a/{b}"));
  same.push_back(route(Method::get, "/a/{c}"));
  EXPECT_DEATH(Router{same}, "kNone");
  EXPECT_DEATH(Router({route(Method::get, "a")}), "starts_with");
  EXPECT_DEATH(Router({route(Method::get, "/{rest...}/a")}), "segments");
}

}  // namespace
}  // namespace http
