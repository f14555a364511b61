/// A city and a district that buy from an enterprise and a team, on either database.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "db/testing.h"
#include "people/module.h"
#include "procurement/module.h"
#include "procurement/purchase.h"

OLIVE_EMBEDDED(settings)

namespace procurement {

inline constexpr RegionId kBusan{1};
inline constexpr std::int32_t kYear = 2026;
inline const Date kToday = *base::make_date(kYear, 11, 20);
inline const base::Instant kNow = base::korean_instant(kToday, 12 * 3600);
inline constexpr PersonId kOfficer{71};

class ProcurementTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  ProcurementTest() : database_(GetParam()) {
    const db::ModuleSchema schemas[] = {{"settings", settings::embedded::schema()},
                                        {"people", people::module().schema},
                                        {"procurement", module().schema}};
    db::migrate(*database_, schemas);
    using people::OrganisationKind;
    office_ = organisation(OrganisationKind::district, "영도구");
    enterprise_ = organisation(OrganisationKind::enterprise, "깨끗한세상");
    team_ = organisation(OrganisationKind::team, "카페사업단");
    city_ = body({.name = "부산광역시", .kind = BodyKind::city});
    district_ = body({.name = "영도구", .kind = BodyKind::district, .organisation_id = office_});
  }

  template <class F>
  auto write(F&& work) {
    return database_->write(std::forward<F>(work));
  }
  template <class F>
  auto read(F&& work) {
    return database_->read(std::forward<F>(work));
  }
  OrganisationId organisation(people::OrganisationKind kind, const std::string& name) {
    return write([&](auto& tx) {
      return people::create_organisation(tx, kBusan, {.kind = kind, .name = name}, kNow).value();
    });
  }
  BodyId body(const NewPublicBody& given) {
    return write([&](auto& tx) { return add_body(tx, kBusan, given).value(); });
  }
  NewPriorityPurchase purchase(BodyId body_id, std::int64_t amount_won) {
    return {.body_id = body_id,
            .seller_id = enterprise_,
            .bought_on = kToday,
            .item = "청소 용역",
            .amount_won = amount_won,
            .basis = PurchaseBasis::contract,
            .evidence_number = "C-" + std::to_string(++numbers_)};
  }
  PurchaseResult<PurchaseId> enter(const NewPriorityPurchase& given) {
    return write([&](auto& tx) { return enter_purchase(tx, kBusan, given, kOfficer, kNow); });
  }
  PurchaseResult<void> total(BodyId body_id, std::int64_t won, std::int32_t year = kYear) {
    return write(
        [&](auto& tx) { return set_total(tx, kBusan, body_id, year, won, kOfficer, kNow); });
  }
  PurchaseReport report(std::int32_t year = kYear) {
    return read([&](auto& tx) { return report_of(tx, kBusan, year, {}); });
  }

  db::testing::TemporaryDatabase database_;
  OrganisationId office_, enterprise_, team_;
  BodyId city_, district_;
  int numbers_ = 0;
};

}  // namespace procurement

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })
