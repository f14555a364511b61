/// Sales of a till without a connection: signed there, settled when it is back.
///
/// Offline there is no PIN, so a card buys up to a floor limit a day at one till. What the wallet
/// cannot pay any more (spent meanwhile, card lost), a guarantee fund pays to the shop, which could
/// not know, up to the fund's limit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/sale.h"

namespace market {

using DeviceId = base::Id<struct DeviceTag>;

inline constexpr settings::Definition kOfflineFloorPoints{.key = "market.offline_floor_points",
                                                          .value = "10000",
                                                          .unit = "point",
                                                          .minimum = 0,
                                                          .maximum = 100'000};
/// Days after which a till's sale comes too late.
inline constexpr settings::Definition kOfflineDaysMax{
    .key = "market.offline_days_max", .value = "3", .unit = "day", .minimum = 1, .maximum = 31};
/// Won that the guarantee fund answers for in a calendar year.
inline constexpr settings::Definition kGuaranteeWonMax{
    .key = "market.guarantee_won_max", .value = "1000000", .unit = "won", .minimum = 0};

struct Device {
  DeviceId id;
  OrganisationId shop_id;
  std::string name;
  std::string public_key;  ///< Ed25519, 32 bytes in base64
  base::Instant registered_at;
  std::optional<base::Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(Device, (), (id, shop_id, name, public_key, registered_at, revoked_at))

struct DeviceForm {
  std::string name;  ///< as the shop calls it: `계산대 1`
  std::string public_key;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(DeviceForm, (), (name, public_key))

enum class DeviceRefusal {
  shop_not_found,
  public_key_malformed,
  device_known_already,
  device_not_found
};
BOOST_DESCRIBE_ENUM(DeviceRefusal, shop_not_found, public_key_malformed, device_known_already,
                    device_not_found)

[[nodiscard]] base::Result<Device, DeviceRefusal> register_device(
    db::Transaction& tx, RegionId region_id, OrganisationId shop_id, const DeviceForm& form,
    PersonId registered_by, base::Instant now);
/// A lost till signs nothing any more.
[[nodiscard]] base::Result<void, DeviceRefusal> revoke_device(db::Transaction& tx,
                                                              RegionId region_id,
                                                              OrganisationId shop_id,
                                                              DeviceId device_id,
                                                              base::Instant now);
[[nodiscard]] std::optional<Device> find_device(db::Transaction& tx, RegionId region_id,
                                                DeviceId device_id);
/// Newest first.
[[nodiscard]] std::vector<Device> devices_of(db::Transaction& tx, RegionId region_id,
                                             OrganisationId shop_id);

/// Goods of a sale, as the till had them on its keys.
struct OfflineLine {
  ProductId product_id;
  std::optional<OptionId> option_id{};
  std::int64_t quantity = 1;
  std::int64_t price_won = 0;  ///< of one, with its option, when it was sold

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(OfflineLine, (), (product_id, option_id, quantity, price_won))

/// A sale as the till signed it.
struct OfflineSale {
  std::int64_t seq = 0;  ///< the till's own count, from 1
  base::Instant sold_at;
  std::string card_number;
  std::int64_t points = 0;
  std::string signature;                            ///< Ed25519, 64 bytes in base64
  std::optional<FairId> fair_id{};                  ///< where the till stood; signed with the rest
  std::optional<std::vector<OfflineLine>> lines{};  ///< none: rung up by its amount

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(OfflineSale, (),
                      (seq, sold_at, card_number, points, signature, fair_id, lines))

/// The text that is signed. Times in whole seconds, so that both sides write them alike.
[[nodiscard]] std::string signed_text(const Device& device, const OfflineSale& sale);

enum class OfflineOutcome { paid, guaranteed, refused };
BOOST_DESCRIBE_ENUM(OfflineOutcome, paid, guaranteed, refused)

/// Why a sale was refused, or not paid in full. Refusals of the sale itself stand among them.
enum class OfflineReason {
  none,
  signature_wrong,
  sequence_taken,  ///< another sale came with this number
  device_revoked,
  sold_in_the_future,
  sold_too_long_ago,
  card_not_found,
  above_floor,
  lines_wrong,  ///< goods of another shop, or worth less than what was paid
  own_card,
  own_shop,
  shop_closed,
  sale_above_limit,
  day_above_limit,
  card_blocked,         ///< before the sale: nothing is taken from the wallet
  points_insufficient,  ///< the wallet paid what it had
  guarantee_exhausted,
};
BOOST_DESCRIBE_ENUM(OfflineReason, none, signature_wrong, sequence_taken, device_revoked,
                    sold_in_the_future, sold_too_long_ago, card_not_found, above_floor, lines_wrong,
                    own_card, own_shop, shop_closed, sale_above_limit, day_above_limit,
                    card_blocked, points_insufficient, guarantee_exhausted)

/// What became of a sale. paid_points + guaranteed_points reach the shop.
struct OfflineResult {
  std::int64_t seq = 0;
  OfflineOutcome outcome = OfflineOutcome::refused;
  OfflineReason reason = OfflineReason::none;
  SaleId sale_id;  ///< 0: nothing was taken from a wallet
  std::int64_t points = 0;
  std::int64_t paid_points = 0;
  std::int64_t guaranteed_points = 0;
  std::int64_t missing_units = 0;  ///< sold, but not on the shelf any more; see offline_stock.h
};
BOOST_DESCRIBE_STRUCT(OfflineResult, (),
                      (seq, outcome, reason, sale_id, points, paid_points, guaranteed_points,
                       missing_units))

/// Settles what a till has signed, in the order of its count; one result for each. Goods leave
/// their shelves as far as they are there; who comes back first takes them. Sending the same again,
/// in whatever portions, changes nothing and gives the same results.
[[nodiscard]] std::vector<OfflineResult> settle_offline(db::Transaction& tx, ledger::Batch& batch,
                                                        RegionId region_id, const Device& device,
                                                        std::vector<OfflineSale> sales,
                                                        PersonId sent_by);

/// Won that the guarantee fund has paid to shops, as a negative balance.
[[nodiscard]] ledger::AccountKey guarantee_fund_account();

}  // namespace market
