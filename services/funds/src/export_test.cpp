// The exports as their standards want them. The Fiscal Data Package is checked against its
// published profile where the served file is read (tests/journeys); here its parts must hold
// together.
#include <regex>

#include "base/csv.h"
#include "funds_fixture.h"
#include "json/tree.h"

namespace funds {
namespace {

class ExportTest : public FundsTest {
 protected:
  void publish_local() {
    fund(local_, 40'000'000, FundGoal::promotion, 20'000'000);
    (void)spend(FundGoal::promotion, local_, 9'500'000);
    const CommitmentId lesson = commit_lesson();
    const SpendingId fee = propose_payment(lesson, 300'000).value();
    EXPECT_TRUE(prove(fee, 300'000, "%PDF-fee").has_value());
    EXPECT_TRUE(approve(fee).has_value());
    const auto id = write([&](auto& tx) {
      return propose_fund_settlement(tx, kBusan, local_, kClerk, kNow).value();
    });
    EXPECT_TRUE(deed([&](auto& tx, auto& batch) {
                  return approve_fund_settlement(tx, batch, kBusan, id, kHead);
                }).has_value());
    EXPECT_TRUE(write([&](auto& tx) {
                  return publish_fund_settlement(tx, kBusan, id, kClerk, kToday);
                }).has_value());
  }
  /// Paid to a private person, whose name stays inside.
  CommitmentId commit_lesson() {
    NewCommitment lesson = promise(FundGoal::promotion, local_, 300'000);
    lesson.payee = "김강사";
    lesson.payee_kind = PayeeKind::person;
    const auto id = propose(lesson).value();
    EXPECT_TRUE(approve(id).has_value());
    return id;
  }
  std::string giving() {
    return read([](auto& tx) { return giving_json(tx, kBusan); });
  }
  std::vector<base::CsvRow> rows(std::string (*make)(db::Transaction&, RegionId)) {
    const auto parsed = base::parse_csv(read([&](auto& tx) { return make(tx, kBusan); }));
    EXPECT_TRUE(parsed.has_value());
    return *parsed;
  }
};
OLIVE_ON_BOTH_DATABASES(ExportTest);

/// The fields that the 360Giving Data Standard 1.1 requires of a grant, and of an organisation.
constexpr std::string_view kGrantTexts[] = {"id", "title", "description", "currency", "awardDate"};

void check_organisation(const json::Node& list) {
  ASSERT_EQ(list.elements().size(), 1u);
  const json::Node organisation = list.elements()[0];
  EXPECT_FALSE(organisation.field("id").text().empty());
  EXPECT_FALSE(organisation.field("name").text().empty());
}

TEST_P(ExportTest, GrantsHaveWhatTheGivingStandardRequires) {
  ASSERT_TRUE(move(movement(MovementKind::payment, central_, 60'000'000)).has_value());
  json::Tree tree(giving());
  const auto grants = tree.root().field("grants").elements();
  ASSERT_EQ(grants.size(), 2u);
  const std::regex date("^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$");
  std::set<std::string> ids;
  for (const json::Node& grant : grants) {
    for (const std::string_view name : kGrantTexts)
      EXPECT_FALSE(grant.field(name).text().empty()) << name;
    EXPECT_TRUE(ids.insert(grant.field("id").text()).second);
    EXPECT_TRUE(grant.field("id").text().starts_with("360G-"));
    EXPECT_LE(grant.field("title").text().size(), 140u);
    EXPECT_EQ(grant.field("currency").text(), "KRW");
    EXPECT_GT(grant.field("amountAwarded").integer(), 0);
    EXPECT_TRUE(std::regex_match(grant.field("awardDate").text(), date));
    check_organisation(grant.field("fundingOrganization"));
    check_organisation(grant.field("recipientOrganization"));
    const json::Node planned = grant.field("plannedDates").elements()[0];
    EXPECT_TRUE(std::regex_match(planned.field("startDate").text(), date));
    EXPECT_TRUE(std::regex_match(planned.field("endDate").text(), date));
  }
  EXPECT_TRUE(tree.errors().empty());
}

TEST_P(ExportTest, OnlySignedAgreementsAreGrants) {
  const AgreementId waiting = write([&](auto& tx) {
    return propose_agreement(tx, kBusan, terms(city_, FundSource::city_fund, 1), kClerk, kNow)
        .value();
  });
  EXPECT_EQ(giving().find(std::to_string(waiting.value)), std::string::npos);
  EXPECT_NE(giving().find(std::to_string(central_.value)), std::string::npos);
}

TEST_P(ExportTest, FiscalTablesHoldPlansAndPublishedSpendings) {
  EXPECT_EQ(rows(fiscal_spending_csv).size(), 1u);  // the heading: nothing is published
  publish_local();
  const auto budget = rows(fiscal_budget_csv);
  ASSERT_EQ(budget.size(), 7u);
  std::int64_t plan_won = 0;
  for (std::size_t i = 1; i < budget.size(); ++i) plan_won += std::stoll(budget[i].cells.back());
  EXPECT_EQ(plan_won, 160'000'000);
  const auto spending = rows(fiscal_spending_csv);
  ASSERT_EQ(spending.size(), 3u);
  EXPECT_EQ(spending[0].cells.back(), "amount_won");
  std::int64_t spent_won = 0;
  for (std::size_t i = 1; i < spending.size(); ++i)
    spent_won += std::stoll(spending[i].cells.back());
  EXPECT_EQ(spent_won, 9'800'000);
}

TEST_P(ExportTest, NoPrivateNameLeavesTheHouse) {
  publish_local();
  const auto all =
      read([](auto& tx) { return fiscal_spending_csv(tx, kBusan) + giving_json(tx, kBusan); });
  EXPECT_EQ(all.find("김강사"), std::string::npos);
  EXPECT_NE(all.find("디자인투모로우"), std::string::npos);
}

TEST_P(ExportTest, TheDescriptorSpeaksOfTheTablesAsTheyAre) {
  publish_local();
  json::Tree tree(read([](auto& tx) { return fiscal_package_json(tx, kBusan, kNow); }));
  const json::Node root = tree.root();
  EXPECT_EQ(root.field("profile").text(), "tabular-data-package");
  const auto resources = root.field("resources").elements();
  ASSERT_EQ(resources.size(), 2u);
  const std::string tables[] = {read([](auto& tx) { return fiscal_budget_csv(tx, kBusan); }),
                                read([](auto& tx) { return fiscal_spending_csv(tx, kBusan); })};
  std::set<std::string> columns;
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(resources[i].field("bytes").integer(), std::ssize(tables[i]));
    EXPECT_EQ(resources[i].field("hash").text(),
              "sha256:" + crypto::to_hex(crypto::sha256(tables[i])));
    std::vector<std::string> names;
    for (const json::Node& column : resources[i].field("schema").field("fields").elements()) {
      names.push_back(column.field("name").text());
      columns.insert(resources[i].field("name").text() + "." + names.back());
    }
    EXPECT_TRUE(tables[i].starts_with(base::format_csv_row(names)));
  }
  const json::Node measures = root.field("model").field("measures");
  for (const std::string& name : measures.names()) {
    const json::Node measure = measures.field(name);
    EXPECT_TRUE(
        columns.contains(measure.field("resource").text() + "." + measure.field("source").text()));
    EXPECT_EQ(measure.field("currency").text(), "KRW");
  }
  EXPECT_TRUE(tree.errors().empty());
}

}  // namespace
}  // namespace funds
