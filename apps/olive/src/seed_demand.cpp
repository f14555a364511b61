// Who needs which care when. Shares follow published figures: 45,001 accompaniments of Seoul in
// three years (mean 3.33 h; outpatient 48.6 %, dialysis 29.8 %, tests 8.4 %), 77 % aged 65 and
// over, 62 % living alone; about 2 accompaniments per 1,000 people a year.
#include <algorithm>
#include <tuple>

#include "seed_city.h"

namespace olive::seed {
namespace {

using care::CarePurpose;

// Cases that begin in, or reach into, half a year.
struct DemandRow {
  ServiceKind service;
  CarePurpose purpose;
  std::int64_t cases;
  int days_before;   // how long before the history the first ones began
  int days_lasting;  // 0: until the entitlement ends
};
constexpr DemandRow kDemand[] = {
    {ServiceKind::hospital_accompaniment, CarePurpose::outpatient, 336, 150, 0},
    {ServiceKind::hospital_accompaniment, CarePurpose::dialysis, 100, 0, 60},
    {ServiceKind::hospital_accompaniment, CarePurpose::tests, 58, 150, 0},
    {ServiceKind::hospital_accompaniment, CarePurpose::rehabilitation, 54, 150, 0},
    {ServiceKind::hospital_accompaniment, CarePurpose::chemotherapy, 18, 150, 0},
    {ServiceKind::hospital_accompaniment, CarePurpose::admission, 19, 150, 0},
    {ServiceKind::discharge_care, CarePurpose::after_surgery, 390, 28, 28},
    {ServiceKind::housekeeping, CarePurpose::daily_living, 300, 120, 0},
    {ServiceKind::meals, CarePurpose::daily_living, 250, 120, 0},
    {ServiceKind::care_activist, CarePurpose::daily_living, 350, 120, 0},
};

constexpr std::int64_t kBandShares[] = {55, 25, 15, 5};
constexpr std::int64_t kMobilityShares[] = {35, 45, 20};
constexpr std::int64_t kSharePlannedAhead = 3;  // days into the future that cases may begin
constexpr int kHistoryMonths = 6;               // that the rows above speak of

using Weekdays = std::vector<std::int32_t>;

class DemandPlanner {
 public:
  DemandPlanner(Build& build, db::Transaction& tx)
      : build_(build), tx_(tx), maker_(build, "demand") {}

  void plan(const DemandRow& row) {
    const std::int64_t count = build_.scaled(row.cases * build_.options.months / kHistoryMonths, 2);
    for (std::int64_t i = 0; i < count; ++i) {
      const std::string_view district = district_with(row.service);
      if (district.empty()) return;
      add(row, district, first_day(row), {});
    }
  }

  // The persona of the citizen: at home after surgery, and soon to see a doctor.
  void plan_citizen() {
    const PersonId client = maker_.create(tx_, kHomeDistrict, 1951, build_.clock.now());
    build_.city.citizen_persona = client;
    Case& home = add(kDemand[6], kHomeDistrict, build_.today.plus_days(-6), client);
    home.weekdays = {1, 2, 3, 4, 5, 6, 7};
    home.last_on = build_.today.plus_days(28);
    home.length_min = 120;
    home.past.referral.lives_alone = true;
    home.past.referral.income_band = care::IncomeBand::basic_or_near_poor;
    home.start_min = next_start();
    home.regular_worker = build_.city.worker_persona;
    home.has_worker = true;
    Case& doctor = add(kDemand[0], kHomeDistrict, build_.today.plus_days(-1), client);
    doctor.destination_id = build_.city.hospitals.front().id;
  }

 private:
  Case& add(const DemandRow& row, std::string_view district, Date first, PersonId client) {
    Case one;
    const bool is_new = !client;
    care::NewReferral& referral = one.past.referral;
    referral.client_id = is_new ? make_client(district) : client;
    referral.service = row.service;
    referral.purpose = row.purpose;
    referral.income_band = static_cast<care::IncomeBand>(random().weighted(kBandShares));
    referral.mobility = static_cast<care::Mobility>(random().weighted(kMobilityShares));
    referral.lives_alone = random().chance(620'000);
    referral.wished_from = first;
    if (row.service == ServiceKind::discharge_care)
      referral.discharged_on = first.plus_days(-static_cast<std::int32_t>(random().between(2, 8)));
    set_pattern(one, row);
    referral.visit_min = one.length_min;
    set_dates(one, row, first);
    set_origin(one, district);
    build_.city.cases.push_back(std::move(one));
    return build_.city.cases.back();
  }

  PersonId make_client(std::string_view district) {
    std::int64_t age = random().between(65, 92);
    if (!random().chance(770'000)) age = random().between(45, 64);
    if (random().chance(20'000)) age = random().between(22, 44);
    const int year = base::split_date(build_.today).year - static_cast<int>(age);
    return maker_.create(tx_, district, year, build_.clock.now());
  }

  // A district whose centres all deliver the service, by its aged population.
  std::string_view district_with(ServiceKind service) {
    std::vector<std::int64_t> weights;
    for (const people::District& district : people::districts()) {
      bool is_served = true;
      for (const Centre& centre : build_.city.centres)
        if (centre.row->district_code == district.code && !centre.workers.contains(service))
          is_served = false;
      weights.push_back(is_served ? district.population * district.aged_percent : 0);
    }
    if (std::ranges::count(weights, 0) == std::ssize(weights)) return {};
    return people::districts()[random().weighted(weights)].code;
  }

  Date first_day(const DemandRow& row) {
    const Date earliest = build_.start.plus_days(-row.days_before);
    return earliest.plus_days(static_cast<std::int32_t>(
        random().between(0, build_.today.days + kSharePlannedAhead - earliest.days)));
  }

  void set_dates(Case& one, const DemandRow& row, Date first) {
    one.past.valid_from = first;
    one.last_on = first.plus_days(row.days_lasting > 0 ? row.days_lasting : 360);
    if (row.service == ServiceKind::discharge_care && random().chance(300'000))
      one.last_on = one.last_on.plus_days(28);
    one.past.decided_on =
        std::min(first, build_.today).plus_days(-static_cast<std::int32_t>(random().between(1, 3)));
    const Date received =
        one.past.decided_on.plus_days(-static_cast<std::int32_t>(random().between(2, 12)));
    one.past.received_at = base::korean_instant(
        received, static_cast<std::int32_t>(random().between(9 * 3600, 17 * 3600)));
  }

  void set_pattern(Case& one, const DemandRow& row) {
    switch (row.service) {
      case ServiceKind::hospital_accompaniment: return set_hospital_pattern(one, row.purpose);
      case ServiceKind::discharge_care:
        one.weekdays = random().chance(750'000) ? Weekdays{1, 2, 3, 4, 5} : Weekdays{1, 2, 4, 6, 7};
        one.start_min = random().chance(500'000) ? 9 * 60 : 13 * 60 + 30;
        one.length_min = 240;
        return;
      case ServiceKind::housekeeping:
        one.weekdays = {static_cast<std::int32_t>(random().between(1, 6))};
        one.start_min = static_cast<std::int32_t>(9 * 60 + 30 * random().between(1, 13));
        one.length_min = 120;
        return;
      case ServiceKind::meals: {
        static const Weekdays kPatterns[] = {{1, 3, 5}, {2, 4}, {2, 4, 7}, {1, 3, 6}};
        one.weekdays = random().pick(std::span<const Weekdays>(kPatterns));
        one.start_min = static_cast<std::int32_t>(11 * 60 + 10 * random().between(0, 11));
        one.length_min = 10;
        return;
      }
      case ServiceKind::care_activist:
        one.weekdays = {static_cast<std::int32_t>(random().between(1, 7))};
        one.start_min = static_cast<std::int32_t>(10 * 60 + 15 * random().between(0, 24));
        one.length_min = random().chance(500'000) ? 30 : 60;
        return;
    }
  }

  // Dialysis: three times a week and 4½ hours, which uses up 24 units within a month. Others come
  // about once a month; together with dialysis the mean is 3.33 hours.
  void set_hospital_pattern(Case& one, CarePurpose purpose) {
    one.past.referral.visits_per_month = purpose == CarePurpose::dialysis ? 13 : 1;
    one.destination_id = hospital();
    if (purpose == CarePurpose::dialysis) {
      one.weekdays = random().chance(500'000) ? Weekdays{1, 3, 5} : Weekdays{2, 4, 5};
      one.length_min = 270;
      one.start_min = random().chance(600'000) ? 9 * 60 : 13 * 60;
      return;
    }
    one.weekdays = {static_cast<std::int32_t>(random().between(1, 5))};
    one.every_weeks = static_cast<int>(random().between(3, 5));
    one.length_min = static_cast<std::int32_t>(30 * random().between(4, 7));  // mean 165
    one.start_min = static_cast<std::int32_t>(9 * 60 + 30 * random().between(0, 9));
  }

  OrganisationId hospital() {
    return random().pick(std::span<const Hospital>(build_.city.hospitals)).id;
  }

  // Which form the referral came from, and who decided it.
  void set_origin(Case& one, std::string_view district) {
    care::NewReferral& referral = one.past.referral;
    const City& city = build_.city;
    const bool is_hospital =
        random().chance(referral.service == ServiceKind::discharge_care ? 700'000 : 250'000);
    if (is_hospital) {
      const Hospital& from = random().pick(std::span<const Hospital>(city.hospitals));
      referral.channel = care::ReferralChannel::hospital;
      referral.referrer_id = from.staff;
      referral.referring_organisation_id = from.id;
    } else {
      const Office& from =
          random().pick(std::span<const Office>(city.dongs.find(district)->second));
      referral.channel = care::ReferralChannel::desk;
      referral.referrer_id = from.staff;
      referral.referring_organisation_id = from.id;
    }
    one.past.decided_by = city.districts.find(district)->second.staff;
    one.past.meeting = std::string(people::find_district(district)->name_ko) + " 지역케어회의 " +
                       std::to_string(base::split_date(one.past.decided_on).month) + "월";
  }

  // The next half hour from now on, within the hours in which the visit can be given.
  [[nodiscard]] std::int32_t next_start() const {
    const std::int32_t now_min = base::korean_second_of_day(build_.options.now) / 60;
    return std::clamp((now_min / 30 + 1) * 30, 9 * 60, 18 * 60);
  }

  Random& random() { return maker_.random(); }

  Build& build_;
  db::Transaction& tx_;
  PersonMaker maker_;
};

}  // namespace

void plan_demand(Build& build) {
  build.write([&](db::Transaction& tx) {
    DemandPlanner planner(build, tx);
    planner.plan_citizen();
    for (const DemandRow& row : kDemand) planner.plan(row);
  });
  std::ranges::sort(build.city.cases, {}, [](const Case& one) {
    return std::tuple(one.past.decided_on, one.past.received_at, one.past.referral.client_id);
  });
}

}  // namespace olive::seed
