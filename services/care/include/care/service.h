/// The five care services as data: what a visit is, who may do it, what it costs when and where.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "care/rules.h"
#include "db/database.h"
#include "people/worker.h"
#include "settings/holidays.h"

namespace care {

enum class ServiceKind {
  discharge_care,          ///< 퇴원환자안심돌봄
  hospital_accompaniment,  ///< 병원안심동행
  care_activist,           ///< 돌봄활동가
  housekeeping,            ///< 가사지원
  meals,                   ///< 식사지원
};
BOOST_DESCRIBE_ENUM(ServiceKind, discharge_care, hospital_accompaniment, care_activist,
                    housekeeping, meals)

/// One step of a visit. `code` names the message `care.task.<code>`.
struct ServiceTask {
  std::string code;
  bool is_required = false;  ///< the visit cannot be completed before it is done
};
BOOST_DESCRIBE_STRUCT(ServiceTask, (), (code, is_required))

/// A service as a region offers it. Lengths and times of day in minutes.
struct Service {
  ServiceKind service = ServiceKind::discharge_care;
  std::int32_t visit_min = 60;  ///< usual length
  std::int32_t shortest_min = 30;
  std::int32_t longest_min = 480;
  std::int32_t opens_min = 540;       ///< earliest start, since midnight
  std::int32_t closes_min = 1080;     ///< latest end
  std::int32_t weekdays = 0b0011111;  ///< bit 0 = Monday … bit 6 = Sunday
  bool needs_car = false;             ///< a visit takes a centre's car unless its plan says no
  std::vector<people::Certificate> certificates;  ///< the worker needs one of them; empty: none
  std::vector<ServiceTask> tasks;
};
BOOST_DESCRIBE_STRUCT(Service, (),
                      (service, visit_min, shortest_min, longest_min, opens_min, closes_min,
                       weekdays, needs_car, certificates, tasks))

/// The services of a region in the order of ServiceKind: its own row where it has one, else the
/// built-in default. Cost: one statement.
[[nodiscard]] std::vector<Service> services_of(db::Transaction& tx, base::RegionId region_id);
[[nodiscard]] Service service_of(db::Transaction& tx, base::RegionId region_id, ServiceKind kind);
/// Replaces how a region offers a service.
void save_service(db::Transaction& tx, base::RegionId region_id, const Service& service);
/// What a region without rows of its own offers.
[[nodiscard]] const Service& default_service(ServiceKind kind);

/// True when the service may be given that day between these times. A service of weekdays rests on
/// holidays; one that is given at weekends goes by its weekdays alone.
[[nodiscard]] bool is_open(const Service& service, const settings::Calendar& calendar,
                           base::Date on, std::int32_t start_min, std::int32_t length_min);

/// A price, cap or rate with the day from which it holds. An empty district: the whole region.
struct DatedValue {
  std::string key;  ///< `care.hospital_accompaniment.copay_up_to_70`
  std::string district_code;
  base::Date valid_from;
  std::string value;  ///< a tariff or a decimal number
};

/// Values that hold until an official changes them, with their sources in the code.
/// See: facts.md §2.2–2.4.
[[nodiscard]] std::span<const DatedValue> default_values();
/// The default of `key` in a district on a day: the district's own before the region's.
[[nodiscard]] std::string default_value(std::string_view key, std::string_view district_code,
                                        base::Date on);

/// Where the values of a money rule come from, for one district and day.
struct RuleSource {
  std::function<Tariff(std::string_view key)> tariff;
  std::function<std::int64_t(std::string_view key)> integer;
};
/// The built-in values, for tests and for explaining a default.
[[nodiscard]] RuleSource default_source(std::string_view district_code, base::Date on);
/// The settings of a region as one snapshot saw them. `snapshot` must outlive the source.
[[nodiscard]] RuleSource settings_source(const settings::Snapshot& snapshot,
                                         std::string_view district_code, base::Date on);

/// The money rule of a service.
[[nodiscard]] FeeRule fee_rule(ServiceKind kind, const RuleSource& source);
/// The money rule of a service in a district on a day, from the region's settings.
[[nodiscard]] FeeRule fee_rule_of(db::Transaction& tx, base::RegionId region_id, ServiceKind kind,
                                  std::string_view district_code, base::Date on);

/// Every setting of the module, for the manifest.
[[nodiscard]] std::vector<settings::Definition> setting_definitions();
/// Writes the dated and district values of default_values() into a region's settings, once; what a
/// region set already for the same key, district and day is left alone.
void install_settings(db::Transaction& tx, base::RegionId region_id, base::Instant now);

}  // namespace care
