/// A shop with a product and a buyer with points and a card, on either database.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "db/testing.h"
#include "ledger/ledger.h"
#include "ledger/points.h"
#include "market/module.h"
#include "market/refund.h"
#include "market/settlement.h"
#include "people/module.h"

OLIVE_EMBEDDED(inbox)
OLIVE_EMBEDDED(settings)
OLIVE_EMBEDDED(jobs)

namespace market {

inline constexpr RegionId kBusan{1};
inline const base::Date kToday = *base::make_date(2026, 11, 30);
inline const base::Instant kNow = base::korean_instant(kToday, 12 * 3600);
inline constexpr PersonId kKeeper{77};    // who works the till
inline constexpr PersonId kDrafter{88};   // who drafts settlements at the centre
inline constexpr PersonId kApprover{89};  // and who approves them

class MarketTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  template <class F>
  auto write(F&& work) {
    return database_->write(std::forward<F>(work));
  }
  template <class F>
  auto deed(F&& work) {
    return ledger_->execute(std::forward<F>(work));
  }

  MarketTest() : database_(GetParam()) {
    const db::ModuleSchema first[] = {{"settings", settings::embedded::schema()},
                                      {"people", people::module().schema},
                                      {"inbox", inbox::embedded::schema()},
                                      {"jobs", jobs::embedded::schema()},
                                      ledger::schema()};
    db::migrate(*database_, first);
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [this] { return now_; });
    const db::ModuleSchema own[] = {{"market", module({*ledger_, pins_, sealer_}).schema}};
    db::migrate(*database_, own);
    shop_ = add_shop("올리브 카페", {});
    bread_ = add_product("빵", 3'000, ProductKind::goods);
    buyer_ = add_person("홍길동");
    card_ = write([&](db::Transaction& tx) {
      return issue_card(tx, kBusan, buyer_, "2580", pins_, kNow).value();
    });
    grant(buyer_, 10'000, kToday.plus_days(31));
  }

  OrganisationId add_shop(const std::string& name, OrganisationId team) {
    return write([&](db::Transaction& tx) {
      return create_shop(tx, kBusan, {.name = name, .team_id = team, .opened_on = kToday}, kNow)
          .value();
    });
  }
  ProductId add_product(const std::string& name, std::int64_t price_won, ProductKind kind) {
    return write([&](db::Transaction& tx) {
      return create_product(tx, kBusan, shop_, {name, kind, price_won}).value();
    });
  }
  PersonId add_person(const std::string& name) {
    return write([&](db::Transaction& tx) {
      return people::create_person(tx, kBusan, {.name = name}, kNow).value();
    });
  }
  void grant(PersonId person, std::int64_t points, base::Date expires_on) {
    const auto granted = deed([&](db::Transaction&, ledger::Batch& batch) {
      return ledger::grant_points(
          batch, {.key = ledger::key_of("test_grant", person.value, expires_on.days),
                  .person_id = person,
                  .points = points,
                  .source = "test",
                  .expires_on = expires_on});
    });
    ASSERT_TRUE(granted.has_value());
  }

  SaleForm amount(std::int64_t points) const { return {shop_, card_.number, "2580", {}, points}; }
  SaleForm cart(ProductId product, std::int64_t quantity) const {
    return {shop_, card_.number, "2580", {{product, quantity}}, std::nullopt};
  }
  base::Result<SaleId, SaleRefusal> ring_up(const SaleForm& form, PersonId sold_by = kKeeper) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return sell(tx, batch, kBusan, form, card_, sold_by);
    });
  }
  base::Result<void, SaleRefusal> give_back(SaleId sale, std::int64_t points,
                                            std::int64_t won = 0) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return refund(tx, batch, kBusan, sale, {points, won}, "wrong item", kKeeper);
    });
  }
  base::Result<std::int64_t, ShopRefusal> stock_up(ProductId product, std::int64_t quantity,
                                                   const std::string& key) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return enter_stock(tx, batch, kBusan, {product}, quantity, ledger::key_of("test_stock", key),
                         kKeeper);
    });
  }
  std::int64_t balance(const ledger::AccountKey& key) {
    const auto account = ledger_->find_account(key);
    return account ? ledger_->balance(*account).posted : 0;
  }
  std::int64_t wallet() { return balance(ledger::wallet_account(buyer_)); }

  db::testing::TemporaryDatabase database_;
  base::Instant now_ = kNow;
  const PinVault pins_{"a secret key of the test, 32 byte"};
  const crypto::Sealer sealer_ = crypto::Sealer::with_key(std::string(32, 'k'));
  std::unique_ptr<ledger::Ledger> ledger_;
  OrganisationId shop_;
  ProductId bread_;
  PersonId buyer_;
  Card card_;
};

}  // namespace market

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })
