/// Shops of Olive Market, what they sell, and their stock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/table.h"
#include "ledger/batch.h"
#include "people/organisation.h"

namespace market {

using base::OrganisationId;
using base::PersonId;
using base::RegionId;
using ProductId = base::Id<struct ProductTag>;

/// A place that carries the sign (현판) of Olive Market.
struct Shop {
  OrganisationId id;  ///< the organisation of kind `shop`
  std::string name;
  OrganisationId team_id;  ///< the team or enterprise that runs it; 0: none
  std::string trade;       ///< `cafe`, `tofu`, `clinic` …
  base::Date opened_on;
  bool is_open = true;
  std::string phone;
  people::Place place;
};
BOOST_DESCRIBE_STRUCT(Shop, (), (id, name, team_id, trade, opened_on, is_open, phone, place))

struct NewShop {
  std::string name;
  OrganisationId team_id{};
  std::string trade;
  base::Date opened_on;
  std::string phone{};
  people::Place place{};
};

enum class ProductKind { goods, service };
BOOST_DESCRIBE_ENUM(ProductKind, goods, service)

struct Product {
  ProductId id;
  OrganisationId shop_id;
  std::string name;
  ProductKind kind = ProductKind::goods;
  std::int64_t price_won = 0;
  bool is_sold = true;
  std::int64_t version = 1;
  std::string description{};
  std::string photo{};                ///< digest of its picture (photo.h); empty: none
  std::int64_t duration_minutes = 0;  ///< of a service that is booked; 0: it is not
  std::int64_t capacity = 1;          ///< bookings at the same time
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, shop_id, name, kind, price_won, is_sold, version, description, photo,
                       duration_minutes, capacity))

struct NewProduct {
  std::string name;
  ProductKind kind = ProductKind::goods;
  std::int64_t price_won = 0;
  std::optional<std::string> description{};
  std::optional<std::int64_t> duration_minutes{};  ///< services only; see Product
  std::optional<std::int64_t> capacity{};

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(NewProduct, (),
                      (name, kind, price_won, description, duration_minutes, capacity))

enum class ShopRefusal {
  shop_name_missing,
  shop_name_taken,
  team_not_found,
  shop_not_found,
  product_not_found,
  price_not_positive,
  quantity_not_positive,
  services_have_no_stock,
  goods_are_not_booked,
  stock_too_small,
  option_not_found,    ///< or it shares the shelf of its product
  stock_is_by_option,  ///< every option has a shelf of its own
  version_stale,
};
BOOST_DESCRIBE_ENUM(ShopRefusal, shop_name_missing, shop_name_taken, team_not_found, shop_not_found,
                    product_not_found, price_not_positive, quantity_not_positive,
                    services_have_no_stock, goods_are_not_booked, stock_too_small, option_not_found,
                    stock_is_by_option, version_stale)

[[nodiscard]] base::Result<OrganisationId, ShopRefusal> create_shop(db::Transaction& tx,
                                                                    RegionId region_id,
                                                                    const NewShop& shop,
                                                                    base::Instant now);
[[nodiscard]] std::optional<Shop> find_shop(db::Transaction& tx, RegionId region_id,
                                            OrganisationId shop_id);
/// All shops by name.
[[nodiscard]] std::vector<Shop> list_shops(db::Transaction& tx, RegionId region_id);

[[nodiscard]] base::Result<ProductId, ShopRefusal> create_product(db::Transaction& tx,
                                                                  RegionId region_id,
                                                                  OrganisationId shop_id,
                                                                  const NewProduct& product);
/// Replaces all but shop, kind and picture. Refuses `version_stale`.
[[nodiscard]] base::Result<void, ShopRefusal> update_product(db::Transaction& tx,
                                                             RegionId region_id,
                                                             const Product& product);
[[nodiscard]] std::optional<Product> find_product(db::Transaction& tx, RegionId region_id,
                                                  ProductId product_id);
/// What a shop sells, by name.
[[nodiscard]] std::vector<Product> products_of(db::Transaction& tx, RegionId region_id,
                                               OrganisationId shop_id);

/// Imports shops from CSV: name, trade, team, phone, road_address, district_code, opened_on;
/// Korean headings are taken. All rows or none unless options say otherwise.
[[nodiscard]] documents::ImportReport import_shops(db::Transaction& tx, RegionId region_id,
                                                   std::string_view file,
                                                   const documents::ImportOptions& options,
                                                   base::Instant now);

}  // namespace market
