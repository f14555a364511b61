/// Referrals: from "somebody needs help" to the decision of the care meeting (지역케어회의).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/principal.h"
#include "base/result.h"
#include "care/service.h"
#include "care/states.h"
#include "crypto/crypto.h"
#include "people/consent.h"

namespace care {

using base::OrganisationId;
using base::PersonId;
using base::RegionId;
using ReferralId = base::Id<struct ReferralTag>;
using EntitlementId = base::Id<struct EntitlementTag>;

/// Which form the referral came from.
enum class ReferralChannel { hospital, desk, centre, citizen, proxy, file };
BOOST_DESCRIBE_ENUM(ReferralChannel, hospital, desk, centre, citizen, proxy, file)

enum class Mobility { walks, walks_with_help, wheelchair };
BOOST_DESCRIBE_ENUM(Mobility, walks, walks_with_help, wheelchair)

/// What the help is for. Health data: stored sealed only.
enum class CarePurpose {
  outpatient,
  dialysis,
  tests,
  rehabilitation,
  chemotherapy,
  admission,  ///< admission to or discharge from hospital
  after_surgery,
  daily_living,
};
BOOST_DESCRIBE_ENUM(CarePurpose, outpatient, dialysis, tests, rehabilitation, chemotherapy,
                    admission, after_surgery, daily_living)

struct NewReferral {
  PersonId client_id;
  ServiceKind service = ServiceKind::discharge_care;
  ReferralChannel channel = ReferralChannel::desk;
  PersonId referrer_id;                        ///< who fills the form in
  OrganisationId referring_organisation_id{};  ///< hospital, desk or centre; 0: a citizen
  std::string proxy_relation{};                ///< helper mode: `daughter`, `neighbour` …
  IncomeBand income_band = IncomeBand::basic_or_near_poor;
  Mobility mobility = Mobility::walks;
  bool lives_alone = false;
  bool has_other_service = false;             ///< says that another care service is in use
  std::optional<base::Date> discharged_on{};  ///< from hospital; required for discharge_care
  base::Date wished_from{};
  std::int32_t visits_per_month = 0;  ///< 0: not said
  std::int32_t visit_min = 0;         ///< wished length; 0: the service's usual
  CarePurpose purpose = CarePurpose::daily_living;
  std::string health_note{};  ///< sealed
};

/// A referral as stored, without its sealed details.
struct Referral {
  ReferralId id;
  PersonId client_id;
  ServiceKind service{};
  ReferralChannel channel{};
  PersonId referrer_id;
  OrganisationId referring_organisation_id;
  std::string proxy_relation;
  OrganisationId district_organisation_id;
  OrganisationId centre_id;
  std::string district_code;
  IncomeBand income_band{};
  Mobility mobility{};
  bool lives_alone = false;
  bool has_other_service = false;
  std::optional<base::Date> discharged_on;
  base::Date wished_from;
  std::int32_t visits_per_month = 0;
  std::int32_t visit_min = 0;
  ReferralState state{};
  base::Instant received_at;
  base::Date decide_by;                 ///< statutory: 30 days, 60 when extended
  std::optional<base::Date> appeal_by;  ///< 90 days after a refusal
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Referral, (),
                      (id, client_id, service, channel, referrer_id, referring_organisation_id,
                       proxy_relation, district_organisation_id, centre_id, district_code,
                       income_band, mobility, lives_alone, has_other_service, discharged_on,
                       wished_from, visits_per_month, visit_min, state, received_at, decide_by,
                       appeal_by, version))

/// What only people with a reason may read.
struct ReferralDetails {
  CarePurpose purpose{};
  std::string health_note;
};
BOOST_DESCRIBE_STRUCT(ReferralDetails, (), (purpose, health_note))

enum class ReferralRefusal {
  referral_not_found,
  version_stale,
  referral_step_not_allowed,
  person_not_found,
  client_without_district,
  no_centre_in_district,
  organisation_not_found,
  visit_length_not_offered,
  discharge_date_missing,
  discharge_too_long_ago,
  duplicate_referral,
  already_entitled,
  consent_incomplete,
  assessment_incomplete,
  reasons_missing,
  decided_in_the_future,
  appeal_too_late,
};
BOOST_DESCRIBE_ENUM(ReferralRefusal, referral_not_found, version_stale, referral_step_not_allowed,
                    person_not_found, client_without_district, no_centre_in_district,
                    organisation_not_found, visit_length_not_offered, discharge_date_missing,
                    discharge_too_long_ago, duplicate_referral, already_entitled,
                    consent_incomplete, assessment_incomplete, reasons_missing,
                    decided_in_the_future, appeal_too_late)

template <class T>
using Referring = base::Result<T, ReferralRefusal>;

/// What the people at the intake should know at once; names are message keys `care.warning.…`.
enum class ReferralWarning {
  quota_exhausted_early,  ///< the wished visits outlast the quota, as dialysis does
  other_service_declared,
  discharge_window_closing,
  decision_due_soon,
  decision_overdue,
};
BOOST_DESCRIBE_ENUM(ReferralWarning, quota_exhausted_early, other_service_declared,
                    discharge_window_closing, decision_due_soon, decision_overdue)

/// The offices responsible for each district. Loaded once, used for many referrals.
class Offices {
 public:
  Offices(db::Transaction& tx, RegionId region_id);
  /// The district's own organisation, or 0.
  [[nodiscard]] OrganisationId district(std::string_view district_code) const;
  /// A regional centre in the district, or 0; the choice is spread by `seed` when there are two.
  [[nodiscard]] OrganisationId centre(std::string_view district_code, std::int64_t seed) const;

 private:
  std::map<std::string, OrganisationId, std::less<>> districts_;
  std::map<std::string, std::vector<OrganisationId>, std::less<>> centres_;
};

/// Records a referral in state `received`; its statutory clock starts.
/// Refuses: `duplicate_referral` while another one of the client for the service is open,
/// `already_entitled` while the client has the service.
[[nodiscard]] Referring<ReferralId> create_referral(db::Transaction& tx, RegionId region_id,
                                                    const NewReferral& referral,
                                                    const Offices& offices,
                                                    const crypto::Sealer& sealer,
                                                    base::Instant now);

[[nodiscard]] std::optional<Referral> find_referral(db::Transaction& tx, RegionId region_id,
                                                    ReferralId id);
/// The sealed part. CHECK_REQUEST when it does not open: data was tampered with.
[[nodiscard]] ReferralDetails details_of(db::Transaction& tx, RegionId region_id, ReferralId id,
                                         const crypto::Sealer& sealer);

/// A page of referrals, newest first.
struct ReferralFilter {
  std::optional<ReferralState> state{};
  std::optional<ServiceKind> service{};
  PersonId client_id{};    ///< 0: everybody's
  PersonId referrer_id{};  ///< 0: anybody
  ReferralId before{};     ///< cursor: older than this; 0: from the newest
  std::int32_t limit = 50;
};
/// Those that concern an organisation of `scope`: as referrer, as centre, or as district.
[[nodiscard]] std::vector<Referral> list_referrals(db::Transaction& tx, RegionId region_id,
                                                   const ReferralFilter& filter,
                                                   const api::Scope& scope);
/// True when the referral concerns an organisation of `scope`.
[[nodiscard]] bool is_visible(const Referral& referral, const api::Scope& scope);

[[nodiscard]] std::vector<ReferralWarning> warnings_of(const Referral& referral, const Quota& quota,
                                                       base::Date today);

/// Who takes a step, on which version of the referral, and when.
struct StepBy {
  PersonId actor_id;
  std::int64_t version = 0;  ///< as read; another one means that somebody was faster
  base::Instant now;
};

struct ConsentForm {
  bool care_service = false;          ///< required
  bool health_data = false;           ///< required, asked separately
  bool third_party_hospital = false;  ///< optional: the outcome is told to the hospital
  std::string text_version;
  people::ConsentChannel channel = people::ConsentChannel::screen;
};

enum class AssessmentItem { moving, eating, hygiene, housework, going_out, medication, loneliness };
BOOST_DESCRIBE_ENUM(AssessmentItem, moving, eating, hygiene, housework, going_out, medication,
                    loneliness)
struct ItemScore {
  AssessmentItem item{};
  std::int32_t score = 0;  ///< 0 = no need … 3 = cannot without help
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(ItemScore, (), (item, score))
struct Assessment {
  std::vector<ItemScore> items;
  std::string note;  ///< sealed
};

enum class Verdict { approved, declined };
BOOST_DESCRIBE_ENUM(Verdict, approved, declined)
struct Decision {
  Verdict verdict{};
  std::string meeting;  ///< `해운대구 지역케어회의 12차`
  base::Date decided_on;
  std::string reasons;                      ///< told to the citizen; required for a refusal
  std::string minutes;                      ///< sealed
  std::optional<IncomeBand> income_band{};  ///< as verified; else the declared one
  OrganisationId centre_id{};               ///< who serves; 0: as the referral says
  std::optional<base::Date> valid_from{};   ///< else the later of the wish and the decision
};
struct Decided {
  ReferralState state{};
  EntitlementId entitlement_id{};  ///< 0 when declined
};

/// Records the consents and moves on. Refuses `consent_incomplete` without both required ones.
[[nodiscard]] Referring<ReferralState> record_consent(db::Transaction& tx, RegionId region_id,
                                                      ReferralId id, const ConsentForm& form,
                                                      const StepBy& by);
/// Refuses `assessment_incomplete` unless every item is scored once.
[[nodiscard]] Referring<ReferralState> record_assessment(db::Transaction& tx, RegionId region_id,
                                                         ReferralId id,
                                                         const Assessment& assessment,
                                                         const crypto::Sealer& sealer,
                                                         const StepBy& by);
/// Approves, which creates the entitlement, or declines, which starts the 90 days of appeal.
[[nodiscard]] Referring<Decided> decide(db::Transaction& tx, RegionId region_id, ReferralId id,
                                        const Decision& decision, const crypto::Sealer& sealer,
                                        const StepBy& by);
/// `appeal` (refused after appeal_by), `close` or `withdraw`, with a reason that stays on record.
[[nodiscard]] Referring<ReferralState> take_step(db::Transaction& tx, RegionId region_id,
                                                 ReferralId id, ReferralAction action,
                                                 std::string_view reason, const StepBy& by);

/// One line of a referral's history.
struct ReferralStep {
  ReferralAction action{};
  ReferralState state{};
  PersonId actor_id;
  base::Instant at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReferralStep, (), (action, state, actor_id, at, reason))
[[nodiscard]] std::vector<ReferralStep> steps_of(db::Transaction& tx, RegionId region_id,
                                                 ReferralId id);
/// The scored items; empty before the assessment.
[[nodiscard]] std::vector<ItemScore> scores_of(db::Transaction& tx, RegionId region_id,
                                               ReferralId id);

}  // namespace care
