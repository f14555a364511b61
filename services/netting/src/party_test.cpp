#include "party.h"

#include "netting_fixture.h"

namespace netting {
namespace {

class PartyTest : public NettingTest {
 protected:
  static api::Scope scope_of(OrganisationId id) { return {.organisations = {id}}; }
  bool speaks(const api::Scope& scope, OrganisationId id) {
    return read([&](auto& tx) { return speaks_for(tx, kBusan, scope, id); });
  }
  std::vector<TradingParty> listed(const api::Scope& scope) {
    return read([&](auto& tx) { return list_parties(tx, kBusan, scope); });
  }
};
OLIVE_ON_BOTH_DATABASES(PartyTest);

TEST_P(PartyTest, ACentreSpeaksForItsTeamsAndTheirShops) {
  struct Case {
    OrganisationId reader, party;
    bool speaks;
  };
  const std::vector<Case> cases{{centre_, cafe_, true},       {centre_, shop_, true},
                                {centre_, cleaning_, false},  {cafe_, cafe_, true},
                                {cafe_, shop_, true},         {cafe_, bakery_, false},
                                {shop_, shop_, true},         {shop_, cafe_, false},
                                {cleaning_, cleaning_, true}, {cleaning_, cafe_, false}};
  for (const Case& c : cases)
    EXPECT_EQ(speaks(scope_of(c.reader), c.party), c.speaks)
        << c.reader.value << " for " << c.party.value;
  EXPECT_TRUE(speaks({.everywhere = true}, cleaning_));
  EXPECT_FALSE(speaks({}, cafe_));
  EXPECT_FALSE(speaks(scope_of(centre_), OrganisationId{5}));
  EXPECT_FALSE(speaks(scope_of(centre_), OrganisationId{}));
}

TEST_P(PartyTest, ListsOwnPartiesFirstAndNoOffices) {
  const auto all = listed(scope_of(centre_));
  ASSERT_EQ(all.size(), 5U);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].is_own, i < 4) << all[i].name;
  EXPECT_EQ(all.back().name, "깨끗한세상");
  EXPECT_EQ(all.back().kind, people::OrganisationKind::enterprise);
  EXPECT_TRUE(std::ranges::is_sorted(all.begin(), all.begin() + 4, {}, &TradingParty::name));
}

/// Both ways of asking agree for whoever asks about whomever.
TEST_P(PartyTest, TheListSaysWhatIsAnsweredOneByOne) {
  for (const OrganisationId reader : {centre_, cafe_, bakery_, cleaning_, shop_})
    for (const TradingParty& party : listed(scope_of(reader)))
      EXPECT_EQ(party.is_own, speaks(scope_of(reader), party.id)) << party.name;
}

TEST_P(PartyTest, OnlyWhoDealsIsAParty) {
  using people::OrganisationKind;
  for (const auto kind :
       {OrganisationKind::team, OrganisationKind::enterprise, OrganisationKind::shop})
    EXPECT_TRUE(may_trade(kind));
  for (const auto kind : {OrganisationKind::regional_centre, OrganisationKind::metro_centre,
                          OrganisationKind::district, OrganisationKind::city,
                          OrganisationKind::hospital, OrganisationKind::funder})
    EXPECT_FALSE(may_trade(kind));
}

}  // namespace
}  // namespace netting
