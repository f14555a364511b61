// Limits of the inputs of dispatching.
#include "dispatch_dto.h"

namespace care {
namespace {

constexpr std::int64_t kDayMin = 24 * 60;

}  // namespace

std::span<const base::Rule> MoveQuery::rules() {
  static const base::Rule kRules[] = {{.field = "start_min", .minimum = 0, .maximum = kDayMin}};
  return kRules;
}

std::span<const base::Rule> MoveInput::rules() { return MoveQuery::rules(); }
std::span<const base::Rule> PlanCheckPlacement::rules() { return MoveQuery::rules(); }
std::span<const base::Rule> BookedPlacement::rules() { return MoveQuery::rules(); }

std::span<const base::Rule> BookedDisplacement::rules() { return MoveQuery::rules(); }

std::span<const base::Rule> PlanCheckInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "placements", .min_length = 1, .max_length = 2'000}};
  return kRules;
}

std::span<const base::Rule> SlotSearch::rules() {
  static const base::Rule kRules[] = {
      {.field = "length_min", .minimum = 1, .maximum = kDayMin},
      {.field = "windows", .min_length = 1, .max_length = 5},
      {.field = "staff", .minimum = 1, .maximum = 2},
      {.field = "count", .minimum = 1, .maximum = 5},
  };
  return kRules;
}

std::span<const base::Rule> BookingInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "length_min", .minimum = 1, .maximum = kDayMin},
      {.field = "slack_min", .minimum = 0, .maximum = 480},
      {.field = "placements", .min_length = 1, .max_length = 2},
  };
  return kRules;
}

std::span<const base::Rule> WhatIfInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "days", .minimum = 1, .maximum = 7},
      {.field = "count", .minimum = 1, .maximum = 5},
      {.field = "certificates", .max_length = 6},
  };
  return kRules;
}

std::span<const base::Rule> PlanWeightsInput::rules() {
  static const base::Rule kRules[] = {{.field = "reason", .min_length = 2, .max_length = 500}};
  return kRules;
}

}  // namespace care
