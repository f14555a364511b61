// Searching a catalogue of 20 000 products, as the goods screen does with each key.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "catalogue_index.h"
#include "crypto/crypto.h"
#include "db/testing.h"
#include "market/catalogue.h"
#include "market/module.h"
#include "people/module.h"

OLIVE_EMBEDDED(inbox)
OLIVE_EMBEDDED(settings)
OLIVE_EMBEDDED(jobs)

namespace market {
namespace {

constexpr RegionId kBusan{1};
constexpr std::int64_t kShops = 200;
constexpr std::int64_t kProductsOfShop = 100;
constexpr std::size_t kPage = 20;
constexpr std::array kFirst{"호두", "단팥", "수제", "옛날", "유기농", "손", "우리밀", "부산"};
constexpr std::array kLast{"과자", "두부", "빵", "만두", "김치", "비누", "커피", "도시락", "국수"};

/// One city for all cases: filling it takes longer than searching it.
class City {
 public:
  City() : database_(db::Dialect::sqlite) {
    const db::ModuleSchema first[] = {{"settings", settings::embedded::schema()},
                                      {"people", people::module().schema},
                                      {"inbox", inbox::embedded::schema()},
                                      {"jobs", jobs::embedded::schema()},
                                      ledger::schema()};
    db::migrate(*database_, first);
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [] { return base::Instant{1}; });
    const db::ModuleSchema own[] = {{"market", module({*ledger_, pins_, sealer_}).schema}};
    db::migrate(*database_, own);
    for (std::int64_t shop = 0; shop < kShops; ++shop) add_shop(shop);
  }
  db::Database& database() { return *database_; }

 private:
  void add_shop(std::int64_t number) {
    database_->write([&](db::Transaction& tx) {
      const auto shop = create_shop(tx, kBusan, {.name = "가게 " + std::to_string(number)}, {1});
      for (std::int64_t i = 0; i < kProductsOfShop; ++i) {
        const auto word = static_cast<std::size_t>(number * kProductsOfShop + i);
        const std::string name = std::string(kFirst[word % kFirst.size()]) + " " +
                                 kLast[word / 7 % kLast.size()] + " " + std::to_string(word);
        (void)create_product(tx, kBusan, shop.value(),
                             {.name = name,
                              .price_won = 1'000,
                              .description = name + "입니다. 아침마다 손으로 만들어 그날 팝니다. "
                                                    "국산 재료만 쓰고 첨가물을 넣지 않습니다."});
      }
    });
  }

  db::testing::TemporaryDatabase database_;
  const PinVault pins_{"a secret key of the test, 32 byte"};
  const crypto::Sealer sealer_ = crypto::Sealer::with_key(std::string(32, 'k'));
  std::unique_ptr<ledger::Ledger> ledger_;
};

City& city() {
  static City city;
  return city;
}

void search(benchmark::State& state, std::optional<std::string> text) {
  static CatalogueIndex index;
  city().database().read([](db::Transaction& tx) { (void)index.find(tx, kBusan, {}); });
  for (auto step : state) {
    (void)step;
    city().database().read([&](db::Transaction& tx) {
      const auto ids = index.find(tx, kBusan, {.text = text});
      const auto page = std::span(ids).first(std::min(kPage, ids.size()));
      benchmark::DoNotOptimize(catalogue_items(tx, kBusan, page));
    });
  }
}
// What a shop without an index does: every product is read and compared. It knows no initials, and
// a word only as it is written.
void scan(benchmark::State& state, const std::string& text) {
  const std::string pattern = "%" + text + "%";
  for (auto step : state) {
    (void)step;
    city().database().read([&](db::Transaction& tx) {
      benchmark::DoNotOptimize(
          tx.rows("SELECT id, name, price_won FROM market_product WHERE region_id = $1"
                  " AND (name LIKE $2 OR description LIKE $2) ORDER BY name LIMIT $3",
                  kBusan, pattern, kPage));
    });
  }
}
BENCHMARK_CAPTURE(search, everything, std::nullopt)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, one_word, "호두과자")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, two_words, "수제 커피")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, initials, "ㅎㄷ")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, one_consonant, "ㄱ")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, nothing, "없는것")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan, everything, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan, one_word, "호두과자")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan, nothing, "없는것")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace market

BENCHMARK_MAIN();
