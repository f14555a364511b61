// Orders in the name of an organisation: by its staff, on its account, at its address.
#include "api/testing.h"
#include "market/buyer_parcels.h"
#include "market/order_statement.h"
#include "order_fixture.h"

OLIVE_EMBEDDED(market)

namespace market {
namespace {

using people::Role;

class OrganisationOrderTest : public OrderTest {
 protected:
  OrganisationOrderTest() {
    office_ = write([&](db::Transaction& tx) {
      return people::create_organisation(tx, kBusan,
                                         {.kind = people::OrganisationKind::district,
                                          .name = "영도구청",
                                          .place = {.road_address = "태종로 423",
                                                    .lat_e6 = 35'100'000,
                                                    .lng_e6 = 129'001'000}},
                                         kNow)
          .value();
    });
    officer_ = add_person("김길순");
    hold(officer_, Role::district_officer);
  }

  void hold(PersonId person, Role role, std::optional<base::Date> until = {}) {
    write([&](db::Transaction& tx) {
      return people::join(tx, kBusan, person, office_, role, kToday.plus_days(-30), {}, until)
          .has_value();
    });
  }
  OrderForm in_its_name(std::vector<OrderLine> lines) const {
    return {.lines = std::move(lines), .organisation_id = office_};
  }
  std::int64_t office_due() { return balance(order_due_account(office_)); }
  std::vector<OrderingOrganisation> offices_of(PersonId person) {
    return database_->read(
        [&](auto& tx) { return ordering_organisations(tx, kBusan, person, kToday); });
  }
  std::vector<HandedParcel> handed(const InNameOf& who) {
    return database_->read(
        [&](auto& tx) { return parcels_handed_to(tx, kBusan, who, kToday, kToday); });
  }

  OrganisationId office_;
  PersonId officer_;
};
OLIVE_ON_BOTH_DATABASES(OrganisationOrderTest);

TEST_P(OrganisationOrderTest, OnlyItsStaffOrdersForIt) {
  ASSERT_EQ(offices_of(officer_).size(), 1u);
  EXPECT_EQ(offices_of(officer_)[0].name, "영도구청");
  EXPECT_EQ(offices_of(officer_)[0].road_address, "태종로 423");
  hold(officer_, Role::dong_officer);
  EXPECT_EQ(offices_of(officer_).size(), 1u);  // two roles, one office
  const PersonId former = add_person("이퇴직");
  hold(former, Role::district_officer, kToday.plus_days(-1));
  const PersonId auditor = add_person("박감사");
  hold(auditor, Role::auditor);
  for (const PersonId person : {buyer_, former, auditor}) {
    EXPECT_TRUE(offices_of(person).empty());
    EXPECT_EQ(order_as(person, in_its_name({{bread_, 1}})).error(),
              OrderRefusal::organisation_not_yours);
  }
  EXPECT_TRUE(order_as(officer_, in_its_name({{bread_, 1}})).has_value());
}

TEST_P(OrganisationOrderTest, RolesOfStaffGiveTheRight) {
  for (const Role role : base::all_of<Role>()) {
    const bool is_staff = role == Role::coordinator || role == Role::case_manager ||
                          role == Role::centre_director || role == Role::metro_centre ||
                          role == Role::hospital || role == Role::dong_officer ||
                          role == Role::district_officer || role == Role::city_officer;
    EXPECT_EQ(may_order_for_organisation(role), is_staff) << base::name_of(role);
  }
}

TEST_P(OrganisationOrderTest, TheOrganisationOwesTheWonAndTheOfficerNothing) {
  const auto id = order_as(officer_, in_its_name({{bread_, 2}, {cake_, 1}}));
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(office_due(), -13'000);
  EXPECT_EQ(balance(order_due_account(officer_)), 0);
  const auto both = parcels(*id);
  EXPECT_EQ(both.at(0).organisation_id, office_);
  EXPECT_EQ(both[0].organisation_name, "영도구청");
  EXPECT_EQ(both[0].buyer_name, "김*순");
  ASSERT_TRUE(accept(both[0].id).has_value());
  ASSERT_TRUE(hand_over(both[0].id).has_value());
  EXPECT_EQ(office_due(), -7'000);
  ASSERT_TRUE(give_lines(both[0].id, {{1, 1}}).has_value());
  EXPECT_EQ(office_due(), -7'000);  // paid, and paid back
  ASSERT_TRUE(cancel(both[1].id, CancelledBy::shop).has_value());
  EXPECT_EQ(office_due(), 0);
}

TEST_P(OrganisationOrderTest, PointsStayThePersonsOwn) {
  grant(officer_, 5'000, kToday.plus_days(30));
  OrderForm form = in_its_name({{bread_, 1}});
  const auto quote =
      database_->read([&](auto& tx) { return quote_order(tx, kBusan, officer_, form, now_); });
  EXPECT_EQ(quote->points_max, 0);
  form.points = 1;
  EXPECT_EQ(order_as(officer_, form).error(), OrderRefusal::points_of_person);
  EXPECT_EQ(balance(ledger::wallet_account(officer_)), 5'000);
}

TEST_P(OrganisationOrderTest, HasALimitOfItsOwn) {
  EXPECT_EQ(order_as(officer_, {.lines = {{cake_, 30}}}).error(),
            OrderRefusal::order_won_above_limit);
  EXPECT_TRUE(order_as(officer_, in_its_name({{cake_, 30}})).has_value());
  write([&](db::Transaction& tx) {
    return settings::set(tx, kBusan, kOrganisationWonMax,
                         {.valid_from = kToday, .value = "6999", .set_at = kNow, .reason = "test"})
        .has_value();
  });
  EXPECT_EQ(order_as(officer_, in_its_name({{cake_, 1}})).error(),
            OrderRefusal::order_won_above_limit);
}

TEST_P(OrganisationOrderTest, IsBroughtToItsAddress) {
  OrderForm form = in_its_name({{bread_, 1}});
  form.method = OrderMethod::delivery;
  const auto id = order_as(officer_, form);  // whose own home nobody knows
  ASSERT_TRUE(id.has_value());
  const auto address = database_->read([&](db::Transaction& tx) {
    return tx
        .rows("SELECT road_address FROM market_parcel WHERE region_id = $1 AND order_id = $2",
              kBusan, *id)
        .text(0, 0);
  });
  EXPECT_EQ(address, "태종로 423");
}

TEST_P(OrganisationOrderTest, CountsAsTheOrganisationsWhoeverPlacedIt) {
  const PersonId colleague = add_person("최동료");
  hold(colleague, Role::district_officer);
  for (const auto& [person, form] : {std::pair(officer_, in_its_name({{bread_, 1}})),
                                     std::pair(colleague, in_its_name({{bread_, 2}})),
                                     std::pair(officer_, OrderForm{.lines = {{bread_, 3}}})}) {
    const ParcelId parcel = parcels(order_as(person, form).value()).at(0).id;
    ASSERT_TRUE(accept(parcel).has_value());
    ASSERT_TRUE(hand_over(parcel).has_value());
  }
  const auto of_office = handed({.organisation_id = office_});
  ASSERT_EQ(of_office.size(), 2u);
  EXPECT_EQ(of_office[0].buyer_id, officer_);
  EXPECT_EQ(of_office[1].buyer_id, colleague);
  const auto of_officer = handed({.buyer_id = officer_});
  ASSERT_EQ(of_officer.size(), 1u);
  EXPECT_EQ(of_officer[0].parcel.goods_won, 9'000);
}

TEST_P(OrganisationOrderTest, TheStatementNamesOrganisationAndOfficer) {
  const OrderId id = order_as(officer_, in_its_name({{bread_, 2}, {cake_, 1}})).value();
  const auto read_statement = [&](PersonId person) {
    return database_->read([&](auto& tx) { return statement_of(tx, kBusan, id, person); });
  };
  EXPECT_FALSE(read_statement(buyer_).has_value());  // somebody else's
  const auto statement = read_statement(officer_);
  ASSERT_TRUE(statement.has_value());
  EXPECT_EQ(statement->buyer_name, "영도구청");
  EXPECT_EQ(statement->buyer_address, "태종로 423");
  EXPECT_EQ(statement->officer_name, "김길순");
  ASSERT_EQ(statement->parts.size(), 2u);
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  EXPECT_TRUE(
      write_statement(*statement, catalogue, i18n::Language::ko, kToday).starts_with("%PDF-"));
  for (const StatementPart& part : statement->parts)
    ASSERT_TRUE(cancel(part.parcel.id, CancelledBy::shop).has_value());
  EXPECT_FALSE(read_statement(officer_).has_value());
}

TEST_P(OrganisationOrderTest, TheRoutesOfferItAndNameTheField) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module({*ledger_, pins_, sealer_});
  api::testing::Client client(*database_, [this] { return now_; }, own.routes, own.permissions);
  using api::testing::field;
  client.sign_in(officer_, {{"district_officer", office_}});
  const auto offered = client.get("/api/v1/me/ordering-organisations");
  EXPECT_EQ(field(offered.body, "name"), "영도구청") << offered.body;
  const std::string body = R"({"lines":[{"product_id":")" + std::to_string(bread_.value) +
                           R"(","quantity":1}],"method":"pickup","points":0,"organisation_id":")" +
                           std::to_string(office_.value) + R"("})";
  const auto placed = client.post("/api/v1/me/orders", body, "order-once");
  ASSERT_EQ(placed.status, 201) << placed.body;
  EXPECT_EQ(field(placed.body, "organisation_name"), "영도구청");
  EXPECT_EQ(client.post("/api/v1/me/orders", body, "order-once").body, placed.body);
  EXPECT_EQ(office_due(), -3'000);
  const auto sheet = client.get("/api/v1/me/orders/" + field(placed.body, "id") + "/statement");
  EXPECT_TRUE(sheet.body.starts_with("%PDF-"));
  client.sign_in(buyer_, {{"citizen", {}}});
  const auto refused = client.post("/api/v1/me/orders", body);
  EXPECT_EQ(field(refused.body, "code"), "organisation_not_yours");
  EXPECT_NE(refused.body.find("/organisation_id"), std::string::npos);
  EXPECT_EQ(client.get("/api/v1/me/orders/" + field(placed.body, "id") + "/statement").status, 404);
}

}  // namespace
}  // namespace market
