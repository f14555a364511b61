// From the door to the bill: check-in, check-out, fee, ledger, event.
#include <algorithm>

#include "check_out.h"
#include "jobs/outbox.h"
#include "people/person.h"
#include "referral_rows.h"
#include "visit_link.h"
#include "visit_rows.h"

namespace care {
namespace {

constexpr std::int64_t kMicrosPerMinute = 60 * base::kMicrosPerSecond;

/// When something happened: as recorded on the device, else now. Never in the future.
Visiting<base::Instant> time_of(std::optional<base::Instant> at, base::Instant now) {
  // A device clock that runs ahead would bill time that has not passed.
  if (at && *at > now) return base::refuse(VisitRefusal::time_in_the_future);
  return at.value_or(now);
}

/// Metres between the worker and the client's home; nothing when either place is unknown.
std::optional<std::int64_t> distance_to_home(db::Transaction& tx, RegionId region_id,
                                             const Visit& visit, const CheckIn& input) {
  if (!input.position) return std::nullopt;
  const auto client = people::find_person(tx, region_id, visit.client_id);
  // Zero is "not known": the gulf of Guinea is no home of ours.
  if (!client || client->home.lat_e6 == 0) return std::nullopt;
  const geo::Point home{static_cast<std::int32_t>(client->home.lat_e6),
                        static_cast<std::int32_t>(client->home.lng_e6)};
  return geo::distance_m(home, *input.position);
}

/// Nothing invented, nothing required left out.
Visiting<void> check_tasks(const Service& service, const std::vector<std::string>& done) {
  // Codes first: a slip should be named before something open is.
  for (const std::string& code : done)
    if (std::ranges::find(service.tasks, code, &ServiceTask::code) == service.tasks.end())
      return base::refuse(VisitRefusal::task_unknown);
  for (const ServiceTask& task : service.tasks)
    if (task.is_required && std::ranges::count(done, task.code) == 0)
      return base::refuse(VisitRefusal::required_task_open);
  return {};
}

/// Started minutes between check-in and check-out.
std::int32_t minutes_between(base::Instant from, base::Instant to) {
  CHECK_REQUEST(from <= to);
  return static_cast<std::int32_t>((to.micros - from.micros + kMicrosPerMinute - 1) /
                                   kMicrosPerMinute);
}

void write_fee(Visit& visit, const Fee& fee) {
  visit.billed_min = fee.billed_min;
  visit.price_won = fee.price_won;
  visit.copay_won = fee.copay_won;
  visit.subsidy_won = fee.subsidy_won;
  visit.quota_units = fee.quota_units;
}

/// What was done and the worker's note, which may speak of health and so is sealed.
void save_report(db::Transaction& tx, RegionId region_id, VisitId id, const Completion& input,
                 const crypto::Sealer& sealer) {
  for (const std::string& code : input.tasks)
    tx.execute(
        "INSERT INTO care_visit_task (region_id, visit_id, code) VALUES ($1, $2, $3)"
        " ON CONFLICT (region_id, visit_id, code) DO NOTHING",
        region_id, id, code);
  if (input.note.empty()) return;
  tx.execute("UPDATE care_visit SET note = $3 WHERE region_id = $1 AND id = $2", region_id, id,
             db::Bytes{sealer.seal(input.note, seal_context("care_visit.note", id.value))});
}

/// In one statement, so that two visits that end at once both count.
void use_quota(db::Transaction& tx, RegionId region_id, EntitlementId id, std::int64_t units) {
  CHECK_REQUEST(units >= 0);
  tx.execute(
      "UPDATE care_entitlement SET units_used = units_used + $3, version = version + 1"
      " WHERE region_id = $1 AND id = $2",
      region_id, id, units);
}

}  // namespace

Visiting<Visit> check_in(db::Transaction& tx, RegionId region_id, VisitId id, const CheckIn& input,
                         const VisitBy& by) {
  OLIVE_TRY(visit, open_visit(tx, region_id, id, VisitAction::check_in, by));
  OLIVE_TRY(at, time_of(input.at, by.now));
  // A visit of another day has another price, quota and perhaps another team.
  if (base::korean_date(at) != visit.visit_on)
    return base::refuse(VisitRefusal::check_in_on_other_day);
  visit.checked_in_at = at;
  // 위치정보법: the position itself is not kept, only how far from the door it was.
  visit.check_in_distance_m = distance_to_home(tx, region_id, visit, input);
  return save_visit(tx, region_id, std::move(visit), VisitAction::check_in, by);
}

Visiting<Visit> complete(db::Transaction& tx, ledger::Batch& batch, RegionId region_id, VisitId id,
                         const Completion& input, const crypto::Sealer& sealer, const VisitBy& by) {
  OLIVE_TRY(visit, open_visit(tx, region_id, id, VisitAction::complete, by));
  OLIVE_TRY(at, time_of(input.at, by.now));
  CHECK_REQUEST(visit.checked_in_at.has_value());
  if (at < *visit.checked_in_at) return base::refuse(VisitRefusal::check_out_before_check_in);
  OLIVE_TRY_VOID(check_duration(tx, region_id, visit, at, input));
  OLIVE_TRY_VOID(check_tasks(service_of(tx, region_id, visit.service), input.tasks));
  const auto entitlement = find_entitlement(tx, region_id, visit.entitlement_id);
  CHECK_REQUEST(entitlement.has_value());
  CHECK_REQUEST(entitlement->client_id == visit.client_id);
  visit.checked_out_at = at;
  const std::int32_t minutes = minutes_between(*visit.checked_in_at, at);
  // By the rules of the visit's day, whenever it is recorded.
  const FeeRule rule =
      fee_rule_of(tx, region_id, visit.service, entitlement->district_code, visit.visit_on);
  const std::int32_t counted =
      countable_minutes(tx, region_id, visit, entitlement->district_code, minutes);
  write_fee(visit, fee_of(rule, entitlement->income_band, counted));
  // Two workers, or the way there and back, are one use of the service.
  if (is_second_part(tx, region_id, id)) visit.quota_units = 0;
  // Who earned it is fixed now: a worker who changes teams next month leaves the sales behind.
  visit.team_id = team_of(tx, region_id, visit.worker_id, visit.visit_on);
  visit = save_visit(tx, region_id, std::move(visit), VisitAction::complete, by);
  save_report(tx, region_id, id, input, sealer);
  save_correction(tx, region_id, id, input, by);
  use_quota(tx, region_id, visit.entitlement_id, visit.quota_units);
  post_fee(batch, visit, *entitlement, by.actor_id);
  // In the same transaction: wages and statistics hear of it exactly if it happened.
  jobs::publish(tx, region_id, completed_event(visit, minutes));
  return visit;
}

std::vector<std::string> tasks_of(db::Transaction& tx, RegionId region_id, VisitId id) {
  const db::Rows rows = tx.rows(
      "SELECT code FROM care_visit_task WHERE region_id = $1 AND visit_id = $2 ORDER BY code",
      region_id, id);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < rows.size(); ++i) out.push_back(rows.text(i, 0));
  return out;
}

std::string note_of(db::Transaction& tx, RegionId region_id, VisitId id,
                    const crypto::Sealer& sealer) {
  const db::Rows rows =
      tx.rows("SELECT note FROM care_visit WHERE region_id = $1 AND id = $2", region_id, id);
  if (rows.empty() || rows.is_null(0, 0)) return {};
  auto note = sealer.open(rows.bytes(0, 0), seal_context("care_visit.note", id.value));
  CHECK_REQUEST(note.has_value());
  return *std::move(note);
}

VisitCompleted completed_event(const Visit& visit, std::int32_t minutes) {
  return {visit.id,         visit.worker_id, visit.team_id,   visit.centre_id,
          visit.client_id,  visit.service,   visit.visit_on,  minutes,
          visit.billed_min, visit.price_won, visit.copay_won, visit.subsidy_won};
}

}  // namespace care
