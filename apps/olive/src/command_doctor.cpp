#include <cstdio>
#include <memory>

#include "commands.h"
#include "doctor.h"
#include "json/json.h"

namespace olive {

namespace {

struct DoctorOptions {
  Installation installation;
  bool is_json = false;
};

int examine(const DoctorOptions& options) {
  const Diagnosis diagnosis = diagnose(options.installation, system_now());
  if (options.is_json) std::printf("%s\n", json::write(diagnosis).c_str());
  else
    for (const Finding& finding : diagnosis.findings)
      std::printf("%-5s %-11s %s\n", finding.is_sound ? "ok" : "FAULT", finding.check.c_str(),
                  finding.detail.c_str());
  return diagnosis.is_sound ? kDone : kRefused;
}

}  // namespace

std::function<int()> add_doctor(CLI::App& command) {
  auto options = std::make_shared<DoctorOptions>();
  add_installation_options(command, options->installation);
  command.add_flag("--json", options->is_json, "Print the findings as JSON");
  command.footer("Example: olive doctor --data ./data");
  return [options] { return examine(*options); };
}

}  // namespace olive
