// What a holder of points and a till without a connection ask over HTTP.
#include "api/testing.h"
#include "crypto/signature.h"
#include "market/offline_till.h"
#include "settlement_fixture.h"

namespace market {
namespace {

using api::testing::field;

class WalletRouteTest : public SettlementBase {
 protected:
  WalletRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module({*ledger_, pins_, sealer_});
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions);
  }
  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(WalletRouteTest);

TEST_P(WalletRouteTest, AHolderDonatesAndTakesBack) {
  client_->sign_in(buyer_, {});
  const auto terms = client_->get("/api/v1/me/donations");
  EXPECT_EQ(field(terms.body, "text_version"), "2026-1");
  const auto unasked = client_->post(
      "/api/v1/me/donations", R"({"points":500,"is_consented":false,"text_version":"2026-1"})");
  EXPECT_EQ(field(unasked.body, "code"), "consent_missing");
  EXPECT_EQ(field(unasked.body, "pointer"), "/is_consented");
  const auto given = client_->post("/api/v1/me/donations",
                                   R"({"points":500,"is_consented":true,"text_version":"2026-1"})");
  ASSERT_EQ(given.status, 201) << given.body;
  EXPECT_EQ(field(given.body, "fund_won"), "500");
  EXPECT_EQ(wallet(), 9'500);
  const std::string cancel = "/api/v1/me/donations/" + field(given.body, "id") + "/cancellation";
  client_->sign_in(kKeeper, {});
  EXPECT_EQ(client_->post(cancel, "{}").status, 404);
  client_->sign_in(buyer_, {});
  EXPECT_EQ(field(client_->post(cancel, "{}").body, "fund_won"), "0");
  EXPECT_EQ(wallet(), 10'000);
}

TEST_P(WalletRouteTest, TheNearestShopsComeFirst) {
  client_->sign_in(buyer_, {});
  EXPECT_EQ(field(client_->get("/api/v1/me/nearby-shops").body, "has_place"), "false");
  const auto at = [](std::int64_t lat_e6) {
    return people::Place{.lat_e6 = lat_e6, .lng_e6 = 129'000'000};
  };
  write([&](db::Transaction& tx) {
    for (const std::int64_t north : {50'000, 10'000, 30'000})
      CHECK(create_shop(tx, kBusan,
                        {.name = "가게" + std::to_string(north),
                         .opened_on = kToday,
                         .place = at(35'100'000 + north)},
                        kNow)
                .has_value());
    people::Person me = people::find_person(tx, kBusan, buyer_).value();
    me.home = at(35'100'000);
    CHECK(people::update_person(tx, kBusan, me, kNow).has_value());
  });
  const auto near = client_->get("/api/v1/me/nearby-shops");
  EXPECT_EQ(field(near.body, "name"), "가게10000");
  EXPECT_EQ(field(near.body, "distance_m"), "1112");
  EXPECT_EQ(field(near.body, "lat_e6"), "35100000");  // the map's middle is home
}

TEST_P(WalletRouteTest, ATillIsRegisteredAndSendsWhatItSigned) {
  const crypto::SigningKey key(std::string(32, 'a'));
  const std::string devices = "/api/v1/shops/" + std::to_string(shop_.value) + "/devices";
  const std::string form =
      R"({"name":"till","public_key":")" + crypto::to_base64(key.public_key()) + "\"}";
  client_->sign_in(kKeeper, {{"shop_keeper", OrganisationId{5}}});
  EXPECT_EQ(client_->post(devices, form).status, 404);
  client_->sign_in(kKeeper, {{"shop_keeper", shop_}});
  const auto made = client_->post(devices, form);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(field(client_->post(devices, form).body, "code"), "device_known_already");
  EXPECT_EQ(field(client_->get("/api/v1/offline-terms").body, "floor_points"), "10000");
  const std::string id = field(made.body, "id");
  const Device device{.id = {std::stoll(id)}, .shop_id = shop_};
  OfflineSale sale{1, kNow.plus_seconds(-60), card_.number, 2'500, {}};
  sale.signature = crypto::to_base64(key.sign(signed_text(device, sale)));
  const std::string body = R"({"sales":[)" + json::write(sale) + "]}";
  const std::string path = "/api/v1/devices/" + id + "/offline-sales";
  const auto sent = client_->post(path, body);
  ASSERT_EQ(sent.status, 200) << sent.body;
  EXPECT_EQ(field(sent.body, "outcome"), "paid");
  EXPECT_EQ(client_->post(path, body).body, sent.body);
  EXPECT_EQ(wallet(), 7'500);
  EXPECT_EQ(client_->post(devices + "/" + id + "/revocation", "{}").status, 200);
  EXPECT_EQ(client_->post(devices + "/" + id + "/revocation", "{}").status, 404);
  client_->sign_in(kKeeper, {{"shop_keeper", OrganisationId{5}}});
  EXPECT_EQ(client_->post(path, body).status, 404);
}

}  // namespace
}  // namespace market
