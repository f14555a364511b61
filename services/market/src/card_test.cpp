#include "market/card.h"

#include "market_fixture.h"

namespace market {
namespace {

using CardTest = MarketTest;
OLIVE_ON_BOTH_DATABASES(CardTest);

TEST_P(CardTest, NumbersHaveACheckDigit) {
  EXPECT_TRUE(is_card_number(card_.number));
  for (std::size_t i = 0; i < card_.number.size(); ++i) {
    std::string wrong = card_.number;
    wrong[i] = static_cast<char>('0' + (wrong[i] - '0' + 1) % 10);
    EXPECT_FALSE(is_card_number(wrong)) << "digit " << i;
  }
}

TEST_P(CardTest, IsFoundWithSpacesAndDashes) {
  const std::string spaced =
      card_.number.substr(0, 4) + " " + card_.number.substr(4, 4) + "-" + card_.number.substr(8);
  database_->read([&](auto& tx) {
    EXPECT_EQ(find_card(tx, kBusan, spaced)->id, card_.id);
    EXPECT_FALSE(find_card(tx, kBusan, "1234").has_value());
    EXPECT_FALSE(find_card(tx, RegionId{2}, card_.number).has_value());
  });
}

TEST_P(CardTest, RefusesPinsAnybodyWouldTry) {
  for (const char* pin : {"0000", "7777", "1234", "3210", "6789"})
    EXPECT_EQ(
        write([&](auto& tx) { return issue_card(tx, kBusan, buyer_, pin, pins_, kNow); }).error(),
        CardRefusal::pin_too_simple)
        << pin;
  for (const char* pin : {"", "123", "12345", "12a4"})
    EXPECT_EQ(
        write([&](auto& tx) { return issue_card(tx, kBusan, buyer_, pin, pins_, kNow); }).error(),
        CardRefusal::pin_malformed)
        << pin;
  EXPECT_EQ(write([&](auto& tx) {
              return issue_card(tx, kBusan, PersonId{5}, "2580", pins_, kNow);
            }).error(),
            CardRefusal::person_not_found);
}

TEST_P(CardTest, ANewCardBlocksTheOld) {
  write([&](auto& tx) { return issue_card(tx, kBusan, buyer_, "1357", pins_, kNow).has_value(); });
  database_->read([&](auto& tx) {
    EXPECT_EQ(find_card(tx, kBusan, card_.number)->state, CardState::blocked);
    EXPECT_EQ(cards_of(tx, kBusan, buyer_).size(), 2u);
  });
}

class AuthoriseTest : public MarketTest {
 protected:
  base::Result<Card, CardRefusal> try_pin(std::string_view pin) {
    base::Result<Card, CardRefusal> result;
    database_->transact(db::Database::Access::write, [&](db::Transaction& tx) {
      result = authorise(tx, kBusan, card_.number, pin, pins_);
      return db::Database::Verdict::commit;
    });
    return result;
  }
};
OLIVE_ON_BOTH_DATABASES(AuthoriseTest);

TEST_P(AuthoriseTest, RightPinOpens) {
  EXPECT_EQ(try_pin("2580")->person_id, buyer_);
  EXPECT_EQ(try_pin("2581").error(), CardRefusal::pin_wrong);
}

TEST_P(AuthoriseTest, FiveWrongPinsLockUntilANewPin) {
  for (int i = 0; i < kWrongPinsMax; ++i)
    EXPECT_EQ(try_pin("9999").error(), CardRefusal::pin_wrong);
  EXPECT_EQ(try_pin("2580").error(), CardRefusal::pin_locked);
  write([&](auto& tx) { return set_pin(tx, kBusan, card_.id, "1357", pins_).has_value(); });
  EXPECT_EQ(try_pin("2580").error(), CardRefusal::pin_wrong);
  EXPECT_TRUE(try_pin("1357").has_value());
}

TEST_P(AuthoriseTest, ARightPinForgivesEarlierOnes) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < kWrongPinsMax - 1; ++i) (void)try_pin("9999");
    EXPECT_TRUE(try_pin("2580").has_value());
  }
}

TEST_P(AuthoriseTest, BlockedCardsStayShut) {
  write([&](auto& tx) { return block_card(tx, kBusan, card_.id, kNow).has_value(); });
  EXPECT_EQ(try_pin("2580").error(), CardRefusal::card_blocked);
  EXPECT_EQ(write([&](auto& tx) { return set_pin(tx, kBusan, card_.id, "1357", pins_); }).error(),
            CardRefusal::card_blocked);
  EXPECT_EQ(write([&](auto& tx) { return block_card(tx, kBusan, CardId{5}, kNow); }).error(),
            CardRefusal::card_not_found);
}

TEST(PinVault, DigestsDependOnKeyCardAndPin) {
  const PinVault vault("key");
  const std::string digest = vault.digest(CardId{1}, "2580");
  EXPECT_EQ(digest, vault.digest(CardId{1}, "2580"));
  EXPECT_NE(digest, vault.digest(CardId{2}, "2580"));
  EXPECT_NE(digest, vault.digest(CardId{1}, "2581"));
  EXPECT_NE(digest, PinVault("other").digest(CardId{1}, "2580"));
}

}  // namespace
}  // namespace market
