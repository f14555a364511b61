// The past at once: the same rules, states and postings as one by one, with what many visits share
// (entitlements, settings, teams) read only once.
#include "care/history.h"

#include <map>

#include "visit_rows.h"

namespace care {
namespace {

constexpr std::int64_t kSecondsPerMinute = 60;

/// The steps of a past case on the same morning, an hour apart.
StepBy step_by(const PastCase& past, std::int64_t version) {
  return {past.decided_by, version,
          base::korean_instant(past.decided_on, static_cast<std::int32_t>(8 + version) * 3600)};
}

/// Past scores are unknown: a middling need stands for them.
Assessment usual_assessment() {
  Assessment assessment;
  for (const AssessmentItem item : base::all_of<AssessmentItem>())
    assessment.items.push_back({item, item == AssessmentItem::loneliness ? 1 : 2});
  return assessment;
}

/// What many visits share: entitlements, money rules of a day and district, teams of workers.
class PastBook {
 public:
  PastBook(db::Transaction& tx, RegionId region_id)
      : tx_(tx), region_id_(region_id), snapshot_(tx, region_id) {}

  Entitlement& entitlement(EntitlementId id) {
    const auto [place, is_new] = entitlements_.try_emplace(id);
    if (is_new) {
      auto found = find_entitlement(tx_, region_id_, id);
      CHECK_REQUEST(found.has_value());
      place->second = *std::move(found);
    }
    return place->second;
  }

  OrganisationId team(PersonId worker_id, base::Date on) {
    // By worker and not by day: an import knows one team for each. Good enough for the past.
    const auto [place, is_new] = teams_.try_emplace(worker_id);
    if (is_new) place->second = team_of(tx_, region_id_, worker_id, on);
    return place->second;
  }

  [[nodiscard]] Fee fee(const Entitlement& entitlement, base::Date on, std::int32_t minutes) const {
    const RuleSource source = settings_source(snapshot_, entitlement.district_code, on);
    return fee_of(fee_rule(entitlement.service, source), entitlement.income_band, minutes);
  }

  void save_units() {
    for (const auto& [id, entitlement] : entitlements_)
      tx_.execute(
          "UPDATE care_entitlement SET units_used = $3, version = version + 1"
          " WHERE region_id = $1 AND id = $2",
          region_id_, id, entitlement.units_used);
  }

 private:
  db::Transaction& tx_;
  RegionId region_id_;
  settings::Snapshot snapshot_;
  std::map<EntitlementId, Entitlement> entitlements_;
  std::map<PersonId, OrganisationId> teams_;
};

/// As it must have been planned: without a window, on its day.
Visit planned_visit(db::Transaction& tx, const PastVisit& past, const Entitlement& entitlement) {
  Visit visit;
  visit.id = tx.make_id<VisitId>();
  visit.entitlement_id = entitlement.id;
  visit.client_id = entitlement.client_id;
  visit.centre_id = entitlement.centre_id;
  visit.worker_id = past.worker_id;
  visit.vehicle_id = past.vehicle_id;
  visit.needs_car = static_cast<bool>(past.vehicle_id);
  visit.destination_id = past.destination_id;
  visit.service = entitlement.service;
  visit.visit_on = past.visit_on;
  // No window: what happened cannot be moved.
  visit.start_min = visit.earliest_min = visit.latest_min = past.start_min;
  visit.length_min = past.length_min;
  return visit;
}

std::int32_t minutes_of(const PastVisit& past) {
  return past.minutes > 0 ? past.minutes : past.length_min;
}

/// Bills the visit by the rules of its own day.
void complete_past(PastBook& book, Visit& visit, Entitlement& entitlement, std::int32_t minutes) {
  CHECK_REQUEST(minutes > 0);
  const Fee fee = book.fee(entitlement, visit.visit_on, minutes);
  CHECK_REQUEST(fee.quota_units > 0);
  visit.state = VisitState::completed;
  visit.checked_in_at = base::korean_instant(
      visit.visit_on, static_cast<std::int32_t>(visit.start_min * kSecondsPerMinute));
  visit.checked_out_at = visit.checked_in_at->plus_seconds(minutes * kSecondsPerMinute);
  visit.team_id = book.team(visit.worker_id, visit.visit_on);
  visit.billed_min = fee.billed_min;
  visit.price_won = fee.price_won;
  visit.copay_won = fee.copay_won;
  visit.subsidy_won = fee.subsidy_won;
  visit.quota_units = fee.quota_units;
  entitlement.units_used += fee.quota_units;
}

}  // namespace

Referring<EntitlementId> record_past_case(db::Transaction& tx, RegionId region_id,
                                          const PastCase& past, const Offices& offices,
                                          const crypto::Sealer& sealer) {
  OLIVE_TRY(id, create_referral(tx, region_id, past.referral, offices, sealer, past.received_at));
  const ConsentForm consent{.care_service = true,
                            .health_data = true,
                            .text_version = "1",
                            .channel = people::ConsentChannel::paper};
  OLIVE_TRY_VOID(record_consent(tx, region_id, id, consent, step_by(past, 1)));
  OLIVE_TRY_VOID(
      record_assessment(tx, region_id, id, usual_assessment(), sealer, step_by(past, 2)));
  const Decision decision{.verdict = Verdict::approved,
                          .meeting = past.meeting,
                          .decided_on = past.decided_on,
                          .valid_from = past.valid_from};
  OLIVE_TRY(decided, decide(tx, region_id, id, decision, sealer, step_by(past, 3)));
  return decided.entitlement_id;
}

std::vector<VisitCompleted> record_past_visits(db::Transaction& tx, ledger::Batch& batch,
                                               RegionId region_id,
                                               std::span<const PastVisit> visits) {
  PastBook book(tx, region_id);
  std::vector<Visit> rows;
  std::vector<VisitCompleted> events;
  for (const PastVisit& past : visits) {
    Entitlement& entitlement = book.entitlement(past.entitlement_id);
    Visit visit = planned_visit(tx, past, entitlement);
    if (past.cancelled_for) {
      visit.state = VisitState::cancelled;
      visit.cancel_reason = base::name_of(*past.cancelled_for);
    } else {
      complete_past(book, visit, entitlement, minutes_of(past));
      // Nobody acted: the entries say so instead of naming whoever ran the import.
      post_fee(batch, visit, entitlement, PersonId{});
      events.push_back(completed_event(visit, minutes_of(past)));
    }
    rows.push_back(std::move(visit));
  }
  // Rows last: ids are made before, so entries and events already point at them.
  insert_visits(tx, region_id, rows);
  book.save_units();
  return events;
}

}  // namespace care
