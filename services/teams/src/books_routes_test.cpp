#include "api/testing.h"
#include "books_fixture.h"
#include "people/consent.h"

namespace teams {
namespace {

using api::testing::field;

/// The books' routes as a coordinator, a director, the metropolitan centre and the city use them.
class BooksRouteTest : public BooksTest {
 protected:
  BooksRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module(*ledger_, [this](auto&&...) { return settled_; });
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, own.routes, own.permissions);
    be_clerk();
  }
  void be_clerk() { client_->sign_in(kClerk, {{"coordinator", centre_}}); }
  void be_director() { client_->sign_in(kDirector, {{"centre_director", centre_}}); }
  void be_elsewhere() { client_->sign_in(PersonId{13}, {{"centre_director", OrganisationId{99}}}); }
  static std::string quoted(std::int64_t id) { return "\"" + std::to_string(id) + "\""; }

  std::string opened() {
    const auto made =
        client_->post("/api/v1/team-quarters",
                      R"({"team_id":)" + quoted(team_.value) + R"(,"quarter":"2026-08-15"})");
    EXPECT_EQ(made.status, 201) << made.body;
    return "/api/v1/team-quarters/" + field(made.body, "id");
  }
  http::Response enter(const std::string& quarter, const std::string& kind, std::int64_t amount_won,
                       const std::string& number) {
    return client_->post(quarter + "/lines",
                         R"({"kind":")" + kind + R"(","occurred_on":"2026-08-03","amount_won":)" +
                             std::to_string(amount_won) +
                             R"(,"counterparty":"부산시청","evidence_number":")" + number +
                             R"(","description":""})");
  }
  std::string closed_by_route() {
    const std::string quarter = opened();
    EXPECT_EQ(enter(quarter, "contract", 1'000'000, "1").status, 201);
    EXPECT_EQ(client_->post(quarter + "/submission", "{}").status, 200);
    be_director();
    EXPECT_EQ(client_->post(quarter + "/closing", "{}").status, 200);
    return quarter;
  }

  std::vector<OutsideSale> settled_;
  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(BooksRouteTest);

TEST_P(BooksRouteTest, AQuarterFromTheFirstLineToTheClosing) {
  settled_ = {{"settlement:1", kThird, 70'000, "올리브 카페", "settlement:1"}};
  const std::string quarter = opened();
  EXPECT_EQ(opened(), quarter);
  EXPECT_NE(client_->get(quarter).body.find("settlement:1"), std::string::npos);
  EXPECT_EQ(field(client_->post(quarter + "/market-sales", "{}").body, "taken"), "1");
  const auto line = enter(quarter, "contract", 930'000, "세금계산서 1");
  ASSERT_EQ(line.status, 201) << line.body;
  const auto again = enter(quarter, "contract", 5, "세금계산서 1");
  EXPECT_EQ(again.status, 422);
  EXPECT_NE(again.body.find("/evidence_number"), std::string::npos);
  ASSERT_EQ(client_->post(quarter + "/submission", "{}").status, 200);
  EXPECT_EQ(client_->post(quarter + "/closing", "{}").status, 403);
  be_director();
  const auto closed = client_->post(quarter + "/closing", "{}", "close-this-quarter");
  ASSERT_EQ(closed.status, 200) << closed.body;
  EXPECT_EQ(client_->post(quarter + "/closing", "{}", "close-this-quarter").body, closed.body);
  EXPECT_EQ(field(client_->post(quarter + "/closing", "{}").body, "code"), "quarter_not_submitted");
  const auto desk = client_->get("/api/v1/team-quarters?quarter=2026-07-01");
  EXPECT_EQ(field(desk.body, "state"), "closed");
  EXPECT_EQ(field(desk.body, "sales_won"), "1000000");
}

TEST_P(BooksRouteTest, AmountsThatDoNotBalanceNameTheirField) {
  const std::string quarter = opened();
  EXPECT_EQ(enter(quarter, "direct_cost", 1'000, "1").status, 201);
  const auto refused = client_->post(quarter + "/submission", "{}");
  EXPECT_EQ(field(refused.body, "code"), "costs_above_means");
  EXPECT_NE(refused.body.find("/spent_direct_won"), std::string::npos);
  const auto silent =
      client_->post(quarter + "/submission", R"({"shortfall_bearer":"next_quarter"})");
  EXPECT_NE(silent.body.find("/shortfall_reason"), std::string::npos);
  const std::string named =
      R"({"shortfall_bearer":"programme_budget","shortfall_reason":"매출 전 재료"})";
  ASSERT_EQ(client_->post(quarter + "/submission", named).status, 200);
  be_director();
  const auto unseen = client_->post(quarter + "/closing", "{}");
  EXPECT_EQ(field(unseen.body, "code"), "shortfall_not_approved");
  EXPECT_NE(unseen.body.find("/shortfall_won"), std::string::npos);
  EXPECT_EQ(field(client_->get(quarter).body, "shortfall_won"), "1000");
  EXPECT_EQ(client_->post(quarter + "/closing", R"({"shortfall_won":1000})").status, 200);
}

TEST_P(BooksRouteTest, ASubmittedAccountComesBackWithAWord) {
  const std::string quarter = opened();
  EXPECT_EQ(client_->post(quarter + "/submission", "{}").status, 200);
  be_director();
  EXPECT_EQ(client_->post(quarter + "/return", R"({"note":""})").status, 422);
  const auto back = client_->post(quarter + "/return", R"({"note":"매출 빠짐"})");
  EXPECT_EQ(field(back.body, "state"), "draft");
  EXPECT_EQ(field(back.body, "note"), "매출 빠짐");
}

TEST_P(BooksRouteTest, OtherCentresSeeNothing) {
  const std::string quarter = opened();
  const auto line = enter(quarter, "contract", 1'000, "1");
  be_elsewhere();
  EXPECT_EQ(client_->get(quarter).status, 404);
  EXPECT_EQ(client_->post(quarter + "/submission", "{}").status, 404);
  EXPECT_EQ(
      client_->post("/api/v1/sales-lines/" + field(line.body, "id") + "/removal", "{}").status,
      404);
  EXPECT_EQ(client_->get("/api/v1/teams/" + std::to_string(team_.value) + "/book").status, 404);
  EXPECT_EQ(client_
                ->post("/api/v1/team-quarters",
                       R"({"team_id":)" + quoted(team_.value) + R"(,"quarter":"2026-08-15"})")
                .status,
            404);
  EXPECT_EQ(client_->get("/api/v1/team-quarters?quarter=2026-07-01").body.find("동행"),
            std::string::npos);
}

TEST_P(BooksRouteTest, LinesAreRemovedAndLaterTakenBack) {
  const std::string quarter = opened();
  const auto line = enter(quarter, "contract", 1'000, "9");
  const std::string path = "/api/v1/sales-lines/" + field(line.body, "id");
  EXPECT_EQ(client_->post(path + "/removal", "{}").status, 200);
  EXPECT_EQ(client_->post(path + "/removal", "{}").status, 404);
  const auto kept = enter(quarter, "contract", 1'000, "9");
  EXPECT_EQ(client_->post(quarter + "/submission", "{}").status, 200);
  be_director();
  ASSERT_EQ(client_->post(quarter + "/closing", "{}").status, 200);
  be_clerk();
  const auto next = client_->post("/api/v1/team-quarters", R"({"team_id":)" + quoted(team_.value) +
                                                               R"(,"quarter":"2026-10-01"})");
  const auto back =
      client_->post("/api/v1/sales-lines/" + field(kept.body, "id") + "/reversal",
                    R"({"quarter_id":")" + field(next.body, "id") + R"(","reason":"두 번 적음"})");
  ASSERT_EQ(back.status, 201) << back.body;
  EXPECT_EQ(field(back.body, "amount_won"), "-1000");
}

TEST_P(BooksRouteTest, PaysOutOfAFundByTwoPeople) {
  const PersonId person = add_worker("홍길동");
  (void)closed_by_route();
  be_clerk();
  const std::string team = "/api/v1/teams/" + std::to_string(team_.value);
  const std::string body =
      R"({"kind":"performance","person_id":)" + quoted(person.value) +
      R"(,"month":"2026-08-01","amount_won":AMOUNT,"reason":"3분기","evidence_number":"결의 1"})";
  const auto with = [&body](const std::string& amount) {
    return std::string(body).replace(body.find("AMOUNT"), 6, amount);
  };
  const auto above = client_->post(team + "/payments", with("150001"));
  EXPECT_EQ(field(above.body, "code"), "bonus_above_month_max");
  EXPECT_NE(above.body.find("/amount_won"), std::string::npos);
  const auto proposed = client_->post(team + "/payments", with("100000"));
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  EXPECT_EQ(field(proposed.body, "name"), "홍*동");
  be_director();
  const std::string payment = "/api/v1/team-payments/" + field(proposed.body, "id");
  ASSERT_EQ(client_->post(payment + "/approval", "{}").status, 200);
  EXPECT_EQ(field(client_->post(payment + "/rejection", R"({"note":"늦음"})").body, "code"),
            "team_payment_not_proposed");
  const auto book = client_->get(team + "/book");
  EXPECT_EQ(field(book.body, "performance_won"), "50000");  // what is left of the fund
  EXPECT_EQ(balance(bonus_account(person)), 100'000);
}

TEST_P(BooksRouteTest, RulesAreDecidedByTwoOfThoseWhoMay) {
  EXPECT_EQ(client_->post("/api/v1/sales-rules", "{}").status, 403);
  const std::string body =
      R"({"work_type":"market_entry","valid_from":"2026-07-01","set_aside_ppm":SHARE,)"
      R"("performance_ppm":300000,"tomorrow_profit_ppm":0,"activation_ppm":0,)"
      R"("central_fund_ppm":0,"regional_support_ppm":0,"set_aside_floor_ppm":0,)"
      R"("basis":"2026년 안내"})";
  const auto with = [&body](const std::string& share) {
    return std::string(body).replace(body.find("SHARE"), 5, share);
  };
  client_->sign_in(kClerk, {{"metro_centre", {}}});
  const auto above = client_->post("/api/v1/sales-rules", with("700001"));
  EXPECT_EQ(field(above.body, "code"), "sales_shares_above_whole");
  const auto made = client_->post("/api/v1/sales-rules", with("700000"));
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string rule = "/api/v1/sales-rules/" + field(made.body, "id");
  EXPECT_EQ(field(client_->post(rule + "/approval", "{}").body, "code"), "sales_rule_own_proposal");
  client_->sign_in(kDirector, {{"city_officer", {}}});
  EXPECT_EQ(field(client_->post(rule + "/approval", "{}").body, "state"), "approved");
  EXPECT_EQ(client_->post(rule + "/rejection", "{}").status, 422);
  EXPECT_EQ(field(client_->get("/api/v1/sales-rules").body, "version"), "2");
}

TEST_P(BooksRouteTest, FilesAreForTheNationalSystem) {
  (void)closed_by_route();
  const auto file = client_->get("/api/v1/team-quarter-export?quarter=2026-07-01");
  EXPECT_EQ(file.status, 200);
  EXPECT_NE(file.body.find("202609"), std::string::npos);
  const auto old = client_->get("/api/v1/team-quarter-export?quarter=2026-07-01&encoding=cp949");
  EXPECT_EQ(old.content_type, "text/csv; charset=cp949");
  be_elsewhere();
  EXPECT_EQ(client_->get("/api/v1/team-quarter-export?quarter=2026-07-01").body.find("202609"),
            std::string::npos);
}

TEST_P(BooksRouteTest, PersonalDataLeaveWithAReasonAndATrace) {
  const PersonId person = add_worker("홍길동");
  be_director();
  const std::string attendance =
      "/api/v1/attendance-export?month=2026-08-01&centre_id=" + std::to_string(centre_.value);
  EXPECT_EQ(client_->get(attendance).status, 422);
  EXPECT_EQ(client_->get(attendance + "&reason=report").status, 200);
  const PayRunId id = write([&](auto& tx) {
    return draft_pay_run(tx, kBusan, centre_, *base::make_date(2026, 8, 1), kToday).value();
  });
  const std::string run = "/api/v1/pay-runs/" + std::to_string(id.value);
  EXPECT_EQ(field(client_->get(run + "/export?reason=report").body, "code"), "pay_run_not_posted");
  ASSERT_EQ(client_->post(run + "/posting", "{}").status, 200);
  EXPECT_EQ(client_->get(run + "/export?reason=report").status, 200);
  EXPECT_EQ(client_->get(run + "/payslips.pdf?reason=payday").status, 200);
  const auto traces =
      database_->read([&](auto& tx) { return people::accesses_of(tx, kBusan, person, 10); });
  ASSERT_EQ(traces.size(), 3u);
  EXPECT_EQ(traces[0].action, "export");
  EXPECT_EQ(traces[0].reason, "payday");
  be_elsewhere();
  EXPECT_EQ(client_->get(run + "/export?reason=report").status, 404);
  EXPECT_EQ(client_->get(attendance + "&reason=report").status, 404);
}

TEST_P(BooksRouteTest, EverybodySeesTheirOwnPayslip) {
  const PersonId person = add_worker("홍길동");
  const PayRunId id = write([&](auto& tx) {
    return draft_pay_run(tx, kBusan, centre_, *base::make_date(2026, 8, 1), kToday).value();
  });
  be_director();
  ASSERT_EQ(client_->post("/api/v1/pay-runs/" + std::to_string(id.value) + "/posting", "{}").status,
            200);
  client_->sign_in(person, {{"participant", team_}});
  const auto slip = client_->get("/api/v1/me/payslip?month=2026-08-01");
  EXPECT_EQ(field(slip.body, "total_won"), "111680");  // a day of work, a substitute holiday
  EXPECT_EQ(client_->get("/api/v1/me/payslip?month=2026-07-01").status, 404);
  EXPECT_EQ(client_->get("/api/v1/me/payslip.pdf?month=2026-08-01").content_type,
            "application/pdf");
  EXPECT_TRUE(database_->read([&](auto& tx) { return people::accesses_of(tx, kBusan, person, 10); })
                  .empty());
}

TEST_P(BooksRouteTest, FieldsAreNamedForEveryRefusal) {
  const std::string quarter = opened();
  struct FieldCase {
    std::string body;
    std::string pointer;
  };
  const auto line = [](const std::string& kind, const std::string& day, const std::string& amount,
                       const std::string& number) {
    return R"({"kind":")" + kind + R"(","occurred_on":")" + day + R"(","amount_won":)" + amount +
           R"(,"counterparty":"부산시청","evidence_number":")" + number + R"(","description":""})";
  };
  const std::vector<FieldCase> cases{{line("market", "2026-08-03", "5", "1"), "/kind"},
                                     {line("contract", "2026-10-03", "5", "1"), "/occurred_on"},
                                     {line("contract", "2026-08-03", "0", "1"), "/amount_won"},
                                     {line("contract", "2026-08-03", "5", ""), "/evidence_number"},
                                     {line("contract", "2026-02-30", "5", "1"), "/occurred_on"},
                                     {line("nonsense", "2026-08-03", "5", "1"), "/kind"}};
  for (const FieldCase& c : cases) {
    const auto refused = client_->post(quarter + "/lines", c.body);
    EXPECT_EQ(refused.status, 422) << c.body;
    EXPECT_NE(refused.body.find("\"" + c.pointer + "\""), std::string::npos) << refused.body;
  }
  EXPECT_EQ(client_->get(quarter).body.find("부산시청"), std::string::npos);
}

TEST_P(BooksRouteTest, PaymentsNameTheirFieldsToo) {
  (void)add_worker("홍길동");
  (void)closed_by_route();
  be_clerk();
  const std::string team = "/api/v1/teams/" + std::to_string(team_.value) + "/payments";
  const auto pay = [&](const std::string& kind, const std::string& payee,
                       const std::string& month) {
    return client_->post(team, R"({"kind":")" + kind + R"(","payee":")" + payee + R"(","month":")" +
                                   month +
                                   R"(","amount_won":5,"reason":"까닭","evidence_number":"1"})");
  };
  EXPECT_NE(pay("start_up", "", "2026-11-01").body.find("/payee"), std::string::npos);
  EXPECT_NE(pay("start_up", "새봄", "2026-12-01").body.find("/month"), std::string::npos);
  EXPECT_NE(pay("performance", "", "2026-11-01").body.find("/person_id"), std::string::npos);
  EXPECT_EQ(pay("start_up", "새봄", "2026-11-01").status, 201);
}

TEST_P(BooksRouteTest, RolesAreKeptApart) {
  const std::string quarter = opened();
  const std::vector<std::pair<std::string, int>> readers{
      {"case_manager", 200}, {"auditor", 200}, {"city_officer", 200}, {"shop_keeper", 403}};
  for (const auto& [role, status] : readers) {
    client_->sign_in(PersonId{14}, {{role, centre_}});
    EXPECT_EQ(client_->get(quarter).status, status) << role;
    EXPECT_EQ(client_->post(quarter + "/submission", "{}").status, 403) << role;
    EXPECT_EQ(client_->post(quarter + "/closing", "{}").status, 403) << role;
  }
  client_->sign_out();
  EXPECT_EQ(client_->get(quarter).status, 401);
  EXPECT_EQ(client_->get("/api/v1/team-quarter-export?quarter=2026-07-01").status, 401);
  EXPECT_EQ(client_->get("/api/v1/published-quarters").status, 200);
}

TEST_P(BooksRouteTest, TheDeskTellsWhoHasNotBegun) {
  (void)add_team("두부", WorkType::market_entry);
  (void)opened();
  const auto desk = client_->get("/api/v1/team-quarters?quarter=2026-09-30").body;
  EXPECT_EQ(field(desk, "quarter"), "2026-07-01");
  EXPECT_NE(desk.find("두부"), std::string::npos);
  EXPECT_NE(desk.find(R"("account":null)"), std::string::npos);
  EXPECT_NE(desk.find(R"("state":"draft")"), std::string::npos);
  // Before a team was founded it has no quarter.
  EXPECT_EQ(client_->get("/api/v1/team-quarters?quarter=2023-07-01").body.find("두부"),
            std::string::npos);
}

TEST_P(BooksRouteTest, AnAccountTellsWhoMayClose) {
  const std::string quarter = opened();
  EXPECT_EQ(enter(quarter, "contract", 1'000, "1").status, 201);
  EXPECT_EQ(field(client_->get(quarter).body, "may_close"), "false");
  be_director();
  EXPECT_EQ(field(client_->get(quarter).body, "may_close"), "true");
}

}  // namespace
}  // namespace teams
