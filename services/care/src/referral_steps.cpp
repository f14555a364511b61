// The steps of a referral: consent, assessment, decision, appeal, end.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "care/visit.h"
#include "people/organisation.h"
#include "referral_rows.h"

namespace care {
namespace {

constexpr std::int32_t kAppealDays = 90;  // 사회보장급여법 §17: within 90 days of the notice

/// One consent or its refusal; both are kept, with the version of the text that was read.
void record(db::Transaction& tx, RegionId region_id, PersonId client_id,
            people::ConsentPurpose purpose, bool is_given, const ConsentForm& form,
            const StepBy& by) {
  people::record_consent(tx, region_id, client_id,
                         {.purpose = purpose,
                          .is_given = is_given,
                          .text_version = form.text_version,
                          .channel = form.channel,
                          .recorded_by = by.actor_id,
                          .recorded_at = by.now});
}

/// Every item exactly once.
bool is_complete(const Assessment& assessment) {
  // Neither missing nor twice: a doubled item would count twice in the total.
  std::set<AssessmentItem> seen;
  for (const ItemScore& item : assessment.items) seen.insert(item.item);
  return seen.size() == base::all_of<AssessmentItem>().size() &&
         seen.size() == assessment.items.size();
}

/// Replaces an earlier assessment: after an appeal the need is looked at again.
void insert_assessment(db::Transaction& tx, RegionId region_id, ReferralId id,
                       const Assessment& assessment, const crypto::Sealer& sealer,
                       const StepBy& by) {
  tx.execute("DELETE FROM care_assessment_item WHERE region_id = $1 AND referral_id = $2",
             region_id, id);
  tx.execute("DELETE FROM care_assessment WHERE region_id = $1 AND referral_id = $2", region_id,
             id);
  std::int64_t total = 0;
  for (const ItemScore& item : assessment.items) {
    CHECK_REQUEST(item.score >= 0 && item.score <= 3);  // the form and ItemScore::rules() see to it
    total += item.score;
    tx.execute(
        "INSERT INTO care_assessment_item (region_id, referral_id, item, score)"
        " VALUES ($1, $2, $3, $4)",
        region_id, id, item.item, item.score);
  }
  const std::string note =
      sealer.seal(assessment.note, seal_context("care_assessment.note", id.value));
  tx.execute(
      "INSERT INTO care_assessment (region_id, referral_id, assessor_id, assessed_at,"
      " score, note) VALUES ($1, $2, $3, $4, $5, $6)",
      region_id, id, by.actor_id, by.now, total, db::Bytes{note});
}

/// Decisions are only added: the one that was appealed against stays readable.
void insert_decision(db::Transaction& tx, RegionId region_id, ReferralId id,
                     const Decision& decision, const crypto::Sealer& sealer, const StepBy& by) {
  const auto decision_id = tx.make_id<base::Id<struct DecisionTag>>();
  const std::string minutes =
      sealer.seal(decision.minutes, seal_context("care_decision.minutes", decision_id.value));
  tx.execute(
      "INSERT INTO care_decision (region_id, referral_id, id, verdict, meeting, decided_on,"
      " decided_by, reasons, minutes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      region_id, id, decision_id, decision.verdict, decision.meeting, decision.decided_on,
      by.actor_id, decision.reasons, db::Bytes{minutes});
}

/// The centre that will serve: as decided, else as referred.
Referring<OrganisationId> serving_centre(db::Transaction& tx, RegionId region_id,
                                         const Referral& referral, const Decision& decision) {
  if (!decision.centre_id) return referral.centre_id;
  const auto centre = people::find_organisation(tx, region_id, decision.centre_id);
  if (!centre || centre->kind != people::OrganisationKind::regional_centre)
    return base::refuse(ReferralRefusal::organisation_not_found);
  return centre->id;
}

/// The checks are made again: weeks may lie between the referral and the meeting.
Referring<EntitlementId> approve(db::Transaction& tx, RegionId region_id, const Referral& referral,
                                 const Decision& decision) {
  // Neither before the wish nor before the meeting, unless the meeting said so.
  const base::Date from =
      decision.valid_from.value_or(std::max(referral.wished_from, decision.decided_on));
  if (has_entitlement(tx, region_id, referral.client_id, referral.service, from))
    return base::refuse(ReferralRefusal::already_entitled);
  if (referral.discharged_on && referral.service == ServiceKind::discharge_care &&
      from > base::plus_months(*referral.discharged_on, 3))
    return base::refuse(ReferralRefusal::discharge_too_long_ago);
  OLIVE_TRY(centre_id, serving_centre(tx, region_id, referral, decision));
  // The centre that serves sees the referral from now on.
  tx.execute("UPDATE care_referral SET centre_id = $3 WHERE region_id = $1 AND id = $2", region_id,
             referral.id, centre_id);
  return create_entitlement(tx, region_id, referral,
                            decision.income_band.value_or(referral.income_band), centre_id, from)
      .id;
}

/// The end of a referral ends what it gave: no visit after today, no unit after today.
void end_care(db::Transaction& tx, RegionId region_id, const Referral& referral, base::Date today) {
  for (const Entitlement& entitlement : entitlements_of(tx, region_id, referral.client_id)) {
    // Other services of the client go on.
    if (entitlement.referral_id != referral.id) continue;
    cancel_open_visits(tx, region_id, entitlement.id, today);
    tx.execute(
        "UPDATE care_entitlement SET valid_to = $3, version = version + 1"
        " WHERE region_id = $1 AND id = $2 AND valid_to > $3",
        region_id, entitlement.id, today);
  }
}

ReferralAction action_of(Verdict verdict) {
  return verdict == Verdict::approved ? ReferralAction::approve : ReferralAction::decline;
}

}  // namespace

std::string scope_clause(const api::Scope& scope, std::initializer_list<std::string_view> columns) {
  if (scope.everywhere) return "TRUE";
  if (scope.organisations.empty()) return "FALSE";
  std::string list;
  for (const OrganisationId id : scope.organisations)
    // Integers of ours, written out: parameters would vary in number, and so the statement.
    list += (list.empty() ? "" : ", ") + std::to_string(id.value);
  std::string clause;
  for (const std::string_view column : columns)
    clause += (clause.empty() ? "(" : " OR ") + std::string(column) + " IN (" + list + ")";
  return clause + ")";
}

Referring<Referral> open_step(db::Transaction& tx, RegionId region_id, ReferralId id,
                              ReferralAction action, const StepBy& by) {
  auto referral = find_referral(tx, region_id, id);
  if (!referral) return base::refuse(ReferralRefusal::referral_not_found);
  // Before the transition: who saw an old page should reload, not wonder about the step.
  if (referral->version != by.version) return base::refuse(ReferralRefusal::version_stale);
  if (!next_state(referral->state, action))
    return base::refuse(ReferralRefusal::referral_step_not_allowed);
  return *std::move(referral);
}

void write_step(db::Transaction& tx, RegionId region_id, ReferralId id, ReferralAction action,
                ReferralState state, std::string_view reason, PersonId actor_id, base::Instant at) {
  tx.execute(
      "INSERT INTO care_referral_step (region_id, referral_id, id, action, state, actor_id,"
      " at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      region_id, id, tx.make_id<base::Id<struct StepTag>>(), action, state, actor_id, at, reason);
}

ReferralState finish_step(db::Transaction& tx, RegionId region_id, const Referral& referral,
                          ReferralAction action, std::string_view reason, const StepBy& by) {
  const std::optional<ReferralState> state = next_state(referral.state, action);
  CHECK_REQUEST(state.has_value());
  const std::int64_t changed = tx.execute(
      "UPDATE care_referral SET state = $4, version = version + 1"
      " WHERE region_id = $1 AND id = $2 AND version = $3",
      region_id, referral.id, referral.version, *state);
  CHECK_REQUEST(changed == 1);  // read in the same transaction
  write_step(tx, region_id, referral.id, action, *state, reason, by.actor_id, by.now);
  return *state;
}

Referring<ReferralState> record_consent(db::Transaction& tx, RegionId region_id, ReferralId id,
                                        const ConsentForm& form, const StepBy& by) {
  OLIVE_TRY(referral, open_step(tx, region_id, id, ReferralAction::consent, by));
  // 개인정보보호법 §22, §23: consent to health data is asked apart from the rest. The third one is
  // free, and care may not be made to depend on it.
  if (!form.care_service || !form.health_data)
    return base::refuse(ReferralRefusal::consent_incomplete);
  using enum people::ConsentPurpose;
  // Refused ones are recorded too: that somebody was asked and said no is worth proving.
  record(tx, region_id, referral.client_id, care_service, form.care_service, form, by);
  record(tx, region_id, referral.client_id, health_data, form.health_data, form, by);
  record(tx, region_id, referral.client_id, third_party_hospital, form.third_party_hospital, form,
         by);
  return finish_step(tx, region_id, referral, ReferralAction::consent, "", by);
}

Referring<ReferralState> record_assessment(db::Transaction& tx, RegionId region_id, ReferralId id,
                                           const Assessment& assessment,
                                           const crypto::Sealer& sealer, const StepBy& by) {
  OLIVE_TRY(referral, open_step(tx, region_id, id, ReferralAction::assess, by));
  if (!is_complete(assessment)) return base::refuse(ReferralRefusal::assessment_incomplete);
  insert_assessment(tx, region_id, id, assessment, sealer, by);
  return finish_step(tx, region_id, referral, ReferralAction::assess, "", by);
}

Referring<Decided> decide(db::Transaction& tx, RegionId region_id, ReferralId id,
                          const Decision& decision, const crypto::Sealer& sealer,
                          const StepBy& by) {
  const ReferralAction action = action_of(decision.verdict);
  OLIVE_TRY(referral, open_step(tx, region_id, id, action, by));
  if (decision.decided_on > base::korean_date(by.now))
    return base::refuse(ReferralRefusal::decided_in_the_future);
  // 행정절차법 §23: who is refused is told why.
  if (decision.verdict == Verdict::declined && base::trim(decision.reasons).empty())
    return base::refuse(ReferralRefusal::reasons_missing);
  Decided out;
  if (decision.verdict == Verdict::approved) {
    OLIVE_TRY(entitlement_id, approve(tx, region_id, referral, decision));
    out.entitlement_id = entitlement_id;
  } else {
    tx.execute("UPDATE care_referral SET appeal_by = $3 WHERE region_id = $1 AND id = $2",
               region_id, id, decision.decided_on.plus_days(kAppealDays));
  }
  // Written after what it causes, in the same transaction: a refused approval leaves no decision.
  insert_decision(tx, region_id, id, decision, sealer, by);
  out.state = finish_step(tx, region_id, referral, action, decision.reasons, by);
  return out;
}

Referring<ReferralState> take_step(db::Transaction& tx, RegionId region_id, ReferralId id,
                                   ReferralAction action, std::string_view reason,
                                   const StepBy& by) {
  CHECK_REQUEST(action == ReferralAction::appeal || action == ReferralAction::close ||
                action == ReferralAction::withdraw || action == ReferralAction::plan);
  OLIVE_TRY(referral, open_step(tx, region_id, id, action, by));
  // appeal_by is empty before a refusal; then the state table has refused already.
  if (action == ReferralAction::appeal && base::korean_date(by.now) > referral.appeal_by)
    return base::refuse(ReferralRefusal::appeal_too_late);
  if (action == ReferralAction::close || action == ReferralAction::withdraw)
    end_care(tx, region_id, referral, base::korean_date(by.now));
  return finish_step(tx, region_id, referral, action, reason, by);
}

std::vector<ReferralStep> steps_of(db::Transaction& tx, RegionId region_id, ReferralId id) {
  return tx.query<ReferralStep>(
      "SELECT action, state, actor_id, at, reason FROM care_referral_step"
      " WHERE region_id = $1 AND referral_id = $2 ORDER BY id",
      region_id, id);
}

std::vector<ItemScore> scores_of(db::Transaction& tx, RegionId region_id, ReferralId id) {
  return tx.query<ItemScore>(
      "SELECT item, score FROM care_assessment_item"
      " WHERE region_id = $1 AND referral_id = $2 ORDER BY item",
      region_id, id);
}

}  // namespace care
