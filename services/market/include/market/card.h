/// Point cards: a number to scan or type, and a PIN.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/database.h"

namespace market {

using base::PersonId;
using base::RegionId;
using CardId = base::Id<struct CardTag>;

enum class CardState { active, blocked };
BOOST_DESCRIBE_ENUM(CardState, active, blocked)

struct Card {
  CardId id;
  std::string number;  ///< 16 digits, the last one a check digit (Luhn, ISO/IEC 7812-1)
  PersonId person_id;
  CardState state = CardState::active;
  std::int64_t wrong_pins = 0;
  base::Instant issued_at;
};
BOOST_DESCRIBE_STRUCT(Card, (), (id, number, person_id, state, wrong_pins, issued_at))

enum class CardRefusal {
  person_not_found,
  pin_malformed,
  pin_too_simple,
  card_not_found,
  card_blocked,
  pin_wrong,
  pin_locked,
};
BOOST_DESCRIBE_ENUM(CardRefusal, person_not_found, pin_malformed, pin_too_simple, card_not_found,
                    card_blocked, pin_wrong, pin_locked)

/// Wrong PINs in a row after which a card is locked until the centre sets a new PIN.
inline constexpr std::int64_t kWrongPinsMax = 5;

/// Digests PINs with a secret key. Four digits can be guessed from any unkeyed hash; with the key
/// outside the database and five attempts, they cannot. Immutable; thread-safe.
class PinVault {
 public:
  explicit PinVault(std::string key) : key_(std::move(key)) {}
  [[nodiscard]] std::string digest(CardId card_id, std::string_view pin) const;

 private:
  std::string key_;
};

/// Issues a card; the person's older cards are blocked (a lost card must not stay usable).
/// Refuses `pin_too_simple` for 0000, 1234 and the like.
[[nodiscard]] base::Result<Card, CardRefusal> issue_card(db::Transaction& tx, RegionId region_id,
                                                         PersonId person_id, std::string_view pin,
                                                         const PinVault& vault, base::Instant now);
[[nodiscard]] base::Result<void, CardRefusal> block_card(db::Transaction& tx, RegionId region_id,
                                                         CardId card_id, base::Instant now);
/// Sets a new PIN and unlocks the card.
[[nodiscard]] base::Result<void, CardRefusal> set_pin(db::Transaction& tx, RegionId region_id,
                                                      CardId card_id, std::string_view pin,
                                                      const PinVault& vault);
/// The card with this number; spaces and dashes do not count.
[[nodiscard]] std::optional<Card> find_card(db::Transaction& tx, RegionId region_id,
                                            std::string_view number);
[[nodiscard]] std::vector<Card> cards_of(db::Transaction& tx, RegionId region_id,
                                         PersonId person_id);
/// Checks number and PIN. A wrong PIN is counted in `tx`, so the caller must commit it even though
/// this refuses; a right one resets the count.
[[nodiscard]] base::Result<Card, CardRefusal> authorise(db::Transaction& tx, RegionId region_id,
                                                        std::string_view number,
                                                        std::string_view pin,
                                                        const PinVault& vault);

/// True when the last of 16 digits is the Luhn check digit of the others.
[[nodiscard]] bool is_card_number(std::string_view digits);

}  // namespace market
