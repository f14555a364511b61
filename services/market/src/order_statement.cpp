#include "market/order_statement.h"

#include <algorithm>

#include "base/check.h"
#include "paper/document.h"

namespace market {
namespace {

constexpr paper::Millimetres kLeft = 20;
constexpr paper::Millimetres kRight = paper::kA4Width - 20;
constexpr paper::Millimetres kMiddle = paper::kA4Width / 2;
constexpr paper::Millimetres kSide = kMiddle - kLeft - 4;  // of a frame with a name and an address
constexpr paper::Millimetres kRow = 8;
constexpr double kText_pt = 11;
constexpr double kLeast_pt = 7;
constexpr std::size_t kLinesMax = 22;  // of one page; further ones are summed up

struct OrderFacts {
  PersonId buyer_id;
  OrganisationId organisation_id;
  base::Instant placed_at;
};
BOOST_DESCRIBE_STRUCT(OrderFacts, (), (buyer_id, organisation_id, placed_at))

std::string grouped(std::int64_t amount) {
  std::string digits = std::to_string(amount);
  const std::ptrdiff_t first = amount < 0 ? 1 : 0;
  for (auto at = std::ssize(digits) - 3; at > first; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

// What is left of a line, in units.
std::int64_t left_of(const ParcelLine& line) { return line.quantity - line.refunded; }

class Sheet {
 public:
  Sheet(const i18n::Catalogue& catalogue, i18n::Language language, base::Date today)
      : catalogue_(catalogue),
        language_(language),
        document_({.title = word("title"), .created_on = base::format_date(today)}) {}

  std::string write(const OrderStatement& statement) {
    for (std::size_t i = 0; i < statement.parts.size(); ++i) {
      if (i > 0) document_.next_page();
      write_part(statement, statement.parts[i]);
    }
    return document_.finish();
  }

 private:
  [[nodiscard]] std::string word(std::string_view name, const i18n::Arguments& given = {}) const {
    return catalogue_.text(language_, "market.statement." + std::string(name), given);
  }
  [[nodiscard]] std::string won(std::int64_t amount) const {
    return word("won", {{"amount", grouped(amount)}});
  }

  void write_part(const OrderStatement& statement, const StatementPart& part) {
    document_.text(kMiddle, 30, word("title"),
                   {.size_pt = 22, .weight = paper::Weight::bold, .align = paper::Align::centre});
    document_.text(kLeft, 42,
                   word("number", {{"order", std::to_string(statement.order_id.value)},
                                   {"parcel", std::to_string(part.parcel.id.value)}}),
                   {.size_pt = 10, .grey = 0.3});
    document_.text(kRight, 42, base::format_date(day_of(statement, part)),
                   {.size_pt = 10, .align = paper::Align::right, .grey = 0.3});
    write_side(kLeft, word("supplier"),
               {part.parcel.shop_name, part.shop_address, part.shop_phone});
    write_side(
        kMiddle + 4, word("customer"),
        {statement.buyer_name, statement.buyer_address,
         statement.officer_name.empty() ? std::string()
                                        : word("officer", {{"name", statement.officer_name}})});
    write_sums(part.parcel, write_lines(part.parcel));
  }

  static base::Date day_of(const OrderStatement& statement, const StatementPart& part) {
    if (part.parcel.handed_over_at) return base::korean_date(*part.parcel.handed_over_at);
    return statement.ordered_on;
  }

  void write_side(paper::Millimetres x, const std::string& heading,
                  const std::vector<std::string>& rows) {
    document_.frame({x, 48, kSide, 32}, 2, 0.5);
    document_.text(x + 4, 55, heading, {.size_pt = 10, .grey = 0.3});
    paper::Millimetres y = 62;
    for (const std::string& row : rows) {
      if (row.empty()) continue;
      document_.text(x + 4, y, row, {.size_pt = fitting_pt(row)});
      y += 6.5;
    }
  }

  // A long address becomes smaller rather than running out of its frame.
  double fitting_pt(const std::string& row) {
    double size_pt = kText_pt;
    while (size_pt > kLeast_pt && document_.width_of(row, {.size_pt = size_pt}) > kSide - 8)
      size_pt -= 0.5;
    return size_pt;
  }

  void write_row(paper::Millimetres y, const std::vector<std::string>& cells,
                 paper::Weight weight = paper::Weight::regular) {
    using paper::Align;
    constexpr paper::Millimetres kPlaces[] = {kLeft, 126, 158, kRight};
    CHECK_REQUEST(cells.size() == std::size(kPlaces));
    for (std::size_t i = 0; i < cells.size(); ++i)
      document_.text(
          kPlaces[i], y, cells[i],
          {.size_pt = 11, .weight = weight, .align = i == 0 ? Align::left : Align::right});
    document_.line(kLeft, y + 2.6, kRight, y + 2.6, 0.7);
  }

  paper::Millimetres write_lines(const Parcel& parcel) {
    paper::Millimetres y = 92;
    write_row(y, {word("item"), word("quantity"), word("price"), word("amount")},
              paper::Weight::bold);
    std::size_t count = 0;
    std::int64_t further_won = 0;
    for (const ParcelLine& line : parcel.lines) {
      const std::int64_t units = left_of(line);
      if (units == 0) continue;
      if (++count > kLinesMax) {
        further_won += units * line.price_won;
        continue;
      }
      y += kRow;
      write_row(y, {name_with_option(line.name, line.option_name), std::to_string(units),
                    won(line.price_won), won(units * line.price_won)});
    }
    if (further_won > 0) write_row(y += kRow, {word("further"), "", "", won(further_won)});
    return y + kRow;
  }

  void write_sums(const Parcel& parcel, paper::Millimetres y) {
    if (parcel.delivery_won > 0) {
      write_row(y, {word("delivery"), "", "", won(parcel.delivery_won)});
      y += kRow;
    }
    const std::int64_t points = parcel.points - parcel.refunded_points;
    const std::int64_t paid_won = parcel.won - parcel.refunded_won;
    write_row(y, {word("total"), "", "", won(points + paid_won)}, paper::Weight::bold);
    if (points > 0) write_row(y += kRow, {word("points"), "", "", won(points)});
    write_row(y += kRow, {word(parcel.handed_over_at ? "paid" : "due"), "", "", won(paid_won)});
  }

  const i18n::Catalogue& catalogue_;
  i18n::Language language_;
  paper::Document document_;
};

}  // namespace

std::optional<OrderStatement> statement_of(db::Transaction& tx, RegionId region_id,
                                           OrderId order_id, PersonId buyer_id) {
  const auto order = tx.query_one<OrderFacts>(
      "SELECT buyer_id, organisation_id, placed_at FROM market_order WHERE region_id = $1 "
      "AND id = $2 AND buyer_id = $3",
      region_id, order_id, buyer_id);
  const auto buyer = people::find_person(tx, region_id, buyer_id);
  if (!order || !buyer) return std::nullopt;
  OrderStatement statement{.order_id = order_id,
                           .ordered_on = base::korean_date(order->placed_at),
                           .buyer_name = buyer->name,
                           .buyer_address = buyer->home.road_address,
                           .officer_name = {},
                           .parts = {}};
  if (const auto office = people::find_organisation(tx, region_id, order->organisation_id)) {
    statement.buyer_name = office->name;
    statement.buyer_address = office->place.road_address;
    statement.officer_name = buyer->name;
  }
  for (Parcel& parcel : parcels_of_order(tx, region_id, order_id)) {
    if (parcel.state == ParcelState::cancelled || parcel.state == ParcelState::expired) continue;
    const auto shop = people::find_organisation(tx, region_id, parcel.shop_id);
    CHECK_REQUEST(shop.has_value());  // organisations are never deleted
    statement.parts.push_back({std::move(parcel), shop->place.road_address, shop->phone});
  }
  if (statement.parts.empty()) return std::nullopt;
  return statement;
}

std::string write_statement(const OrderStatement& statement, const i18n::Catalogue& catalogue,
                            i18n::Language language, base::Date today) {
  CHECK_REQUEST(!statement.parts.empty());
  return Sheet(catalogue, language, today).write(statement);
}

}  // namespace market
