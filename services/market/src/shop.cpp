#include "market/shop.h"

#include <array>

#include "base/check.h"
#include "base/text.h"
#include "catalogue_index.h"

namespace market {
namespace {

/// A row of a shop with its organisation; flat, because columns are.
struct ShopRow {
  OrganisationId id;
  std::string name;
  OrganisationId team_id;
  std::string trade;
  base::Date opened_on;
  bool is_open = true;
  std::string phone;
  std::string road_address;
  std::string district_code;
  std::string dong_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
};
BOOST_DESCRIBE_STRUCT(ShopRow, (),
                      (id, name, team_id, trade, opened_on, is_open, phone, road_address,
                       district_code, dong_code, lat_e6, lng_e6))

constexpr std::string_view kSelectShop =
    "SELECT s.id, o.name, s.team_id, s.trade, s.opened_on, s.is_open, o.phone, o.road_address, "
    "o.district_code, o.dong_code, o.lat_e6, o.lng_e6 FROM market_shop s "
    "JOIN people_organisation o ON o.region_id = s.region_id AND o.id = s.id "
    "WHERE s.region_id = $1";

constexpr std::string_view kSelectProduct =
    "SELECT id, shop_id, name, kind, price_won, is_sold, version, description, photo, "
    "duration_minutes, capacity FROM market_product WHERE region_id = $1 AND ";

Shop to_shop(ShopRow row) {
  return {row.id,
          std::move(row.name),
          row.team_id,
          std::move(row.trade),
          row.opened_on,
          row.is_open,
          std::move(row.phone),
          people::Place{std::move(row.road_address), std::move(row.district_code),
                        std::move(row.dong_code), row.lat_e6, row.lng_e6}};
}

}  // namespace

std::span<const base::Rule> NewProduct::rules() {
  static constexpr std::array<base::Rule, 5> kRules{{
      {.field = "name", .min_length = 1, .max_length = 80},
      {.field = "price_won", .minimum = 1, .maximum = 10'000'000},
      {.field = "description", .max_length = 2'000},
      {.field = "duration_minutes", .minimum = 0, .maximum = 1'440},
      {.field = "capacity", .minimum = 1, .maximum = 100},
  }};
  return kRules;
}

base::Result<OrganisationId, ShopRefusal> create_shop(db::Transaction& tx, RegionId region_id,
                                                      const NewShop& shop, base::Instant now) {
  const std::string_view name = base::trim(shop.name);
  if (name.empty()) return base::refuse(ShopRefusal::shop_name_missing);
  const auto same_name = tx.integer(
      "SELECT id FROM people_organisation WHERE region_id = $1 AND kind = 'shop' AND name = $2 "
      "LIMIT 1",
      region_id, name);
  if (same_name) return base::refuse(ShopRefusal::shop_name_taken);
  const auto id = people::create_organisation(tx, region_id,
                                              {.kind = people::OrganisationKind::shop,
                                               .name = std::string(name),
                                               .parent_id = shop.team_id,
                                               .phone = shop.phone,
                                               .place = shop.place},
                                              now);
  if (!id) return base::refuse(ShopRefusal::team_not_found);
  tx.execute(
      "INSERT INTO market_shop (region_id, id, team_id, trade, opened_on, is_open) "
      "VALUES ($1, $2, $3, $4, $5, TRUE)",
      region_id, *id, shop.team_id, shop.trade, shop.opened_on);
  return *id;
}

std::optional<Shop> find_shop(db::Transaction& tx, RegionId region_id, OrganisationId shop_id) {
  auto row = tx.query_one<ShopRow>(std::string(kSelectShop) + " AND s.id = $2", region_id, shop_id);
  if (!row) return std::nullopt;
  return to_shop(std::move(*row));
}

std::vector<Shop> list_shops(db::Transaction& tx, RegionId region_id) {
  std::vector<Shop> shops;
  for (ShopRow& row :
       tx.query<ShopRow>(std::string(kSelectShop) + " ORDER BY o.name, s.id", region_id))
    shops.push_back(to_shop(std::move(row)));
  return shops;
}

base::Result<ProductId, ShopRefusal> create_product(db::Transaction& tx, RegionId region_id,
                                                    OrganisationId shop_id,
                                                    const NewProduct& product) {
  if (!find_shop(tx, region_id, shop_id)) return base::refuse(ShopRefusal::shop_not_found);
  if (product.price_won <= 0) return base::refuse(ShopRefusal::price_not_positive);
  const std::int64_t duration_minutes = product.duration_minutes.value_or(0);
  if (duration_minutes > 0 && product.kind == ProductKind::goods)
    return base::refuse(ShopRefusal::goods_are_not_booked);
  const auto id = tx.make_id<ProductId>();
  tx.execute(
      "INSERT INTO market_product (region_id, id, shop_id, name, kind, price_won, is_sold, "
      "version, description, duration_minutes, capacity) "
      "VALUES ($1, $2, $3, $4, $5, $6, TRUE, 1, $7, $8, $9)",
      region_id, id, shop_id, product.name, product.kind, product.price_won,
      product.description.value_or(""), duration_minutes, product.capacity.value_or(1));
  number_change(tx, region_id, id);
  return id;
}

base::Result<void, ShopRefusal> update_product(db::Transaction& tx, RegionId region_id,
                                               const Product& product) {
  const auto known = find_product(tx, region_id, product.id);
  if (!known) return base::refuse(ShopRefusal::product_not_found);
  if (product.price_won <= 0) return base::refuse(ShopRefusal::price_not_positive);
  if (product.duration_minutes > 0 && known->kind == ProductKind::goods)
    return base::refuse(ShopRefusal::goods_are_not_booked);
  const std::int64_t changed = tx.execute(
      "UPDATE market_product SET name = $3, price_won = $4, is_sold = $5, description = $7, "
      "duration_minutes = $8, capacity = $9, version = version + 1 "
      "WHERE region_id = $1 AND id = $2 AND version = $6",
      region_id, product.id, product.name, product.price_won, product.is_sold, product.version,
      product.description, product.duration_minutes, product.capacity);
  if (changed != 1) return base::refuse(ShopRefusal::version_stale);
  number_change(tx, region_id, product.id);
  return {};
}

std::optional<Product> find_product(db::Transaction& tx, RegionId region_id, ProductId product_id) {
  return tx.query_one<Product>(std::string(kSelectProduct) + "id = $2", region_id, product_id);
}

std::vector<Product> products_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id) {
  return tx.query<Product>(std::string(kSelectProduct) + "shop_id = $2 ORDER BY name, id",
                           region_id, shop_id);
}

}  // namespace market
