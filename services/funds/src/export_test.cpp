// The exports as their standards want them. The Fiscal Data Package is checked against its
// published profile where the served file is read (tests/journeys); here its parts must hold
// together. No package of Debian or npm carries the 360Giving schema, so its structure is written
// down here once more: every name, type, requirement and pattern of what a grant may hold.
#include <algorithm>
#include <regex>
#include <span>

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

/// What the 360Giving Data Standard 1.1 knows of a field.
enum class GivingType { text, date, part_date, number, organisations, events, programmes };
struct GivingField {
  std::string_view name;
  GivingType type;
  bool is_required = false;
};
using enum GivingType;

constexpr GivingField kGrantFields[] = {{"id", text, true},
                                        {"title", text, true},
                                        {"description", text, true},
                                        {"currency", text, true},
                                        {"amountAppliedFor", number},
                                        {"amountAwarded", number, true},
                                        {"amountDisbursed", number},
                                        {"awardDate", date, true},
                                        {"url", text},
                                        {"plannedDates", events},
                                        {"actualDates", events},
                                        {"recipientOrganization", organisations, true},
                                        {"fundingOrganization", organisations, true},
                                        {"grantProgramme", programmes},
                                        {"fromOpenCall", text},
                                        {"dateModified", text},
                                        {"dataSource", text}};
constexpr GivingField kOrganisationFields[] = {{"id", text, true},
                                               {"name", text, true},
                                               {"department", text},
                                               {"alternateName", text},
                                               {"url", text}};
constexpr GivingField kEventFields[] = {{"title", text},
                                        {"startDate", part_date},
                                        {"endDate", part_date},
                                        {"duration", text},
                                        {"description", text}};
constexpr GivingField kProgrammeFields[] = {
    {"code", text}, {"title", text}, {"description", text}, {"url", text}};

/// Checks an object against what the standard knows; a name that it does not know is a mistake.
class GivingCheck {
 public:
  void object(const json::Node& node, std::span<const GivingField> fields) {
    std::set<std::string_view> known;
    const std::vector<std::string> names = node.names();
    for (const GivingField& field : fields) {
      known.insert(field.name);
      const bool is_there = std::ranges::find(names, field.name) != names.end();
      EXPECT_TRUE(is_there || !field.is_required) << field.name;
      if (is_there) value(node.field(field.name), field);
    }
    for (const std::string& name : names) EXPECT_TRUE(known.contains(name)) << name;
  }

 private:
  void value(const json::Node& node, const GivingField& field) {
    static const std::regex kDay("^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$");
    static const std::regex kMonth("^[0-9]{4}(-(0[1-9]|1[012]))?$");
    switch (field.type) {
      case text: EXPECT_FALSE(node.text().empty()) << field.name; return;
      case number: EXPECT_GE(node.integer(), 0) << field.name; return;
      case date: EXPECT_TRUE(std::regex_match(node.text(), kDay)) << field.name; return;
      case part_date:
        EXPECT_TRUE(std::regex_match(node.text(), kDay) || std::regex_match(node.text(), kMonth))
            << field.name;
        return;
      case organisations: return list(node, kOrganisationFields);
      case events: return list(node, kEventFields);
      case programmes: return list(node, kProgrammeFields);
    }
  }
  void list(const json::Node& node, std::span<const GivingField> fields) {
    EXPECT_GE(node.elements().size(), 1u);
    for (const json::Node& each : node.elements()) object(each, fields);
  }
};

TEST_P(ExportTest, EveryFieldIsOneThatTheGivingStandardKnows) {
  ASSERT_TRUE(move(movement(MovementKind::payment, central_, 60'000'000)).has_value());
  const std::string whole = giving();
  json::Tree tree(whole);
  const json::Node root = tree.root();
  EXPECT_EQ(root.names(), (std::vector<std::string>{"version", "grants"}));
  EXPECT_TRUE(std::regex_match(root.field("version").text(), std::regex("^[0-9]+[.][0-9]+$")));
  const auto grants = root.field("grants").elements();
  ASSERT_GE(grants.size(), 1u);
  for (const json::Node& grant : grants) {
    GivingCheck().object(grant, kGrantFields);
    // No more was paid than awarded, and nothing ends before it begins.
    EXPECT_LE(grant.field("amountDisbursed").integer(), grant.field("amountAwarded").integer());
    const json::Node planned = grant.field("plannedDates").elements()[0];
    EXPECT_LE(planned.field("startDate").text(), planned.field("endDate").text());
    // Whoever gives does not give to itself.
    EXPECT_NE(grant.field("fundingOrganization").elements()[0].field("id").text(),
              grant.field("recipientOrganization").elements()[0].field("id").text());
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
