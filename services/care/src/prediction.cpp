// A day walked through in its order: each visit begins when promised, or when its worker can be
// there, whichever is later.
#include "prediction.h"

#include <algorithm>

namespace care {
namespace {

constexpr std::int32_t kDayMin = 24 * 60;

std::int32_t minute_of_day(base::Instant at) { return base::korean_second_of_day(at) / 60; }

/// The alert of a visit that has not begun.
void judge_open(const Visit& visit, const DayClock& clock, Prediction& out) {
  const std::int32_t waited = clock.now_min - visit.start_min;
  const std::int32_t late = out.start_min - visit.start_min;
  if (waited >= clock.limits.missing_after_min) out.alert = DispatchAlert::missing;
  else if (waited >= clock.limits.late_after_min) out.alert = DispatchAlert::not_checked_in;
  else if (late >= clock.limits.late_after_min) out.alert = DispatchAlert::will_be_late;
  if (out.alert) out.late_min = std::max(waited, late);
}

/// Times of a visit that has begun, and the alert of its start or its end.
void judge_begun(const Visit& visit, const DayClock& clock, std::int32_t overrun, Prediction& out) {
  out.start_min = minute_of_day(*visit.checked_in_at);
  const std::int32_t planned_end = out.start_min + visit.length_min;
  if (visit.state == VisitState::completed) {
    out.end_min = visit.checked_out_at ? minute_of_day(*visit.checked_out_at) : planned_end;
  } else {
    // It lasts at least until now, whatever was planned or told.
    out.end_min = std::max(planned_end + overrun, std::min(clock.now_min, kDayMin));
    if (out.end_min - planned_end >= clock.limits.late_after_min) {
      out.alert = DispatchAlert::overrun;
      out.late_min = out.end_min - planned_end;
      return;
    }
  }
  if (out.start_min - visit.start_min < clock.limits.late_after_min) return;
  out.alert = DispatchAlert::started_late;
  out.late_min = out.start_min - visit.start_min;
}

}  // namespace

DayClock day_clock(base::Date on, base::Instant now, LateLimits limits) {
  const base::Date today = base::korean_date(now);
  // A day that is over has waited for everything long enough.
  const std::int32_t now_min = on < today   ? kDayMin + limits.missing_after_min
                               : on > today ? 0
                                            : minute_of_day(now);
  return {on, now_min, limits};
}

std::vector<Prediction> predict(const std::vector<const Visit*>& visits, const DayClock& clock,
                                const WayMinutes& way, const OverrunMinutes& overrun) {
  std::vector<Prediction> out(visits.size());
  const Visit* before = nullptr;
  std::int32_t free_at = 0;
  std::int32_t position = 0;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const Visit& visit = *visits[i];
    Prediction& line = out[i];
    line.start_min = visit.start_min;
    line.end_min = visit.end_min();
    if (visit.state == VisitState::cancelled || visit.state == VisitState::missed) continue;
    line.position = ++position;
    if (before) line.travel_min = way(*before, visit);
    const std::int32_t arrival = free_at + line.travel_min;
    if (visit.checked_in_at) {
      judge_begun(visit, clock, overrun(visit), line);
    } else {
      line.start_min = std::max(visit.start_min, before ? arrival : 0);
      // Whoever is not there yet cannot have begun in the past.
      if (clock.now_min < kDayMin) line.start_min = std::max(line.start_min, clock.now_min);
      line.end_min = line.start_min + visit.length_min + overrun(visit);
      judge_open(visit, clock, line);
    }
    if (before) line.wait_min = std::max(0, line.start_min - arrival);
    free_at = line.end_min;
    before = &visit;
  }
  return out;
}

std::vector<DaySpan> present_spans(const std::vector<DaySpan>& shifts,
                                   const std::vector<DaySpan>& absences) {
  std::vector<DaySpan> out;
  for (const DaySpan& shift : shifts) {
    std::int32_t from = shift.from_min;
    for (const DaySpan& absence : absences) {
      if (absence.to_min <= from || absence.from_min >= shift.to_min) continue;
      if (absence.from_min > from) out.push_back({from, absence.from_min});
      from = std::max(from, absence.to_min);
    }
    if (from < shift.to_min) out.push_back({from, shift.to_min});
  }
  return out;
}

std::optional<DaySpan> rest_between(const std::vector<Prediction>& day, const DaySpan& shift) {
  std::int32_t free_at = shift.from_min;
  const auto fits = [&](std::int32_t until) -> std::optional<DaySpan> {
    const std::int32_t from = std::max(free_at, kRestEarliestMin);
    if (from > kRestLatestMin || from + kRestMin > until) return std::nullopt;
    return DaySpan{from, from + kRestMin};
  };
  for (const Prediction& visit : day) {
    if (visit.position == 0) continue;
    if (const auto rest = fits(visit.start_min - visit.travel_min)) return rest;
    free_at = std::max(free_at, visit.end_min);
  }
  return fits(shift.to_min);
}

}  // namespace care
