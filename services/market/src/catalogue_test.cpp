#include "market/catalogue.h"

#include <random>
#include <thread>

#include "catalogue_index.h"
#include "market_fixture.h"

namespace market {
namespace {

struct Case {
  std::string query;
  std::vector<std::string> found;  ///< names, the best first
};

class CatalogueTest : public MarketTest {
 protected:
  CatalogueTest() {
    for (const auto* name : {"호두과자", "수제 과자 모음", "과자", "두부", "두부전골"})
      add_product(name, 5'000, ProductKind::goods);
  }
  std::vector<CatalogueItem> items(const CatalogueQuery& query) {
    return database_->read(
        [&](auto& tx) { return catalogue_items(tx, kBusan, index_.find(tx, kBusan, query)); });
  }
  std::vector<std::string> names(const CatalogueQuery& query) {
    std::vector<std::string> found;
    for (const CatalogueItem& item : items(query)) found.push_back(item.name);
    return found;
  }
  auto set(const std::vector<OptionForm>& options) {
    return write([&](auto& tx) { return set_options(tx, kBusan, bread_, options); });
  }
  std::vector<Option> options() {
    return database_->read([&](auto& tx) { return options_of(tx, kBusan, bread_); });
  }

  CatalogueIndex index_;
};
OLIVE_ON_BOTH_DATABASES(CatalogueTest);

TEST_P(CatalogueTest, RanksAsTheTableSays) {
  const std::vector<Case> cases{
      {"과자", {"과자", "수제 과자 모음", "호두과자"}},  // itself, a word, a part of a word
      {"호두", {"호두과자"}},
      {"ㅎㄷ", {"호두과자"}},
      {"ㄱㅈ", {"과자", "수제 과자 모음", "호두과자"}},
      {"두부", {"두부", "두부전골"}},
      {"두부전", {"두부전골"}},
      {"과자 수제", {"수제 과자 모음"}},  // words in any order, all of them
      {"과자 두부", {}},
      {"올리브 빵", {"빵"}},  // the shop's name and the product's
      {"카페 과자", {"과자", "수제 과자 모음", "호두과자"}},
      {"없는것", {}},
  };
  for (const Case& each : cases) EXPECT_EQ(names({.text = each.query}), each.found) << each.query;
}

TEST_P(CatalogueTest, FollowsEveryChange) {
  const auto change = [&](auto alter) {
    write([&](auto& tx) {
      Product bread = *find_product(tx, kBusan, bread_);
      alter(bread);
      ASSERT_TRUE(update_product(tx, kBusan, bread).has_value());
    });
  };
  EXPECT_EQ(names({.text = "빵"}), std::vector<std::string>{"빵"});
  change([](Product& bread) { bread.name = "호밀빵"; });
  EXPECT_EQ(names({.text = "빵"}), std::vector<std::string>{"호밀빵"});
  change([](Product& bread) { bread.description = "어제 구운 것"; });
  EXPECT_EQ(names({.text = "구운"}), std::vector<std::string>{"호밀빵"});
  change([](Product& bread) { bread.is_sold = false; });
  EXPECT_TRUE(names({.text = "빵"}).empty());
  change([](Product& bread) { bread.is_sold = true; });
  add_product("찹쌀빵", 900, ProductKind::goods);
  EXPECT_EQ(names({.text = "빵"}), (std::vector<std::string>{"찹쌀빵", "호밀빵"}));
}

TEST_P(CatalogueTest, ARefusedChangeIsNone) {
  (void)names({});
  write([&](auto& tx) {
    Product bread = *find_product(tx, kBusan, bread_);
    bread.name = "다른 이름";
    bread.version = 9;
    EXPECT_EQ(update_product(tx, kBusan, bread).error(), ShopRefusal::version_stale);
  });
  EXPECT_EQ(names({.text = "빵"}), std::vector<std::string>{"빵"});
}

// Two instances of the program, each with its index, against a search that keeps nothing.
TEST_P(CatalogueTest, AWalkOfChangesIsFoundLikeWithoutAnIndex) {
  std::mt19937 random(20'261'130);
  CatalogueIndex other;
  const std::vector<std::string> words{"호두", "과자", "두부", "빵", "ㄱ", "ㄷㅂ", "과", "수제 빵"};
  const auto word = [&] { return words[random() % words.size()]; };
  std::vector<ProductId> ids{bread_};
  for (int step = 0; step < 40; ++step) {
    if (random() % 3 == 0) ids.push_back(add_product(word() + word(), 1'000, ProductKind::goods));
    write([&](auto& tx) {
      Product product = *find_product(tx, kBusan, ids[random() % ids.size()]);
      product.name = word() + " " + word();
      product.is_sold = random() % 4 != 0;
      ASSERT_TRUE(update_product(tx, kBusan, product).has_value());
    });
    const CatalogueQuery query{.text = word()};
    database_->read([&](auto& tx) {
      CatalogueIndex fresh;
      const auto expected = fresh.find(tx, kBusan, query);
      ASSERT_EQ(index_.find(tx, kBusan, query), expected) << step;
      if (step % 7 == 0) ASSERT_EQ(other.find(tx, kBusan, query), expected) << step;
    });
  }
}

TEST_P(CatalogueTest, ManyReadersShareOneIndex) {
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 4; ++reader)
    readers.emplace_back([&] {
      for (int i = 0; i < 10; ++i) EXPECT_GE(names({.text = "과자"}).size(), 3u);
    });
  for (int i = 0; i < 5; ++i) add_product("과자 " + std::to_string(i), 100, ProductKind::goods);
  for (std::thread& each : readers) each.join();
  EXPECT_EQ(names({.text = "과자"}).size(), 8u);
}

TEST(SearchDistance, NameBeforeShopBeforeDescription) {
  const auto distance = [](std::string_view query, SearchText text) {
    return search_distance(query, text).value_or(-1);
  };
  const int in_name = distance("빵", {"단팥빵", "가게", ""});
  const int in_shop = distance("빵", {"차", "빵집", ""});
  const int in_description = distance("빵", {"차", "가게", "빵과 함께"});
  EXPECT_LT(in_name, in_shop);
  EXPECT_LT(in_shop, in_description);
  EXPECT_EQ(distance("빵", {"빵", "빵집", "빵"}), 0);
  EXPECT_EQ(distance("ㅃ", {"차", "가게", "빵"}), -1);  // no 초성 in long texts
  EXPECT_EQ(distance("빵 차", {"차", "빵집", ""}), distance("차 빵", {"차", "빵집", ""}));
}

TEST_P(CatalogueTest, NarrowsByShopDistrictAndKind) {
  add_product("집청소", 30'000, ProductKind::service);
  EXPECT_EQ(names({.kind = ProductKind::service}), std::vector<std::string>{"집청소"});
  EXPECT_EQ(names({.shop_id = shop_}).size(), 7u);
  EXPECT_TRUE(names({.shop_id = OrganisationId{5}}).empty());
  EXPECT_TRUE(names({.district_code = "26440"}).empty());
  EXPECT_EQ(names({}).size(), 7u);
}

TEST_P(CatalogueTest, ShowsOnlyWhatIsSold) {
  write([&](auto& tx) {
    Product bread = *find_product(tx, kBusan, bread_);
    bread.is_sold = false;
    return update_product(tx, kBusan, bread);
  }).value();
  EXPECT_TRUE(names({.text = "빵"}).empty());
}

TEST_P(CatalogueTest, CountsTheShelf) {
  EXPECT_EQ(stock_up(bread_, 4, "a"), 4);
  auto found = items({.text = "빵"});
  database_->read([&](auto& tx) { add_stock(tx, kBusan, found); });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].stock, 4);
  EXPECT_EQ(found[0].shop_name, "올리브 카페");
}

TEST_P(CatalogueTest, OptionsKeepTheirIds) {
  ASSERT_TRUE(set({{.name = "보통"}, {.name = " 큰 것 ", .extra_won = 500}}).has_value());
  const auto first = options();
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[1].name, "큰 것");
  ASSERT_TRUE(set({{.id = first[1].id, .name = "아주 큰 것", .extra_won = 900}}).has_value());
  const auto second = options();
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].id, first[1].id);
  EXPECT_EQ(second[0].extra_won, 900);
}

TEST_P(CatalogueTest, RefusesOptionsThatCannotBe) {
  ASSERT_TRUE(set({{.name = "보통"}}).has_value());
  const OptionId known = options()[0].id;
  const std::vector<std::pair<std::vector<OptionForm>, OptionRefusal>> bad{
      {{{.name = "a"}, {.name = " a"}}, OptionRefusal::option_name_twice},
      {{{.name = "a", .extra_won = -3'000}}, OptionRefusal::price_not_positive},
      {{{.id = OptionId{5}, .name = "a"}}, OptionRefusal::option_not_found},
      {{{.id = known, .name = "a"}, {.id = known, .name = "b"}}, OptionRefusal::option_not_found},
  };
  for (const auto& [forms, refusal] : bad) EXPECT_EQ(set(forms).error(), refusal);
  EXPECT_EQ(options()[0].name, "보통");
  EXPECT_EQ(write([&](auto& tx) { return set_options(tx, kBusan, ProductId{5}, {}); }).error(),
            OptionRefusal::product_not_found);
}

TEST_P(CatalogueTest, GoodsAreNotBooked) {
  const auto made = write([&](auto& tx) {
    return create_product(tx, kBusan, shop_,
                          {.name = "떡", .price_won = 100, .duration_minutes = 30});
  });
  EXPECT_EQ(made.error(), ShopRefusal::goods_are_not_booked);
  Product bread = *database_->read([&](auto& tx) { return find_product(tx, kBusan, bread_); });
  bread.duration_minutes = 30;
  EXPECT_EQ(write([&](auto& tx) { return update_product(tx, kBusan, bread); }).error(),
            ShopRefusal::goods_are_not_booked);
}

}  // namespace
}  // namespace market
