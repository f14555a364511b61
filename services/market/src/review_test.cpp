#include "market/review.h"

#include "order_fixture.h"

namespace market {
namespace {

class ReviewTest : public OrderTest {
 protected:
  ParcelId bought(ProductId product) {
    const ParcelId id = parcel_of({.lines = {{product}}});
    EXPECT_TRUE(accept(id).has_value());
    EXPECT_TRUE(hand_over(id).has_value());
    return id;
  }
  ReviewResult<ReviewId> review(ParcelId parcel_id, std::int64_t stars,
                                const std::string& body = "맛있어요", PersonId by = {}) {
    return write([&](auto& tx) {
      return write_review(tx, kBusan, by ? by : buyer_, {parcel_id, bread_, stars, body}, now_);
    });
  }
  ReviewResult<void> judge(ReviewId id, ReviewState verdict, const std::string& why = {}) {
    return write(
        [&](auto& tx) { return judge_review(tx, kBusan, id, verdict, why, kApprover, now_); });
  }
  ReviewMean mean() {
    return database_->read([&](auto& tx) { return review_mean(tx, kBusan, bread_); });
  }
  std::vector<Review> shown() {
    return database_->read([&](auto& tx) { return reviews_of(tx, kBusan, bread_); });
  }
};
OLIVE_ON_BOTH_DATABASES(ReviewTest);

TEST_P(ReviewTest, OnlyBuyersOfWhatTheyGotWriteOnce) {
  const ParcelId open = parcel_of({.lines = {{bread_}}});
  EXPECT_EQ(review(open, 5).error(), ReviewRefusal::review_too_early);
  const ParcelId got = bought(bread_);
  EXPECT_EQ(review(got, 5, "맛있어요", add_person("남")).error(), ReviewRefusal::review_not_bought);
  EXPECT_EQ(review(bought(cake_), 5).error(), ReviewRefusal::review_not_bought);
  EXPECT_EQ(review(ParcelId{5}, 5).error(), ReviewRefusal::review_not_bought);
  ASSERT_TRUE(review(got, 5).has_value());
  EXPECT_EQ(review(got, 1).error(), ReviewRefusal::review_twice);
  const ParcelId returned = bought(bread_);
  ASSERT_TRUE(give_lines(returned, {{1, 1}}).has_value());
  EXPECT_EQ(review(returned, 1).error(), ReviewRefusal::review_not_bought);
}

TEST_P(ReviewTest, IsReadAfterALook) {
  const ReviewId id = review(bought(bread_), 4).value();
  EXPECT_TRUE(shown().empty());
  EXPECT_EQ(mean().reviews, 0);
  EXPECT_EQ(database_->read([](auto& tx) { return waiting_reviews(tx, kBusan).size(); }), 1u);
  ASSERT_TRUE(judge(id, ReviewState::shown).has_value());
  ASSERT_EQ(shown().size(), 1u);
  EXPECT_EQ(shown()[0].buyer_name, "홍*동");
  EXPECT_EQ(shown()[0].product_name, "빵");
  EXPECT_EQ(judge(id, ReviewState::shown).error(), ReviewRefusal::review_not_waiting);
}

TEST_P(ReviewTest, IsHiddenForAReason) {
  const ReviewId id = review(bought(bread_), 1).value();
  EXPECT_EQ(judge(id, ReviewState::hidden, " ").error(), ReviewRefusal::hidden_for_missing);
  ASSERT_TRUE(judge(id, ReviewState::shown).has_value());
  ASSERT_TRUE(judge(id, ReviewState::hidden, "욕설").has_value());  // noticed later
  EXPECT_TRUE(shown().empty());
  EXPECT_EQ(judge(id, ReviewState::shown).error(), ReviewRefusal::review_not_waiting);
  EXPECT_EQ(judge(ReviewId{5}, ReviewState::shown).error(), ReviewRefusal::review_not_found);
}

TEST_P(ReviewTest, TheMeanIsOfWhatIsShown) {
  const std::vector<std::pair<std::vector<std::int64_t>, std::int64_t>> cases{
      {{5}, 500}, {{4}, 450}, {{4}, 433}, {{1}, 350}};  // one more each time
  for (const auto& [stars, mean_e2] : cases) {
    for (const std::int64_t each : stars)
      ASSERT_TRUE(judge(review(bought(bread_), each).value(), ReviewState::shown).has_value());
    EXPECT_EQ(mean().stars_mean_e2, mean_e2);
    database_->read([&, expected = mean_e2](auto& tx) {
      const ProductId ids[] = {bread_};
      EXPECT_EQ(catalogue_items(tx, kBusan, ids).front().stars_mean_e2, expected);
    });
  }
  ASSERT_TRUE(review(bought(bread_), 1).has_value());  // waits
  EXPECT_EQ(mean().reviews, 4);
}

TEST_P(ReviewTest, TheShopAnswersWhatEverybodyReads) {
  const ReviewId id = review(bought(bread_), 2).value();
  const auto reply = [&](const std::string& text) {
    return write([&](auto& tx) { return reply_to_review(tx, kBusan, id, text, now_); });
  };
  EXPECT_EQ(reply("죄송합니다").error(), ReviewRefusal::review_not_shown);
  ASSERT_TRUE(judge(id, ReviewState::shown).has_value());
  ASSERT_TRUE(reply(" 죄송합니다 ").has_value());
  EXPECT_EQ(shown()[0].reply, "죄송합니다");
  EXPECT_EQ(reply("900101-1234567").error(), ReviewRefusal::resident_number);
}

TEST_P(ReviewTest, HoldsNoResidentNumber) {
  EXPECT_EQ(review(bought(bread_), 5, "제 번호는 900101-1234567").error(),
            ReviewRefusal::resident_number);
}

TEST_P(ReviewTest, ShopsSeeAllOfTheirs) {
  ASSERT_TRUE(review(bought(bread_), 5).has_value());
  const auto of = [&](OrganisationId shop) {
    return database_->read([&](auto& tx) { return reviews_of_shop(tx, kBusan, shop).size(); });
  };
  EXPECT_EQ(of(cafe_), 1u);
  EXPECT_EQ(of(bakery_), 0u);
}

}  // namespace
}  // namespace market
