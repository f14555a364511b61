// Random changes against the naive reading of the rule: the latest start that is not in the future,
// of several with one start the latest change; a scope's silence lets the region speak.
#include <random>

#include "base/embedded.h"
#include "db/testing.h"
#include "gtest/gtest.h"
#include "settings/settings.h"

OLIVE_EMBEDDED(settings)

namespace settings {
namespace {

constexpr base::RegionId kBusan{26};
constexpr Definition kRate{.key = "care.co_pay_rate",
                           .kind = Kind::integer,
                           .value = "150",
                           .unit = "ppm",
                           .minimum = 0,
                           .maximum = 1'000};
constexpr base::Date kFirstDay{20'500};

struct Made {
  std::string scope;
  base::Date valid_from;
  std::optional<std::int64_t> value;
};

std::optional<std::int64_t> value_in(const std::vector<Made>& all, base::Date on,
                                     std::string_view scope) {
  const Made* best = nullptr;
  for (const Made& each : all)
    if (each.scope == scope && each.valid_from <= on)
      if (best == nullptr || each.valid_from >= best->valid_from) best = &each;
  return best == nullptr ? std::nullopt : best->value;
}

std::int64_t expected(const std::vector<Made>& all, base::Date on, std::string_view scope) {
  if (!scope.empty())
    if (const auto own = value_in(all, on, scope)) return *own;
  return value_in(all, on, {}).value_or(150);
}

class SettingsModelTest : public ::testing::TestWithParam<db::Dialect> {};

INSTANTIATE_TEST_SUITE_P(Db, SettingsModelTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(SettingsModelTest, reads_what_the_rule_says_after_any_changes) {
  db::testing::TemporaryDatabase database(GetParam());
  const db::ModuleSchema schema[] = {{"settings", embedded::schema()}};
  db::migrate(*database, schema);
  Cache cache;
  std::mt19937 random(17);
  const char* const scopes[] = {"", "team:1", "team:2"};
  std::vector<Made> all;
  for (int step = 0; step < 60; ++step) {
    Made made{scopes[random() % 3], kFirstDay.plus_days(static_cast<int>(random() % 10)), {}};
    // The region's own value is never taken back here: nothing wider would speak instead.
    if (made.scope.empty() || random() % 4 != 0) made.value = random() % 1'000;
    const std::string value = std::to_string(made.value.value_or(0));
    const auto done = database->write([&](db::Transaction& tx) {
      return set(tx, kBusan, kRate,
                 {.scope = made.scope,
                  .valid_from = made.valid_from,
                  .value = made.value ? std::optional<std::string_view>(value) : std::nullopt,
                  .set_at = base::korean_instant(kFirstDay, step),
                  .reason = "고시 개정"});
    });
    ASSERT_TRUE(done) << step;
    all.push_back(made);
    database->read([&](db::Transaction& tx) {
      for (const char* scope : scopes)
        for (int d = -1; d <= 10; ++d) {
          const base::Date on = kFirstDay.plus_days(d);
          ASSERT_EQ(integer(tx, kBusan, kRate, on, scope), expected(all, on, scope))
              << "step " << step << " day " << d << " scope '" << scope << "'";
          ASSERT_EQ(cache.snapshot(tx, kBusan)->integer(kRate, on, scope),
                    expected(all, on, scope));
        }
    });
  }
}

}  // namespace
}  // namespace settings
