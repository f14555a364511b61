/// What buyers think of what they got. Nobody reads a review before somebody has looked at it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/parcel.h"

namespace market {

using ReviewId = base::Id<struct ReviewTag>;

enum class ReviewState {
  waiting,  ///< for the metropolitan centre's look
  shown,
  hidden,  ///< with a reason that its writer reads
};
BOOST_DESCRIBE_ENUM(ReviewState, waiting, shown, hidden)

struct Review {
  ReviewId id;
  ProductId product_id;
  std::string product_name;
  OrganisationId shop_id;
  std::string buyer_name;  ///< masked
  std::int64_t stars = 0;  ///< 1…5
  std::string body;
  ReviewState state = ReviewState::waiting;
  std::string hidden_for;  ///< why; empty unless hidden
  std::string reply;       ///< the shop's
  base::Instant written_at;
};
BOOST_DESCRIBE_STRUCT(Review, (),
                      (id, product_id, product_name, shop_id, buyer_name, stars, body, state,
                       hidden_for, reply, written_at))

struct ReviewForm {
  ParcelId parcel_id;
  ProductId product_id;
  std::int64_t stars = 0;
  std::string body;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(ReviewForm, (), (parcel_id, product_id, stars, body))

enum class ReviewRefusal {
  review_not_bought,  ///< not a parcel of the writer's, or it did not bring this product
  review_too_early,   ///< it was not handed over
  review_twice,
  review_not_found,
  review_not_waiting,
  review_not_shown,  ///< only what everybody reads is answered
  hidden_for_missing,
  resident_number,  ///< in the text; no registration number is ever stored
};
BOOST_DESCRIBE_ENUM(ReviewRefusal, review_not_bought, review_too_early, review_twice,
                    review_not_found, review_not_waiting, review_not_shown, hidden_for_missing,
                    resident_number)

template <class T>
using ReviewResult = base::Result<T, ReviewRefusal>;

/// One review of a product for each parcel that brought it, by its buyer.
[[nodiscard]] ReviewResult<ReviewId> write_review(db::Transaction& tx, RegionId region_id,
                                                  PersonId buyer_id, const ReviewForm& form,
                                                  base::Instant now);
/// Shows a review, or hides it for a reason. One that is shown can be hidden later.
[[nodiscard]] ReviewResult<void> judge_review(db::Transaction& tx, RegionId region_id,
                                              ReviewId review_id, ReviewState verdict,
                                              std::string_view hidden_for, PersonId judged_by,
                                              base::Instant now);
/// The shop answers what everybody reads; a later answer replaces it.
[[nodiscard]] ReviewResult<void> reply_to_review(db::Transaction& tx, RegionId region_id,
                                                 ReviewId review_id, std::string_view reply,
                                                 base::Instant now);
[[nodiscard]] std::optional<Review> find_review(db::Transaction& tx, RegionId region_id,
                                                ReviewId review_id);
/// What everybody reads, newest first, at most 50.
[[nodiscard]] std::vector<Review> reviews_of(db::Transaction& tx, RegionId region_id,
                                             ProductId product_id);
/// What its buyers wrote about a shop, in any state, newest first, at most 50.
[[nodiscard]] std::vector<Review> reviews_of_shop(db::Transaction& tx, RegionId region_id,
                                                  OrganisationId shop_id);
/// What waits for a look, oldest first, at most 100.
[[nodiscard]] std::vector<Review> waiting_reviews(db::Transaction& tx, RegionId region_id);
/// What somebody wrote about one of their parcels.
[[nodiscard]] std::vector<Review> reviews_of_parcel(db::Transaction& tx, RegionId region_id,
                                                    ParcelId parcel_id);

/// The mean of what is shown. `stars_mean_e2` in hundredths, 0 without reviews.
struct ReviewMean {
  std::int64_t reviews = 0;
  std::int64_t stars_mean_e2 = 0;
};
BOOST_DESCRIBE_STRUCT(ReviewMean, (), (reviews, stars_mean_e2))
[[nodiscard]] ReviewMean review_mean(db::Transaction& tx, RegionId region_id, ProductId product_id);

}  // namespace market
