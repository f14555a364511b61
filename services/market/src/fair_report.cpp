// What a fair brought: by day, by shop, by product. Computed from sales each time, never stored.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/check.h"
#include "market/fair.h"

namespace market {
namespace {

constexpr std::string_view kSales =
    "FROM market_fair_sale f JOIN market_sale s ON s.region_id = f.region_id AND s.id = f.sale_id "
    "WHERE f.region_id = $1 AND f.fair_id = $2 ";

/// Days of the fair on which something happened.
std::vector<FairDay> days_of(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  std::map<base::Date, FairDay> days;
  for (const FairDay& sold : tx.query<FairDay>(
           "SELECT s.sold_on AS day, 0 AS visitors, COUNT(*) AS sales, "
           "SUM(s.points - s.refunded) AS points, SUM(s.paid_won - s.refunded_won) AS paid_won " +
               std::string(kSales) + "GROUP BY s.sold_on",
           region_id, fair_id))
    days[sold.day] = sold;
  const db::Rows rows =
      tx.rows("SELECT day, visitors FROM market_fair_day WHERE region_id = $1 AND fair_id = $2",
              region_id, fair_id);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const base::Date day{static_cast<std::int32_t>(rows.integer(i, 0))};
    days[day].day = day;
    days[day].visitors = rows.integer(i, 1);
  }
  std::vector<FairDay> list;
  for (const auto& [day, figures] : days) list.push_back(figures);
  return list;
}

std::vector<FairShopResult> shop_results(db::Transaction& tx, RegionId region_id,
                                         const Fair& fair) {
  const db::Rows rows = tx.rows(
      "SELECT s.shop_id, COUNT(*), SUM(s.points - s.refunded), SUM(s.paid_won - s.refunded_won) " +
          std::string(kSales) + "GROUP BY s.shop_id",
      region_id, fair.id);
  std::vector<FairShopResult> results;
  for (const Shop& shop : fair.shops) results.push_back({shop.id, shop.name, 0, 0, 0});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto found =
        std::ranges::find(results, OrganisationId{rows.integer(i, 0)}, &FairShopResult::shop_id);
    CHECK_REQUEST(found != results.end());  // who takes part never changes after the planning
    found->sales = rows.integer(i, 1);
    found->points = rows.integer(i, 2);
    found->paid_won = rows.integer(i, 3);
  }
  std::ranges::sort(results, {}, [](const FairShopResult& each) {
    return std::tuple(-(each.points + each.paid_won), std::string_view(each.shop_name),
                      each.shop_id);
  });
  return results;
}

/// All products of the shops there, and the options of which units were planned or brought.
std::vector<FairProduct> known_products(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  return tx.query<FairProduct>(
      "SELECT p.id AS product_id, 0 AS option_id, p.shop_id, o.name AS shop_name, p.name, "
      "p.price_won, COALESCE(k.planned, 0) AS planned, COALESCE(k.brought, 0) AS brought, "
      "COALESCE(k.returned, 0) AS returned, COALESCE(k.missing, 0) AS missing, 0 AS sold, "
      "0 AS sold_won, 0 AS remaining FROM market_product p "
      "JOIN market_fair_shop m ON m.region_id = p.region_id AND m.shop_id = p.shop_id "
      "JOIN people_organisation o ON o.region_id = p.region_id AND o.id = p.shop_id "
      "LEFT JOIN market_fair_stock k ON k.region_id = p.region_id AND k.fair_id = m.fair_id "
      "AND k.product_id = p.id WHERE p.region_id = $1 AND m.fair_id = $2 UNION ALL "
      "SELECT k.product_id, k.option_id, k.shop_id, o.name, k.name, "
      "p.price_won + COALESCE(c.extra_won, 0), k.planned, k.brought, k.returned, k.missing, 0, 0, "
      "0 FROM market_fair_option_stock k "
      "JOIN market_product p ON p.region_id = k.region_id AND p.id = k.product_id "
      "JOIN people_organisation o ON o.region_id = k.region_id AND o.id = k.shop_id "
      "LEFT JOIN market_option c ON c.region_id = k.region_id AND c.id = k.option_id "
      "WHERE k.region_id = $1 AND k.fair_id = $2",
      region_id, fair_id);
}

StockItem item_of(const FairProduct& product) { return {product.product_id, product.option_id}; }

/// Brought along, sold there, or both: services are only sold.
std::vector<FairProduct> products_at(db::Transaction& tx, RegionId region_id, const Fair& fair) {
  auto products = known_products(tx, region_id, fair.id);
  const db::Rows sold = tx.rows(
      "SELECT l.product_id, l.stock_option_id, SUM(l.quantity), SUM(l.quantity * l.price_won) "
      "FROM market_fair_sale f JOIN market_sale_line l ON l.region_id = f.region_id "
      "AND l.sale_id = f.sale_id WHERE f.region_id = $1 AND f.fair_id = $2 "
      "GROUP BY l.product_id, l.stock_option_id",
      region_id, fair.id);
  for (std::size_t i = 0; i < sold.size(); ++i) {
    const StockItem item{{sold.integer(i, 0)}, {sold.integer(i, 1)}};
    const auto found = std::ranges::find(products, item, item_of);
    CHECK_REQUEST(found != products.end());  // an option sells there only what was brought
    found->sold = sold.integer(i, 2);
    found->sold_won = sold.integer(i, 3);
  }
  for (FairProduct& each : products)
    if (each.brought > 0) each.remaining = each.brought - each.sold - each.returned - each.missing;
  std::erase_if(products, [](const FairProduct& each) {
    return each.planned + each.brought + each.sold == 0;
  });
  std::ranges::sort(products, {}, [](const FairProduct& each) {
    return std::tuple(std::string_view(each.shop_name), each.shop_id, std::string_view(each.name),
                      each.product_id, each.option_id);
  });
  return products;
}

}  // namespace

FairReport report_of_fair(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  auto fair = find_fair(tx, region_id, fair_id);
  CHECK_REQUEST(fair.has_value());
  FairReport report{.fair = *std::move(fair)};
  report.days = days_of(tx, region_id, fair_id);
  report.shops = shop_results(tx, region_id, report.fair);
  report.products = products_at(tx, region_id, report.fair);
  for (const FairDay& day : report.days) {
    report.visitors += day.visitors;
    report.sales += day.sales;
    report.points += day.points;
    report.paid_won += day.paid_won;
  }
  return report;
}

}  // namespace market
