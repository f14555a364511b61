#include "api/api.h"
#include "testing.h"

namespace api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

enum class Colour { green, black };
BOOST_DESCRIBE_ENUM(Colour, green, black)
struct OliveQuery {
  Colour colour = Colour::green;
  std::optional<std::int32_t> limit;
  std::vector<std::int64_t> sizes;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "limit", .minimum = 1, .maximum = 200},
                                            {.field = "sizes", .max_length = 3}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(OliveQuery, (), (colour, limit, sizes))
struct NewOlive {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NewOlive, (), (name))
struct OliveView {
  base::Id<struct OliveTag> id;
};
BOOST_DESCRIBE_STRUCT(OliveView, (), (id))

template <class In>
Work<In, OliveView> work() {
  return
      [](db::Transaction&, const Context&, const In&) -> Answer<OliveView> { return OliveView{}; };
}

std::vector<Route> sample_routes() {
  return {
      get<OliveQuery, OliveView>("/api/v1/olives/{id}", {.operation = "get_olive", .tag = "grove"},
                                 work<OliveQuery>()),
      post<NewOlive, OliveView>("/api/v1/olives",
                                {.operation = "create_olive",
                                 .permission = "grove.plant",
                                 .tag = "grove",
                                 .summary = "Plants an olive.",
                                 .success_status = 201},
                                work<NewOlive>()),
      change<base::Nothing, OliveView>(http::Method::del, "/api/v1/olives/{id}",
                                       {.operation = "delete_olive", .permission = "signed_in"},
                                       work<base::Nothing>()),
      raw(http::Method::post, "/api/v1/imports",
          {.operation = "import_olives", .success_status = 204, .takes = "text/csv"}, nullptr),
  };
}

const std::string kDocument = openapi_document(sample_routes(), "1.2.3");

// The parts that the document must have, grouped by what they tell.
struct Part {
  const char* what;
  const char* json;
};
const Part kParts[] = {
    {"version", R"({"openapi":"3.1.0","info":{"title":"Olive","version":"1.2.3")"},
    {"licence", R"("license":{"name":"Apache-2.0","identifier":"Apache-2.0"})"},
    {"server", R"("servers":[{"url":"/"}])"},
    {"path parameter", R"({"name":"id","in":"path","required":true)"},
    {"required query parameter", R"({"name":"colour","in":"query","required":true,)"
                                 R"("schema":{"$ref":"#/components/schemas/Colour"})"},
    {"optional query parameter", R"({"name":"limit","in":"query","schema":)"},
    {"limits of a number", R"("minimum":1,"maximum":200)"},
    {"list in the query", R"({"name":"sizes","in":"query","explode":false,"schema":)"},
    {"limits of a list", R"("maxItems":3)"},
    {"body", R"("requestBody":{"required":true,"content":{"application/json":)"
             R"({"schema":{"$ref":"#/components/schemas/NewOlive"}}}})"},
    {"answer", R"("201":{"description":"Done.","content":{"application/json":)"
               R"({"schema":{"$ref":"#/components/schemas/OliveView"}}}})"},
    {"other media type", R"("text/csv":{"schema":{"type":"string"}})"},
    {"no content", R"("204":{"description":"Done."})"},
    {"refusal", R"("422":{"$ref":"#/components/responses/Problem"})"},
    {"problem details",
     R"("application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}})"},
    {"public operation",
     R"("operationId":"get_olive","summary":"Get olive","tags":["grove"],"security":[])"},
    {"protected operation",
     R"("security":[{"session":[],"csrf":[]}],"x-olive-permission":"grove.plant")"},
    {"CSRF header", R"("csrf":{"type":"apiKey","in":"header","name":"X-Olive-Csrf")"},
    {"idempotency key", R"({"name":"Idempotency-Key","in":"header","required":true)"},
};

TEST(OpenApi, HasItsParts) {
  for (const Part& part : kParts) EXPECT_THAT(kDocument, HasSubstr(part.json)) << part.what;
}

TEST(OpenApi, QueryStructsAreNoSchemas) { EXPECT_THAT(kDocument, Not(HasSubstr("OliveQuery"))); }

TEST(OpenApi, JoinsOperationsOfOnePath) {
  const std::size_t first = kDocument.find("\"/api/v1/olives/{id}\"");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(kDocument.find("\"/api/v1/olives/{id}\"", first + 1), std::string::npos);
  EXPECT_THAT(kDocument.substr(first), HasSubstr("\"delete\":{\"operationId\":\"delete_olive\""));
}

TEST(OpenApi, IsTheSameEveryTime) {
  EXPECT_EQ(openapi_document(sample_routes(), "1.2.3"), kDocument);
}

TEST(OpenApi, OperationUsedTwiceIsABug) {
  std::vector<Route> routes = sample_routes();
  routes.push_back(routes[0]);
  EXPECT_DEATH((void)openapi_document(routes, "1"), "insert");
}

}  // namespace
}  // namespace api
