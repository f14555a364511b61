#include "market/review.h"
#include "routes.h"

namespace market {
namespace {

struct ReviewList {
  ReviewMean mean;
  std::vector<Review> items;
};
BOOST_DESCRIBE_STRUCT(ReviewList, (), (mean, items))

struct ReviewQueue {
  std::vector<Review> items;
};
BOOST_DESCRIBE_STRUCT(ReviewQueue, (), (items))

enum class ReviewVerdict { show, hide };
BOOST_DESCRIBE_ENUM(ReviewVerdict, show, hide)

struct VerdictForm {
  ReviewVerdict verdict = ReviewVerdict::show;
  std::optional<std::string> hidden_for;  ///< needed to hide

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "hidden_for", .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(VerdictForm, (), (verdict, hidden_for))

struct ReplyForm {
  std::string reply;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "reply", .min_length = 2, .max_length = 500}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ReplyForm, (), (reply))

api::Answer<ReviewList> get_reviews(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  const auto product_id = context.path_id<ProductId>("id");
  if (!find_product(tx, context.region_id(), product_id))
    return api::refused(ShopRefusal::product_not_found);
  return ReviewList{review_mean(tx, context.region_id(), product_id),
                    reviews_of(tx, context.region_id(), product_id)};
}

api::Answer<Review> shown(db::Transaction& tx, const api::Context& context, ReviewId id) {
  return *find_review(tx, context.region_id(), id);
}

api::Answer<Review> post_review(db::Transaction& tx, const api::Context& context,
                                const ReviewForm& in) {
  const auto id =
      write_review(tx, context.region_id(), context.principal.person_id, in, context.now);
  if (!id)
    return api::refused(id.error(),
                        id.error() == ReviewRefusal::resident_number ? "/body" : "/product_id");
  return shown(tx, context, *id);
}

api::Answer<ReviewQueue> get_waiting(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  return ReviewQueue{waiting_reviews(tx, context.region_id())};
}

api::Answer<ReviewQueue> get_shop_reviews(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id) || !find_shop(tx, context.region_id(), shop_id))
    return api::refused(ShopRefusal::shop_not_found);
  return ReviewQueue{reviews_of_shop(tx, context.region_id(), shop_id)};
}

api::Answer<Review> post_verdict(db::Transaction& tx, const api::Context& context,
                                 const VerdictForm& in) {
  const auto id = context.path_id<ReviewId>("id");
  const ReviewState verdict =
      in.verdict == ReviewVerdict::show ? ReviewState::shown : ReviewState::hidden;
  if (const auto done =
          judge_review(tx, context.region_id(), id, verdict, in.hidden_for.value_or(""),
                       context.principal.person_id, context.now);
      !done)
    return api::refused(done.error(), done.error() == ReviewRefusal::hidden_for_missing
                                          ? "/hidden_for"
                                          : "/verdict");
  return shown(tx, context, id);
}

api::Answer<Review> post_reply(db::Transaction& tx, const api::Context& context,
                               const ReplyForm& in) {
  const auto review = find_review(tx, context.region_id(), context.path_id<ReviewId>("id"));
  if (!review || !context.scope.covers(review->shop_id))
    return api::refused(ReviewRefusal::review_not_found);
  if (const auto done = reply_to_review(tx, context.region_id(), review->id, in.reply, context.now);
      !done)
    return api::refused(done.error(), "/reply");
  return shown(tx, context, review->id);
}

}  // namespace

std::vector<api::Route> review_routes() {
  return {
      api::get<base::Nothing, ReviewList>("/api/v1/products/{id}/reviews",
                                          {.operation = "list_reviews",
                                           .tag = "market",
                                           .summary = "What buyers think of a product"},
                                          get_reviews),
      api::post<ReviewForm, Review>("/api/v1/me/reviews",
                                    {.operation = "write_review",
                                     .permission = "signed_in",
                                     .tag = "market",
                                     .summary = "A buyer's word on a product that they got",
                                     .success_status = 201},
                                    post_review),
      api::get<base::Nothing, ReviewQueue>("/api/v1/reviews/waiting",
                                           {.operation = "list_waiting_reviews",
                                            .permission = "market.manage",
                                            .tag = "market",
                                            .summary = "Reviews that nobody has looked at yet"},
                                           get_waiting),
      api::get<base::Nothing, ReviewQueue>("/api/v1/shops/{id}/reviews",
                                           {.operation = "list_shop_reviews",
                                            .permission = "market.sell",
                                            .tag = "market",
                                            .summary = "What buyers wrote about a shop"},
                                           get_shop_reviews),
      api::post<VerdictForm, Review>("/api/v1/reviews/{id}/verdict",
                                     {.operation = "judge_review",
                                      .permission = "market.manage",
                                      .tag = "market",
                                      .summary = "Shows a review, or hides it for a reason"},
                                     post_verdict),
      api::post<ReplyForm, Review>("/api/v1/reviews/{id}/reply",
                                   {.operation = "reply_to_review",
                                    .permission = "market.sell",
                                    .tag = "market",
                                    .summary = "The shop answers a review"},
                                   post_reply),
  };
}

}  // namespace market
