// The same key never does a thing twice: every writing route is sent again after its answer was
// lost on the way.
#include <set>

#include "fund_routes_fixture.h"

namespace funds {
namespace {

class ReplayTest : public FundRouteTest {
 protected:
  /// Sends a request twice with one key; the second answer is the first one, from memory.
  std::string twice(const std::string& path, const std::string& body) {
    const std::string key = "replay-" + std::to_string(++sent_);
    const auto first = client_->post(path, body, key);
    EXPECT_EQ(first.status / 100, 2) << path << ": " << first.body;
    const std::string before = state();
    const auto second = client_->post(path, body, key);
    EXPECT_EQ(second.status, first.status) << path << ": " << second.body;
    EXPECT_EQ(second.body, first.body) << path;
    EXPECT_TRUE(is_replayed(second)) << path;
    EXPECT_EQ(state(), before) << path;
    // The key belongs to that request: another one under it is no retry.
    const auto other = client_->post(path, body.empty() ? "{}" : body + " ", key);
    EXPECT_EQ(other.status, 409) << path << ": " << other.body;
    EXPECT_EQ(state(), before) << path;
    done_.insert(pattern_of(path));
    return first.body.empty() ? "" : id_of(first);
  }
  static bool is_replayed(const http::Response& response) {
    return std::ranges::any_of(response.headers, [](const auto& header) {
      return header.first == "idempotency-replayed" && header.second == "true";
    });
  }
  static std::string pattern_of(const std::string& path) {
    std::string pattern;
    for (const std::string_view part : base::split(path.substr(0, path.find('?')), '/'))
      if (!part.empty())
        pattern += part.find_first_not_of("0123456789") == std::string_view::npos
                       ? "/{id}"
                       : "/" + std::string(part);
    return pattern;
  }
  /// Every row that a deed could have added or changed, and the ledger's balances.
  std::string state() {
    return read([&](auto& tx) {
      std::string all;
      for (const std::string table : {"programme", "line", "agreement", "movement", "commitment",
                                      "spending", "evidence", "settlement", "asset", "handover"})
        all += std::to_string(*tx.integer(
                   "SELECT COUNT(*) FROM funds_" + table + " WHERE region_id = $1", kBusan)) +
               " ";
      for (const std::string table : {"programme", "movement", "commitment", "spending"})
        all += std::to_string(tx.integer("SELECT COUNT(*) FROM funds_" + table +
                                             " WHERE region_id = $1 AND state = 'proposed'",
                                         kBusan)
                                  .value_or(0)) +
               " ";
      all += std::to_string(
          *tx.integer("SELECT COUNT(*) FROM people_organisation WHERE region_id = $1", kBusan));
      return all + " " + std::to_string(balance(agreement_account(local_))) + " " +
             std::to_string(balance(line_account(line(FundGoal::promotion), local_)));
    });
  }
  /// Proposed and approved, each sent twice.
  std::string agreed_twice(const std::string& path, const std::string& body) {
    be_clerk();
    const std::string id = twice(path, body);
    be_head();
    (void)twice(path + "/" + id + "/approval", "{}");
    return id;
  }
  void reject_twice(const std::string& path, const std::string& body,
                    const std::string& note = R"({"note":"아니요"})") {
    be_clerk();
    const std::string id = id_of(done(path, body));
    be_head();
    (void)twice(path + "/" + id + "/rejection", note);
  }
  std::string spending_body(const std::string& commitment, std::int64_t amount_won) {
    return R"({"commitment_id":")" + commitment + R"(","amount_won":)" + text(amount_won) +
           R"(,"spent_on":"2024-12-20"})";
  }

  void walk_plans() {
    const std::string plan =
        R"("name":"건강검진","starts_on":"2024-01-01","ends_on":"2024-12-31",)"
        R"("planned_won":5000,"lines":[{"year":2024,"goal":"support","planned_won":5000}]})";
    (void)agreed_twice("/api/v1/fund-programmes", R"({"code":"health",)" + plan);
    reject_twice("/api/v1/fund-programmes", R"({"code":"other",)" + plan, "{}");
    be_clerk();
    const std::string funder = twice("/api/v1/funders", R"({"name":"엘에스일렉트릭"})");
    const std::string terms = R"({"programme_id":")" + text(programme_.value) +
                              R"(","funder_id":")" + funder +
                              R"(","source":"designated_gift","name":"지정기탁",)"
                              R"("amount_won":1000,"starts_on":"2024-03-01",)"
                              R"("ends_on":"2024-12-31","conditions":""})";
    const std::string agreement = twice("/api/v1/fund-agreements", terms);
    be_head();
    (void)twice("/api/v1/fund-agreements/" + agreement + "/signature", "{}");
    reject_twice("/api/v1/fund-agreements", terms, "{}");
  }
  void walk_money() {
    (void)agreed_twice("/api/v1/fund-movements", movement_body("payment", 40'000'000, {}));
    (void)agreed_twice("/api/v1/fund-movements",
                       movement_body("allocation", 9'000'000, line(FundGoal::promotion)));
    reject_twice("/api/v1/fund-movements", movement_body("interest", 1, {}));
    reject_twice("/api/v1/fund-commitments", commitment_body(1'000));
    const std::string promised = agreed_twice("/api/v1/fund-commitments", commitment_body(1'000));
    be_clerk();
    (void)twice("/api/v1/fund-commitments/" + promised + "/release", R"({"note":"취소"})");
  }
  void walk_payment() {
    const std::string commitment = agreed("/api/v1/fund-commitments", commitment_body(5'000));
    reject_twice("/api/v1/fund-spendings", spending_body(commitment, 5'000));
    be_clerk();
    const std::string spending = twice("/api/v1/fund-spendings", spending_body(commitment, 4'000));
    (void)twice(evidence_path(spending, 4'000), "%PDF-invoice");
    be_head();
    (void)twice("/api/v1/fund-spendings/" + spending + "/approval", "{}");
  }
  void walk_settlement() {
    const std::string body = R"({"agreement_id":")" + text(local_.value) + R"("})";
    reject_twice("/api/v1/fund-settlements", body);
    const std::string id = agreed_twice("/api/v1/fund-settlements", body);
    be_clerk();
    (void)twice("/api/v1/fund-settlements/" + id + "/publication", "{}");
  }
  void walk_assets() {
    be_clerk();
    const std::string asset =
        twice("/api/v1/fund-assets", R"({"kind":"vehicle","name":"경차","donor":"세정나눔재단",)"
                                     R"("value_won":0,"acquired_on":"2024-06-17","holder_id":")" +
                                         text(centre_.value) + R"("})");
    const std::string path = "/api/v1/fund-assets/" + asset;
    const std::string to_other = R"({"to_id":")" + text(other_centre_.value) +
                                 R"(","handed_on":"2024-12-30","condition":"흠집 없음"})";
    be_director(centre_, PersonId{81});
    (void)twice(path + "/state", R"({"is_in_repair":true})");
    const std::string first = twice(path + "/handovers", to_other);
    (void)twice("/api/v1/fund-handovers/" + first + "/withdrawal", "{}");
    const std::string second = twice(path + "/handovers", to_other);
    be_director(other_centre_, PersonId{82});
    (void)twice("/api/v1/fund-handovers/" + second + "/acceptance", "{}");
    (void)twice(path + "/disposal", R"({"note":"사고 폐차"})");
    be_head();
    (void)twice(path + "/disposal-approval", "{}");
  }

  int sent_ = 0;
  std::set<std::string> done_;
};
OLIVE_ON_BOTH_DATABASES(ReplayTest);

TEST_P(ReplayTest, NoDeedIsDoneTwice) {
  walk_plans();
  walk_money();
  walk_payment();
  walk_settlement();
  walk_assets();
  std::set<std::string> writing;
  for (const api::Route& route : module({*ledger_, sealer_}).routes)
    if (route.method == http::Method::post) writing.insert(route.path);
  EXPECT_EQ(done_, writing);
}

// What was refused is no deed: the same key may be used once the reason is gone.
TEST_P(ReplayTest, ARefusalDoesNotUseTheKeyUp) {
  be_clerk();
  const std::string id = id_of(done("/api/v1/fund-commitments", commitment_body(1'000)));
  const std::string approval = "/api/v1/fund-commitments/" + id + "/approval";
  be_head();
  EXPECT_EQ(client_->post(approval, "{}", "one-key").status, 422);  // the line has no money yet
  give_to_promotion(1'000);
  be_head();
  EXPECT_EQ(client_->post(approval, "{}", "one-key").status, 200);
  EXPECT_EQ(figures(FundGoal::promotion).committed_won, 1'000);
}

}  // namespace
}  // namespace funds
