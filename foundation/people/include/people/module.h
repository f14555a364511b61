/// The module's contribution to the product: routes, permissions, tables, messages.
#pragma once

#include "manifest/manifest.h"

namespace people {

/// Routes: persons (search, one, unmasked look, consents, accesses), organisations, districts,
/// import of persons.
[[nodiscard]] manifest::Module module();

}  // namespace people
