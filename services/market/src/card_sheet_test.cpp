#include "market/card_sheet.h"

#include "api/testing.h"
#include "market_fixture.h"

OLIVE_EMBEDDED(market)

namespace market {
namespace {

class CardSheetTest : public MarketTest {
 protected:
  std::vector<PrintedCard> printed(const std::vector<PersonId>& persons) {
    return database_->read([&](auto& tx) { return printed_cards(tx, kBusan, persons); });
  }
  static std::string sheet(std::size_t cards) {
    i18n::Catalogue catalogue;
    catalogue.add(embedded::messages());
    return write_card_sheet(std::vector(cards, PrintedCard{"9410123456789012", "홍*동"}), catalogue,
                            i18n::Language::ko, kToday);
  }
  static std::size_t pages(const std::string& pdf) {
    std::size_t found = 0;
    for (auto at = pdf.find("/Type /Page"); at != std::string::npos;
         at = pdf.find("/Type /Page", at + 1))
      if (pdf[at + 11] != 's') ++found;
    return found;
  }
};
OLIVE_ON_BOTH_DATABASES(CardSheetTest);

TEST_P(CardSheetTest, PrintsActiveCardsWithMaskedNames) {
  ASSERT_EQ(printed({buyer_}).size(), 1u);
  EXPECT_EQ(printed({buyer_})[0].number, card_.number);
  EXPECT_EQ(printed({buyer_})[0].holder, "홍*동");
  const Card next =
      write([&](auto& tx) { return issue_card(tx, kBusan, buyer_, "1357", pins_, kNow).value(); });
  ASSERT_EQ(printed({buyer_}).size(), 1u);
  EXPECT_EQ(printed({buyer_})[0].number, next.number);
  EXPECT_TRUE(printed({add_person("김카드")}).empty());
}

TEST_P(CardSheetTest, TenCardsAPage) {
  EXPECT_TRUE(sheet(1).starts_with("%PDF-"));
  EXPECT_EQ(pages(sheet(1)), 1u);
  EXPECT_EQ(pages(sheet(10)), 1u);
  EXPECT_EQ(pages(sheet(11)), 2u);
  EXPECT_EQ(sheet(3), sheet(3));
}

TEST_P(CardSheetTest, IsForWhoIssuesCards) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module({*ledger_, pins_, sealer_});
  api::testing::Client client(*database_, [] { return kNow; }, own.routes, own.permissions);
  const std::string path = "/api/v1/card-sheet?person_id=" + std::to_string(buyer_.value);
  client.sign_in(kKeeper, {{"shop_keeper", shop_}});
  EXPECT_EQ(client.get(path).status, 403);
  client.sign_in(PersonId{9}, {{"case_manager", OrganisationId{5}}});
  const auto sheet = client.get(path);
  ASSERT_EQ(sheet.status, 200) << sheet.body;
  EXPECT_TRUE(sheet.body.starts_with("%PDF-"));
  EXPECT_EQ(client.get("/api/v1/card-sheet").status, 422);
  EXPECT_EQ(client.get("/api/v1/card-sheet?team_id=5").status, 422);
}

TEST_P(CardSheetTest, ALostCardIsBlockedAtOnceAndThePointsStayWithThePerson) {
  ASSERT_TRUE(write([&](auto& tx) { return block_card(tx, kBusan, card_.id, kNow); }).has_value());
  const auto use = [&](const Card& card, const std::string& pin) {
    return write([&](auto& tx) { return authorise(tx, kBusan, card.number, pin, pins_); });
  };
  EXPECT_EQ(use(card_, "2580").error(), CardRefusal::card_blocked);
  EXPECT_EQ(wallet(), 10'000);
  card_ =
      write([&](auto& tx) { return issue_card(tx, kBusan, buyer_, "1357", pins_, kNow).value(); });
  EXPECT_TRUE(use(card_, "1357").has_value());
  EXPECT_TRUE(ring_up(amount(10'000)).has_value());
}

}  // namespace
}  // namespace market
