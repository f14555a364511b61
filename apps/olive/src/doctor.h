// The health of an installation, found without disturbing a server that runs on it.
#pragma once

#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "installation.h"

namespace olive {

struct Finding {
  std::string check;  // `database`, `migrations`, `keys`, `queue`, `ledger`
  bool is_sound = false;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (check, is_sound, detail))

struct Diagnosis {
  bool is_sound = false;
  std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(Diagnosis, (), (is_sound, findings))

// Requires: the installation exists. Cost: reads the whole ledger.
Diagnosis diagnose(const Installation& installation, base::Instant now);

}  // namespace olive
