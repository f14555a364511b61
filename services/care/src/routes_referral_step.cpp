// The steps of a referral as nouns: consent, assessment, decision, appeal, closure, withdrawal.
#include "permissions.h"
#include "referral_views.h"
#include "routes.h"

namespace care {
namespace {

using api::Answer;
using api::Context;

StepBy by(const Context& context, std::int64_t version) {
  return {context.principal.person_id, version, context.now};
}

Answer<StepDone> done(const Referral& before, const Referring<ReferralState>& state) {
  if (!state) return api::refused(state.error());
  // The next step needs this version; a screen need not read again.
  return StepDone{before.id, *state, before.version + 1, std::nullopt};
}

Answer<StepDone> consent(db::Transaction& tx, const Context& context, const ConsentInput& in) {
  OLIVE_TRY(referral, visible_referral(tx, context, context.scope));
  const ConsentForm form{in.care_service, in.health_data, in.third_party_hospital, in.text_version,
                         in.channel};
  return done(referral,
              record_consent(tx, context.region_id(), referral.id, form, by(context, in.version)));
}

Answer<StepDone> assess(db::Transaction& tx, const Context& context, const AssessmentInput& in,
                        const crypto::Sealer& sealer) {
  OLIVE_TRY(referral, visible_referral(tx, context, context.scope));
  return done(referral,
              record_assessment(tx, context.region_id(), referral.id,
                                {in.items, in.note.value_or("")}, sealer, by(context, in.version)));
}

Answer<StepDone> decide_on(db::Transaction& tx, const Context& context, const DecisionInput& in,
                           const crypto::Sealer& sealer) {
  OLIVE_TRY(referral, visible_referral(tx, context, context.scope));
  const Decision decision{in.verdict,
                          in.meeting,
                          in.decided_on,
                          in.reasons.value_or(""),
                          in.minutes.value_or(""),
                          in.income_band,
                          in.centre_id.value_or(OrganisationId{}),
                          in.valid_from};
  const auto decided =
      decide(tx, context.region_id(), referral.id, decision, sealer, by(context, in.version));
  if (!decided) return api::refused(decided.error());
  StepDone out{referral.id, decided->state, referral.version + 1, std::nullopt};
  if (decided->entitlement_id) out.entitlement_id = decided->entitlement_id;
  return out;
}

Answer<StepDone> end(db::Transaction& tx, const Context& context, const StepInput& in,
                     ReferralAction action) {
  OLIVE_TRY(referral, visible_referral(tx, context, context.scope));
  return done(referral, take_step(tx, context.region_id(), referral.id, action, in.reason,
                                  by(context, in.version)));
}

/// Withdrawal and appeal are the citizen's own right, besides that of who handles the case.
Answer<StepDone> citizen_step(db::Transaction& tx, const Context& context, const StepInput& in,
                              ReferralAction action) {
  const auto referral = find_referral(tx, context.region_id(), context.path_id<ReferralId>("id"));
  // Who asked on somebody's behalf may also take it back.
  const bool is_own = referral && (referral->client_id == context.principal.person_id ||
                                   referral->referrer_id == context.principal.person_id);
  if (!referral || (!is_own && !is_visible(*referral, scope_for(context.principal, "care.end"))))
    return api::refused(ReferralRefusal::referral_not_found);
  return done(*referral, take_step(tx, context.region_id(), referral->id, action, in.reason,
                                   by(context, in.version)));
}

/// The citizen's own consent, or that recorded by whoever may.
Answer<StepDone> any_consent(db::Transaction& tx, const Context& context, const ConsentInput& in) {
  const auto referral = find_referral(tx, context.region_id(), context.path_id<ReferralId>("id"));
  // The route asks for a signed-in caller only; whose step it may be is decided here.
  Context wider = context;
  wider.scope = scope_for(context.principal, "care.record_consent");
  if (!referral || referral->client_id != context.principal.person_id)
    return consent(tx, wider, in);
  wider.scope = {.everywhere = true};
  return consent(tx, wider, in);
}

/// Whose step it is: the citizen's as well, or that of offices alone.
enum class Whose { citizen, office };

api::Route end_route(std::string path, std::string_view operation, std::string_view summary,
                     ReferralAction action, Whose whose) {
  return api::post<StepInput, StepDone>(
      std::move(path),
      {.operation = operation,
       .permission = whose == Whose::citizen ? "signed_in" : "care.end",
       .tag = "care",
       .summary = summary},
      [action, whose](db::Transaction& tx, const Context& context, const StepInput& in) {
        return whose == Whose::citizen ? citizen_step(tx, context, in, action)
                                       : end(tx, context, in, action);
      });
}

}  // namespace

Routes referral_step_routes(const Dependencies& dependencies) {
  const crypto::Sealer& sealer = *dependencies.sealer;
  return {
      api::post<ConsentInput, StepDone>("/api/v1/care/referrals/{id}/consents",
                                        {.operation = "record_care_consent",
                                         .permission = "signed_in",
                                         .tag = "care",
                                         .summary = "Records the client's consents by purpose."},
                                        any_consent),
      api::post<AssessmentInput, StepDone>(
          "/api/v1/care/referrals/{id}/assessments",
          {.operation = "record_care_assessment",
           .permission = "care.assess",
           .tag = "care",
           .summary = "Records the need, item by item."},
          [&sealer](db::Transaction& tx, const Context& context, const AssessmentInput& in) {
            return assess(tx, context, in, sealer);
          }),
      api::post<DecisionInput, StepDone>(
          "/api/v1/care/referrals/{id}/decisions",
          {.operation = "record_care_decision",
           .permission = "care.decide",
           .tag = "care",
           .summary = "Records what the care meeting decided; an approval creates the quota."},
          [&sealer](db::Transaction& tx, const Context& context, const DecisionInput& in) {
            return decide_on(tx, context, in, sealer);
          }),
      end_route("/api/v1/care/referrals/{id}/appeals", "appeal_care_decision",
                "Appeals against a refusal within 90 days.", ReferralAction::appeal,
                Whose::citizen),
      end_route("/api/v1/care/referrals/{id}/withdrawals", "withdraw_care_referral",
                "Withdraws the request; open visits are cancelled.", ReferralAction::withdraw,
                Whose::citizen),
      end_route("/api/v1/care/referrals/{id}/closures", "close_care_referral",
                "Ends the care; open visits are cancelled.", ReferralAction::close, Whose::office),
  };
}

}  // namespace care
