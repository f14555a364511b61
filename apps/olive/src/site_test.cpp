#include "site.h"

#include <atomic>
#include <fstream>
#include <thread>

#include "application.h"
#include "browser.h"
#include "http/server.h"
#include "olive_fixture.h"

namespace olive {
namespace {

using testing::Answer;
using testing::Browser;
using ::testing::HasSubstr;

constexpr const char* kShop = R"({"name":"두부 가게","trade":"tofu"})";

// A real server on a loopback port, on both databases.
class SiteTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  SiteTest() {
    testing::add_person(application_, "metro", people::Role::metro_centre,
                        people::OrganisationKind::metro_centre);
    testing::add_person(application_, "worker", people::Role::care_worker,
                        people::OrganisationKind::team);
    server_.start();
  }
  Browser browser() { return Browser(server_.port()); }
  Browser signed_in(const std::string& login) {
    Browser fresh = browser();
    EXPECT_TRUE(fresh.sign_in(login, "olive-demo"));
    return fresh;
  }
  std::int64_t shops() {
    return *application_.database().read([](db::Transaction& tx) {
      return tx.integer("SELECT COUNT(*) FROM market_shop WHERE region_id = $1", kRegion);
    });
  }

  testing::TemporaryInstallation installation_{GetParam()};
  Application application_{installation_.place(), system_now};
  http::Server server_{{.port = 0}, site_routes(application_, std::nullopt)};
};

TEST_P(SiteTest, TellsThatItLivesAndIsReady) {
  EXPECT_THAT(browser().get("/healthz").body,
              HasSubstr(R"({"status":"alive","ledger":{"status":)"));
  EXPECT_EQ(browser().get("/readyz").body, R"({"status":"ready"})");
  EXPECT_THAT(browser().get("/api/openapi.json").body, HasSubstr(R"("openapi":"3.1.0")"));
  const Answer metrics = browser().get("/metrics");
  EXPECT_EQ(metrics.status, 200);
  EXPECT_THAT(metrics.head, HasSubstr("text/plain; version=0.0.4"));
}

TEST_P(SiteTest, MistypedApiPathIsNotAWebPage) {
  const Answer answer = browser().get("/api/v1/nothing-here");
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.body, HasSubstr("route_not_found"));
}

TEST_P(SiteTest, WalksFromSignInToSignOut) {
  Browser metro = signed_in("metro");
  const Answer session = metro.get("/api/v1/session");
  EXPECT_EQ(session.status, 200);
  EXPECT_THAT(session.body, HasSubstr(R"("role":"metro_centre")"));
  EXPECT_EQ(metro.post("/api/v1/shops", kShop, "k1").status, 201);
  EXPECT_EQ(metro.send("DELETE", "/api/v1/session").status, 204);
  const Answer after = metro.get("/api/v1/session");
  EXPECT_EQ(after.status, 401);
  EXPECT_THAT(after.body, HasSubstr("session_expired"));
}

TEST_P(SiteTest, WrongPasswordsLockTheDoor) {
  Browser guesser = browser();
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(guesser.sign_in("metro", "guess"));
  EXPECT_FALSE(guesser.sign_in("metro", "olive-demo"));
}

TEST_P(SiteTest, ChangesWithoutCsrfHeaderAreRefused) {
  Browser metro = signed_in("metro");
  metro.forget_csrf();
  const Answer answer = metro.post("/api/v1/shops", kShop, "k1");
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, HasSubstr("csrf_token_wrong"));
  EXPECT_EQ(shops(), 0);
}

TEST_P(SiteTest, RolesDecide) {
  EXPECT_EQ(browser().post("/api/v1/shops", kShop, "k1").status, 401);
  const Answer answer = signed_in("worker").post("/api/v1/shops", kShop, "k1");
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, HasSubstr("not_permitted"));
  EXPECT_EQ(shops(), 0);
}

TEST_P(SiteTest, TwoRequestsWithOneKeyAreOneDeed) {
  const Browser metro = signed_in("metro");
  std::vector<Answer> answers(4);
  std::vector<std::thread> threads;
  for (Answer& answer : answers)
    threads.emplace_back([&] { answer = metro.post("/api/v1/shops", kShop, "same"); });
  for (std::thread& thread : threads) thread.join();
  for (const Answer& answer : answers) {
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, answers[0].body);
  }
  EXPECT_EQ(shops(), 1);
}

TEST_P(SiteTest, WrongFieldsAreNamedInTheCallersLanguage) {
  const Answer answer = signed_in("metro").post("/api/v1/shops", R"({"trade":1})", "k1");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.head, HasSubstr("application/problem+json"));
  EXPECT_THAT(answer.body, HasSubstr(R"("pointer":"/name","code":"required")"));
  EXPECT_THAT(answer.body, HasSubstr(R"("pointer":"/trade","code":"expected_text")"));
  EXPECT_THAT(answer.body, HasSubstr("Please check what you entered"));
}

INSTANTIATE_TEST_SUITE_P(Db, SiteTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

class FindWebTest : public ::testing::Test {
 protected:
  FindWebTest()
      : root_(std::filesystem::temp_directory_path() /
              ("find_web_" + crypto::to_hex(crypto::random_bytes(8)))) {}
  ~FindWebTest() override { std::filesystem::remove_all(root_); }
  std::filesystem::path web_at(const std::string& place) const {
    std::filesystem::create_directories(root_ / place);
    std::ofstream(root_ / place / "index.html") << "<!doctype html>";
    return root_ / place;
  }

  const std::filesystem::path root_;
};

TEST_F(FindWebTest, LooksBesideTheBinaryAndInTheSourceTree) {
  const std::filesystem::path binary = root_ / "build/bin/olive";
  EXPECT_EQ(find_web({}, binary), std::nullopt);
  const auto tree = web_at("web/dist");
  EXPECT_EQ(find_web({}, binary), tree);
  const auto beside = web_at("build/bin/web");
  EXPECT_EQ(find_web({}, binary), beside);
}

TEST_F(FindWebTest, TakesTheFolderThatIsAskedFor) {
  const auto asked = web_at("elsewhere");
  EXPECT_EQ(find_web(asked, root_ / "build/bin/olive"), asked);
  EXPECT_THROW((void)find_web(root_ / "absent", root_ / "olive"), std::runtime_error);
}

}  // namespace
}  // namespace olive
