// Sentences about plans, in the reader's language: who, from when to when, from whom to whom, why.
#pragma once

#include <map>
#include <string>

#include "disruption.h"
#include "i18n/catalogue.h"
#include "names.h"
#include "placed_visit.h"

namespace care {

enum class ChangeKind { assigned, worker_changed, time_changed, vehicle_changed, unassigned };
BOOST_DESCRIBE_ENUM(ChangeKind, assigned, worker_changed, time_changed, vehicle_changed, unassigned)

/// What a change is in the first place; nullopt: none.
[[nodiscard]] std::optional<ChangeKind> change_between(const PlacedVisit& from,
                                                       const PlacedVisit& to);

/// Names for a sentence. Workers in full, clients masked.
struct Names {
  std::map<PersonId, std::string> workers;
  std::map<PersonId, std::string> clients;
  std::map<VehicleId, std::string> vehicles;
};

class Explainer {
 public:
  explicit Explainer(const i18n::Catalogue* catalogue) : catalogue_(catalogue) {}

  /// The message with its particles fitted. Korean particles agree with what was filled in.
  [[nodiscard]] std::string text(i18n::Language language, std::string_view key,
                                 const i18n::Arguments& arguments = {}) const;
  /// `오후 2시 30분`, `2:30 pm`. Requires: 0 … 24 h.
  [[nodiscard]] std::string time(i18n::Language language, std::int32_t minutes) const;
  /// `11월 30일(월)`, `Mon 30 November`.
  [[nodiscard]] std::string date(i18n::Language language, base::Date on) const;
  [[nodiscard]] std::string service(i18n::Language language, ServiceKind kind) const;
  /// One sentence for a change of a visit, and why: `cause` is nullptr for a plan made at night.
  [[nodiscard]] std::string change(i18n::Language language, const Visit& visit,
                                   const PlacedVisit& from, const PlacedVisit& to,
                                   const Disruption* cause, const Names& names,
                                   bool is_regular) const;
  /// What happened.
  [[nodiscard]] std::string disruption(i18n::Language language, const Disruption& it,
                                       const Names& names, const Visit* visit) const;

 private:
  [[nodiscard]] i18n::Arguments arguments(i18n::Language language, const Visit& visit,
                                          const PlacedVisit& from, const PlacedVisit& to,
                                          const Names& names) const;
  [[nodiscard]] std::string because(i18n::Language language, const Visit& visit,
                                    const PlacedVisit& from, const Disruption& cause,
                                    const Names& names) const;

  const i18n::Catalogue* catalogue_;
};

}  // namespace care
