// Who may do what: every route of the module under every role, against a table that is written
// down here once more, by hand.
#include <map>
#include <set>

#include "fund_routes_fixture.h"

namespace funds {
namespace {

using Roles = std::set<std::string_view>;

const Roles kSee{"metro_centre", "city_officer", "auditor", "centre_director"};
const Roles kAct{"metro_centre", "city_officer"};
const Roles kOpen{"metro_centre", "city_officer", "auditor"};
const Roles kHold{"metro_centre", "centre_director"};

constexpr std::string_view kAllRoles[] = {
    "citizen",          "participant",     "care_worker",  "shop_keeper",  "coordinator",
    "case_manager",     "centre_director", "metro_centre", "hospital",     "dong_officer",
    "district_officer", "city_officer",    "auditor",      "administrator"};

// clang-format off
const std::map<std::string_view, Roles> kMay{
    {"list_fund_programmes", kSee}, {"get_fund_board", kSee}, {"list_fund_tasks", kSee},
    {"propose_fund_programme", kAct}, {"approve_fund_programme", kAct},
    {"reject_fund_programme", kAct},
    {"list_funders", kSee}, {"create_funder", kAct},
    {"list_fund_agreements", kSee}, {"propose_fund_agreement", kAct},
    {"sign_fund_agreement", kAct}, {"reject_fund_agreement", kAct},
    {"list_fund_movements", kSee}, {"propose_fund_movement", kAct},
    {"approve_fund_movement", kAct}, {"reject_fund_movement", kAct},
    {"get_fund_line", kSee}, {"propose_fund_commitment", kAct}, {"approve_fund_commitment", kAct},
    {"reject_fund_commitment", kAct}, {"release_fund_commitment", kAct},
    {"get_fund_spending", kSee}, {"propose_fund_spending", kAct}, {"approve_fund_spending", kAct},
    {"reject_fund_spending", kAct},
    {"add_fund_evidence", kAct}, {"open_fund_evidence", kOpen}, {"list_evidence_views", kOpen},
    {"list_fund_settlements", kSee}, {"get_fund_settlement", kSee},
    {"propose_fund_settlement", kAct}, {"approve_fund_settlement", kAct},
    {"reject_fund_settlement", kAct}, {"publish_fund_settlement", kAct},
    {"list_fund_assets", kSee}, {"record_fund_asset", kAct}, {"approve_fund_disposal", kAct},
    {"give_fund_asset", kHold}, {"take_fund_asset", kHold}, {"withdraw_fund_handover", kHold},
    {"set_fund_asset_state", kHold}, {"propose_fund_disposal", kHold},
};
/// What everybody may see without signing in.
const Roles kPublic{"export_360giving", "export_fiscal_package", "export_fiscal_budget",
                    "export_fiscal_spending", "get_published_funds", "get_published_settlement",
                    "get_published_spending"};
// clang-format on

class RoleTest : public FundRouteTest {
 protected:
  RoleTest() : module_(module({*ledger_, sealer_})) {}

  static std::string path_of(const api::Route& route) {
    std::string path = route.path;
    if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, "5");
    return path;
  }
  int status(const api::Route& route) {
    if (route.method == http::Method::get) return client_->get(path_of(route)).status;
    return client_->post(path_of(route), "{}").status;
  }
  // Passed the door: whatever the answer is, it is not about who asks.
  static bool is_let_in(int status) { return status != 401 && status != 403; }

  manifest::Module module_;
};
INSTANTIATE_TEST_SUITE_P(Db, RoleTest, ::testing::Values(db::Dialect::sqlite),
                         [](const auto&) { return "sqlite"; });

TEST_P(RoleTest, TheTableKnowsEveryRoute) {
  Roles known = kPublic;
  for (const auto& [operation, roles] : kMay) known.insert(operation);
  Roles served;
  for (const api::Route& route : module_.routes)
    EXPECT_TRUE(served.insert(route.options.operation).second) << route.options.operation;
  EXPECT_EQ(served, known);
}

TEST_P(RoleTest, EachRoleMayDoWhatTheTableSays) {
  for (const std::string_view role : kAllRoles) {
    client_->sign_in(PersonId{90}, {{std::string(role), centre_}});
    for (const api::Route& route : module_.routes) {
      const std::string_view operation = route.options.operation;
      const bool may = kPublic.contains(operation) || kMay.at(operation).contains(role);
      EXPECT_EQ(is_let_in(status(route)), may) << role << " " << operation;
    }
  }
}

TEST_P(RoleTest, NobodyPassesWithoutSigningIn) {
  client_->sign_out();
  for (const api::Route& route : module_.routes)
    EXPECT_EQ(is_let_in(status(route)), kPublic.contains(route.options.operation))
        << route.options.operation;
}

TEST_P(RoleTest, EveryDeedNeedsAKey) {
  for (const api::Route& route : module_.routes)
    EXPECT_EQ(route.is_idempotent_by_key, route.method == http::Method::post)
        << route.options.operation;
}

TEST_P(RoleTest, OtherRegionsHaveNothingOfThis) {
  const RegionId elsewhere{2};
  read([&](auto& tx) {
    EXPECT_TRUE(list_programmes(tx, elsewhere).empty());
    EXPECT_TRUE(list_agreements(tx, elsewhere, {}).empty());
    EXPECT_TRUE(list_movements(tx, elsewhere, {}, {}).empty());
    EXPECT_TRUE(list_fund_settlements(tx, elsewhere).empty());
    EXPECT_TRUE(list_assets(tx, elsewhere).empty());
    EXPECT_FALSE(find_programme(tx, elsewhere, programme_));
    EXPECT_FALSE(find_agreement(tx, elsewhere, central_));
    EXPECT_EQ(fiscal_budget_csv(tx, elsewhere).find("innovation"), std::string::npos);
    EXPECT_EQ(giving_json(tx, elsewhere), R"({"version":"1.1","grants":[]})");
  });
}

}  // namespace
}  // namespace funds
