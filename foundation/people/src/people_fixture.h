/// What every test of this module starts from: an empty city on either database.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "db/testing.h"
#include "people/module.h"
#include "people/organisation.h"
#include "people/person.h"

namespace people {

inline constexpr RegionId kBusan{1};
inline const base::Date kToday = *base::make_date(2026, 11, 22);
inline const base::Instant kNow = base::korean_instant(kToday, 10 * 3600);

class PeopleTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  PeopleTest() : database_(GetParam()) {
    const db::ModuleSchema schemas[] = {{"people", module().schema}};
    db::migrate(*database_, schemas);
  }

  /// Runs `work` in a write transaction that always commits.
  template <class F>
  auto write(F&& work) {
    using R = std::invoke_result_t<F, db::Transaction&>;
    if constexpr (std::is_void_v<R>) {
      database_->transact(db::Database::Access::write, [&](db::Transaction& tx) {
        work(tx);
        return db::Database::Verdict::commit;
      });
    } else {
      std::optional<R> result;
      database_->transact(db::Database::Access::write, [&](db::Transaction& tx) {
        result.emplace(work(tx));
        return db::Database::Verdict::commit;
      });
      return std::move(*result);
    }
  }

  PersonId add_person(const std::string& name, const std::string& phone = "") {
    return write([&](db::Transaction& tx) {
      return create_person(tx, kBusan, {.name = name, .phone = phone}, kNow).value();
    });
  }

  OrganisationId add_organisation(const std::string& name, OrganisationKind kind) {
    return write([&](db::Transaction& tx) {
      return create_organisation(tx, kBusan, {.kind = kind, .name = name}, kNow).value();
    });
  }

  db::testing::TemporaryDatabase database_;
};

}  // namespace people

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })
