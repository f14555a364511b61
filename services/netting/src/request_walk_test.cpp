// Whatever is sent to the routes of netting, no request meets a broken invariant, and the books
// agree with the ledger afterwards.
#include "api/random_requests.h"
#include "netting_fixture.h"

namespace netting {
namespace {

class RequestWalkTest : public NettingTest {};
OLIVE_ON_BOTH_DATABASES(RequestWalkTest);

TEST_P(RequestWalkTest, EveryAnswerIsADeedOrANamedRefusal) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module(*ledger_);
  api::testing::Client client(*database_, [this] { return now_; }, own.routes, own.permissions);
  api::testing::RandomRequests requests(
      20'261'129, kToday,
      {cafe_.value, bakery_.value, lunch_.value, cleaning_.value, shop_.value, centre_.value});
  static constexpr std::string_view kRoles[] = {"metro_centre", "centre_director", "shop_keeper"};
  std::map<int, int> answers;
  for (int i = 0; i < 2'000; ++i) {
    client.sign_in(PersonId{i % 3 + 11}, {{std::string(requests.any(kRoles)), {}}});
    const api::Route& route = requests.any(own.routes);
    const http::Response response = requests.send(client, route);
    ++answers[response.status];
    ASSERT_LT(response.status, 500)
        << route.options.operation << " " << requests.last_body() << " " << response.body;
  }
  EXPECT_GT(answers[200] + answers[201], 300);
  EXPECT_GT(answers[422], 100);
  for (const OrganisationId each : {cafe_, bakery_, lunch_, cleaning_, shop_})
    EXPECT_EQ(claims(each), claims_by_table(each));
}

}  // namespace
}  // namespace netting
