/// The module's routes with people in their roles, and the bodies that they send.
#pragma once

#include <memory>
#include <string>

#include "api/testing.h"
#include "funds_fixture.h"

namespace funds {

using api::testing::field;

/// The module's routes as a clerk, another official and the public use them.
class FundRouteTest : public FundsTest {
 protected:
  FundRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module({*ledger_, sealer_});
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, own.routes, own.permissions);
    be_clerk();
  }

  void be_clerk() { client_->sign_in(kClerk, {{"metro_centre", {}}}); }
  void be_head() { client_->sign_in(kHead, {{"city_officer", {}}}); }
  void be_director(OrganisationId centre, PersonId person) {
    client_->sign_in(person, {{"centre_director", centre}});
  }
  static std::string id_of(const http::Response& response) { return field(response.body, "id"); }
  static std::string text(std::int64_t id) { return std::to_string(id); }

  http::Response done(const std::string& path, const std::string& body, int status = 201) {
    http::Response response = client_->post(path, body);
    EXPECT_EQ(response.status, status) << path << ": " << response.body;
    return response;
  }
  /// The clerk proposes, the head approves.
  std::string agreed(const std::string& path, const std::string& body) {
    be_clerk();
    const std::string id = id_of(done(path, body));
    be_head();
    (void)done(path + "/" + id + "/approval", "{}", 200);
    return id;
  }
  std::string movement_body(const std::string& kind, std::int64_t amount_won, LineId to) {
    return R"({"kind":")" + kind + R"(","agreement_id":")" + text(local_.value) +
           R"(","to_line_id":")" + text(to.value) + R"(","amount_won":)" + text(amount_won) +
           R"(,"effective_on":"2024-12-01","reason":"계획에 따라"})";
  }
  std::string commitment_body(std::int64_t amount_won) {
    return R"({"line_id":")" + text(line(FundGoal::promotion).value) + R"(","agreement_id":")" +
           text(local_.value) + R"(","amount_won":)" + text(amount_won) +
           R"(,"payee":"부산인쇄","payee_kind":"business","purpose":"홍보물 인쇄",)" +
           R"("committed_on":"2024-12-02","due_on":"2025-01-31"})";
  }
  std::string pay(std::int64_t amount_won, const std::string& invoice) {
    const std::string commitment = agreed("/api/v1/fund-commitments", commitment_body(amount_won));
    be_clerk();
    const std::string id = id_of(
        done("/api/v1/fund-spendings", R"({"commitment_id":")" + commitment + R"(","amount_won":)" +
                                           text(amount_won) + R"(,"spent_on":"2024-12-20"})"));
    (void)done(evidence_path(id, amount_won), invoice);
    be_head();
    (void)done("/api/v1/fund-spendings/" + id + "/approval", "{}", 200);
    return id;
  }
  static std::string evidence_path(const std::string& spending, std::int64_t amount_won) {
    return "/api/v1/fund-spendings/" + spending +
           "/evidence?kind=tax_invoice&issued_on=2024-12-20&file_name=a.pdf&amount_won=" +
           std::to_string(amount_won);
  }
  void give_to_promotion(std::int64_t amount_won) {
    (void)agreed("/api/v1/fund-movements", movement_body("payment", 40'000'000, {}));
    (void)agreed("/api/v1/fund-movements",
                 movement_body("allocation", amount_won, line(FundGoal::promotion)));
  }
  std::string published() {
    be_clerk();
    const std::string id = id_of(
        done("/api/v1/fund-settlements", R"({"agreement_id":")" + text(local_.value) + R"("})"));
    be_head();
    (void)done("/api/v1/fund-settlements/" + id + "/approval", "{}", 200);
    be_clerk();
    (void)done("/api/v1/fund-settlements/" + id + "/publication", "{}", 200);
    return id;
  }

  std::unique_ptr<api::testing::Client> client_;
};

}  // namespace funds
