// Whatever is sent to the routes of funds, no request meets a broken invariant.
#include "api/random_requests.h"
#include "fund_routes_fixture.h"

namespace funds {
namespace {

class RequestWalkTest : public FundRouteTest {};
OLIVE_ON_BOTH_DATABASES(RequestWalkTest);

TEST_P(RequestWalkTest, EveryAnswerIsADeedOrANamedRefusal) {
  give_to_promotion(9'000'000);
  const std::string invoice = "%PDF-1.4 invoice";
  (void)pay(1'000'000, invoice);
  const manifest::Module own = module({*ledger_, sealer_});
  api::testing::RandomRequests requests(
      20'261'129, base::korean_date(kNow),
      {local_.value, line(FundGoal::promotion).value, line(FundGoal::education).value});
  std::map<int, int> answers;
  for (int i = 0; i < 3'000; ++i) {
    if (i % 2 > 0) be_clerk();
    else be_head();
    const api::Route& route = requests.any(own.routes);
    const http::Response response = requests.send(*client_, route);
    ++answers[response.status];
    ASSERT_LT(response.status, 500)
        << route.options.operation << " " << requests.last_body() << " " << response.body;
  }
  EXPECT_GT(answers[200] + answers[201], 300);
  EXPECT_GT(answers[422], 100);
}

}  // namespace
}  // namespace funds
