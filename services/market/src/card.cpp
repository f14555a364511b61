#include "market/card.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "crypto/crypto.h"
#include "people/person.h"

namespace market {
namespace {

constexpr std::size_t kPinDigits = 4;
constexpr std::size_t kNumberDigits = 16;
/// Card numbers start with this, so that a scan of something else is noticed at once.
constexpr std::string_view kIssuerPrefix = "9410";  // 9: national use, 410: Republic of Korea

constexpr std::string_view kSelect =
    "SELECT id, number, person_id, state, wrong_pins, issued_at FROM market_card "
    "WHERE region_id = $1 AND ";

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// 0000, 1111 …, 1234, 4321: the first that anybody would try.
bool is_too_simple(std::string_view pin) {
  const int step = pin[1] - pin[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < pin.size(); ++i)
    if (pin[i] - pin[i - 1] != step) return false;
  return true;
}

base::Result<void, CardRefusal> check_pin(std::string_view pin) {
  if (pin.size() != kPinDigits || !is_digits(pin)) return base::refuse(CardRefusal::pin_malformed);
  if (is_too_simple(pin)) return base::refuse(CardRefusal::pin_too_simple);
  return {};
}

/// Sum of Luhn's algorithm over all digits, the check digit included (ISO/IEC 7812-1, annex B).
int luhn_sum(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum;
}

std::string make_number() {
  std::string number(kIssuerPrefix);
  while (number.size() < kNumberDigits - 1) {
    const auto byte = static_cast<unsigned char>(crypto::random_bytes(1)[0]);
    if (byte < 250) number += static_cast<char>('0' + byte % 10);  // 250…255 would favour 0…5
  }
  const int rest = luhn_sum(number + "0") % 10;
  return number + static_cast<char>('0' + (10 - rest) % 10);
}

std::optional<Card> card_of_id(db::Transaction& tx, RegionId region_id, CardId card_id) {
  return tx.query_one<Card>(std::string(kSelect) + "id = $2", region_id, card_id);
}

}  // namespace

std::string PinVault::digest(CardId card_id, std::string_view pin) const {
  const crypto::Digest digest =
      crypto::hmac_sha256(key_, std::to_string(card_id.value) + ":" + std::string(pin));
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

base::Result<Card, CardRefusal> issue_card(db::Transaction& tx, RegionId region_id,
                                           PersonId person_id, std::string_view pin,
                                           const PinVault& vault, base::Instant now) {
  if (!people::find_person(tx, region_id, person_id))
    return base::refuse(CardRefusal::person_not_found);
  OLIVE_TRY_VOID(check_pin(pin));
  tx.execute(
      "UPDATE market_card SET state = 'blocked', blocked_at = $3 WHERE region_id = $1 "
      "AND person_id = $2 AND state = 'active'",
      region_id, person_id, now);
  const Card card{tx.make_id<CardId>(), make_number(), person_id, CardState::active, 0, now};
  CHECK_REQUEST(is_card_number(card.number));
  tx.execute(
      "INSERT INTO market_card (region_id, id, number, person_id, pin_digest, state, wrong_pins, "
      "issued_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
      region_id, card.id, card.number, person_id, db::Bytes{vault.digest(card.id, pin)}, card.state,
      now);
  return card;
}

base::Result<void, CardRefusal> block_card(db::Transaction& tx, RegionId region_id, CardId card_id,
                                           base::Instant now) {
  // A card that is blocked twice was lost the first time.
  const std::int64_t changed = tx.execute(
      "UPDATE market_card SET state = 'blocked', blocked_at = COALESCE(blocked_at, $3) "
      "WHERE region_id = $1 AND id = $2",
      region_id, card_id, now);
  if (changed == 0) return base::refuse(CardRefusal::card_not_found);
  return {};
}

base::Result<void, CardRefusal> set_pin(db::Transaction& tx, RegionId region_id, CardId card_id,
                                        std::string_view pin, const PinVault& vault) {
  const auto card = card_of_id(tx, region_id, card_id);
  if (!card) return base::refuse(CardRefusal::card_not_found);
  if (card->state == CardState::blocked) return base::refuse(CardRefusal::card_blocked);
  OLIVE_TRY_VOID(check_pin(pin));
  tx.execute(
      "UPDATE market_card SET pin_digest = $3, wrong_pins = 0 WHERE region_id = $1 AND id = $2",
      region_id, card_id, db::Bytes{vault.digest(card_id, pin)});
  return {};
}

std::optional<Card> find_card(db::Transaction& tx, RegionId region_id, std::string_view number) {
  std::string digits;
  for (const char c : number)
    if (c != ' ' && c != '-') digits += c;
  if (!is_card_number(digits)) return std::nullopt;
  return tx.query_one<Card>(std::string(kSelect) + "number = $2", region_id, digits);
}

std::vector<Card> cards_of(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx.query<Card>(std::string(kSelect) + "person_id = $2 ORDER BY issued_at DESC, id DESC",
                        region_id, person_id);
}

base::Result<Card, CardRefusal> authorise(db::Transaction& tx, RegionId region_id,
                                          std::string_view number, std::string_view pin,
                                          const PinVault& vault) {
  const auto card = find_card(tx, region_id, number);
  if (!card) return base::refuse(CardRefusal::card_not_found);
  if (card->state == CardState::blocked) return base::refuse(CardRefusal::card_blocked);
  if (card->wrong_pins >= kWrongPinsMax) return base::refuse(CardRefusal::pin_locked);
  const db::Rows stored = tx.rows(
      "SELECT pin_digest FROM market_card WHERE region_id = $1 AND id = $2", region_id, card->id);
  if (!crypto::equal_in_constant_time(stored.bytes(0, 0), vault.digest(card->id, pin))) {
    tx.execute(
        "UPDATE market_card SET wrong_pins = wrong_pins + 1 WHERE region_id = $1 AND id = $2",
        region_id, card->id);
    return base::refuse(CardRefusal::pin_wrong);
  }
  if (card->wrong_pins > 0)
    tx.execute("UPDATE market_card SET wrong_pins = 0 WHERE region_id = $1 AND id = $2", region_id,
               card->id);
  return *card;
}

bool is_card_number(std::string_view digits) {
  return digits.size() == kNumberDigits && is_digits(digits) && luhn_sum(digits) % 10 == 0;
}

}  // namespace market
