/// The manifest of the inbox.
#pragma once

#include <vector>

#include "i18n/catalogue.h"
#include "inbox/notice.h"
#include "manifest/manifest.h"

namespace inbox {

/// `kinds`: of all services, in the order in which readers see them. Refers to the catalogue.
/// CHECK: no kind is listed twice.
[[nodiscard]] manifest::Module module(const i18n::Catalogue& catalogue, std::vector<Kind> kinds);

}  // namespace inbox
