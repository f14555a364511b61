// The JSON of the module's routes. Names are those of the OpenAPI document and the web client.
#pragma once

#include <string>
#include <vector>

#include "care/plan.h"
#include "care/visit.h"
#include "meal_load.h"

namespace care {

// Services -------------------------------------------------------------------------------------

/// Prices hold in a district on a day: without them, the region's of today.
struct CareServiceQuery {
  std::optional<std::string> district_code;
  std::optional<base::Date> on;
};
BOOST_DESCRIBE_STRUCT(CareServiceQuery, (), (district_code, on))

/// What an income band pays, with the fee of a visit of the usual length.
struct BandPrice {
  IncomeBand income_band{};
  Tariff copay;
  std::int64_t usual_copay_won = 0;
};
BOOST_DESCRIBE_STRUCT(BandPrice, (), (income_band, copay, usual_copay_won))
/// A service with its price and quota where and when it was asked for.
struct CareServiceOffer {
  Service terms;
  Tariff price;
  std::int64_t usual_price_won = 0;
  std::vector<BandPrice> bands;
  QuotaKind quota_kind{};
  std::int64_t units_max = 0;
  std::int32_t period_months = 0;
};
BOOST_DESCRIBE_STRUCT(CareServiceOffer, (),
                      (terms, price, usual_price_won, bands, quota_kind, units_max, period_months))
struct CareServiceList {
  std::vector<CareServiceOffer> items;
};
BOOST_DESCRIBE_STRUCT(CareServiceList, (), (items))

/// How much room a centre has in the next seven days.
struct CentreCapacity {
  OrganisationId centre_id;
  std::string name;
  std::string district_code;
  std::int64_t workers = 0;
  std::int64_t vehicles = 0;
  std::int64_t visits = 0;
  std::int64_t unassigned_visits = 0;
  std::int64_t free_min = 0;  ///< working minutes without a visit
};
BOOST_DESCRIBE_STRUCT(CentreCapacity, (),
                      (centre_id, name, district_code, workers, vehicles, visits, unassigned_visits,
                       free_min))
struct CentreCapacityQuery {
  std::optional<std::string> district_code;
};
BOOST_DESCRIBE_STRUCT(CentreCapacityQuery, (), (district_code))
struct CentreCapacityList {
  std::vector<CentreCapacity> items;
};
BOOST_DESCRIBE_STRUCT(CentreCapacityList, (), (items))

// Referrals ------------------------------------------------------------------------------------

/// Who needs care: known (person_id), or described.
struct ClientForm {
  std::optional<PersonId> person_id;
  std::optional<std::string> name;
  std::optional<base::Date> born_on;
  std::optional<people::Gender> gender;
  std::optional<std::string> phone;
  std::optional<std::string> road_address;
  std::optional<std::string> district_code;
  std::optional<std::string> dong_code;
  std::optional<std::int64_t> lat_e6;
  std::optional<std::int64_t> lng_e6;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(ClientForm, (),
                      (person_id, name, born_on, gender, phone, road_address, district_code,
                       dong_code, lat_e6, lng_e6))

/// The part that all three forms share.
struct CareRequest {
  ServiceKind service{};
  IncomeBand income_band{};
  Mobility mobility{};
  bool lives_alone = false;
  bool has_other_service = false;           ///< by their own word; only warned about
  std::optional<base::Date> discharged_on;  ///< required for discharge_care
  base::Date wished_from;
  std::optional<std::int32_t> visits_per_month;  ///< absent: not said, no early warning
  std::optional<std::int32_t> visit_min;         ///< absent: as usual for the purpose
  CarePurpose purpose{};
  std::optional<std::string> health_note;  ///< sealed; never in a list
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(CareRequest, (),
                      (service, income_band, mobility, lives_alone, has_other_service,
                       discharged_on, wished_from, visits_per_month, visit_min, purpose,
                       health_note))

/// Hospital form, desk form, and a centre's own. `organisation_id`: on whose behalf.
struct ReferralForm {
  OrganisationId organisation_id;
  ClientForm client;
  CareRequest request;
};
BOOST_DESCRIBE_STRUCT(ReferralForm, (), (organisation_id, client, request))

/// Citizen form: for oneself (no client), or for somebody else as helper, with the relation.
struct ApplicationForm {
  std::optional<ClientForm> client;
  std::optional<std::string> proxy_relation;
  CareRequest request;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(ApplicationForm, (), (client, proxy_relation, request))

/// Tells the desk at once what will be difficult, and by when there is a decision.
struct ReferralCreated {
  ReferralId id;
  PersonId client_id;
  base::Date decide_by;  ///< statutory
  std::vector<ReferralWarning> warnings;
};
BOOST_DESCRIBE_STRUCT(ReferralCreated, (), (id, client_id, decide_by, warnings))

/// Filters and the place to read on from.
struct ReferralQuery {
  std::optional<ReferralState> state;
  std::optional<ServiceKind> service;
  std::optional<std::string> cursor;
  std::optional<std::int32_t> limit;
};
BOOST_DESCRIBE_STRUCT(ReferralQuery, (), (state, service, cursor, limit))

/// A referral in a list or tracker; names are masked.
struct ReferralRow {
  ReferralId id;
  ServiceKind service{};
  ReferralChannel channel{};
  ReferralState state{};
  std::string client_name;
  std::string referring_organisation;
  std::string centre_name;
  std::string district_code;
  base::Instant received_at;
  base::Date wished_from;
  base::Date decide_by;
  std::vector<ReferralWarning> warnings;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ReferralRow, (),
                      (id, service, channel, state, client_name, referring_organisation,
                       centre_name, district_code, received_at, wished_from, decide_by, warnings,
                       version))
struct ReferralPage {
  std::vector<ReferralRow> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(ReferralPage, (), (items, next_cursor))

/// An entitlement with what is left of it.
struct EntitlementRow {
  EntitlementId id;
  PersonId client_id;
  std::string client_name;  ///< masked
  ServiceKind service{};
  IncomeBand income_band{};
  base::Date valid_from;
  base::Date valid_to;
  QuotaKind quota_kind{};
  std::int64_t units_max = 0;
  std::int64_t units_used = 0;
  std::int64_t units_reserved = 0;  ///< held by open visits
  std::int64_t units_left = 0;      ///< never negative, see units_left()
};
BOOST_DESCRIBE_STRUCT(EntitlementRow, (),
                      (id, client_id, client_name, service, income_band, valid_from, valid_to,
                       quota_kind, units_max, units_used, units_reserved, units_left))
/// The day on which the entitlements must be valid; today when absent.
struct EntitlementQuery {
  std::optional<base::Date> on;
};
BOOST_DESCRIBE_STRUCT(EntitlementQuery, (), (on))
struct EntitlementList {
  std::vector<EntitlementRow> items;
};
BOOST_DESCRIBE_STRUCT(EntitlementList, (), (items))

/// One referral with everything a case handler decides on, health excepted: see ClientCard.
struct ReferralDetail {
  Referral referral;
  std::string client_name;   ///< masked
  std::string client_phone;  ///< masked
  std::optional<std::int32_t> client_age;
  std::string referring_organisation;
  std::string centre_name;
  std::vector<ReferralWarning> warnings;
  std::vector<ItemScore> scores;
  std::vector<ReferralStep> steps;
  std::vector<EntitlementRow> entitlements;  ///< of this referral
};
BOOST_DESCRIBE_STRUCT(ReferralDetail, (),
                      (referral, client_name, client_phone, client_age, referring_organisation,
                       centre_name, warnings, scores, steps, entitlements))

/// `version` in this and every later input: the one that the person had on the screen.
struct ConsentInput {
  std::int64_t version = 0;
  bool care_service = false;          ///< required
  bool health_data = false;           ///< required, asked apart (개인정보보호법 §23)
  bool third_party_hospital = false;  ///< free: the hospital hears how it went
  std::string text_version;           ///< of the wording that was read out or shown
  people::ConsentChannel channel{};
};
BOOST_DESCRIBE_STRUCT(ConsentInput, (),
                      (version, care_service, health_data, third_party_hospital, text_version,
                       channel))
/// Every item once; the note is sealed.
struct AssessmentInput {
  std::int64_t version = 0;
  std::vector<ItemScore> items;
  std::optional<std::string> note;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(AssessmentInput, (), (version, items, note))
/// What the care meeting decided. Absent fields: as the referral says.
struct DecisionInput {
  std::int64_t version = 0;
  Verdict verdict{};
  std::string meeting;  ///< which care meeting (지역케어회의), as it is called
  base::Date decided_on;
  std::optional<std::string> reasons;       ///< told to the citizen; required to decline
  std::optional<std::string> minutes;       ///< sealed
  std::optional<IncomeBand> income_band;    ///< as verified
  std::optional<OrganisationId> centre_id;  ///< who serves
  std::optional<base::Date> valid_from;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(DecisionInput, (),
                      (version, verdict, meeting, decided_on, reasons, minutes, income_band,
                       centre_id, valid_from))
/// A step with nothing but a reason, which stays in the history.
struct StepInput {
  std::int64_t version = 0;
  std::string reason;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(StepInput, (), (version, reason))
/// Where the referral stands now, and the version for the next step.
struct StepDone {
  ReferralId id;
  ReferralState state{};
  std::int64_t version = 0;
  std::optional<EntitlementId> entitlement_id;  ///< after an approval
};
BOOST_DESCRIBE_STRUCT(StepDone, (), (id, state, version, entitlement_id))

/// Asks to see somebody unmasked; the reason is logged with who asked.
struct ClientViewInput {
  std::string reason;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(ClientViewInput, (), (reason))
/// Somebody unmasked. Sent only by routes that log the look.
struct ClientCard {
  PersonId client_id;
  std::string name;
  std::optional<base::Date> born_on;
  people::Gender gender{};
  std::string phone;
  std::string road_address;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  Mobility mobility{};
  CarePurpose purpose{};
  std::string health_note;
};
BOOST_DESCRIBE_STRUCT(ClientCard, (),
                      (client_id, name, born_on, gender, phone, road_address, lat_e6, lng_e6,
                       mobility, purpose, health_note))

// Plans and visits -----------------------------------------------------------------------------

/// A weekly pattern. `weekdays`: 1 = Monday … 7 = Sunday.
struct PlanInput {
  EntitlementId entitlement_id;
  base::Date from_on;
  base::Date to_on;
  std::vector<std::int32_t> weekdays;
  std::int32_t start_min = 0;
  std::int32_t length_min = 0;
  std::optional<std::int32_t> slack_min;
  std::optional<bool> needs_car;
  std::optional<OrganisationId> destination_id;
  std::optional<std::int32_t> staff;             ///< 2: two workers at once
  std::optional<std::int32_t> return_after_min;  ///< a trip: treatment between the two ways
  std::optional<std::int32_t> return_wait_min;
  std::optional<std::vector<VisitWindow>> further_windows;
  std::optional<std::int32_t> portions;  ///< meals for everybody in the household; else one
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(PlanInput, (),
                      (entitlement_id, from_on, to_on, weekdays, start_min, length_min, slack_min,
                       needs_car, destination_id, staff, return_after_min, return_wait_min,
                       further_windows, portions))

/// A visit with the names that a screen shows; the client is masked, the place rounded to about
/// 100 m.
struct VisitRow {
  Visit visit;
  std::string client_name;
  std::string worker_name;
  std::string vehicle_name;
  std::string destination_name;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  Mobility mobility{};
};
BOOST_DESCRIBE_STRUCT(VisitRow, (),
                      (visit, client_name, worker_name, vehicle_name, destination_name, lat_e6,
                       lng_e6, mobility))

/// A worker's column of the dispatch board.
struct BoardWorker {
  PersonId worker_id;
  std::string name;
  std::int32_t from_min = 0;  ///< 0…0: does not work that day
  std::int32_t to_min = 0;
  std::vector<people::Certificate> certificates;
  std::int32_t booked_min = 0;  ///< cancelled and missed visits apart
};
BOOST_DESCRIBE_STRUCT(BoardWorker, (),
                      (worker_id, name, from_min, to_min, certificates, booked_min))
/// Whose board, and of which day; today when absent.
struct BoardQuery {
  OrganisationId centre_id;
  std::optional<base::Date> on;
};
BOOST_DESCRIBE_STRUCT(BoardQuery, (), (centre_id, on))
/// All that the dispatch board draws, in one answer.
struct VisitBoard {
  OrganisationId centre_id;
  std::string centre_name;
  base::Date on;
  std::vector<VisitRow> visits;
  std::vector<BoardWorker> workers;
  std::vector<Vehicle> vehicles;
};
BOOST_DESCRIBE_STRUCT(VisitBoard, (), (centre_id, centre_name, on, visits, workers, vehicles))

struct MyVisitsQuery {
  std::optional<base::Date> on;
};
BOOST_DESCRIBE_STRUCT(MyVisitsQuery, (), (on))
/// A worker's day, and what the month has brought so far.
struct MyVisits {
  base::Date on;
  std::vector<VisitRow> visits;
  std::vector<MealLoad> meal_loads;     ///< by time
  std::int32_t minutes_this_month = 0;  ///< completed, from check-in to check-out
  std::int32_t visits_this_month = 0;
};
BOOST_DESCRIBE_STRUCT(MyVisits, (), (on, visits, meal_loads, minutes_this_month, visits_this_month))

/// An end of a visit that the office told instead of the worker.
struct CorrectionRow {
  std::string corrected_by_name;
  base::Instant corrected_at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CorrectionRow, (), (corrected_by_name, corrected_at, reason))
struct VisitDetail {
  VisitRow row;
  std::vector<ServiceTask> tasks;    ///< the service's checklist
  std::vector<std::string> done;     ///< codes
  std::optional<std::string> note;   ///< only for the worker and the centre
  std::vector<VisitAction> actions;  ///< what the caller may do next
  std::optional<CorrectionRow> correction;
};
BOOST_DESCRIBE_STRUCT(VisitDetail, (), (row, tasks, done, note, actions, correction))

struct VisitStepInput {
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VisitStepInput, (), (version))
/// `at`: when it happened, if the device had no network. The position is used for one distance
/// and then forgotten.
struct CheckInInput {
  std::int64_t version = 0;
  std::optional<base::Instant> at;
  std::optional<std::int64_t> lat_e6;
  std::optional<std::int64_t> lng_e6;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(CheckInInput, (), (version, at, lat_e6, lng_e6))
/// What was done, as codes of the service's tasks, and a note that is sealed.
struct CompletionInput {
  std::int64_t version = 0;
  std::optional<base::Instant> at;
  std::vector<std::string> tasks;
  std::optional<std::string> note;
  std::optional<std::string> correction_reason;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(CompletionInput, (), (version, at, tasks, note, correction_reason))
/// Why the visit will not take place.
struct CancellationInput {
  std::int64_t version = 0;
  CancelReason reason{};
};
BOOST_DESCRIBE_STRUCT(CancellationInput, (), (version, reason))

// Citizen --------------------------------------------------------------------------------------

/// A visit as its client sees it: the worker by given name only.
struct MyCareVisit {
  VisitId visit_id;
  ServiceKind service{};
  base::Date visit_on;
  std::int32_t start_min = 0;
  std::int32_t length_min = 0;
  VisitState state{};
  std::string worker_first_name;
  std::vector<std::string> worker_languages;
  std::vector<people::Certificate> worker_certificates;
  std::int64_t copay_won = 0;  ///< 0 until completed
};
BOOST_DESCRIBE_STRUCT(MyCareVisit, (),
                      (visit_id, service, visit_on, start_min, length_min, state, worker_first_name,
                       worker_languages, worker_certificates, copay_won))
/// A request as its citizen follows it.
struct MyReferral {
  ReferralId id;
  ServiceKind service{};
  ReferralState state{};
  base::Instant received_at;
  base::Date decide_by;
  std::optional<base::Date> appeal_by;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MyReferral, (),
                      (id, service, state, received_at, decide_by, appeal_by, version))
/// The citizen's whole overview.
struct MyCare {
  std::vector<MyReferral> referrals;
  std::vector<EntitlementRow> entitlements;
  std::vector<MyCareVisit> next_visits;
  std::vector<MyCareVisit> past_visits;  ///< of the last 90 days
};
BOOST_DESCRIBE_STRUCT(MyCare, (), (referrals, entitlements, next_visits, past_visits))

}  // namespace care
