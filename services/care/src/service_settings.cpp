// The module's settings: definitions, and the values that a region starts with.
#include <map>
#include <set>

#include "base/text.h"
#include "care/service.h"
#include "check_out.h"
#include "plan_settings.h"

namespace care {
namespace {

/// Tariffs are kept as JSON tables, everything else as integers.
bool is_tariff_key(std::string_view key) {
  return key.ends_with(".price") || key.find(".copay_") != std::string_view::npos;
}

/// The text of a default in the form in which settings keep it.
std::string stored_value(const DatedValue& value) {
  // Short words in the code, where people read them; JSON in the settings, where forms write it.
  if (!is_tariff_key(value.key)) return value.value;
  const std::optional<Tariff> tariff = parse_tariff(value.value);
  CHECK(tariff.has_value());
  return json::write(*tariff);
}

struct IntegerLimits {
  std::string_view suffix;
  std::string_view unit;
  std::int64_t minimum;
  std::int64_t maximum;
};
constexpr IntegerLimits kIntegers[] = {
    {".billing_unit_min", "minute", 5, 120},  {".billing_grace_min", "minute", 0, 4},
    {".quota_visits", "visit", 0, 1'000},     {".quota_minutes", "minute", 0, 100'000},
    {".quota_period_months", "month", 1, 24}, {".quota_double_after_min", "minute", 0, 1'440},
};

/// Limits catch a slip of the finger, not a policy.
settings::Definition definition_of(std::string_view key, std::string_view value) {
  if (is_tariff_key(key))
    return {.key = key,
            .kind = settings::Kind::table,
            .value = value,
            .unit = "won",
            .is_right = &settings::is_a<Tariff>};
  for (const IntegerLimits& limits : kIntegers)
    if (key.ends_with(limits.suffix))
      return {.key = key,
              .kind = settings::Kind::integer,
              .value = value,
              .unit = limits.unit,
              .minimum = limits.minimum,
              .maximum = limits.maximum};
  // A key without limits is a mistake in kIntegers, found by the first test that runs.
  CHECK(false);
  return {};
}

/// The newest region-wide value of each key is the definition's own.
std::map<std::string, std::string, std::less<>> newest_values() {
  std::map<std::string, std::string, std::less<>> out;
  std::map<std::string, base::Date> since;
  for (const DatedValue& value : default_values()) {
    if (!value.district_code.empty()) continue;
    if (out.contains(value.key) && since[value.key] > value.valid_from) continue;
    out[value.key] = stored_value(value);
    since[value.key] = value.valid_from;
  }
  return out;
}

using Definitions = std::map<std::string_view, settings::Definition>;

const Definitions& definitions() {
  static const auto texts = newest_values();  // owns what the definitions point into
  static const Definitions all = [] {
    Definitions out;
    for (const auto& [key, value] : texts) out.emplace(key, definition_of(key, value));
    return out;
  }();
  return all;
}

const settings::Definition& definition(std::string_view key) {
  const auto found = definitions().find(key);
  CHECK(found != definitions().end());
  return found->second;
}

Tariff tariff_of(std::string_view stored) {
  auto tariff = json::read<Tariff>(stored);
  CHECK_REQUEST(tariff.has_value());
  return *tariff;
}

}  // namespace

RuleSource default_source(std::string_view district_code, base::Date on) {
  const std::string district(district_code);
  return {[district, on](std::string_view key) {
            return parse_tariff(default_value(key, district, on)).value();
          },
          [district, on](std::string_view key) {
            return base::parse_integer(default_value(key, district, on)).value();
          }};
}

RuleSource settings_source(const settings::Snapshot& snapshot, std::string_view district_code,
                           base::Date on) {
  const std::string district(district_code);
  return {[&snapshot, district, on](std::string_view key) {
            return tariff_of(snapshot.text(definition(key), on, district));
          },
          [&snapshot, district, on](std::string_view key) {
            return snapshot.integer(definition(key), on, district);
          }};
}

FeeRule fee_rule(ServiceKind kind, const RuleSource& source) {
  const std::string stem = "care." + std::string(base::name_of(kind)) + ".";
  const auto integer = [&](std::string_view name) {
    return source.integer(stem + std::string(name));
  };
  FeeRule rule;
  rule.unit_min = static_cast<std::int32_t>(integer("billing_unit_min"));
  rule.grace_min = static_cast<std::int32_t>(integer("billing_grace_min"));
  rule.price = source.tariff(stem + "price");
  for (const IncomeBand band : base::all_of<IncomeBand>())
    rule.copay[static_cast<std::size_t>(band)] =
        source.tariff(stem + "copay_" + std::string(base::name_of(band)));
  // Only discharge care is granted in hours; see facts.md §2.3.
  const bool is_timed = kind == ServiceKind::discharge_care;
  rule.quota.kind = is_timed ? QuotaKind::minutes : QuotaKind::visits;
  rule.quota.units_max = integer(is_timed ? "quota_minutes" : "quota_visits");
  rule.quota.double_after_min = static_cast<std::int32_t>(integer("quota_double_after_min"));
  rule.quota.period_months = static_cast<std::int32_t>(integer("quota_period_months"));
  return rule;
}

FeeRule fee_rule_of(db::Transaction& tx, base::RegionId region_id, ServiceKind kind,
                    std::string_view district_code, base::Date on) {
  const settings::Snapshot snapshot(tx, region_id);
  return fee_rule(kind, settings_source(snapshot, district_code, on));
}

std::vector<settings::Definition> setting_definitions() {
  std::vector<settings::Definition> out;
  for (const auto& [key, one] : definitions()) out.push_back(one);
  out.push_back(kOverrunBilledMinMax);
  out.push_back(kCheckOutHoursMax);
  for (const settings::Definition& one : plan_setting_definitions()) out.push_back(one);
  return out;
}

void install_settings(db::Transaction& tx, base::RegionId region_id, base::Instant now) {
  std::map<std::string, std::set<std::pair<std::string, base::Date>>> known;
  for (const auto& [key, one] : definitions())
    for (const settings::Revision& revision : settings::history(tx, region_id, key))
      known[std::string(key)].emplace(revision.scope, revision.valid_from);
  for (const DatedValue& value : default_values()) {
    // What an official has set stands, also when the default learns better.
    if (known[value.key].contains({value.district_code, value.valid_from})) continue;
    const std::string stored = stored_value(value);
    const settings::Change change{.scope = value.district_code,
                                  .valid_from = value.valid_from,
                                  .value = stored,
                                  .set_at = now,
                                  .reason = "initial value",
                                  .may_start_in_past = true};
    CHECK_REQUEST(settings::set(tx, region_id, definition(value.key), change).has_value());
  }
}

}  // namespace care
