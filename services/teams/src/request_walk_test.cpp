// Whatever is sent to the routes of teams, no request meets a broken invariant.
#include "api/random_requests.h"
#include "books_fixture.h"

namespace teams {
namespace {

class RequestWalkTest : public BooksTest {};
OLIVE_ON_BOTH_DATABASES(RequestWalkTest);

TEST_P(RequestWalkTest, EveryAnswerIsADeedOrANamedRefusal) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module(*ledger_, [](auto&&...) {
    return std::vector<OutsideSale>{{"settlement:1", kThird, 70'000, "올리브 카페", "정산 1"}};
  });
  api::testing::Client client(*database_, [] { return kNow; }, own.routes, own.permissions);
  std::vector<std::int64_t> ids{centre_.value, team_.value,
                                add_team("두부", WorkType::market_entry).value};
  for (const char* name : {"홍길동", "김길순", "박바다"})
    ids.push_back(add_member(name, kToday.plus_days(-300)).value);
  api::testing::RandomRequests requests(20'261'129, kToday, ids);
  static constexpr std::string_view kRoles[] = {"metro_centre", "centre_director", "coordinator",
                                                "city_officer"};
  std::map<int, int> answers;
  for (int i = 0; i < 3'000; ++i) {
    const std::string role(requests.any(kRoles));
    client.sign_in(PersonId{i % 3 + 11}, {{role, {}}});
    const api::Route& route = requests.any(own.routes);
    const http::Response response = requests.send(client, route);
    ++answers[response.status];
    ASSERT_LT(response.status, 500)
        << route.options.operation << " " << requests.last_body() << " " << response.body;
  }
  EXPECT_GT(answers[200] + answers[201], 300);
  EXPECT_GT(answers[422], 200);
}

}  // namespace
}  // namespace teams
