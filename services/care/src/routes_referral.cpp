// Making and reading referrals: hospital, desk and citizen forms, lists, detail, unmasking.
#include <algorithm>

#include "api/page.h"
#include "names.h"
#include "permissions.h"
#include "referral_views.h"
#include "routes.h"

namespace care {
namespace {

using api::Answer;
using api::Context;

NewReferral referral_from(const CareRequest& request, PersonId client_id, PersonId referrer_id) {
  return {.client_id = client_id,
          .service = request.service,
          .referrer_id = referrer_id,
          .income_band = request.income_band,
          .mobility = request.mobility,
          .lives_alone = request.lives_alone,
          .has_other_service = request.has_other_service,
          .discharged_on = request.discharged_on,
          .wished_from = request.wished_from,
          .visits_per_month = request.visits_per_month.value_or(0),
          .visit_min = request.visit_min.value_or(0),
          .purpose = request.purpose,
          .health_note = request.health_note.value_or("")};
}

/// The form follows from who sends it.
ReferralChannel channel_of(people::OrganisationKind kind) {
  // The channel is never asked for: statistics by source must not depend on a drop-down.
  switch (kind) {
    case people::OrganisationKind::hospital: return ReferralChannel::hospital;
    case people::OrganisationKind::regional_centre:
    case people::OrganisationKind::metro_centre: return ReferralChannel::centre;
    default: return ReferralChannel::desk;
  }
}

Answer<ReferralCreated> create(db::Transaction& tx, const Context& context, const NewReferral& wish,
                               const crypto::Sealer& sealer) {
  const RegionId region_id = context.region_id();
  auto id = create_referral(tx, region_id, wish, Offices(tx, region_id), sealer, context.now);
  if (!id) return api::refused(id.error());
  const auto referral = find_referral(tx, region_id, *id);
  CHECK_REQUEST(referral.has_value());
  const auto rows = rows_of(tx, region_id, {*referral}, context.today());
  return ReferralCreated{*id, wish.client_id, referral->decide_by, rows.front().warnings};
}

Answer<ReferralCreated> refer(db::Transaction& tx, const Context& context, const ReferralForm& in,
                              const crypto::Sealer& sealer) {
  const auto organisation = people::find_organisation(tx, context.region_id(), in.organisation_id);
  // A hospital refers in its own name only.
  if (!organisation || !context.scope.covers(in.organisation_id))
    return api::refused(ReferralRefusal::organisation_not_found, "/organisation_id");
  OLIVE_TRY(client_id, resolve_client(tx, context, in.client));
  NewReferral wish = referral_from(in.request, client_id, context.principal.person_id);
  wish.channel = channel_of(organisation->kind);
  wish.referring_organisation_id = in.organisation_id;
  return create(tx, context, wish, sealer);
}

/// A citizen may name by id only themselves and their household; others by name and phone.
bool may_name(db::Transaction& tx, const Context& context, PersonId person_id) {
  const PersonId own_id = context.principal.person_id;
  if (person_id == own_id) return true;
  const auto household = people::household_of(tx, context.region_id(), own_id);
  return std::ranges::count(household, person_id) > 0;
}

Answer<ReferralCreated> apply(db::Transaction& tx, const Context& context,
                              const ApplicationForm& in, const crypto::Sealer& sealer) {
  PersonId client_id = context.principal.person_id;
  if (in.client) {
    if (in.client->person_id && !may_name(tx, context, *in.client->person_id))
      return api::refused(ReferralRefusal::person_not_found, "/client/person_id");
    OLIVE_TRY(other_id, resolve_client(tx, context, *in.client));
    client_id = other_id;
  }
  NewReferral wish = referral_from(in.request, client_id, context.principal.person_id);
  const bool is_proxy = client_id != context.principal.person_id;
  if (is_proxy && !in.proxy_relation) {
    api::Problem problem{422, "input_invalid"};
    problem.fields.push_back({"/proxy_relation", "required", {}});
    return std::unexpected(std::move(problem));
  }
  // 사회보장급여법 §5: family, helpers and others may ask on somebody's behalf.
  wish.channel = is_proxy ? ReferralChannel::proxy : ReferralChannel::citizen;
  wish.proxy_relation = is_proxy ? *in.proxy_relation : "";
  return create(tx, context, wish, sealer);
}

Answer<ReferralPage> list(db::Transaction& tx, const Context& context, const ReferralQuery& in) {
  OLIVE_TRY(cursor, api::read_cursor(in.cursor));
  const std::int32_t limit = api::page_limit(in.limit);
  const ReferralFilter filter{.state = in.state,
                              .service = in.service,
                              .before = ReferralId{cursor.id},
                              .limit = limit + 1};
  // One more than shown tells whether there is a next page.
  const auto referrals = list_referrals(tx, context.region_id(), filter, context.scope);
  return api::page_of<ReferralPage>(
      rows_of(tx, context.region_id(), referrals, context.today()), limit,
      [](const ReferralRow& row) { return api::Cursor{.id = row.id.value}; });
}

/// A referral's details; its warnings, history and what it gave.
Answer<ReferralDetail> show(db::Transaction& tx, const Context& context, const base::Nothing&) {
  OLIVE_TRY(referral, visible_referral(tx, context, context.scope));
  const RegionId region_id = context.region_id();
  const auto row = rows_of(tx, region_id, {referral}, context.today()).front();
  ReferralDetail out{.referral = referral, .client_name = row.client_name};
  if (const auto client = people::find_person(tx, region_id, referral.client_id)) {
    out.client_phone = people::masked(*client).phone;
    if (const auto age = people::age_on(*client, context.today())) out.client_age = *age;
  }
  out.referring_organisation = row.referring_organisation;
  out.centre_name = row.centre_name;
  out.warnings = row.warnings;
  out.scores = scores_of(tx, region_id, referral.id);
  out.steps = steps_of(tx, region_id, referral.id);
  auto entitlements = entitlements_of(tx, region_id, referral.client_id);
  std::erase_if(entitlements, [&](const Entitlement& e) { return e.referral_id != referral.id; });
  out.entitlements = entitlement_rows(tx, region_id, entitlements);
  return out;
}

Answer<ClientCard> view_client(db::Transaction& tx, const Context& context,
                               const ClientViewInput& in, const crypto::Sealer& sealer) {
  OLIVE_TRY(referral, visible_referral(tx, context, context.scope));
  return open_client(tx, context, referral, sealer, in.reason);
}

Answer<EntitlementList> list_entitlements(db::Transaction& tx, const Context& context,
                                          const EntitlementQuery& in) {
  // A centre has fewer clients; a screen that needs more needs a search.
  constexpr std::int32_t kRowsMax = 500;
  return EntitlementList{
      entitlement_rows(tx, context.region_id(),
                       entitlements_on(tx, context.region_id(), context.scope,
                                       in.on.value_or(context.today()), kRowsMax))};
}

}  // namespace

Routes referral_routes(const Dependencies& dependencies) {
  const crypto::Sealer& sealer = *dependencies.sealer;
  return {
      api::post<ReferralForm, ReferralCreated>(
          "/api/v1/care/referrals",
          {.operation = "create_care_referral",
           .permission = "care.refer",
           .tag = "care",
           .summary = "Refers somebody for care: hospital form, desk form, centre form.",
           .success_status = 201},
          [&sealer](db::Transaction& tx, const Context& context, const ReferralForm& in) {
            return refer(tx, context, in, sealer);
          }),
      api::post<ApplicationForm, ReferralCreated>(
          "/api/v1/care/applications",
          {.operation = "create_care_application",
           .permission = "signed_in",
           .tag = "care",
           .summary = "Asks for care for oneself, or for somebody else as helper.",
           .success_status = 201},
          [&sealer](db::Transaction& tx, const Context& context, const ApplicationForm& in) {
            return apply(tx, context, in, sealer);
          }),
      api::get<ReferralQuery, ReferralPage>(
          "/api/v1/care/referrals",
          {.operation = "list_care_referrals",
           .permission = "care.read_referrals",
           .tag = "care",
           .summary = "Referrals of the caller's organisations, newest first."},
          list),
      api::get<base::Nothing, ReferralDetail>(
          "/api/v1/care/referrals/{id}",
          {.operation = "get_care_referral",
           .permission = "care.read_referrals",
           .tag = "care",
           .summary = "One referral with its history and what it gave."},
          show),
      api::post<ClientViewInput, ClientCard>(
          "/api/v1/care/referrals/{id}/client-views",
          {.operation = "view_referral_client",
           .permission = "care.unmask",
           .tag = "care",
           .summary = "Shows the client unmasked; the look is logged with its reason."},
          [&sealer](db::Transaction& tx, const Context& context, const ClientViewInput& in) {
            return view_client(tx, context, in, sealer);
          }),
      api::get<EntitlementQuery, EntitlementList>(
          "/api/v1/care/entitlements",
          {.operation = "list_care_entitlements",
           .permission = "care.plan",
           .tag = "care",
           .summary = "What the centre's clients may have, and what is left of it."},
          list_entitlements),
  };
}

}  // namespace care
