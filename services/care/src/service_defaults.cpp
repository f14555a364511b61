// What holds until an official changes it. [F] found in a public source, [I] our assumption; both
// as in the project's domain facts §2.2–2.4.
#include "care/service.h"

#include "base/check.h"

namespace care {
namespace {

using base::Date;
using enum people::Certificate;

constexpr std::string_view kBusanjin = "26230";
constexpr std::string_view kHaeundae = "26350";

Date first_of(std::int32_t year, std::int32_t month) {
  return base::make_date(year, month, 1).value();
}

DatedValue value_of(ServiceKind kind, std::string_view name, Date from, std::string_view value,
                    std::string_view district_code = {}) {
  return {"care." + std::string(base::name_of(kind)) + "." + std::string(name),
          std::string(district_code), from, std::string(value)};
}

struct Dated {
  std::string_view name;
  Date from;
  std::string_view value;
  std::string_view district_code = {};
};

void append(std::vector<DatedValue>& out, ServiceKind kind, std::initializer_list<Dated> values) {
  for (const Dated& dated : values)
    out.push_back(value_of(kind, dated.name, dated.from, dated.value, dated.district_code));
}

// Billing unit 30 minutes [F], no grace [I], for every service.
void append_units(std::vector<DatedValue>& out) {
  for (const ServiceKind kind : base::all_of<ServiceKind>())
    append(out, kind,
           {{"billing_unit_min", first_of(2020, 1), "30"},
            {"billing_grace_min", first_of(2020, 1), "0"},
            {"quota_double_after_min", first_of(2020, 1), "0"}});
}

void append_accompaniment(std::vector<DatedValue>& out) {
  const Date start = first_of(2020, 1);
  const Date y2024 = first_of(2024, 3);
  const Date y2025 = first_of(2025, 1);
  append(out, ServiceKind::hospital_accompaniment,
         {{"price", start, "hour 15000 7500"},
          {"price", start, "hour 10000 5000", kBusanjin},
          {"copay_basic_or_near_poor", start, "visit 2000"},
          {"copay_basic_or_near_poor", start, "free", kBusanjin},
          {"copay_basic_or_near_poor", y2024, "block 240 2000", kHaeundae},
          {"copay_up_to_70", start, "full"},
          {"copay_up_to_70", y2025, "visit 2000"},
          {"copay_up_to_70", y2025, "free", kBusanjin},
          {"copay_up_to_70", y2025, "block 240 2000", kHaeundae},
          {"copay_up_to_100", start, "full"},
          {"copay_up_to_100", y2025, "hour 10000 5000"},
          {"copay_above_100", start, "full"},
          {"copay_above_100", y2025, "hour 10000 5000"},
          {"quota_visits", start, "12"},
          {"quota_visits", y2025, "24"},
          {"quota_double_after_min", y2024, "240"},
          {"quota_period_months", start, "12"}});
}

void append_discharge(std::vector<DatedValue>& out) {
  const Date start = first_of(2020, 1);
  const Date y2025 = first_of(2025, 1);
  append(out, ServiceKind::discharge_care,
         {{"price", start, "hour 17200 8600"},
          {"price", y2025, "hour 17800 8900"},  // [F] for end-of-life care, [I] here
          {"copay_basic_or_near_poor", start, "free"},
          {"copay_up_to_70", start, "full"},
          {"copay_up_to_70", y2025, "free"},
          {"copay_up_to_100", start, "full"},
          {"copay_up_to_100", first_of(2026, 1), "free"},
          {"copay_above_100", start, "full"},
          {"quota_minutes", start, "4800"},
          {"quota_minutes", y2025, "14400"},
          {"quota_period_months", start, "1"},
          {"quota_period_months", y2025, "3"}});
}

// No price of these three was found: all [I].
void append_others(std::vector<DatedValue>& out) {
  const Date start = first_of(2020, 1);
  append(out, ServiceKind::housekeeping,
         {{"price", start, "hour 15000 7500"},
          {"copay_basic_or_near_poor", start, "free"},
          {"copay_up_to_70", start, "visit 2000"},
          {"copay_up_to_100", start, "hour 10000 5000"},
          {"copay_above_100", start, "full"},
          {"quota_visits", start, "104"},
          {"quota_period_months", start, "12"}});
  append(out, ServiceKind::meals,
         {{"price", start, "visit 8000"},
          {"copay_basic_or_near_poor", start, "free"},
          {"copay_up_to_70", start, "visit 1000"},
          {"copay_up_to_100", start, "visit 3500"},
          {"copay_above_100", start, "full"},
          {"quota_visits", start, "260"},
          {"quota_period_months", start, "12"}});
  append(out, ServiceKind::care_activist,
         {{"price", start, "hour 12000 6000"},
          {"copay_basic_or_near_poor", start, "free"},
          {"copay_up_to_70", start, "free"},
          {"copay_up_to_100", start, "free"},
          {"copay_above_100", start, "free"},
          {"quota_visits", start, "52"},
          {"quota_period_months", start, "12"}});
}

std::vector<DatedValue> make_values() {
  std::vector<DatedValue> out;
  append_units(out);
  append_accompaniment(out);
  append_discharge(out);
  append_others(out);
  return out;
}

std::vector<Service> make_services() {
  return {
      {.service = ServiceKind::discharge_care,
       .visit_min = 240,
       .shortest_min = 60,
       .longest_min = 240,
       .certificates = {care_worker},
       .tasks = {{"medication_reminder", true},
                 {"cooking", false},
                 {"cleaning", false},
                 {"washing", false},
                 {"exercise", false},
                 {"conversation", false}}},
      {.service = ServiceKind::hospital_accompaniment,
       .visit_min = 180,
       .shortest_min = 60,
       .longest_min = 540,
       .needs_car = true,
       .certificates = {accompaniment, care_worker},
       .tasks = {{"pick_up", true},
                 {"reception", true},
                 {"treatment", false},
                 {"payment", false},
                 {"pharmacy", false},
                 {"return_home", true}}},
      {.service = ServiceKind::care_activist,
       .visit_min = 60,
       .shortest_min = 30,
       .longest_min = 120,
       .certificates = {care_activist},
       .tasks = {{"wellbeing_check", true}, {"safety_check", true}, {"conversation", false}}},
      {.service = ServiceKind::housekeeping,
       .visit_min = 120,
       .shortest_min = 60,
       .longest_min = 240,
       .certificates = {housekeeping, care_worker},
       .tasks = {{"cleaning", true}, {"tidying", false}, {"cooking", false}, {"laundry", false}}},
      {.service = ServiceKind::meals,
       .visit_min = 10,
       .shortest_min = 5,
       .longest_min = 60,
       .certificates = {food_hygiene},
       .tasks = {{"delivery", true}, {"wellbeing_check", true}}},
  };
}

}  // namespace

std::span<const DatedValue> default_values() {
  static const std::vector<DatedValue> values = make_values();
  return values;
}

std::string default_value(std::string_view key, std::string_view district_code, Date on) {
  const DatedValue* best = nullptr;
  for (const DatedValue& value : default_values()) {
    if (value.key != key || value.valid_from > on) continue;
    if (!value.district_code.empty() && value.district_code != district_code) continue;
    const bool is_closer = best && best->district_code.empty() && !value.district_code.empty();
    const bool is_farther = best && !best->district_code.empty() && value.district_code.empty();
    if (!best || is_closer || (!is_farther && value.valid_from >= best->valid_from)) best = &value;
  }
  CHECK_REQUEST(best != nullptr);
  return best->value;
}

const Service& default_service(ServiceKind kind) {
  static const std::vector<Service> services = make_services();
  const auto index = static_cast<std::size_t>(kind);
  CHECK(index < services.size() && services[index].service == kind);
  return services[index];
}

}  // namespace care
