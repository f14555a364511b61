#include "api/page.h"
#include "catalogue_index.h"
#include "market/booking.h"
#include "market/catalogue.h"
#include "market/hours.h"
#include "market/review.h"
#include "routes.h"

namespace market {
namespace {

struct CataloguePage {
  std::vector<CatalogueItem> items;
  std::int64_t found = 0;  ///< on all pages
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(CataloguePage, (), (items, found, next_cursor))

/// Everything that a product's page shows but its reviews and times.
struct ProductSheet {
  Product product;
  Shop shop;
  std::vector<Option> options;
  std::optional<std::int64_t> stock;  ///< of all options; none: not counted
  ShopHours hours;
  bool is_open_now = false;
  std::vector<Collection> collections;  ///< for an order placed now
  ReviewMean mean;
};
BOOST_DESCRIBE_STRUCT(ProductSheet, (),
                      (product, shop, options, stock, hours, is_open_now, collections, mean))

struct OptionList {
  std::vector<OptionForm> items;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "items", .max_length = 20}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(OptionList, (), (items))

struct OptionsOfProduct {
  std::vector<Option> items;
};
BOOST_DESCRIBE_STRUCT(OptionsOfProduct, (), (items))

struct SlotQuery {
  base::Date from;
  base::Date to;
};
BOOST_DESCRIBE_STRUCT(SlotQuery, (), (from, to))

struct SlotList {
  std::vector<Slot> items;
};
BOOST_DESCRIBE_STRUCT(SlotList, (), (items))

// Pages are cut from the ranked list: a cursor is a place in it.
api::Answer<CataloguePage> get_catalogue(db::Transaction& tx, const api::Context& context,
                                         const CatalogueQuery& in, CatalogueIndex& index) {
  OLIVE_TRY(cursor, api::read_cursor(in.cursor));
  const auto ids = index.find(tx, context.region_id(), in);
  const std::int64_t first = std::clamp<std::int64_t>(cursor.number, 0, std::ssize(ids));
  const std::int64_t last = std::min(first + api::page_limit(in.limit), std::ssize(ids));
  const auto shown = std::span(ids).subspan(static_cast<std::size_t>(first),
                                            static_cast<std::size_t>(last - first));
  CataloguePage page{.items = catalogue_items(tx, context.region_id(), shown),
                     .found = std::ssize(ids),
                     .next_cursor = std::nullopt};
  add_stock(tx, context.region_id(), page.items);
  if (last < std::ssize(ids)) page.next_cursor = api::write_cursor({.number = last});
  return page;
}

api::Answer<ProductSheet> get_product(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  const RegionId region_id = context.region_id();
  auto product = find_product(tx, region_id, context.path_id<ProductId>("id"));
  if (!product) return api::refused(ShopRefusal::product_not_found);
  ProductSheet sheet{.product = *std::move(product),
                     .shop = {},
                     .options = {},
                     .stock = {},
                     .hours = {},
                     .collections = {},
                     .mean = {}};
  const ProductId id = sheet.product.id;
  sheet.shop = *find_shop(tx, region_id, sheet.product.shop_id);
  sheet.options = options_of(tx, region_id, id);
  add_stock(tx, region_id, id, sheet.options);
  if (sheet.product.kind == ProductKind::goods)
    sheet.stock = product_stock(tx, region_id, id, sheet.options);
  sheet.hours = hours_of(tx, region_id, sheet.shop.id);
  sheet.is_open_now = is_open_at(sheet.hours, context.now);
  sheet.collections =
      collections(sheet.hours, context.now, collection_terms(tx, region_id, context.today()));
  sheet.mean = review_mean(tx, region_id, id);
  return sheet;
}

api::Answer<OptionsOfProduct> put_options(db::Transaction& tx, const api::Context& context,
                                          const OptionList& in) {
  OLIVE_TRY(product, own_product(tx, context));
  if (const auto done = set_options(tx, context.region_id(), product.id, in.items); !done)
    return api::refused(done.error(), "/items");
  OptionsOfProduct saved{options_of(tx, context.region_id(), product.id)};
  add_stock(tx, context.region_id(), product.id, saved.items);
  return saved;
}

api::Answer<ShopHours> get_hours(db::Transaction& tx, const api::Context& context,
                                 const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!find_shop(tx, context.region_id(), shop_id))
    return api::refused(HoursRefusal::shop_not_found);
  return hours_of(tx, context.region_id(), shop_id);
}

std::string pointer_of(HoursRefusal refusal) {
  return refusal == HoursRefusal::closed_day_twice ? "/closed_days" : "/openings";
}

api::Answer<ShopHours> put_hours(db::Transaction& tx, const api::Context& context,
                                 const ShopHours& in) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(HoursRefusal::shop_not_found);
  if (const auto done = set_hours(tx, context.region_id(), shop_id, in); !done)
    return api::refused(done.error(), pointer_of(done.error()));
  return hours_of(tx, context.region_id(), shop_id);
}

api::Answer<SlotList> get_slots(db::Transaction& tx, const api::Context& context,
                                const SlotQuery& in) {
  const auto product = find_product(tx, context.region_id(), context.path_id<ProductId>("id"));
  if (!product) return api::refused(ShopRefusal::product_not_found);
  const auto ahead = collection_terms(tx, context.region_id(), context.today()).days_ahead;
  const base::Date last = context.today().plus_days(static_cast<std::int32_t>(ahead));
  return SlotList{slots_of(tx, context.region_id(), *product, std::max(in.from, context.today()),
                           std::min(in.to, last), context.now)};
}

}  // namespace

std::vector<api::Route> catalogue_routes() {
  const auto index = std::make_shared<CatalogueIndex>();
  return {
      api::get<CatalogueQuery, CataloguePage>(
          "/api/v1/products",
          {.operation = "list_catalogue",
           .tag = "market",
           .summary = "Products of all shops; finds parts of Korean words and initial consonants"},
          [index](auto& tx, const auto& context, const CatalogueQuery& in) {
            return get_catalogue(tx, context, in, *index);
          }),
      api::get<base::Nothing, ProductSheet>(
          "/api/v1/products/{id}",
          {.operation = "get_product",
           .tag = "market",
           .summary = "A product with its options, shop, hours and collections"},
          get_product),
      api::change<OptionList, OptionsOfProduct>(http::Method::put, "/api/v1/products/{id}/options",
                                                {.operation = "set_product_options",
                                                 .permission = "market.sell",
                                                 .tag = "market",
                                                 .summary = "Replaces the options of a product"},
                                                put_options),
      api::get<SlotQuery, SlotList>("/api/v1/products/{id}/slots",
                                    {.operation = "list_product_slots",
                                     .tag = "market",
                                     .summary = "Times of a service that can be booked"},
                                    get_slots),
      api::get<base::Nothing, ShopHours>(
          "/api/v1/shops/{id}/hours",
          {.operation = "get_shop_hours",
           .tag = "market",
           .summary = "Openings, closed days and order windows of a shop"},
          get_hours),
      api::change<ShopHours, ShopHours>(
          http::Method::put, "/api/v1/shops/{id}/hours",
          {.operation = "set_shop_hours",
           .permission = "market.sell",
           .tag = "market",
           .summary = "Replaces openings, closed days and order windows of a shop"},
          put_hours),
  };
}

}  // namespace market
