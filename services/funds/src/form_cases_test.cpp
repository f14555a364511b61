// Every field that a form refuses, one case a row, through the routes: the answer names the field,
// the reason has a stable name, and nothing is recorded.
#include <map>

#include "fund_routes_fixture.h"

namespace funds {
namespace {

// One field of a good form replaced (`-`: left out); words after `$` stand for ids of the test.
struct FormCase {
  std::string_view form, field, value, code, pointer;
};

using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

struct GoodForm {
  std::string_view name, path;
  Fields fields;
};

const std::vector<GoodForm> kForms{
    {"programme",
     "/api/v1/fund-programmes",
     {{"code", R"("new-2025")"},
      {"name", R"("새 사업")"},
      {"starts_on", R"("2025-01-01")"},
      {"ends_on", R"("2026-12-31")"},
      {"planned_won", "1000"},
      {"lines", R"([{"year":2025,"goal":"brand","planned_won":1000}])"}}},
    {"agreement",
     "/api/v1/fund-agreements",
     {{"programme_id", "$programme"},
      {"funder_id", "$city"},
      {"source", R"("city_fund")"},
      {"name", R"("2025년 협약")"},
      {"amount_won", "1000"},
      {"starts_on", R"("2025-01-01")"},
      {"ends_on", R"("2025-12-31")"},
      {"conditions", R"("")"}}},
    {"payment",
     "/api/v1/fund-movements",
     {{"kind", R"("payment")"},
      {"agreement_id", "$central"},
      {"amount_won", "1000"},
      {"effective_on", R"("2024-12-01")"},
      {"reason", R"("교부금")"}}},
    {"allocation",
     "/api/v1/fund-movements",
     {{"kind", R"("allocation")"},
      {"agreement_id", "$local"},
      {"to_line_id", "$brand"},
      {"amount_won", "1000"},
      {"effective_on", R"("2024-12-01")"},
      {"reason", R"("배정")"}}},
    {"reallocation",
     "/api/v1/fund-movements",
     {{"kind", R"("reallocation")"},
      {"agreement_id", "$local"},
      {"from_line_id", "$promotion"},
      {"to_line_id", "$brand"},
      {"amount_won", "1000"},
      {"effective_on", R"("2024-12-01")"},
      {"reason", R"("전용")"}}},
    {"commitment",
     "/api/v1/fund-commitments",
     {{"line_id", "$promotion"},
      {"agreement_id", "$local"},
      {"amount_won", "1000"},
      {"payee", R"("부산인쇄")"},
      {"payee_kind", R"("business")"},
      {"purpose", R"("홍보물")"},
      {"committed_on", R"("2024-12-02")"},
      {"due_on", R"("2025-01-31")"}}},
    {"spending",
     "/api/v1/fund-spendings",
     {{"commitment_id", "$open"}, {"amount_won", "900"}, {"spent_on", R"("2024-12-20")"}}},
    {"settlement", "/api/v1/fund-settlements", {{"agreement_id", "$central"}}},
    {"funder", "/api/v1/funders", {{"name", R"("새 후원사")"}}},
    {"asset",
     "/api/v1/fund-assets",
     {{"kind", R"("vehicle")"},
      {"name", R"("경차")"},
      {"donor", R"("해양진흥공사")"},
      {"value_won", "0"},
      {"acquired_on", R"("2024-06-17")"},
      {"holder_id", "$centre"}}},
    {"handover",
     "/api/v1/fund-assets/$car/handovers",
     {{"to_id", "$other"}, {"handed_on", R"("2024-12-30")"}, {"condition", R"("이상 없음")"}}},
    {"disposal", "/api/v1/fund-assets/$car/disposal", {{"note", R"("폐차")"}}},
    {"release", "/api/v1/fund-commitments/$open/release", {{"note", R"("취소")"}}},
};

// clang-format off
const std::vector<FormCase> kCases{
    {"programme", "code", R"("가")", "too_short", "/code"},
    {"programme", "code", R"("New 2025")", "bad_pattern", "/code"},
    {"programme", "code", R"("-new")", "bad_pattern", "/code"},
    {"programme", "code", R"("innovation")", "programme_code_taken", "/code"},
    {"programme", "name", R"("")", "too_short", "/name"},
    {"programme", "name", R"("900101-1234567")", "resident_number", "/name"},
    {"programme", "name", "-", "required", "/name"},
    {"programme", "starts_on", R"("2025-02-29")", "not_a_date", "/starts_on"},
    {"programme", "ends_on", R"("2024-12-31")", "dates_reversed", "/ends_on"},
    {"programme", "planned_won", "0", "out_of_range", "/planned_won"},
    {"programme", "planned_won", "-1000", "out_of_range", "/planned_won"},
    {"programme", "planned_won", "1000000000001", "out_of_range", "/planned_won"},
    {"programme", "planned_won", "999", "lines_above_programme", "/planned_won"},
    {"programme", "planned_won", "1000.0", "expected_integer", "/planned_won"},
    {"programme", "planned_won", R"("1000")", "expected_integer", "/planned_won"},
    {"programme", "lines", "[]", "too_short", "/lines"},
    {"programme", "lines", "-", "too_short", "/lines"},
    {"programme", "lines", R"([{"year":2025,"goal":"brand","planned_won":-1}])", "out_of_range",
     "/lines/0/planned_won"},
    {"programme", "lines", R"([{"year":2025,"goal":"war","planned_won":1}])", "no_such_choice",
     "/lines/0/goal"},
    {"programme", "lines", R"([{"year":1999,"goal":"brand","planned_won":1}])", "out_of_range",
     "/lines/0/year"},
    {"programme", "lines", R"([{"year":2027,"goal":"brand","planned_won":1}])",
     "line_outside_programme", "/lines"},
    // Two lines whose sum would not fit 64 bits, so that it would look negative.
    {"programme", "lines",
     R"([{"year":2025,"goal":"brand","planned_won":9223372036854775807},)"
     R"({"year":2026,"goal":"brand","planned_won":1}])",
     "out_of_range", "/lines/0/planned_won"},
    {"programme", "lines",
     R"([{"year":2025,"goal":"brand","planned_won":1},)"
     R"({"year":2025,"goal":"brand","planned_won":2}])",
     "line_twice", "/lines"},
    {"programme", "state", R"("approved")", "unknown_field", "/state"},

    {"agreement", "programme_id", R"("5")", "programme_not_found", "/programme_id"},
    {"agreement", "programme_id", "$waiting_programme", "programme_not_approved", "/programme_id"},
    {"agreement", "funder_id", R"("5")", "organisation_not_found", "/funder_id"},
    {"agreement", "source", R"("lottery")", "no_such_choice", "/source"},
    {"agreement", "name", R"("협")", "too_short", "/name"},
    {"agreement", "amount_won", "0", "out_of_range", "/amount_won"},
    {"agreement", "amount_won", "360000001", "agreements_above_programme", "/amount_won"},
    {"agreement", "ends_on", R"("2024-12-31")", "dates_reversed", "/ends_on"},
    {"agreement", "conditions", "null", "required", "/conditions"},
    {"agreement", "conditions", R"("담당 850315-5234567")", "resident_number", "/conditions"},

    {"payment", "kind", R"("loan")", "no_such_choice", "/kind"},
    {"payment", "agreement_id", R"("5")", "agreement_not_found", "/agreement_id"},
    {"payment", "agreement_id", "$unsigned", "agreement_not_signed", "/agreement_id"},
    {"payment", "amount_won", "0", "out_of_range", "/amount_won"},
    {"payment", "amount_won", "100000001", "payment_above_agreement", "/amount_won"},
    {"payment", "effective_on", R"("2025-01-01")", "movement_in_future", "/effective_on"},
    {"payment", "reason", R"("x")", "too_short", "/reason"},
    {"payment", "reason", R"("   ")", "reason_missing", "/reason"},
    {"payment", "to_line_id", "$brand", "line_not_expected", "/to_line_id"},
    {"payment", "from_line_id", "$brand", "line_not_expected", "/from_line_id"},

    {"allocation", "to_line_id", R"("5")", "fund_line_not_found", "/to_line_id"},
    {"allocation", "to_line_id", "-", "fund_line_not_found", "/to_line_id"},
    {"allocation", "to_line_id", "$foreign_line", "line_of_other_programme", "/to_line_id"},
    {"allocation", "from_line_id", "$promotion", "line_not_expected", "/from_line_id"},
    {"allocation", "amount_won", "30000001", "allocation_above_plan", "/amount_won"},

    {"reallocation", "from_line_id", "-", "fund_line_not_found", "/from_line_id"},
    {"reallocation", "from_line_id", "$foreign_line", "line_of_other_programme", "/from_line_id"},
    {"reallocation", "to_line_id", R"("5")", "fund_line_not_found", "/to_line_id"},
    {"reallocation", "to_line_id", "$foreign_line", "line_of_other_programme", "/to_line_id"},
    {"reallocation", "to_line_id", "$promotion", "line_same", "/to_line_id"},
    {"reallocation", "to_line_id", "$next_year", "line_of_other_year", "/to_line_id"},
    {"reallocation", "amount_won", "4000001", "funder_consent_required", "/funder_consent"},

    {"commitment", "line_id", R"("5")", "fund_line_not_found", "/line_id"},
    {"commitment", "line_id", "$foreign_line", "agreement_not_found", "/agreement_id"},
    {"commitment", "agreement_id", R"("5")", "agreement_not_found", "/agreement_id"},
    {"commitment", "agreement_id", "$unsigned", "agreement_not_signed", "/agreement_id"},
    {"commitment", "amount_won", "-1", "out_of_range", "/amount_won"},
    {"commitment", "payee", R"("부")", "too_short", "/payee"},
    {"commitment", "payee", R"("김강사 9001012234567")", "resident_number", "/payee"},
    {"commitment", "payee_kind", R"("friend")", "no_such_choice", "/payee_kind"},
    {"commitment", "purpose", R"("홍")", "too_short", "/purpose"},
    {"commitment", "committed_on", R"("2025-01-01")", "commitment_in_future", "/committed_on"},
    {"commitment", "due_on", R"("2024-12-30")", "commitment_due_over", "/due_on"},

    {"spending", "commitment_id", R"("5")", "commitment_not_found", "/commitment_id"},
    {"spending", "commitment_id", "$waiting", "commitment_not_open", "/commitment_id"},
    {"spending", "commitment_id", "$paying", "commitment_has_spending", "/commitment_id"},
    {"spending", "amount_won", "0", "out_of_range", "/amount_won"},
    {"spending", "amount_won", "1001", "spending_above_commitment", "/amount_won"},
    {"spending", "spent_on", R"("2024-12-01")", "spending_before_commitment", "/spent_on"},
    {"spending", "spent_on", R"("2025-01-01")", "spending_in_future", "/spent_on"},

    {"settlement", "agreement_id", R"("5")", "agreement_not_found", "/agreement_id"},
    {"settlement", "agreement_id", "$unsigned", "agreement_not_signed", "/agreement_id"},
    {"settlement", "agreement_id", "$long", "agreement_not_over", "/agreement_id"},
    {"settlement", "agreement_id", "$local", "agreement_has_open_business", "/agreement_id"},

    {"funder", "name", R"("새")", "too_short", "/name"},
    {"funder", "name", R"("  ")", "name_missing", "/name"},

    {"asset", "kind", R"("ship")", "no_such_choice", "/kind"},
    {"asset", "name", R"("차")", "too_short", "/name"},
    {"asset", "donor", "-", "asset_donor_missing", "/donor"},
    {"asset", "donor", R"("  ")", "asset_donor_missing", "/donor"},
    {"asset", "spending_id", R"("5")", "asset_spending_not_found", "/spending_id"},
    {"asset", "value_won", "-1", "out_of_range", "/value_won"},
    {"asset", "acquired_on", R"("2025-01-01")", "asset_in_future", "/acquired_on"},
    {"asset", "holder_id", R"("5")", "organisation_not_found", "/holder_id"},

    {"handover", "to_id", R"("5")", "organisation_not_found", "/to_id"},
    {"handover", "to_id", "$centre", "asset_holder_same", "/to_id"},
    {"handover", "handed_on", R"("2024-06-16")", "handover_before_custody", "/handed_on"},
    {"handover", "handed_on", R"("2025-01-01")", "asset_in_future", "/handed_on"},
    {"handover", "condition", R"("")", "too_short", "/condition"},
    {"disposal", "note", R"("x")", "too_short", "/note"},
    {"release", "note", "-", "required", "/note"},
};
// clang-format on

class FormCasesTest : public FundRouteTest {
 protected:
  FormCasesTest() {
    give_to_promotion(10'000'000);
    be_clerk();
    names_ = {{"programme", programme_.value},
              {"city", city_.value},
              {"central", central_.value},
              {"local", local_.value},
              {"centre", centre_.value},
              {"other", other_centre_.value},
              {"brand", line(FundGoal::brand).value},
              {"promotion", line(FundGoal::promotion).value},
              {"next_year", line(FundGoal::promotion, 2025).value}};
    name_agreements();
    name_commitments();
    const ProgrammeId foreign = approved_programme("foreign");
    names_["foreign_line"] =
        read([&](auto& tx) { return lines_of(tx, kBusan, foreign).front().id.value; });
    names_["waiting_programme"] = write([&](auto& tx) {
      return propose_programme(tx, kBusan, plan("waiting"), kClerk, kNow)->value;
    });
    names_["car"] = write([&](auto& tx) {
      return record_asset(tx, kBusan,
                          {.kind = AssetKind::vehicle,
                           .name = "경차 1호",
                           .donor = "세정나눔재단",
                           .acquired_on = *base::make_date(2024, 6, 17),
                           .holder_id = centre_},
                          kClerk, kNow)
          ->value;
    });
    be_clerk();
  }
  void name_agreements() {
    NewAgreement longer = terms(city_, FundSource::designated_gift, 1);
    names_["unsigned"] =
        write([&](auto& tx) { return propose_agreement(tx, kBusan, longer, kClerk, kNow)->value; });
    longer.ends_on = kToday.plus_days(1);
    names_["long"] = write([&](auto& tx) {
      const AgreementId id = propose_agreement(tx, kBusan, longer, kClerk, kNow).value();
      EXPECT_TRUE(decide_agreement(tx, kBusan, id, StepState::approved, kHead, kJune).has_value());
      return id.value;
    });
  }
  void name_commitments() {
    NewCommitment small = promise(FundGoal::promotion, local_, 1'000);
    small.committed_on = *base::make_date(2024, 12, 2);
    names_["waiting"] = propose(small)->value;
    for (const std::string name : {"open", "paying"}) {
      const CommitmentId id = propose(small).value();
      ASSERT_TRUE(approve(id).has_value());
      names_[name] = id.value;
    }
    ASSERT_TRUE(propose_payment({names_["paying"]}, 500).has_value());
  }

  // `$name` as the id it stands for: quoted in bodies, bare in paths.
  std::string filled(std::string_view text, std::string_view quote) {
    std::string out(text);
    for (auto at = out.find('$'); at != std::string::npos; at = out.find('$', at)) {
      const auto end = out.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1);
      const std::string name = out.substr(at + 1, end == std::string::npos ? end : end - at - 1);
      EXPECT_TRUE(names_.contains(name)) << name;
      out.replace(at, name.size() + 1,
                  std::string(quote) + std::to_string(names_[name]) + std::string(quote));
    }
    return out;
  }
  static const GoodForm& form(std::string_view name) {
    return *std::ranges::find(kForms, name, &GoodForm::name);
  }
  std::string body_of(const GoodForm& form, std::string_view field, std::string_view value) {
    std::map<std::string_view, std::string_view> fields(form.fields.begin(), form.fields.end());
    if (!field.empty()) fields[field] = value;
    std::string body = "{";
    for (const auto& [name, text] : fields) {
      if (text == "-") continue;
      body += (body.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":" + filled(text, "\"");
    }
    return body + "}";
  }
  http::Response send(const GoodForm& form, std::string_view field, std::string_view value) {
    return client_->post(filled(form.path, ""), body_of(form, field, value));
  }
  // Rows of all the module's tables, and what the ledger holds of one agreement.
  std::string recorded() {
    return read([&](auto& tx) {
      std::string counts;
      for (const std::string table :
           {"programme", "line", "agreement", "movement", "commitment", "spending", "evidence",
            "settlement", "settlement_line", "asset", "handover"})
        counts += table + " " +
                  std::to_string(*tx.integer(
                      "SELECT COUNT(*) FROM funds_" + table + " WHERE region_id = $1", kBusan)) +
                  "\n";
      return counts + std::to_string(balance(agreement_account(local_)));
    });
  }

  std::map<std::string, std::int64_t> names_;
};
OLIVE_ON_BOTH_DATABASES(FormCasesTest);

TEST_P(FormCasesTest, NameTheFieldAndChangeNothing) {
  const std::string before = recorded();
  for (const FormCase& c : kCases) {
    const auto answer = send(form(c.form), c.field, c.value);
    const std::string story = std::string(c.form) + " " + std::string(c.field) + " " +
                              std::string(c.value) + ": " + answer.body;
    EXPECT_EQ(answer.status / 100, 4) << story;
    EXPECT_NE(answer.body.find(R"("pointer":")" + std::string(c.pointer) + R"(")"),
              std::string::npos)
        << story;
    EXPECT_NE(answer.body.find(R"("code":")" + std::string(c.code) + R"(")"), std::string::npos)
        << story;
  }
  EXPECT_EQ(recorded(), before);
}

// The table above proves nothing when the untouched form is refused as well.
TEST_P(FormCasesTest, TheUntouchedFormsAreTaken) {
  for (const GoodForm& good : kForms) {
    if (good.name == "settlement" || good.name == "release") continue;  // need a quiet agreement
    const auto answer = send(good, "", "");
    EXPECT_EQ(answer.status / 100, 2) << good.name << ": " << answer.body;
  }
}

TEST_P(FormCasesTest, BodiesThatAreNoFormAreRefusedAsAWhole) {
  const std::string before = recorded();
  for (const GoodForm& good : kForms)
    for (const std::string body : {"", "[]", "null", "{\"", "\xff"}) {
      const auto answer = client_->post(filled(good.path, ""), body);
      EXPECT_EQ(answer.status / 100, 4) << good.name << " " << body << ": " << answer.body;
    }
  EXPECT_EQ(recorded(), before);
}

}  // namespace
}  // namespace funds
