#include "ledger/route.h"
#include "market/catalogue.h"
#include "market/low_stock.h"
#include "routes.h"

namespace market {
namespace {

struct ShopList {
  std::vector<Shop> items;
};
BOOST_DESCRIBE_STRUCT(ShopList, (), (items))

struct ShopForm {
  std::string name;
  std::optional<OrganisationId> team_id;
  std::string trade;
  std::optional<std::string> phone;
  std::optional<people::Place> place;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "name", .min_length = 1, .max_length = 80},
                                            {.field = "trade", .min_length = 1, .max_length = 40}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ShopForm, (), (name, team_id, trade, phone, place))

/// A product with what is on its own shelf, null for services and uncounted goods, and its options
/// with what is on theirs.
struct ShelfItem {
  Product product;
  std::optional<std::int64_t> stock;
  std::int64_t low_stock_units = 0;  ///< of its own shelf
  std::vector<Option> options;
};
BOOST_DESCRIBE_STRUCT(ShelfItem, (), (product, stock, low_stock_units, options))

struct ShelfList {
  std::vector<ShelfItem> items;
};
BOOST_DESCRIBE_STRUCT(ShelfList, (), (items))

struct ProductChange {
  std::string name;
  std::int64_t price_won = 0;
  bool is_sold = true;
  std::int64_t version = 1;
  std::optional<std::string> description;  ///< what is not said stays as it is
  std::optional<std::int64_t> duration_minutes;
  std::optional<std::int64_t> capacity;

  static std::span<const base::Rule> rules() { return NewProduct::rules(); }
};
BOOST_DESCRIBE_STRUCT(ProductChange, (),
                      (name, price_won, is_sold, version, description, duration_minutes, capacity))

struct StockEntry {
  std::int64_t quantity = 0;          ///< negative: written off
  std::optional<OptionId> option_id;  ///< of an option with its own stock

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "quantity", .minimum = -100'000, .maximum = 100'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(StockEntry, (), (quantity, option_id))

struct LowStockForm {
  std::optional<OptionId> option_id;  ///< of an option with its own stock
  std::optional<std::int64_t> units;  ///< none: as the setting says

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "units", .minimum = 0, .maximum = 100'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(LowStockForm, (), (option_id, units))

/// From how many units on an item is low, and whether its shop said so.
struct LowStockUnits {
  std::int64_t units = 0;
};
BOOST_DESCRIBE_STRUCT(LowStockUnits, (), (units))

struct StockLevel {
  std::int64_t stock = 0;
};
BOOST_DESCRIBE_STRUCT(StockLevel, (), (stock))

api::Answer<ShopList> get_shops(db::Transaction& tx, const api::Context& context,
                                const base::Nothing&) {
  return ShopList{list_shops(tx, context.region_id())};
}

api::Answer<Shop> get_shop(db::Transaction& tx, const api::Context& context, const base::Nothing&) {
  auto shop = find_shop(tx, context.region_id(), context.path_id<OrganisationId>("id"));
  if (!shop) return api::refused(ShopRefusal::shop_not_found);
  return *shop;
}

api::Answer<Shop> post_shop(db::Transaction& tx, const api::Context& context, const ShopForm& in) {
  const auto id = create_shop(tx, context.region_id(),
                              {.name = in.name,
                               .team_id = in.team_id.value_or(OrganisationId{}),
                               .trade = in.trade,
                               .opened_on = context.today(),
                               .phone = in.phone.value_or(""),
                               .place = in.place.value_or(people::Place{})},
                              context.now);
  if (!id) return api::refused(id.error(), "/name");
  return *find_shop(tx, context.region_id(), *id);
}

api::Answer<ShelfList> get_products(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!find_shop(tx, context.region_id(), shop_id))
    return api::refused(ShopRefusal::shop_not_found);
  ShelfList list;
  const RegionId region_id = context.region_id();
  for (Product& product : products_of(tx, region_id, shop_id)) {
    ShelfItem item{std::move(product), std::nullopt, 0, {}};
    const ProductId id = item.product.id;
    item.stock = counted_stock(tx, region_id, {id});
    item.options = options_of(tx, region_id, id);
    add_stock(tx, region_id, id, item.options);
    const auto low_at = [&](OptionId option) {
      return low_stock_units(tx, region_id, {id, option}, shop_id, context.today());
    };
    item.low_stock_units = low_at({});
    for (Option& each : item.options)
      if (each.has_own_stock) each.low_stock_units = low_at(each.id);
    list.items.push_back(std::move(item));
  }
  return list;
}

api::Answer<Product> post_product(db::Transaction& tx, const api::Context& context,
                                  const NewProduct& in) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(ShopRefusal::shop_not_found);
  const auto id = create_product(tx, context.region_id(), shop_id, in);
  if (!id) return api::refused(id.error());
  return *find_product(tx, context.region_id(), *id);
}

api::Answer<Product> put_product(db::Transaction& tx, const api::Context& context,
                                 const ProductChange& in) {
  OLIVE_TRY(product, own_product(tx, context));
  product.name = in.name;
  product.price_won = in.price_won;
  product.is_sold = in.is_sold;
  product.version = in.version;
  product.description = in.description.value_or(product.description);
  product.duration_minutes = in.duration_minutes.value_or(product.duration_minutes);
  product.capacity = in.capacity.value_or(product.capacity);
  if (const auto changed = update_product(tx, context.region_id(), product); !changed)
    return api::refused(changed.error());
  return *find_product(tx, context.region_id(), product.id);
}

std::string pointer_of(ShopRefusal refusal) {
  const bool is_about_option =
      refusal == ShopRefusal::option_not_found || refusal == ShopRefusal::stock_is_by_option;
  return is_about_option ? "/option_id" : "/quantity";
}

api::Answer<StockLevel> post_stock(db::Transaction& tx, ledger::Batch& batch,
                                   const api::Context& context, const StockEntry& in) {
  OLIVE_TRY(product, own_product(tx, context));
  const StockItem item{product.id, in.option_id.value_or(OptionId{})};
  const auto stock = enter_stock(
      tx, batch, context.region_id(), item, in.quantity,
      ledger::key_of("stock_entry", context.idempotency_key + std::to_string(product.id.value)),
      context.principal.person_id);
  if (!stock) return api::refused(stock.error(), pointer_of(stock.error()));
  return StockLevel{*stock};
}

api::Answer<LowStockUnits> put_low_stock(db::Transaction& tx, const api::Context& context,
                                         const LowStockForm& in) {
  OLIVE_TRY(product, own_product(tx, context));
  const StockItem item{product.id, in.option_id.value_or(OptionId{})};
  if (const auto done = set_low_stock_units(tx, context.region_id(), item, in.units); !done)
    return api::refused(done.error(), pointer_of(done.error()));
  return LowStockUnits{
      low_stock_units(tx, context.region_id(), item, product.shop_id, context.today())};
}

}  // namespace

api::Answer<Product> own_product(db::Transaction& tx, const api::Context& context) {
  auto product = find_product(tx, context.region_id(), context.path_id<ProductId>("id"));
  if (!product || !context.scope.covers(product->shop_id))
    return api::refused(ShopRefusal::product_not_found);
  return *product;
}

std::vector<api::Route> shop_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, ShopList>(
          "/api/v1/shops",
          {.operation = "list_shops", .tag = "market", .summary = "Shops of Olive Market"},
          get_shops),
      api::get<base::Nothing, Shop>(
          "/api/v1/shops/{id}", {.operation = "get_shop", .tag = "market", .summary = "One shop"},
          get_shop),
      api::post<ShopForm, Shop>("/api/v1/shops",
                                {.operation = "create_shop",
                                 .permission = "market.manage",
                                 .tag = "market",
                                 .summary = "Opens a shop of Olive Market",
                                 .success_status = 201},
                                post_shop),
      api::get<base::Nothing, ShelfList>("/api/v1/shops/{id}/products",
                                         {.operation = "list_products",
                                          .tag = "market",
                                          .summary = "What a shop sells, with its stock"},
                                         get_products),
      api::post<NewProduct, Product>("/api/v1/shops/{id}/products",
                                     {.operation = "create_product",
                                      .permission = "market.sell",
                                      .tag = "market",
                                      .summary = "Adds a product or service to a shop",
                                      .success_status = 201},
                                     post_product),
      api::change<ProductChange, Product>(
          http::Method::put, "/api/v1/products/{id}",
          {.operation = "update_product",
           .permission = "market.sell",
           .tag = "market",
           .summary = "Changes name, price or whether a product is sold"},
          put_product),
      api::change<LowStockForm, LowStockUnits>(
          http::Method::put, "/api/v1/products/{id}/low-stock",
          {.operation = "set_low_stock_units",
           .permission = "market.sell",
           .tag = "market",
           .summary = "At how many units the shop is told that an item runs out"},
          put_low_stock),
      ledger::deed<StockEntry, StockLevel>(
          ledger, "/api/v1/products/{id}/stock-entries",
          {.operation = "enter_stock",
           .permission = "market.sell",
           .tag = "market",
           .summary = "Adds units to the shelf, or writes them off",
           .success_status = 201},
          post_stock),
  };
}

}  // namespace market
