// Limits of the inputs, shared by the validator and the OpenAPI document.
#include "care_dto.h"

namespace care {
namespace {

constexpr std::int64_t kLatMaxE6 = 90'000'000;
constexpr std::int64_t kLngMaxE6 = 180'000'000;
constexpr std::int64_t kDayMin = 24 * 60;
constexpr std::size_t kNoteLengthMax = 4'000;

}  // namespace

std::span<const base::Rule> ClientForm::rules() {
  static const base::Rule kRules[] = {
      {.field = "name", .min_length = 1, .max_length = 80},
      {.field = "road_address", .max_length = 200},
      {.field = "district_code", .pattern = "^[0-9]{5}$"},
      {.field = "dong_code", .pattern = "^[0-9]{10}$"},
      {.field = "lat_e6", .minimum = -kLatMaxE6, .maximum = kLatMaxE6},
      {.field = "lng_e6", .minimum = -kLngMaxE6, .maximum = kLngMaxE6},
  };
  return kRules;
}

std::span<const base::Rule> CareRequest::rules() {
  static const base::Rule kRules[] = {
      {.field = "visits_per_month", .minimum = 0, .maximum = 62},
      {.field = "visit_min", .minimum = 0, .maximum = kDayMin},
      {.field = "health_note", .max_length = kNoteLengthMax},
  };
  return kRules;
}

std::span<const base::Rule> ApplicationForm::rules() {
  static const base::Rule kRules[] = {
      {.field = "proxy_relation", .min_length = 1, .max_length = 40}};
  return kRules;
}

std::span<const base::Rule> AssessmentInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "items", .min_length = 1, .max_length = 20},
      {.field = "note", .max_length = kNoteLengthMax},
  };
  return kRules;
}

std::span<const base::Rule> DecisionInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "meeting", .min_length = 1, .max_length = 120},
      {.field = "reasons", .max_length = 2'000},
      {.field = "minutes", .max_length = 20'000},
  };
  return kRules;
}

std::span<const base::Rule> StepInput::rules() {
  static const base::Rule kRules[] = {{.field = "reason", .min_length = 2, .max_length = 500}};
  return kRules;
}

std::span<const base::Rule> ClientViewInput::rules() {
  static const base::Rule kRules[] = {{.field = "reason", .min_length = 2, .max_length = 200}};
  return kRules;
}

std::span<const base::Rule> PlanInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "weekdays", .min_length = 1, .max_length = 7},
      {.field = "start_min", .minimum = 0, .maximum = kDayMin},
      {.field = "length_min", .minimum = 1, .maximum = kDayMin},
      {.field = "slack_min", .minimum = 0, .maximum = 480},
      {.field = "staff", .minimum = 1, .maximum = 2},
      {.field = "return_after_min", .minimum = 0, .maximum = 600},
      {.field = "return_wait_min", .minimum = 0, .maximum = 240},
      {.field = "further_windows", .max_length = 4},
      {.field = "portions", .minimum = 1, .maximum = 10},
  };
  return kRules;
}

std::span<const base::Rule> CheckInInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "lat_e6", .minimum = -kLatMaxE6, .maximum = kLatMaxE6},
      {.field = "lng_e6", .minimum = -kLngMaxE6, .maximum = kLngMaxE6},
  };
  return kRules;
}

std::span<const base::Rule> CompletionInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "tasks", .max_length = 50},
      {.field = "note", .max_length = kNoteLengthMax},
  };
  return kRules;
}

}  // namespace care
