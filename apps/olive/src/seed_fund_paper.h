// Papers of the demo city: documents that look like what they stand for and say that they are not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace olive::seed {

// A PDF of one page with the number, amount and day of an invoice. The same for the same values.
std::string invoice_pdf(std::string_view number, std::int64_t amount_won, base::Date issued_on);

}  // namespace olive::seed
