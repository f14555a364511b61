#include "fund_routes_fixture.h"

namespace funds {
namespace {

OLIVE_ON_BOTH_DATABASES(FundRouteTest);

TEST_P(FundRouteTest, FromPaymentToPublicFigureAndBack) {
  give_to_promotion(10'000'000);
  const std::string spending = pay(9'000'000, "%PDF-invoice");
  const std::string settlement = published();
  client_->sign_out();
  const auto all = client_->get("/api/v1/published-funds");
  EXPECT_EQ(field(all.body, "planned_won"), "500000000") << all.body;
  const auto shown = client_->get("/api/v1/published-funds/" + settlement);
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(field(shown.body, "received_won"), "40000000");
  EXPECT_EQ(field(shown.body, "spent_won"), "9000000");
  const auto behind = client_->get("/api/v1/published-spendings/" + spending);
  EXPECT_EQ(field(behind.body, "sha256"), crypto::to_hex(crypto::sha256("%PDF-invoice")));
  EXPECT_EQ(field(behind.body, "settlement_id"), settlement);
  EXPECT_EQ(field(behind.body, "line_spent_won"), "9000000");
  EXPECT_EQ(behind.body.find("proposed_by"), std::string::npos);
}

TEST_P(FundRouteTest, TheBoardShowsTheYearAndItsLines) {
  give_to_promotion(10'000'000);
  (void)pay(9'000'000, "%PDF-invoice");
  const auto board = client_->get("/api/v1/fund-programmes/" + text(programme_.value) + "/board");
  ASSERT_EQ(board.status, 200) << board.body;
  EXPECT_EQ(field(board.body, "year"), "2024");
  EXPECT_NE(board.body.find(R"("spent_won":9000000)"), std::string::npos) << board.body;
  const auto detail = client_->get("/api/v1/fund-lines/" + text(line(FundGoal::promotion).value));
  EXPECT_NE(detail.body.find(R"("evidence_count":1)"), std::string::npos) << detail.body;
  EXPECT_EQ(client_->get("/api/v1/fund-lines/5").status, 404);
  EXPECT_EQ(client_->get("/api/v1/fund-programmes/5/board").status, 404);
}

TEST_P(FundRouteTest, DocumentsAreForOfficialsAndLooksAreCounted) {
  give_to_promotion(10'000'000);
  const std::string spending = pay(9'000'000, "%PDF-invoice");
  const auto detail = client_->get("/api/v1/fund-spendings/" + spending);
  const std::string mark = R"("evidence":[{"id":")";
  const std::size_t at = detail.body.find(mark);
  ASSERT_NE(at, std::string::npos) << detail.body;
  const std::string from = detail.body.substr(at + mark.size());
  const std::string evidence = "/api/v1/fund-evidence/" + from.substr(0, from.find('"'));
  const auto document = client_->get(evidence + "/content");
  ASSERT_EQ(document.status, 200);
  EXPECT_EQ(document.body, "%PDF-invoice");
  EXPECT_EQ(document.content_type, "application/pdf");
  client_->sign_in(PersonId{9}, {{"auditor", {}}});
  EXPECT_EQ(field(client_->get(evidence + "/views").body, "viewer_id"), text(kHead.value));
  be_director(centre_, PersonId{8});
  EXPECT_EQ(client_->get(evidence + "/content").status, 403);
  EXPECT_EQ(client_->get("/api/v1/fund-evidence/5/content").status, 403);
  be_head();
  EXPECT_EQ(client_->get("/api/v1/fund-evidence/5/content").status, 404);
}

TEST_P(FundRouteTest, RefusalsNameTheField) {
  give_to_promotion(10'000'000);
  be_clerk();
  const auto above = client_->post(
      "/api/v1/fund-movements", movement_body("allocation", 20'000'000, line(FundGoal::promotion)));
  EXPECT_EQ(field(above.body, "code"), "allocation_above_plan");
  EXPECT_NE(above.body.find("/amount_won"), std::string::npos);
  const std::string commitment =
      id_of(done("/api/v1/fund-commitments", commitment_body(10'000'001)));
  EXPECT_EQ(field(client_->post("/api/v1/fund-commitments/" + commitment + "/approval", "{}").body,
                  "code"),
            "commitment_own_proposal");
  be_head();
  EXPECT_EQ(field(client_->post("/api/v1/fund-commitments/" + commitment + "/approval", "{}").body,
                  "code"),
            "line_balance_insufficient");
  EXPECT_EQ(
      client_
          ->post("/api/v1/fund-commitments/" + commitment + "/rejection", R"({"note":"예산 부족"})")
          .status,
      200);
  client_->sign_in(PersonId{9}, {{"auditor", {}}});
  EXPECT_EQ(client_->post("/api/v1/fund-commitments", commitment_body(1)).status, 403);
}

TEST_P(FundRouteTest, TasksShowWhatWaits) {
  be_clerk();
  (void)done("/api/v1/fund-movements", movement_body("payment", 1'000, {}));
  const auto tasks = client_->get("/api/v1/fund-tasks");
  EXPECT_EQ(field(tasks.body, "kind"), "movement") << tasks.body;
  EXPECT_EQ(field(tasks.body, "proposed_by"), text(kClerk.value));
}

TEST_P(FundRouteTest, ProgrammesAndAgreementsAreDecided) {
  be_clerk();
  const std::string programme =
      agreed("/api/v1/fund-programmes",
             R"({"code":"health-2026","name":"건강검진 지원","starts_on":"2024-01-01",)"
             R"("ends_on":"2024-12-31","planned_won":50000000,)"
             R"("lines":[{"year":2024,"goal":"support","planned_won":50000000}]})");
  be_clerk();
  const std::string funder = id_of(done("/api/v1/funders", R"({"name":"엘에스일렉트릭"})"));
  const std::string agreement =
      id_of(done("/api/v1/fund-agreements", R"({"programme_id":")" + programme +
                                                R"(","funder_id":")" + funder +
                                                R"(","source":"designated_gift","name":"지정기탁",)"
                                                R"("amount_won":50000000,"starts_on":"2024-03-01",)"
                                                R"("ends_on":"2024-12-31","conditions":""})"));
  be_head();
  EXPECT_EQ(
      field(done("/api/v1/fund-agreements/" + agreement + "/signature", "{}", 200).body, "state"),
      "signed_off");
  EXPECT_NE(client_->get("/api/v1/funders").body.find("엘에스"), std::string::npos);
}

TEST_P(FundRouteTest, ACentreSignsForWhatItHolds) {
  be_clerk();
  const std::string asset = id_of(
      done("/api/v1/fund-assets", R"({"kind":"vehicle","name":"경차","donor":"세정나눔재단",)"
                                  R"("value_won":0,"acquired_on":"2024-06-17","holder_id":")" +
                                      text(centre_.value) + R"("})"));
  be_director(other_centre_, PersonId{82});
  const std::string give = "/api/v1/fund-assets/" + asset + "/handovers";
  const std::string body = R"({"to_id":")" + text(other_centre_.value) +
                           R"(","handed_on":"2024-12-30","condition":"흠집 없음"})";
  EXPECT_EQ(client_->post(give, body).status, 404);  // not theirs to give
  be_director(centre_, PersonId{81});
  const std::string handover = "/api/v1/fund-handovers/" + id_of(done(give, body));
  EXPECT_EQ(client_->post(handover + "/acceptance", "{}").status, 404);  // nor to take
  be_director(other_centre_, PersonId{82});
  EXPECT_EQ(field(done(handover + "/acceptance", "{}", 200).body, "state"), "taken");
  const auto board = client_->get("/api/v1/fund-assets");
  EXPECT_EQ(field(board.body, "holder_name"), "영도지역자활센터") << board.body;
}

}  // namespace
}  // namespace funds
