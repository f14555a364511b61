/// What can be bought, for everybody: search, options of products, what buyers think of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "market/shop.h"

namespace market {

using OptionId = base::Id<struct OptionTag>;

/// A choice within a product, with what it costs beside the product's price: `큰 컵, +500 won`.
/// Whoever orders a product that has options takes exactly one of them. Stock is the product's.
struct Option {
  OptionId id;
  std::string name;
  std::int64_t extra_won = 0;  ///< negative: cheaper
  bool is_sold = true;
};
BOOST_DESCRIBE_STRUCT(Option, (), (id, name, extra_won, is_sold))

/// An option as a shop writes it; with the id of a present option it stays that one.
struct OptionForm {
  std::optional<OptionId> id{};
  std::string name;
  std::int64_t extra_won = 0;
  bool is_sold = true;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(OptionForm, (), (id, name, extra_won, is_sold))

enum class OptionRefusal {
  product_not_found,
  option_not_found,  ///< the id is of no option of this product
  option_name_twice,
  price_not_positive,  ///< the product's price with an option would be nothing, or less
};
BOOST_DESCRIBE_ENUM(OptionRefusal, product_not_found, option_not_found, option_name_twice,
                    price_not_positive)

/// Replaces the options of a product, in this order. What was ordered keeps its option's name.
[[nodiscard]] base::Result<void, OptionRefusal> set_options(db::Transaction& tx, RegionId region_id,
                                                            ProductId product_id,
                                                            const std::vector<OptionForm>& options);
[[nodiscard]] std::vector<Option> options_of(db::Transaction& tx, RegionId region_id,
                                             ProductId product_id);

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
  std::optional<std::int64_t> stock;  ///< none: not counted
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

/// Products that are sold in open shops, the nearest to the query first, then by name. Without the
/// stock: see add_stock(). Cost: one statement, and a pass over the products that it narrows to.
[[nodiscard]] std::vector<CatalogueItem> search_catalogue(db::Transaction& tx, RegionId region_id,
                                                          const CatalogueQuery& query);
/// Fills in what is on the shelf. Cost: two point reads for each.
void add_stock(db::Transaction& tx, RegionId region_id, std::vector<CatalogueItem>& items);

}  // namespace market
