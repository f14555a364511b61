#include <algorithm>

#include "base/check.h"
#include "ledger/route.h"
#include "market/catalogue.h"
#include "market/fair.h"
#include "routes.h"

namespace market {
namespace {

struct FairList {
  std::vector<Fair> items;
};
BOOST_DESCRIBE_STRUCT(FairList, (), (items))

struct FairStockForm {
  std::vector<FairUnits> units;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "units", .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(FairStockForm, (), (units))

struct FairClosing {
  std::vector<FairUnits> counted;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "counted", .max_length = 1'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(FairClosing, (), (counted))

struct FairVisitors {
  base::Date day;
  std::int64_t visitors = 0;  ///< negative: counted too many

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "visitors", .minimum = -10'000, .maximum = 10'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(FairVisitors, (), (day, visitors))

/// A product with what its shop has at the fair; null where it is not counted.
struct FairShelfItem {
  Product product;
  std::optional<std::int64_t> stock;
  std::vector<Option> options;  ///< with their stock at the fair
};
BOOST_DESCRIBE_STRUCT(FairShelfItem, (), (product, stock, options))

/// What can be taken along: what is at the fair, on the shelf at home, and planned.
struct FairGoods {
  ProductId product_id;
  OptionId option_id;  ///< with its own stock; 0: the product
  std::string name;
  std::int64_t stock = 0;
  std::int64_t shelf = 0;
  std::int64_t planned = 0;
};
BOOST_DESCRIBE_STRUCT(FairGoods, (), (product_id, option_id, name, stock, shelf, planned))

struct FairShelf {
  FairId fair_id;
  std::vector<FairShelfItem> items;
  std::vector<FairGoods> goods;
};
BOOST_DESCRIBE_STRUCT(FairShelf, (), (fair_id, items, goods))

struct FairStockLevel {
  std::int64_t stock = 0;
};
BOOST_DESCRIBE_STRUCT(FairStockLevel, (), (stock))

std::string pointer_of(FairRefusal refusal) {
  switch (refusal) {
    case FairRefusal::fair_name_missing: return "/name";
    case FairRefusal::fair_dates_reversed:
    case FairRefusal::fair_in_past: return "/ends_on";
    case FairRefusal::fair_without_shops:
    case FairRefusal::fair_shop_not_found:
    case FairRefusal::fair_shop_twice: return "/shop_ids";
    case FairRefusal::fair_place_not_found: return "/place/road_address";
    case FairRefusal::fair_product_not_found:
    case FairRefusal::fair_product_twice: return "/units";
    case FairRefusal::fair_stock_insufficient: return "/quantity";
    case FairRefusal::fair_count_above_stock: return "/counted";
    case FairRefusal::fair_visitors_below_zero: return "/visitors";
    default: return {};
  }
}

FairId fair_of(const api::Context& context) { return context.path_id<FairId>("id"); }

api::Answer<FairList> get_fairs(db::Transaction& tx, const api::Context& context,
                                const base::Nothing&) {
  return FairList{list_fairs(tx, context.region_id())};
}

/// Shops see themselves; who oversees the market sees all.
api::Answer<FairReport> get_report(db::Transaction& tx, const api::Context& context,
                                   const base::Nothing&) {
  if (!find_fair(tx, context.region_id(), fair_of(context)))
    return api::refused(FairRefusal::fair_not_found);
  FairReport report = report_of_fair(tx, context.region_id(), fair_of(context));
  const auto is_hidden = [&](const auto& each) { return !context.scope.covers(each.shop_id); };
  std::erase_if(report.shops, is_hidden);
  std::erase_if(report.products, is_hidden);
  if (context.scope.everywhere) return report;
  report.days.clear();
  report.sales = report.points = report.paid_won = 0;
  for (const FairShopResult& shop : report.shops) {
    report.sales += shop.sales;
    report.points += shop.points;
    report.paid_won += shop.paid_won;
  }
  return report;
}

api::Answer<Fair> post_fair(db::Transaction& tx, const api::Context& context, const NewFair& in) {
  const auto id = plan_fair(tx, context.region_id(), in, context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_fair(tx, context.region_id(), *id);
}

api::Answer<Fair> post_cancellation(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  if (const auto done = cancel_fair(tx, context.region_id(), fair_of(context)); !done)
    return api::refused(done.error());
  return *find_fair(tx, context.region_id(), fair_of(context));
}

api::Answer<Fair> post_opening(db::Transaction& tx, ledger::Batch& batch,
                               const api::Context& context, const base::Nothing&) {
  const RegionId region_id = context.region_id();
  const auto opened =
      open_fair(tx, batch, region_id, fair_of(context), context.principal.person_id);
  if (opened) return *find_fair(tx, region_id, fair_of(context));
  const auto missing = opened.error() == FairRefusal::fair_shelf_short
                           ? short_product(tx, region_id, fair_of(context))
                           : std::nullopt;
  return api::refused(opened.error(), {}, {{"name", missing.value_or("")}});
}

api::Answer<Fair> post_closing(db::Transaction& tx, ledger::Batch& batch,
                               const api::Context& context, const FairClosing& in) {
  const RegionId region_id = context.region_id();
  if (const auto closed = close_fair(tx, batch, region_id, fair_of(context), in.counted,
                                     context.principal.person_id);
      !closed)
    return api::refused(closed.error(), pointer_of(closed.error()));
  return *find_fair(tx, region_id, fair_of(context));
}

api::Answer<FairVisitors> post_visitors(db::Transaction& tx, const api::Context& context,
                                        const FairVisitors& in) {
  const RegionId region_id = context.region_id();
  const auto fair = find_fair(tx, region_id, fair_of(context));
  const bool is_there = fair && std::ranges::any_of(fair->shops, [&](const Shop& shop) {
                          return context.scope.covers(shop.id);
                        });
  if (!is_there) return api::refused(FairRefusal::fair_not_found);
  const auto counted = count_visitors(tx, region_id, fair->id, in.day, in.visitors);
  if (!counted) return api::refused(counted.error(), pointer_of(counted.error()));
  return FairVisitors{in.day, *counted};
}

/// The shop of the path, when it is the caller's.
api::Answer<OrganisationId> own_shop(const api::Context& context) {
  const auto shop_id = context.path_id<OrganisationId>("shop_id");
  if (!context.scope.covers(shop_id)) return api::refused(FairRefusal::fair_shop_not_found);
  return shop_id;
}

std::optional<std::int64_t> units_in(db::Transaction& tx, RegionId region_id,
                                     const ledger::AccountKey& key) {
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  const auto account = ledger::find_account(tx, ledger_id, key);
  if (!account) return std::nullopt;
  return ledger::read_balance(tx, ledger_id, account->id).available();
}

/// What is counted of a product, by shelf. What is counted at home and was not brought is not here.
std::vector<FairGoods> goods_of(db::Transaction& tx, RegionId region_id, FairId fair_id,
                                const FairShelfItem& of) {
  std::vector<FairGoods> list;
  if (of.product.kind == ProductKind::service) return list;
  for (const StockItem& item : stock_items_of(of.product.id, of.options)) {
    const auto shelf = counted_stock(tx, region_id, item);
    if (!shelf) continue;
    list.push_back({item.product_id, item.option_id, name_of_item(of.product, of.options, item),
                    units_in(tx, region_id, fair_stock_account(fair_id, item)).value_or(0), *shelf,
                    0});
  }
  return list;
}

/// The till reads the stock with its product or option.
void put_stock_at(FairShelfItem& item, const FairGoods& goods) {
  if (!goods.option_id) {
    item.stock = goods.stock;
    return;
  }
  const auto option = std::ranges::find(item.options, goods.option_id, &Option::id);
  CHECK_REQUEST(option != item.options.end());
  option->stock = goods.stock;
}

api::Answer<FairShelf> shelf_of(db::Transaction& tx, RegionId region_id, FairId fair_id,
                                OrganisationId shop_id) {
  const auto fair = find_fair(tx, region_id, fair_id);
  if (!fair) return api::refused(FairRefusal::fair_not_found);
  if (std::ranges::count(fair->shops, shop_id, &Shop::id) == 0)
    return api::refused(FairRefusal::fair_shop_not_found);
  const auto products = report_of_fair(tx, region_id, fair_id).products;
  FairShelf shelf{.fair_id = fair_id};
  for (Product& product : products_of(tx, region_id, shop_id)) {
    FairShelfItem item{std::move(product), std::nullopt, {}};
    item.options = options_of(tx, region_id, item.product.id);
    for (FairGoods& goods : goods_of(tx, region_id, fair_id, item)) {
      const auto known = std::ranges::find_if(products, [&](const FairProduct& each) {
        return each.product_id == goods.product_id && each.option_id == goods.option_id;
      });
      if (known != products.end()) goods.planned = known->planned;
      put_stock_at(item, goods);
      shelf.goods.push_back(std::move(goods));
    }
    shelf.items.push_back(std::move(item));
  }
  return shelf;
}

api::Answer<FairShelf> get_shelf(db::Transaction& tx, const api::Context& context,
                                 const base::Nothing&) {
  OLIVE_TRY(shop_id, own_shop(context));
  return shelf_of(tx, context.region_id(), fair_of(context), shop_id);
}

api::Answer<FairShelf> put_stock(db::Transaction& tx, const api::Context& context,
                                 const FairStockForm& in) {
  OLIVE_TRY(shop_id, own_shop(context));
  if (const auto planned = plan_stock(tx, context.region_id(), fair_of(context), shop_id, in.units);
      !planned)
    return api::refused(planned.error(), pointer_of(planned.error()));
  return shelf_of(tx, context.region_id(), fair_of(context), shop_id);
}

api::Answer<FairStockLevel> post_stock(db::Transaction& tx, ledger::Batch& batch,
                                       const api::Context& context, const FairUnits& in) {
  OLIVE_TRY(shop_id, own_shop(context));
  const auto level =
      bring_stock(tx, batch, context.region_id(), fair_of(context), shop_id, in,
                  ledger::key_of("fair_stock_entry",
                                 context.idempotency_key + std::to_string(in.product_id.value)),
                  context.principal.person_id);
  if (!level) return api::refused(level.error(), pointer_of(level.error()));
  return FairStockLevel{*level};
}

std::vector<api::Route> desk_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, FairReport>("/api/v1/fairs/{id}/report",
                                          {.operation = "get_fair_report",
                                           .permission = "market.view",
                                           .tag = "market",
                                           .summary = "What a fair sold, by day, shop, product"},
                                          get_report),
      api::post<NewFair, Fair>("/api/v1/fairs",
                               {.operation = "plan_fair",
                                .permission = "market.manage",
                                .tag = "market",
                                .summary = "Plans a travelling fair",
                                .success_status = 201},
                               post_fair),
      api::post<base::Nothing, Fair>("/api/v1/fairs/{id}/cancellation",
                                     {.operation = "cancel_fair",
                                      .permission = "market.manage",
                                      .tag = "market",
                                      .summary = "Calls a planned fair off"},
                                     post_cancellation),
      ledger::deed<base::Nothing, Fair>(ledger, "/api/v1/fairs/{id}/opening",
                                        {.operation = "open_fair",
                                         .permission = "market.manage",
                                         .tag = "market",
                                         .summary = "Opens a fair: the planned goods go there"},
                                        post_opening),
      ledger::deed<FairClosing, Fair>(ledger, "/api/v1/fairs/{id}/closing",
                                      {.operation = "close_fair",
                                       .permission = "market.manage",
                                       .tag = "market",
                                       .summary = "Closes a fair: what is left goes home"},
                                      post_closing),
      api::post<FairVisitors, FairVisitors>("/api/v1/fairs/{id}/visitors",
                                            {.operation = "count_fair_visitors",
                                             .permission = "market.fair",
                                             .tag = "market",
                                             .summary = "Adds visitors to a day of a fair"},
                                            post_visitors),
  };
}

std::vector<api::Route> shop_desk_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, FairShelf>("/api/v1/fairs/{id}/shops/{shop_id}/products",
                                         {.operation = "list_fair_products",
                                          .permission = "market.sell",
                                          .tag = "market",
                                          .summary = "What a shop sells at a fair"},
                                         get_shelf),
      api::change<FairStockForm, FairShelf>(http::Method::put,
                                            "/api/v1/fairs/{id}/shops/{shop_id}/stock",
                                            {.operation = "plan_fair_stock",
                                             .permission = "market.sell",
                                             .tag = "market",
                                             .summary = "What a shop will bring to a fair"},
                                            put_stock),
      ledger::deed<FairUnits, FairStockLevel>(
          ledger, "/api/v1/fairs/{id}/shops/{shop_id}/stock-entries",
          {.operation = "bring_fair_stock",
           .permission = "market.sell",
           .tag = "market",
           .summary = "Brings more of a product to an open fair",
           .success_status = 201},
          post_stock),
  };
}

}  // namespace

std::vector<api::Route> fair_routes(ledger::Ledger& ledger) {
  std::vector<api::Route> routes{api::get<base::Nothing, FairList>(
      "/api/v1/fairs",
      {.operation = "list_fairs", .tag = "market", .summary = "Travelling fairs, latest first"},
      get_fairs)};
  std::ranges::move(desk_routes(ledger), std::back_inserter(routes));
  std::ranges::move(shop_desk_routes(ledger), std::back_inserter(routes));
  return routes;
}

}  // namespace market
