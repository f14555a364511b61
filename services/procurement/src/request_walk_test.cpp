// Whatever is sent to the routes of public purchases, no request meets a broken invariant.
#include "api/random_requests.h"
#include "procurement_fixture.h"

namespace procurement {
namespace {

class RequestWalkTest : public ProcurementTest {};
OLIVE_ON_BOTH_DATABASES(RequestWalkTest);

TEST_P(RequestWalkTest, EveryAnswerIsADeedOrANamedRefusal) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module();
  api::testing::Client client(*database_, [] { return kNow; }, own.routes, own.permissions);
  api::testing::RandomRequests requests(
      20'261'129, kToday, {office_.value, enterprise_.value, team_.value, city_.value});
  std::map<int, int> answers;
  for (int i = 0; i < 2'000; ++i) {
    if (i % 3 > 0) client.sign_in(kOfficer, {{"city_officer", {}}});
    else client.sign_in(kOfficer, {{"district_officer", office_}});
    const api::Route& route = requests.any(own.routes);
    const http::Response response = requests.send(client, route);
    ++answers[response.status];
    ASSERT_LT(response.status, 500)
        << route.options.operation << " " << requests.last_body() << " " << response.body;
  }
  EXPECT_GT(answers[200] + answers[201], 300);
  EXPECT_GT(answers[422], 100);
}

}  // namespace
}  // namespace procurement
