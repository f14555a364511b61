// What everybody may read: amounts and purposes of published settlements, and nothing of who worked
// on them, to whom private money went, or what is still being decided.
#include <set>

#include "base/csv.h"
#include "fund_routes_fixture.h"
#include "json/tree.h"

namespace funds {
namespace {

/// Names that only exist inside; each would be found in an answer that leaks it.
constexpr std::string_view kInside[] = {
    "김강사",   "내부 메모", "가.pdf",   "proposed_by", "decided_by",       "file_name",
    "added_by", "note",      "given_by", "taken_by",    "management_number"};

class PublicTest : public FundRouteTest {
 protected:
  PublicTest() {
    give_to_promotion(10'000'000);
    business_ = pay(1'000'000, "%PDF-invoice");
    lesson_ = pay_person();
    settlement_ = published();
    // Of another agreement, approved but published by nobody.
    fund(central_, 50'000'000, FundGoal::brand, 10'000'000);
    hidden_ = text(spend(FundGoal::brand, central_, 700'000).value);
    client_->sign_out();
  }
  std::string pay_person() {
    NewCommitment lesson = promise(FundGoal::promotion, local_, 300'000);
    lesson.payee = "김강사";
    lesson.payee_kind = PayeeKind::person;
    lesson.purpose = "강사료, \"특강\" 2회";
    const CommitmentId commitment = propose(lesson).value();
    EXPECT_TRUE(approve(commitment).has_value());
    const SpendingId id = write([&](auto& tx) {
      return propose_spending(tx, kBusan, {commitment, 300'000, kToday, "내부 메모"}, kClerk, kNow)
          .value();
    });
    EXPECT_TRUE(write([&](auto& tx) {
                  return add_evidence(tx, kBusan, id,
                                      {EvidenceKind::cash_receipt, 300'000, kToday, "가.pdf"},
                                      "%PDF-fee", sealer_, kClerk, kNow);
                }).has_value());
    EXPECT_TRUE(approve(id).has_value());
    return text(id.value);
  }
  std::vector<std::string> all_public() {
    std::vector<std::string> paths;
    for (const api::Route& route : module({*ledger_, sealer_}).routes)
      if (route.options.permission.empty() && route.path.find('{') == std::string::npos)
        paths.push_back(route.path);
    paths.push_back("/api/v1/published-funds/" + settlement_);
    for (const std::string& id : {business_, lesson_})
      paths.push_back("/api/v1/published-spendings/" + id);
    return paths;
  }

  std::string business_, lesson_, hidden_, settlement_;
};
OLIVE_ON_BOTH_DATABASES(PublicTest);

TEST_P(PublicTest, NothingOfTheInsideIsShown) {
  ASSERT_EQ(all_public().size(), 8u);
  for (const std::string& path : all_public()) {
    const auto answer = client_->get(path);
    ASSERT_EQ(answer.status, 200) << path;
    for (const std::string_view inside : kInside)
      EXPECT_EQ(answer.body.find(inside), std::string::npos) << path << " " << inside;
    EXPECT_EQ(answer.body.find("\"" + text(kClerk.value) + "\""), std::string::npos) << path;
    EXPECT_EQ(answer.body.find(hidden_), std::string::npos) << path;
  }
}

TEST_P(PublicTest, APrivatePersonIsAKindWithoutAName) {
  const auto shown = client_->get("/api/v1/published-spendings/" + lesson_);
  EXPECT_EQ(field(shown.body, "payee_kind"), "person");
  EXPECT_EQ(field(shown.body, "payee"), "");
  EXPECT_EQ(field(shown.body, "amount_won"), "300000");
  EXPECT_EQ(field(shown.body, "sha256"), crypto::to_hex(crypto::sha256("%PDF-fee")));
  const auto other = client_->get("/api/v1/published-spendings/" + business_);
  EXPECT_EQ(field(other.body, "payee"), "부산인쇄");
}

TEST_P(PublicTest, WhatIsNotPublishedIsNotThere) {
  EXPECT_EQ(client_->get("/api/v1/published-spendings/" + hidden_).status, 404);
  EXPECT_EQ(client_->get("/api/v1/published-spendings/5").status, 404);
  EXPECT_EQ(client_->get("/api/v1/published-funds/5").status, 404);
  const auto draft = write([&](auto& tx) {
    return propose_fund_settlement(tx, kBusan, central_, kClerk, kNow).value();
  });
  const std::string path = "/api/v1/published-funds/" + text(draft.value);
  EXPECT_EQ(client_->get(path).status, 404);
  ASSERT_TRUE(deed([&](auto& tx, auto& batch) {
                return approve_fund_settlement(tx, batch, kBusan, draft, kHead);
              }).has_value());
  EXPECT_EQ(client_->get(path).status, 404);  // approved, but nobody has shown it yet
}

TEST_P(PublicTest, TheSpendingsBehindAFigureAddUpToIt) {
  json::Tree tree(client_->get("/api/v1/published-funds/" + settlement_).body);
  const json::Node root = tree.root();
  std::int64_t lines_won = 0;
  for (const json::Node& each : root.field("lines").elements())
    lines_won += each.field("spent_won").integer();
  std::int64_t spendings_won = 0;
  for (const json::Node& each : root.field("spendings").elements())
    spendings_won += each.field("amount_won").integer();
  const json::Node sums = root.field("settlement");
  EXPECT_EQ(lines_won, 1'300'000);
  EXPECT_EQ(spendings_won, 1'300'000);
  EXPECT_EQ(sums.field("spent_won").integer(), 1'300'000);
  EXPECT_EQ(sums.field("received_won").integer(),
            sums.field("spent_won").integer() + sums.field("unspent_won").integer());
  EXPECT_TRUE(tree.errors().empty());
}

// A comma, quotes and a leading `=` of an office must come back as they were, and start no formula.
TEST_P(PublicTest, TablesSurviveWhatPeopleType) {
  const auto csv = client_->get("/api/v1/published-funds/fiscal/spending.csv");
  EXPECT_EQ(csv.content_type, "text/csv");
  const auto rows = base::parse_csv(csv.body);
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 3u);
  const std::size_t columns = rows->front().cells.size();
  std::set<std::string> keys;
  bool has_purpose = false;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const auto& cells = (*rows)[i].cells;
    ASSERT_EQ(cells.size(), columns);
    EXPECT_TRUE(keys.insert(cells.front()).second) << "spending_id is the primary key";
    EXPECT_TRUE(base::parse_date(cells[1]).has_value()) << cells[1];
    EXPECT_EQ(cells[2], "2024");
    EXPECT_EQ(cells[10].size(), 64u);
    EXPECT_GT(base::parse_integer(cells[11]).value_or(0), 0);
    EXPECT_GT(base::parse_integer(cells.back()).value_or(0), 0);
    has_purpose |= cells[9] == "강사료, \"특강\" 2회";
  }
  EXPECT_TRUE(has_purpose);
}

TEST_P(PublicTest, TheGivingFileTellsWhatWasPaid) {
  json::Tree tree(client_->get("/api/v1/published-funds/360giving.json").body);
  const std::set<std::string> allowed{"id",
                                      "title",
                                      "description",
                                      "currency",
                                      "awardDate",
                                      "plannedDates",
                                      "fundingOrganization",
                                      "recipientOrganization",
                                      "amountAwarded",
                                      "amountDisbursed",
                                      "grantProgramme"};
  for (const json::Node& grant : tree.root().field("grants").elements()) {
    for (const std::string& name : grant.names()) EXPECT_TRUE(allowed.contains(name)) << name;
    const bool is_local = grant.field("id").text() == "360G-olive-" + text(local_.value);
    EXPECT_EQ(grant.field("amountAwarded").integer(), is_local ? 40'000'000 : 100'000'000);
    EXPECT_EQ(grant.field("amountDisbursed").integer(), is_local ? 40'000'000 : 50'000'000);
    EXPECT_EQ(grant.field("awardDate").text(), "2024-06-01");
    const json::Node dates = grant.field("plannedDates").elements().at(0);
    EXPECT_LE(dates.field("startDate").text(), dates.field("endDate").text());
    EXPECT_EQ(grant.field("grantProgramme").elements().at(0).field("code").text(), "innovation");
  }
  EXPECT_TRUE(tree.errors().empty());
}

TEST_P(PublicTest, EverybodyMayReadTheFilesFromAnyPage) {
  for (const std::string path :
       {"360giving.json", "fiscal/datapackage.json", "fiscal/budget.csv", "fiscal/spending.csv"}) {
    const auto answer = client_->get("/api/v1/published-funds/" + path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_TRUE(std::ranges::any_of(answer.headers, [](const auto& header) {
      return header.first == "Access-Control-Allow-Origin" && header.second == "*";
    })) << path;
  }
}

}  // namespace
}  // namespace funds
