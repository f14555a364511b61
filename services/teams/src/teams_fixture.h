/// A centre with one team and one participant, on either database, with a ledger when asked.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "db/testing.h"
#include "ledger/ledger.h"
#include "people/module.h"
#include "settings/settings.h"
#include "teams/module.h"
#include "teams/team.h"

OLIVE_EMBEDDED(settings)

namespace teams {

inline constexpr RegionId kBusan{1};
inline const base::Date kToday = *base::make_date(2026, 11, 30);  // a Monday
inline const base::Instant kNow = base::korean_instant(kToday, 18 * 3600);

class TeamsTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  TeamsTest() : database_(GetParam()) {
    const db::ModuleSchema settings_schema{"settings", settings::embedded::schema()};
    const db::ModuleSchema ledger_schema = ledger::schema();
    const db::ModuleSchema people_schema{"people", people::module().schema};
    const db::ModuleSchema first[] = {settings_schema, people_schema, ledger_schema};
    db::migrate(*database_, first);
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [] { return kNow; });
    const db::ModuleSchema own[] = {{"teams", module(*ledger_).schema}};
    db::migrate(*database_, own);
    centre_ = add_centre("북구");
    team_ = add_team("동행", WorkType::social_service);
  }

  template <class F>
  auto write(F&& work) {
    return database_->write(std::forward<F>(work));
  }

  OrganisationId add_centre(const std::string& name) {
    return write([&](db::Transaction& tx) {
      return people::create_organisation(
                 tx, kBusan, {.kind = people::OrganisationKind::regional_centre, .name = name},
                 kNow)
          .value();
    });
  }

  OrganisationId add_team(const std::string& name, WorkType type) {
    return write([&](db::Transaction& tx) {
      return create_team(tx, kBusan,
                         {name, centre_, type, "accompaniment", *base::make_date(2024, 1, 1)}, kNow)
          .value();
    });
  }

  PersonId add_person(const std::string& name) {
    return write([&](db::Transaction& tx) {
      return people::create_person(tx, kBusan, {.name = name}, kNow).value();
    });
  }

  /// A person in the team from `joined_on` to `left_on`.
  PersonId add_member(const std::string& name, base::Date joined_on,
                      std::optional<base::Date> left_on = {}) {
    const PersonId person_id = add_person(name);
    write([&](db::Transaction& tx) {
      const auto id =
          place(tx, kBusan, {team_, person_id, GuaranteeClass::conditional, joined_on}, {}).value();
      if (left_on) EXPECT_TRUE(depart(tx, kBusan, id, *left_on, {}).has_value());
      return true;
    });
    return person_id;
  }

  std::int64_t balance(const ledger::AccountKey& key) {
    const auto account = ledger_->find_account(key);
    return account ? ledger_->balance(*account).posted : 0;
  }

  db::testing::TemporaryDatabase database_;
  std::unique_ptr<ledger::Ledger> ledger_;
  OrganisationId centre_;
  OrganisationId team_;
};

}  // namespace teams

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })
