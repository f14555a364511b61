// olive: the one binary. What it does is in the command_*.cpp files.
#include <cstdio>
#include <exception>
#include <map>

#include "application.h"
#include "commands.h"

namespace {

constexpr olive::Command kCommands[] = {
    {"serve", "Run the server", olive::add_serve},
    {"migrate", "Bring the tables of an installation up to date", olive::add_migrate},
    {"seed", "Build the demo city", olive::add_seed},
    {"import", "Import people, requests or shops from a table", olive::add_import},
    {"ledger", "Verify the ledger", olive::add_ledger},
    {"plan", "Plan who goes where and when, from a file", olive::add_plan},
    {"doctor", "Examine an installation", olive::add_doctor},
    {"openapi", "Print the OpenAPI document", olive::add_openapi},
};

// Help and version are no misuse; everything else that the parser says is.
int exit_code_of(const CLI::App& app, const CLI::ParseError& error) {
  return app.exit(error) == 0 ? olive::kDone : olive::kMisused;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("The operating system of a self-sufficiency economy", "olive");
  app.set_version_flag("--version", olive::kVersion);
  app.require_subcommand(1);
  std::map<const CLI::App*, std::function<int()>> runs;
  for (const olive::Command& command : kCommands) {
    CLI::App* subcommand = app.add_subcommand(command.name, command.purpose);
    runs[subcommand] = command.add(*subcommand);
  }
  try {
    app.parse(argc, argv);
    return runs.at(app.get_subcommands().front())();
  } catch (const CLI::ParseError& error) {
    return exit_code_of(app, error);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "olive: %s\n", error.what());
    return olive::kRefused;
  }
}
