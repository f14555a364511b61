#include "market/review.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/text.h"
#include "parcel_rows.h"

namespace market {
namespace {

constexpr std::string_view kSelect =
    "SELECT v.id, v.product_id, p.name AS product_name, v.shop_id, b.name AS buyer_name, v.stars, "
    "v.body, v.state, v.hidden_for, v.reply, v.written_at FROM market_review v "
    "JOIN market_product p ON p.region_id = v.region_id AND p.id = v.product_id "
    "JOIN people_person b ON b.region_id = v.region_id AND b.id = v.buyer_id "
    "WHERE v.region_id = $1 AND ";

template <class... A>
std::vector<Review> select(db::Transaction& tx, std::string_view end, const A&... arguments) {
  auto reviews = tx.query<Review>(std::string(kSelect) + std::string(end), arguments...);
  for (Review& each : reviews) each.buyer_name = base::mask_name(each.buyer_name);
  return reviews;
}

bool is_written(db::Transaction& tx, RegionId region_id, const ReviewForm& form) {
  return tx
      .integer(
          "SELECT 1 FROM market_review WHERE region_id = $1 AND parcel_id = $2 AND product_id = $3",
          region_id, form.parcel_id, form.product_id)
      .has_value();
}

ReviewResult<ParcelRow> check_bought(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                                     const ReviewForm& form) {
  const auto parcel = read_parcel(tx, region_id, form.parcel_id);
  if (!parcel || parcel->buyer_id != buyer_id)
    return base::refuse(ReviewRefusal::review_not_bought);
  const auto lines = read_lines(tx, region_id, form.parcel_id);
  const bool is_there = std::ranges::any_of(lines, [&](const LineRow& line) {
    return line.product_id == form.product_id && line.left() > 0;
  });
  if (!is_there) return base::refuse(ReviewRefusal::review_not_bought);
  if (parcel->state != ParcelState::handed_over)
    return base::refuse(ReviewRefusal::review_too_early);
  if (is_written(tx, region_id, form)) return base::refuse(ReviewRefusal::review_twice);
  return *parcel;
}

}  // namespace

std::span<const base::Rule> ReviewForm::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "stars", .minimum = 1, .maximum = 5},
      {.field = "body", .min_length = 2, .max_length = 1'000},
  }};
  return kRules;
}

ReviewResult<ReviewId> write_review(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                                    const ReviewForm& form, base::Instant now) {
  CHECK_REQUEST(form.stars >= 1 && form.stars <= 5);  // by its rules
  if (base::has_resident_number(form.body)) return base::refuse(ReviewRefusal::resident_number);
  OLIVE_TRY(parcel, check_bought(tx, region_id, buyer_id, form));
  const auto id = tx.make_id<ReviewId>();
  tx.execute(
      "INSERT INTO market_review (region_id, id, parcel_id, product_id, shop_id, buyer_id, stars, "
      "body, state, hidden_for, reply, written_at, judged_by) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', '', '', $9, 0)",
      region_id, id, form.parcel_id, form.product_id, parcel.shop_id, buyer_id, form.stars,
      base::trim(form.body), now);
  return id;
}

ReviewResult<void> judge_review(db::Transaction& tx, RegionId region_id, ReviewId review_id,
                                ReviewState verdict, std::string_view hidden_for,
                                PersonId judged_by, base::Instant now) {
  CHECK_REQUEST(verdict != ReviewState::waiting);
  const auto review = find_review(tx, region_id, review_id);
  if (!review) return base::refuse(ReviewRefusal::review_not_found);
  const bool hides = verdict == ReviewState::hidden;
  const bool may_change =
      review->state == ReviewState::waiting || (review->state == ReviewState::shown && hides);
  if (!may_change) return base::refuse(ReviewRefusal::review_not_waiting);
  if (hides && base::trim(hidden_for).empty())
    return base::refuse(ReviewRefusal::hidden_for_missing);
  tx.execute(
      "UPDATE market_review SET state = $3, hidden_for = $4, judged_by = $5, judged_at = $6 "
      "WHERE region_id = $1 AND id = $2",
      region_id, review_id, verdict, hides ? base::trim(hidden_for) : std::string_view(), judged_by,
      now);
  return {};
}

ReviewResult<void> reply_to_review(db::Transaction& tx, RegionId region_id, ReviewId review_id,
                                   std::string_view reply, base::Instant now) {
  const auto review = find_review(tx, region_id, review_id);
  if (!review) return base::refuse(ReviewRefusal::review_not_found);
  if (review->state != ReviewState::shown) return base::refuse(ReviewRefusal::review_not_shown);
  if (base::has_resident_number(reply)) return base::refuse(ReviewRefusal::resident_number);
  tx.execute(
      "UPDATE market_review SET reply = $3, replied_at = $4 WHERE region_id = $1 AND id = $2",
      region_id, review_id, base::trim(reply), now);
  return {};
}

std::optional<Review> find_review(db::Transaction& tx, RegionId region_id, ReviewId review_id) {
  auto found = select(tx, "v.id = $2", region_id, review_id);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Review> reviews_of(db::Transaction& tx, RegionId region_id, ProductId product_id) {
  return select(tx, "v.product_id = $2 AND v.state = 'shown' ORDER BY v.id DESC LIMIT 50",
                region_id, product_id);
}

std::vector<Review> reviews_of_shop(db::Transaction& tx, RegionId region_id,
                                    OrganisationId shop_id) {
  return select(tx, "v.shop_id = $2 ORDER BY v.id DESC LIMIT 50", region_id, shop_id);
}

std::vector<Review> waiting_reviews(db::Transaction& tx, RegionId region_id) {
  return select(tx, "v.state = 'waiting' ORDER BY v.id LIMIT 100", region_id);
}

std::vector<Review> reviews_of_parcel(db::Transaction& tx, RegionId region_id, ParcelId parcel_id) {
  return select(tx, "v.parcel_id = $2 ORDER BY v.id", region_id, parcel_id);
}

ReviewMean review_mean(db::Transaction& tx, RegionId region_id, ProductId product_id) {
  const db::Rows row = tx.rows(
      "SELECT COUNT(*), COALESCE(CAST(SUM(stars) AS BIGINT), 0) FROM market_review "
      "WHERE region_id = $1 AND product_id = $2 AND state = 'shown'",
      region_id, product_id);
  const std::int64_t count = row.integer(0, 0);
  if (count == 0) return {};
  return {count, (row.integer(0, 1) * 200 + count) / (2 * count)};  // rounded half up
}

}  // namespace market
