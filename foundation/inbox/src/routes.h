// Routes of the module, by subject.
#pragma once

#include <memory>
#include <vector>

#include "api/route.h"
#include "inbox/notice.h"

namespace inbox {

// What routes know beside their input.
struct Tools {
  const i18n::Catalogue* catalogue = nullptr;
  std::vector<Kind> kinds;
};

[[nodiscard]] std::vector<api::Route> notice_routes(const std::shared_ptr<const Tools>& tools);
[[nodiscard]] std::vector<api::Route> kind_routes(const std::shared_ptr<const Tools>& tools);

}  // namespace inbox
