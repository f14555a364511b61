#include "seed_days.h"

#include <algorithm>

#include "teams/history.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kLeavePpm = 30'000;
constexpr std::int64_t kAbsentPpm = 20'000;
constexpr std::int64_t kFullDay_min = 480;
constexpr std::int64_t kShortDay_min = 300;  // 근로유지형

Index centre_of(const City& city, OrganisationId id) {
  const auto found = std::ranges::find(city.centres, id, &Centre::id);
  CHECK(found != city.centres.end());
  return static_cast<Index>(found - city.centres.begin());
}

void record_case(Build& build, db::Transaction& tx, Case& one, const care::Offices& offices) {
  const auto id =
      care::record_past_case(tx, kRegion, one.past, offices, build.application.sealer());
  CHECK(id.has_value());
  const auto entitlement = care::find_entitlement(tx, kRegion, *id);
  one.entitlement_id = *id;
  one.centre = centre_of(build.city, entitlement->centre_id);
  one.last_on = std::min(one.last_on, entitlement->valid_to);
  one.units_left = entitlement->units_max;
}

void close_case(Build& build, db::Transaction& tx, Case& one) {
  const auto entitlement = care::find_entitlement(tx, kRegion, one.entitlement_id);
  CHECK(entitlement.has_value());
  const auto referral = care::find_referral(tx, kRegion, entitlement->referral_id);
  CHECK(care::take_step(tx, kRegion, referral->id, care::ReferralAction::close, "돌봄 종료",
                        {one.past.decided_by, referral->version, build.clock.now()})
            .has_value());
  one.is_closed = true;
}

}  // namespace

std::set<Index> Presence::away() const {
  std::set<Index> all;
  for (const auto& [index, kind] : missing) all.insert(index);
  return all;
}

Presence draw_presence(Build& build, Random& random) {
  Presence presence;
  for (Index i = 0; i < build.city.participants.size(); ++i) {
    const std::int64_t lot = random.below(kMillion);
    if (i == build.city.worker_persona) continue;
    if (lot < kLeavePpm) presence.missing[i] = teams::AttendanceKind::leave;
    else if (lot < kLeavePpm + kAbsentPpm) presence.missing[i] = teams::AttendanceKind::absent;
  }
  return presence;
}

void record_day(Build& build, db::Transaction& tx, Date day, const Presence& presence,
                std::span<const care::VisitCompleted> visits) {
  const City& city = build.city;
  const bool is_holiday = build.calendar.is_holiday(day);
  std::map<PersonId, std::int64_t> proved;
  std::vector<teams::Work> proofs;
  for (const care::VisitCompleted& visit : visits) {
    proved[visit.worker_id] += visit.minutes;
    proofs.push_back(
        {visit.worker_id, day, visit.minutes, "visit:" + std::to_string(visit.visit_id.value)});
  }
  std::vector<teams::AttendanceDay> days;
  for (Index i = 0; i < city.participants.size(); ++i) {
    const Participant& person = city.participants[i];
    if (!person.is_member_on(day)) continue;
    const Team& team = city.teams[person.team];
    const auto minutes = proved.find(person.id);
    const std::int64_t own = minutes == proved.end() ? 0 : minutes->second;
    if (person.rests_on(day)) {
      CHECK(own == 0);
      continue;
    }
    if (is_holiday && own == 0) continue;  // paid without a record
    teams::AttendanceDay row{person.id, day, team.id};
    const auto missing = presence.missing.find(i);
    if (missing != presence.missing.end()) row.kind = missing->second;
    else if (is_holiday) row.minutes = own;
    else
      row.minutes = std::max(
          own, team.work_type == teams::WorkType::work_maintenance ? kShortDay_min : kFullDay_min);
    days.push_back(row);
  }
  teams::record_past_days(tx, kRegion, days, proofs, build.clock.now());
}

void decide_cases(Build& build, Date day) {
  std::vector<Case*> decided;
  std::vector<Case*> over;
  for (Case& one : build.city.cases) {
    if (!one.entitlement_id && one.past.decided_on <= day) decided.push_back(&one);
    const bool is_over = one.entitlement_id && (one.last_on < day || one.units_left <= 0);
    if (is_over && !one.is_closed) over.push_back(&one);
  }
  if (decided.empty() && over.empty()) return;
  build.write([&](db::Transaction& tx) {
    const care::Offices offices(tx, kRegion);
    for (Case* one : decided) record_case(build, tx, *one, offices);
    for (Case* one : over) close_case(build, tx, *one);
  });
}

}  // namespace olive::seed
