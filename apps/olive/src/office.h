// What the administration looks after across all modules: dated settings and the queue of
// background work.
#pragma once

#include <vector>

#include "manifest/manifest.h"

namespace olive {

// Routes over the settings of `modules` and over the queue. A change of a setting needs a reason
// and starts today or later.
[[nodiscard]] manifest::Module office_module(const std::vector<manifest::Module>& modules);

// Public holidays: the list of a year, a day more, a day less.
[[nodiscard]] std::vector<api::Route> holiday_routes();

}  // namespace olive
