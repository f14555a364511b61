#include <array>

#include "crypto/crypto.h"
#include "crypto/signature.h"
#include "market/offline_till.h"

namespace market {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, shop_id, name, public_key, registered_at, revoked_at FROM market_device "
    "WHERE region_id = $1 AND ";

bool is_public_key(std::string_view text) {
  const auto bytes = crypto::from_base64(text);
  return bytes && bytes->size() == crypto::kPublicKeyBytes;
}

}  // namespace

std::span<const base::Rule> DeviceForm::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "name", .min_length = 1, .max_length = 40},
      {.field = "public_key", .min_length = 44, .max_length = 44},
  }};
  return kRules;
}

std::span<const base::Rule> OfflineLine::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "quantity", .minimum = 1, .maximum = 1'000},
      {.field = "price_won", .minimum = 0, .maximum = 100'000'000},
  }};
  return kRules;
}

std::span<const base::Rule> OfflineSale::rules() {
  static constexpr std::array<base::Rule, 5> kRules{{
      {.field = "seq", .minimum = 1, .maximum = 1'000'000'000},
      {.field = "card_number", .min_length = 16, .max_length = 24},
      {.field = "points", .minimum = 1, .maximum = 1'000'000},
      {.field = "signature", .min_length = 88, .max_length = 88},
      {.field = "lines", .min_length = 1, .max_length = 100},
  }};
  return kRules;
}

base::Result<Device, DeviceRefusal> register_device(db::Transaction& tx, RegionId region_id,
                                                    OrganisationId shop_id, const DeviceForm& form,
                                                    PersonId registered_by, base::Instant now) {
  if (!find_shop(tx, region_id, shop_id)) return base::refuse(DeviceRefusal::shop_not_found);
  if (!is_public_key(form.public_key)) return base::refuse(DeviceRefusal::public_key_malformed);
  if (tx.integer("SELECT 1 FROM market_device WHERE region_id = $1 AND public_key = $2", region_id,
                 form.public_key))
    return base::refuse(DeviceRefusal::device_known_already);
  const auto id = tx.make_id<DeviceId>();
  tx.execute(
      "INSERT INTO market_device (region_id, id, shop_id, name, public_key, registered_by, "
      "registered_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, id, shop_id, form.name, form.public_key, registered_by, now);
  return Device{id, shop_id, form.name, form.public_key, now, {}};
}

base::Result<void, DeviceRefusal> revoke_device(db::Transaction& tx, RegionId region_id,
                                                OrganisationId shop_id, DeviceId device_id,
                                                base::Instant now) {
  const std::int64_t changed = tx.execute(
      "UPDATE market_device SET revoked_at = $4 WHERE region_id = $1 AND id = $2 AND shop_id = $3 "
      "AND revoked_at IS NULL",
      region_id, device_id, shop_id, now);
  if (changed == 0) return base::refuse(DeviceRefusal::device_not_found);
  return {};
}

std::optional<Device> find_device(db::Transaction& tx, RegionId region_id, DeviceId device_id) {
  return tx.query_one<Device>(std::string(kSelect) + "id = $2", region_id, device_id);
}

std::vector<Device> devices_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id) {
  return tx.query<Device>(std::string(kSelect) + "shop_id = $2 ORDER BY id DESC", region_id,
                          shop_id);
}

std::string signed_text(const Device& device, const OfflineSale& sale) {
  const std::int64_t second = sale.sold_at.micros / base::kMicrosPerSecond;
  std::string lines;
  for (const OfflineLine& line : sale.lines.value_or(std::vector<OfflineLine>{}))
    lines += "\nline " + std::to_string(line.product_id.value) + " " +
             std::to_string(line.option_id.value_or(OptionId{}).value) + " " +
             std::to_string(line.quantity) + " " + std::to_string(line.price_won);
  return "olive-till-1\n" + std::to_string(device.id.value) + "\n" +
         std::to_string(device.shop_id.value) + "\n" + std::to_string(sale.seq) + "\n" +
         std::to_string(second) + "\n" + sale.card_number + "\n" + std::to_string(sale.points) +
         (sale.fair_id ? "\nfair " + std::to_string(sale.fair_id->value) : "") + lines;
}

}  // namespace market
