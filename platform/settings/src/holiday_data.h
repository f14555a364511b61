#pragma once

#include <string_view>

namespace settings {

// A HolidayList in JSON: 2024 to 2027.
std::string_view announced_holidays();

}  // namespace settings
