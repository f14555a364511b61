#include "explain.h"

#include "base/text.h"
#include "cause.h"
#include "i18n/phrases.h"

namespace care {
namespace {

std::string name_in(const auto& names, auto id) {
  const auto found = names.find(id);
  return found == names.end() ? std::string() : found->second;
}

}  // namespace

std::optional<ChangeKind> change_between(const PlacedVisit& from, const PlacedVisit& to) {
  if (from == to) return std::nullopt;
  if (!to.worker_id) return from.worker_id ? std::optional(ChangeKind::unassigned) : std::nullopt;
  if (!from.worker_id) return ChangeKind::assigned;
  if (from.worker_id != to.worker_id) return ChangeKind::worker_changed;
  return from.start_min != to.start_min ? ChangeKind::time_changed : ChangeKind::vehicle_changed;
}

std::string Explainer::text(i18n::Language language, std::string_view key,
                            const i18n::Arguments& arguments) const {
  return i18n::Phrases(*catalogue_, language).text(key, arguments);
}

std::string Explainer::time(i18n::Language language, std::int32_t minutes) const {
  return i18n::Phrases(*catalogue_, language).time(minutes);
}

std::string Explainer::date(i18n::Language language, base::Date on) const {
  return i18n::Phrases(*catalogue_, language).date(on);
}

i18n::Arguments Explainer::arguments(i18n::Language language, const Visit& visit,
                                     const PlacedVisit& from, const PlacedVisit& to,
                                     const Names& names) const {
  return {{"client", name_in(names.clients, visit.client_id)},
          {"service", service(language, visit.service)},
          {"start", time(language, from.start_min)},
          {"new_start", time(language, to.start_min)},
          {"from", name_in(names.workers, from.worker_id)},
          {"to", name_in(names.workers, to.worker_id)},
          {"vehicle", name_in(names.vehicles, to.vehicle_id)},
          {"minutes", std::to_string(std::abs(to.start_min - from.start_min))}};
}

std::string Explainer::service(i18n::Language language, ServiceKind kind) const {
  return catalogue_->text(language, "care.service." + std::string(base::name_of(kind)));
}

std::string Explainer::because(i18n::Language language, const Visit& visit, const PlacedVisit& from,
                               const Disruption& cause, const Names& names) const {
  // Whether it is the visit's own trouble, or it makes room for another one.
  const bool is_own = is_own_cause(cause, visit, from);
  return catalogue_->text(
      language,
      "care.because." + std::string(base::name_of(cause.reason)) + (is_own ? ".own" : ".other"),
      {{"worker", name_in(names.workers, cause.worker_id)},
       {"vehicle", name_in(names.vehicles, cause.vehicle_id)}});
}

std::string Explainer::change(i18n::Language language, const Visit& visit, const PlacedVisit& from,
                              const PlacedVisit& to, const Disruption* cause, const Names& names,
                              bool is_regular) const {
  const auto kind = change_between(from, to);
  if (!kind) return text(language, "care.change.none");
  i18n::Arguments arguments = this->arguments(language, visit, from, to, names);
  std::string key = "care.change." + std::string(base::name_of(*kind));
  if (cause) {
    // Somebody ill is named as the cause; naming them twice would read oddly.
    const bool is_absent = cause->reason == DisruptionReason::worker_sick &&
                           cause->worker_id == from.worker_id &&
                           (*kind == ChangeKind::worker_changed || *kind == ChangeKind::unassigned);
    key += is_absent ? ".absent" : ".because";
    arguments["because"] = because(language, visit, from, *cause, names);
  }
  std::string out = catalogue_->text(language, key, arguments);
  const auto add = [&](std::string_view more) {
    out += " " + catalogue_->text(language, more, arguments);
  };
  if (*kind == ChangeKind::worker_changed || *kind == ChangeKind::vehicle_changed)
    add(to.start_min == from.start_min  ? "care.change.start_same"
        : to.start_min > from.start_min ? "care.change.start_later"
                                        : "care.change.start_earlier");
  if (is_regular && *kind == ChangeKind::worker_changed) add("care.change.known_worker");
  return language == i18n::Language::ko ? base::fit_particles(out) : out;
}

std::string Explainer::disruption(i18n::Language language, const Disruption& it, const Names& names,
                                  const Visit* visit) const {
  i18n::Arguments arguments{{"worker", name_in(names.workers, it.worker_id)},
                            {"vehicle", name_in(names.vehicles, it.vehicle_id)},
                            {"from", time(language, it.from_min)},
                            {"to", time(language, it.to_min)},
                            {"minutes", std::to_string(it.minutes)},
                            {"client", visit ? name_in(names.clients, visit->client_id) : ""},
                            {"start", visit ? time(language, visit->start_min) : ""},
                            {"service", visit ? service(language, visit->service) : ""}};
  const bool is_whole_day = it.from_min == 0 && it.to_min == 24 * 60;
  const bool is_timed =
      it.reason == DisruptionReason::worker_sick || it.reason == DisruptionReason::vehicle_broken;
  return text(language,
              "care.disruption." + std::string(base::name_of(it.reason)) +
                  (is_timed ? is_whole_day ? ".day" : ".hours" : ""),
              arguments);
}

}  // namespace care
