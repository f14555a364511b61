// Services as rows: what a region changed, over the built-in defaults.
#include "care/service.h"

#include <algorithm>

#include "base/text.h"

namespace care {
namespace {

constexpr std::int32_t kWeekend = 0b1100000;  // Saturday and Sunday of Service::weekdays

/// A row of care_service; lists are comma separated, `!` marks a required task.
struct ServiceRow {
  ServiceKind service{};
  std::int32_t visit_min = 0, shortest_min = 0, longest_min = 0;
  std::int32_t opens_min = 0, closes_min = 0, weekdays = 0;
  bool needs_car = false;
  std::string certificates, tasks;
};
BOOST_DESCRIBE_STRUCT(ServiceRow, (),
                      (service, visit_min, shortest_min, longest_min, opens_min, closes_min,
                       weekdays, needs_car, certificates, tasks))

std::vector<std::string_view> items_of(std::string_view text) {
  if (text.empty()) return {};
  return base::split(text, ',');
}

Service service_from(const ServiceRow& row) {
  Service out{row.service,
              row.visit_min,
              row.shortest_min,
              row.longest_min,
              row.opens_min,
              row.closes_min,
              row.weekdays,
              row.needs_car,
              {},
              {}};
  for (const std::string_view item : items_of(row.certificates)) {
    const auto certificate = base::parse_enum<people::Certificate>(item);
    // Written by joined() below: an unknown name means that somebody edited the table by hand.
    CHECK_REQUEST(certificate.has_value());
    out.certificates.push_back(*certificate);
  }
  for (const std::string_view item : items_of(row.tasks)) {
    const bool is_required = item.ends_with('!');
    out.tasks.push_back({std::string(item.substr(0, item.size() - is_required)), is_required});
  }
  return out;
}

std::string joined(const std::vector<people::Certificate>& certificates) {
  std::string out;
  for (const people::Certificate certificate : certificates)
    out += (out.empty() ? "" : ",") + std::string(base::name_of(certificate));
  return out;
}

std::string joined(const std::vector<ServiceTask>& tasks) {
  std::string out;
  for (const ServiceTask& task : tasks)
    out += (out.empty() ? "" : ",") + task.code + (task.is_required ? "!" : "");
  return out;
}

}  // namespace

std::vector<Service> services_of(db::Transaction& tx, base::RegionId region_id) {
  std::vector<Service> out;
  for (const ServiceKind kind : base::all_of<ServiceKind>()) out.push_back(default_service(kind));
  // A row replaces the default as a whole: half a service would be hard to reason about.
  for (const ServiceRow& row : tx.query<ServiceRow>(
           "SELECT service, visit_min, shortest_min, longest_min, opens_min, closes_min, weekdays,"
           " needs_car, certificates, tasks FROM care_service WHERE region_id = $1",
           region_id))
    out[static_cast<std::size_t>(row.service)] = service_from(row);
  return out;
}

Service service_of(db::Transaction& tx, base::RegionId region_id, ServiceKind kind) {
  return services_of(tx, region_id)[static_cast<std::size_t>(kind)];
}

void save_service(db::Transaction& tx, base::RegionId region_id, const Service& service) {
  CHECK_REQUEST(service.shortest_min > 0 && service.shortest_min <= service.visit_min);
  CHECK_REQUEST(service.visit_min <= service.longest_min);
  CHECK_REQUEST(service.weekdays >= 0 && service.weekdays < 128);  // seven bits
  tx.execute("DELETE FROM care_service WHERE region_id = $1 AND service = $2", region_id,
             service.service);
  tx.execute(
      "INSERT INTO care_service (region_id, service, visit_min, shortest_min, longest_min,"
      " opens_min, closes_min, weekdays, needs_car, certificates, tasks)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      region_id, service.service, service.visit_min, service.shortest_min, service.longest_min,
      service.opens_min, service.closes_min, service.weekdays, service.needs_car,
      joined(service.certificates), joined(service.tasks));
}

bool is_open(const Service& service, const settings::Calendar& calendar, base::Date on,
             std::int32_t start_min, std::int32_t length_min) {
  CHECK(length_min >= 0);
  const bool has_weekday = (service.weekdays >> (base::weekday(on) - 1) & 1) != 0;
  const bool has_weekends = (service.weekdays & kWeekend) != 0;
  return has_weekday && (has_weekends || calendar.is_working_day(on)) &&
         start_min >= service.opens_min && start_min + length_min <= service.closes_min;
}

}  // namespace care
