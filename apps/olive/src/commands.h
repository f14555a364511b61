// The subcommands of the binary. A new one is a file command_<name>.cpp with one function, and a
// line in main.cpp.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <string_view>

namespace olive {

// What a finished command tells the shell.
inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;
inline constexpr int kMisused = 2;

struct Command {
  const char* name;
  const char* purpose;  // one line of `olive --help`
  // Declares options on the subcommand; what it returns runs when the command was chosen and gives
  // the exit code. Exceptions end in main: message on standard error, exit code 1.
  std::function<int()> (*add)(CLI::App& command);
};

std::function<int()> add_serve(CLI::App& command);
std::function<int()> add_openapi(CLI::App& command);
std::function<int()> add_migrate(CLI::App& command);
std::function<int()> add_doctor(CLI::App& command);
std::function<int()> add_import(CLI::App& command);
std::function<int()> add_ledger(CLI::App& command);
std::function<int()> add_seed(CLI::App& command);
std::function<int()> add_plan(CLI::App& command);

}  // namespace olive
