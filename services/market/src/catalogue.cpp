#include "market/catalogue.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/check.h"
#include "base/text.h"
#include "catalogue_index.h"
#include "ledger/ledger.h"

namespace market {
namespace {

constexpr std::int64_t kExtraWonMax = 1'000'000;
// Distances of a word in the name, the shop's name and the description lie in bands of their own.
constexpr int kBand = 10;
static_assert(static_cast<int>(base::Match::none) < kBand);

constexpr std::string_view kSelect =
    "SELECT p.id, p.name, p.kind, p.price_won, p.photo, p.description, p.duration_minutes, "
    "p.shop_id, o.name AS shop_name, s.trade, o.district_code, "
    "(SELECT COUNT(*) FROM market_review r WHERE r.region_id = p.region_id "
    "AND r.product_id = p.id AND r.state = 'shown') AS reviews, "
    "COALESCE((SELECT (CAST(SUM(r.stars) AS BIGINT) * 200 + COUNT(*)) / (2 * COUNT(*)) "
    "FROM market_review r WHERE r.region_id = p.region_id AND r.product_id = p.id "
    "AND r.state = 'shown' HAVING COUNT(*) > 0), 0) AS stars_mean_e2, "
    "CAST(NULL AS BIGINT) AS stock FROM market_product p "
    "JOIN market_shop s ON s.region_id = p.region_id AND s.id = p.shop_id "
    "JOIN people_organisation o ON o.region_id = p.region_id AND o.id = p.shop_id "
    "WHERE p.region_id = $1 AND p.id = $2";

int distance_in(int band, const base::Searchable& word, const base::Searchable& text) {
  const base::Match match = base::Searchable::match(word, text);
  return match == base::Match::none ? INT32_MAX : band * kBand + static_cast<int>(match);
}

// Two consonants are in nearly every long text, so descriptions are not searched by 초성.
int distance_of(const PreparedQuery::Word& word, const PreparedText& text) {
  const int in_description =
      word.is_initials ? INT32_MAX : distance_in(3, word.text, text.description);
  return std::min({distance_in(1, word.text, text.name), distance_in(2, word.text, text.shop_name),
                   in_description});
}

/// The option as it is to be: what is not said stays as it was.
bool has_own_stock(const std::vector<Option>& known, const OptionForm& form) {
  if (form.has_own_stock) return *form.has_own_stock;
  const auto before = form.id ? std::ranges::find(known, *form.id, &Option::id) : known.end();
  return before != known.end() && before->has_own_stock;
}

/// Units on the option's shelf, held ones too, or at a fair that is not over.
bool has_units(db::Transaction& tx, RegionId region_id, const StockItem& item) {
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  const auto shelf = ledger::find_account(tx, ledger_id, shelf_account(item));
  if (shelf && ledger::read_balance(tx, ledger_id, shelf->id).posted != 0) return true;
  return tx
      .integer(
          "SELECT 1 FROM market_fair_option_stock k JOIN market_fair f "
          "ON f.region_id = k.region_id AND f.id = k.fair_id WHERE k.region_id = $1 "
          "AND k.option_id = $2 AND f.state IN ('planned', 'open') LIMIT 1",
          region_id, item.option_id)
      .has_value();
}

/// Refuses to take a shelf away from under its units.
base::Result<void, OptionRefusal> check_shelves(db::Transaction& tx, RegionId region_id,
                                                const Product& product,
                                                const std::vector<Option>& known,
                                                const std::vector<OptionForm>& options) {
  for (const OptionForm& each : options)
    if (product.kind == ProductKind::service && has_own_stock(known, each))
      return base::refuse(OptionRefusal::services_have_no_stock);
  for (const Option& before : known) {
    if (!before.has_own_stock) continue;
    const bool keeps_it = std::ranges::any_of(options, [&](const OptionForm& each) {
      return each.id == before.id && has_own_stock(known, each);
    });
    if (!keeps_it && has_units(tx, region_id, {product.id, before.id}))
      return base::refuse(OptionRefusal::option_has_stock);
  }
  return {};
}

base::Result<void, OptionRefusal> check_options(const Product& product,
                                                const std::vector<Option>& known,
                                                const std::vector<OptionForm>& options) {
  std::set<std::string_view> names;
  std::set<OptionId> ids;
  for (const OptionForm& each : options) {
    if (!names.insert(base::trim(each.name)).second)
      return base::refuse(OptionRefusal::option_name_twice);
    if (product.price_won + each.extra_won <= 0)
      return base::refuse(OptionRefusal::price_not_positive);
    if (!each.id) continue;
    if (std::ranges::count(known, *each.id, &Option::id) == 0 || !ids.insert(*each.id).second)
      return base::refuse(OptionRefusal::option_not_found);
  }
  return {};
}

}  // namespace

std::span<const base::Rule> OptionForm::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "name", .min_length = 1, .max_length = 40},
      {.field = "extra_won", .minimum = -kExtraWonMax, .maximum = kExtraWonMax},
  }};
  return kRules;
}

std::span<const base::Rule> CatalogueQuery::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "text", .max_length = 60},
      {.field = "district_code", .max_length = 10},
  }};
  return kRules;
}

base::Result<void, OptionRefusal> set_options(db::Transaction& tx, RegionId region_id,
                                              ProductId product_id,
                                              const std::vector<OptionForm>& options) {
  const auto product = find_product(tx, region_id, product_id);
  if (!product) return base::refuse(OptionRefusal::product_not_found);
  const auto known = options_of(tx, region_id, product_id);
  OLIVE_TRY_VOID(check_options(*product, known, options));
  OLIVE_TRY_VOID(check_shelves(tx, region_id, *product, known, options));
  tx.execute("DELETE FROM market_option WHERE region_id = $1 AND product_id = $2", region_id,
             product_id);
  std::int64_t place = 0;
  for (const OptionForm& each : options)
    tx.execute(
        "INSERT INTO market_option (region_id, id, product_id, place, name, extra_won, is_sold, "
        "has_own_stock) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        region_id, each.id ? *each.id : tx.make_id<OptionId>(), product_id, ++place,
        base::trim(each.name), each.extra_won, each.is_sold, has_own_stock(known, each));
  return {};
}

std::vector<Option> options_of(db::Transaction& tx, RegionId region_id, ProductId product_id) {
  return tx.query<Option>(
      "SELECT id, name, extra_won, is_sold, has_own_stock, CAST(NULL AS BIGINT) AS stock, "
      "CAST(NULL AS BIGINT) AS low_stock_units FROM market_option WHERE region_id = $1 AND "
      "product_id = $2 ORDER BY place",
      region_id, product_id);
}

void add_stock(db::Transaction& tx, RegionId region_id, ProductId product_id,
               std::vector<Option>& options) {
  for (Option& each : options)
    if (each.has_own_stock) each.stock = stock_of(tx, region_id, {product_id, each.id});
}

base::Result<Choice, ChoiceRefusal> choose_option(const Product& product,
                                                  const std::vector<Option>& options,
                                                  const std::optional<OptionId>& option_id) {
  if (!option_id) {
    if (!options.empty()) return base::refuse(ChoiceRefusal::option_missing);
    return Choice{{}, product.price_won, {product.id}};
  }
  const auto option = std::ranges::find(options, *option_id, &Option::id);
  if (option == options.end()) return base::refuse(ChoiceRefusal::option_not_found);
  if (!option->is_sold) return base::refuse(ChoiceRefusal::option_not_sold);
  return Choice{option->name,
                product.price_won + option->extra_won,
                {product.id, option->has_own_stock ? option->id : OptionId{}}};
}

std::string name_with_option(std::string_view name, std::string_view option_name) {
  if (option_name.empty()) return std::string(name);
  return std::string(name) + " · " + std::string(option_name);
}

std::string name_of_item(const Product& product, const std::vector<Option>& options,
                         const StockItem& item) {
  const auto option = std::ranges::find(options, item.option_id, &Option::id);
  return name_with_option(product.name, option == options.end() ? "" : option->name);
}

std::vector<StockItem> stock_items_of(ProductId product_id, const std::vector<Option>& options) {
  std::vector<StockItem> items;
  const auto shares = [](const Option& each) { return each.is_sold && !each.has_own_stock; };
  if (options.empty() || std::ranges::any_of(options, shares)) items.push_back({product_id});
  for (const Option& each : options)
    if (each.is_sold && each.has_own_stock) items.push_back({product_id, each.id});
  return items;
}

std::optional<std::int64_t> product_stock(db::Transaction& tx, RegionId region_id,
                                          ProductId product_id,
                                          const std::vector<Option>& options) {
  std::int64_t sum = 0;
  for (const StockItem& item : stock_items_of(product_id, options)) {
    const auto stock = counted_stock(tx, region_id, item);
    if (!stock) return std::nullopt;
    sum += *stock;
  }
  return sum;
}

PreparedQuery::PreparedQuery(std::string_view query) : whole(query) {
  for (const std::string_view word : base::split(base::trim(query), ' '))
    if (!word.empty()) words.push_back({base::Searchable(word), base::is_initials_only(word)});
}

std::optional<int> search_distance(const PreparedQuery& query, const PreparedText& text) {
  const base::Match whole = base::Searchable::match(query.whole, text.name);
  if (whole != base::Match::none) return static_cast<int>(whole);
  std::int64_t sum = 0;
  for (const PreparedQuery::Word& word : query.words) {
    const int distance = distance_of(word, text);
    if (distance == INT32_MAX) return std::nullopt;
    sum += distance;
  }
  CHECK_REQUEST(sum >= kBand && sum < INT32_MAX);  // no word at all matches every name
  return static_cast<int>(sum);
}

std::optional<int> search_distance(std::string_view query, const SearchText& text) {
  return search_distance(PreparedQuery(query), PreparedText(text));
}

std::vector<CatalogueItem> catalogue_items(db::Transaction& tx, RegionId region_id,
                                           std::span<const ProductId> ids) {
  std::vector<CatalogueItem> items;
  for (const ProductId id : ids) {
    auto item = tx.query_one<CatalogueItem>(kSelect, region_id, id);
    // The index is shared: another reader may have filled it with a product that this one's
    // transaction began too early to see.
    if (item) items.push_back(*std::move(item));
  }
  return items;
}

void add_stock(db::Transaction& tx, RegionId region_id, std::vector<CatalogueItem>& items) {
  for (CatalogueItem& item : items)
    if (item.kind == ProductKind::goods)
      item.stock = product_stock(tx, region_id, item.id, options_of(tx, region_id, item.id));
}

}  // namespace market
