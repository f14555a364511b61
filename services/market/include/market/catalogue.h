/// What can be bought, for everybody: search, options of products, what buyers think of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/stock.h"

namespace market {

/// A choice within a product, with what it costs beside the product's price: `큰 컵, +500 won`.
/// Whoever orders a product that has options takes exactly one of them. It takes its units from its
/// own shelf, or from the one of its product that all others share.
struct Option {
  OptionId id;
  std::string name;
  std::int64_t extra_won = 0;  ///< negative: cheaper
  bool is_sold = true;
  bool has_own_stock = false;
  std::optional<std::int64_t> stock{};            ///< on its shelf; none: shared or not asked
  std::optional<std::int64_t> low_stock_units{};  ///< of its shelf, as its shop sees it
};
BOOST_DESCRIBE_STRUCT(Option, (),
                      (id, name, extra_won, is_sold, has_own_stock, stock, low_stock_units))

/// An option as a shop writes it; with the id of a present option it stays that one.
struct OptionForm {
  std::optional<OptionId> id{};
  std::string name;
  std::int64_t extra_won = 0;
  bool is_sold = true;
  std::optional<bool> has_own_stock{};  ///< not said: as it was, else shared

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(OptionForm, (), (id, name, extra_won, is_sold, has_own_stock))

enum class OptionRefusal {
  product_not_found,
  option_not_found,  ///< the id is of no option of this product
  option_name_twice,
  price_not_positive,  ///< the product's price with an option would be nothing, or less
  services_have_no_stock,
  option_has_stock,  ///< units on its shelf, or at a fair, would belong to nothing
};
BOOST_DESCRIBE_ENUM(OptionRefusal, product_not_found, option_not_found, option_name_twice,
                    price_not_positive, services_have_no_stock, option_has_stock)

/// Replaces the options of a product, in this order. What was ordered keeps its option's name. An
/// option with units on its own shelf stays, and keeps that shelf, until they are sold or written
/// off.
[[nodiscard]] base::Result<void, OptionRefusal> set_options(db::Transaction& tx, RegionId region_id,
                                                            ProductId product_id,
                                                            const std::vector<OptionForm>& options);
/// Without the stock: see add_stock().
[[nodiscard]] std::vector<Option> options_of(db::Transaction& tx, RegionId region_id,
                                             ProductId product_id);
/// Fills in what is on the shelves of their own. Cost: two point reads for each of these.
void add_stock(db::Transaction& tx, RegionId region_id, ProductId product_id,
               std::vector<Option>& options);

/// What somebody takes of a product.
struct Choice {
  std::string option_name;     ///< empty: none
  std::int64_t price_won = 0;  ///< of one, with its option
  StockItem stock_item;        ///< where its units come from
};
enum class ChoiceRefusal { option_missing, option_not_found, option_not_sold };
BOOST_DESCRIBE_ENUM(ChoiceRefusal, option_missing, option_not_found, option_not_sold)

/// The choice of an option, or of none where a product has none. Pure.
[[nodiscard]] base::Result<Choice, ChoiceRefusal> choose_option(
    const Product& product, const std::vector<Option>& options,
    const std::optional<OptionId>& option_id);
/// `커피 · 큰 컵`: the product's name with that of its option.
[[nodiscard]] std::string name_with_option(std::string_view name, std::string_view option_name);
/// The same for an item of a product; the option may be gone. Pure.
[[nodiscard]] std::string name_of_item(const Product& product, const std::vector<Option>& options,
                                       const StockItem& item);
/// The shelves from which a product is sold, the product's own first. Pure.
[[nodiscard]] std::vector<StockItem> stock_items_of(ProductId product_id,
                                                    const std::vector<Option>& options);
/// Units of a product on all shelves from which it is sold; none: one of them is not counted.
[[nodiscard]] std::optional<std::int64_t> product_stock(db::Transaction& tx, RegionId region_id,
                                                        ProductId product_id,
                                                        const std::vector<Option>& options);

/// What somebody looks for. Empty fields do not narrow.
struct CatalogueQuery {
  std::optional<std::string> text{};  ///< words, parts of words or 초성; all must be found
  std::optional<OrganisationId> shop_id{};
  std::optional<std::string> district_code{};
  std::optional<ProductKind> kind{};
  std::optional<std::string> cursor{};
  std::optional<std::int32_t> limit{};

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(CatalogueQuery, (), (text, shop_id, district_code, kind, cursor, limit))

/// A product on the shelf of the whole market.
struct CatalogueItem {
  ProductId id;
  std::string name;
  ProductKind kind = ProductKind::goods;
  std::int64_t price_won = 0;
  std::string photo;
  std::string description;
  std::int64_t duration_minutes = 0;
  OrganisationId shop_id;
  std::string shop_name;
  std::string trade;
  std::string district_code;
  std::int64_t reviews = 0;           ///< that are shown
  std::int64_t stars_mean_e2 = 0;     ///< hundredths; 0 without reviews
  std::optional<std::int64_t> stock;  ///< of all options; none: not counted
};
BOOST_DESCRIBE_STRUCT(CatalogueItem, (),
                      (id, name, kind, price_won, photo, description, duration_minutes, shop_id,
                       shop_name, trade, district_code, reviews, stars_mean_e2, stock))

/// What the words of a query are compared with.
struct SearchText {
  std::string_view name;
  std::string_view shop_name;
  std::string_view description;
};

/// How far a product is from what was asked: 0 is its very name; none when a word is nowhere. The
/// whole query in the name counts before its words in name, shop and description. Pure.
[[nodiscard]] std::optional<int> search_distance(std::string_view query, const SearchText& text);

/// Products as everybody sees them, in the order of `ids`, without the stock: see add_stock().
/// Those that the transaction does not see yet are left out. Cost: one statement for each.
[[nodiscard]] std::vector<CatalogueItem> catalogue_items(db::Transaction& tx, RegionId region_id,
                                                         std::span<const ProductId> ids);
/// Fills in what is on the shelves. Cost: one statement for each, two point reads for each shelf.
void add_stock(db::Transaction& tx, RegionId region_id, std::vector<CatalogueItem>& items);

}  // namespace market
