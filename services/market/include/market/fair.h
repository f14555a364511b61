/// Travelling fairs (찾아가는 올리브마켓 판매전): some shops sell together for some days at a place
/// that is none of theirs, each from stock that it brought along.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/sale.h"

namespace market {

enum class FairState { planned, open, closed, cancelled };
BOOST_DESCRIBE_ENUM(FairState, planned, open, closed, cancelled)

struct NewFair {
  std::string name;
  people::Place place;
  base::Date starts_on;
  base::Date ends_on;  ///< last day, included
  std::vector<OrganisationId> shop_ids;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(NewFair, (), (name, place, starts_on, ends_on, shop_ids))

struct Fair {
  FairId id;
  std::string name;
  people::Place place;
  base::Date starts_on;
  base::Date ends_on;
  FairState state = FairState::planned;
  std::vector<Shop> shops;  ///< by name
};
BOOST_DESCRIBE_STRUCT(Fair, (), (id, name, place, starts_on, ends_on, state, shops))

enum class FairRefusal {
  fair_not_found,
  fair_name_missing,
  fair_dates_reversed,
  fair_in_past,
  fair_without_shops,
  fair_shop_not_found,
  fair_shop_twice,
  fair_place_not_found,  ///< not in Busan, or no address
  fair_not_planned,
  fair_not_open,
  fair_not_today,  ///< is opened on its days only
  fair_product_not_found,
  fair_product_twice,
  fair_stock_insufficient,  ///< the shelf has fewer
  fair_shelf_short,         ///< a shelf has fewer than was planned; see short_product
  fair_count_above_stock,   ///< more is counted than can be there
  fair_visitors_below_zero,
};
BOOST_DESCRIBE_ENUM(FairRefusal, fair_not_found, fair_name_missing, fair_dates_reversed,
                    fair_in_past, fair_without_shops, fair_shop_not_found, fair_shop_twice,
                    fair_place_not_found, fair_not_planned, fair_not_open, fair_not_today,
                    fair_product_not_found, fair_product_twice, fair_stock_insufficient,
                    fair_shelf_short, fair_count_above_stock, fair_visitors_below_zero)

template <class T>
using FairResult = base::Result<T, FairRefusal>;

[[nodiscard]] FairResult<FairId> plan_fair(db::Transaction& tx, RegionId region_id,
                                           const NewFair& fair, PersonId planned_by,
                                           base::Instant now);
/// Calls a planned fair off.
[[nodiscard]] FairResult<void> cancel_fair(db::Transaction& tx, RegionId region_id, FairId fair_id);
[[nodiscard]] std::optional<Fair> find_fair(db::Transaction& tx, RegionId region_id,
                                            FairId fair_id);
/// The latest first.
[[nodiscard]] std::vector<Fair> list_fairs(db::Transaction& tx, RegionId region_id);

/// Units of a product, or of an option with its own stock, for what is to be brought and for what
/// is counted at the end.
struct FairUnits {
  ProductId product_id;
  std::int64_t quantity = 0;
  std::optional<OptionId> option_id{};

  static std::span<const base::Rule> rules();
  [[nodiscard]] StockItem stock_item() const {
    return {product_id, option_id.value_or(OptionId{})};
  }
};
BOOST_DESCRIBE_STRUCT(FairUnits, (), (product_id, quantity, option_id))

/// What a shop will bring to a planned fair; replaces what it said before. Counted goods only.
[[nodiscard]] FairResult<void> plan_stock(db::Transaction& tx, RegionId region_id, FairId fair_id,
                                          OrganisationId shop_id,
                                          const std::vector<FairUnits>& units);
/// The name of the first of which its shelf has fewer than planned; none: the fair can be opened.
[[nodiscard]] std::optional<std::string> short_product(db::Transaction& tx, RegionId region_id,
                                                       FairId fair_id);
/// Opens a fair on one of its days: everything planned goes from the shelves to the fair's own
/// stock accounts, as one linked group.
[[nodiscard]] FairResult<void> open_fair(db::Transaction& tx, ledger::Batch& batch,
                                         RegionId region_id, FairId fair_id, PersonId opened_by);
/// Brings more to an open fair. `key` makes it happen once.
[[nodiscard]] FairResult<std::int64_t> bring_stock(db::Transaction& tx, ledger::Batch& batch,
                                                   RegionId region_id, FairId fair_id,
                                                   OrganisationId shop_id, const FairUnits& units,
                                                   ledger::TransferKey key, PersonId brought_by);
/// Closes an open fair: what is left goes back to the shelves, what `counted` misses is written
/// off, all in one linked group. Products that are not counted are taken to be complete.
[[nodiscard]] FairResult<void> close_fair(db::Transaction& tx, ledger::Batch& batch,
                                          RegionId region_id, FairId fair_id,
                                          const std::vector<FairUnits>& counted,
                                          PersonId closed_by);

/// Adds visitors to a day of an open fair (negative: counted too many).
[[nodiscard]] FairResult<std::int64_t> count_visitors(db::Transaction& tx, RegionId region_id,
                                                      FairId fair_id, base::Date day,
                                                      std::int64_t visitors);

/// Whether `shop_id` sells at the fair on `day`: it takes part, the day is one of the fair's, and
/// the fair was opened. Closed ones count, for tills that come back late.
[[nodiscard]] bool is_selling_at(db::Transaction& tx, RegionId region_id, FairId fair_id,
                                 OrganisationId shop_id, base::Date day);
/// The open fair at which the shop sells on `day`, if any.
[[nodiscard]] std::optional<Fair> open_fair_of(db::Transaction& tx, RegionId region_id,
                                               OrganisationId shop_id, base::Date day);
/// Remembers that a sale happened at a fair. Requires: is_selling_at on the sale's day.
void record_fair_sale(db::Transaction& tx, RegionId region_id, FairId fair_id, SaleId sale_id);

/// What became of a product at a fair: brought = sold + returned + missing + remaining.
struct FairProduct {
  ProductId product_id;
  OptionId option_id;  ///< with its own stock; 0: the product
  OrganisationId shop_id;
  std::string shop_name;
  std::string name;  ///< with that of the option
  std::int64_t price_won = 0;
  std::int64_t planned = 0;
  std::int64_t brought = 0;
  std::int64_t sold = 0;
  std::int64_t sold_won = 0;
  std::int64_t returned = 0;
  std::int64_t missing = 0;
  std::int64_t remaining = 0;  ///< still at the fair
};
BOOST_DESCRIBE_STRUCT(FairProduct, (),
                      (product_id, option_id, shop_id, shop_name, name, price_won, planned, brought,
                       sold, sold_won, returned, missing, remaining))

struct FairShopResult {
  OrganisationId shop_id;
  std::string shop_name;
  std::int64_t sales = 0;
  std::int64_t points = 0;  ///< less refunds
  std::int64_t paid_won = 0;
};
BOOST_DESCRIBE_STRUCT(FairShopResult, (), (shop_id, shop_name, sales, points, paid_won))

struct FairDay {
  base::Date day;
  std::int64_t visitors = 0;
  std::int64_t sales = 0;
  std::int64_t points = 0;
  std::int64_t paid_won = 0;
};
BOOST_DESCRIBE_STRUCT(FairDay, (), (day, visitors, sales, points, paid_won))

/// Sums are those of the rows below.
struct FairReport {
  Fair fair;
  std::int64_t visitors = 0;
  std::int64_t sales = 0;
  std::int64_t points = 0;
  std::int64_t paid_won = 0;
  std::vector<FairDay> days;
  std::vector<FairShopResult> shops;  ///< the most successful first
  std::vector<FairProduct> products;  ///< by shop and name; what was planned or sold
};
BOOST_DESCRIBE_STRUCT(FairReport, (),
                      (fair, visitors, sales, points, paid_won, days, shops, products))
/// Requires: the fair exists.
[[nodiscard]] FairReport report_of_fair(db::Transaction& tx, RegionId region_id, FairId fair_id);

/// Units that the fair holds (never below zero).
[[nodiscard]] ledger::AccountKey fair_stock_account(FairId fair_id, const StockItem& item);

}  // namespace market
