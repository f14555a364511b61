// The long form of the ledger's random and crash tests.
//   ledger_soak walk sqlite|postgresql [--ops N] [--seed S]
//   ledger_soak kill sqlite|postgresql [--kills N] [--seed S]
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <random>

#include "base/text.h"
#include "testing/crash.h"
#include "testing/random_walk.h"
#include "testing/test_ledger.h"

namespace ledger {
namespace {

constexpr std::int64_t kOpsAnEpisode = 1'500;  // the reference is naive: its steps cost O(entries)

std::int64_t option(int count, char** words, std::string_view name, std::int64_t otherwise) {
  for (int i = 3; i + 1 < count; ++i)
    if (words[i] == name) return base::parse_integer(words[i + 1]).value_or(otherwise);
  return otherwise;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int walk(db::Dialect dialect, std::int64_t ops, std::int64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  db::testing::TemporaryDatabase database(dialect);
  const db::ModuleSchema schemas[] = {schema()};
  db::migrate(*database, schemas);
  std::int64_t done = 0;
  std::int64_t entries = 0;
  for (std::int64_t episode = 1; done < ops; ++episode) {
    RandomWalk random_walk(*database, {episode}, static_cast<std::uint64_t>(seed + episode));
    random_walk.run(std::min(kOpsAnEpisode, ops - done));
    done += random_walk.ops();
    entries += random_walk.reference().entry_count();
    if (episode % 50 == 0)
      fmt::print("{} of {} operations, {:.0f} s\n", done, ops, seconds_since(start));
    std::fflush(stdout);
  }
  fmt::print(
      "walk on {}: {} operations, {} entries, every answer equal to the reference, seed {}, "
      "{:.0f} s\n",
      db::testing::dialect_name(dialect), done, entries, seed, seconds_since(start));
  return 0;
}

int kill(db::Dialect dialect, std::int64_t kills, std::int64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  const crash::Tally tally = crash::run(dialect, kills, static_cast<std::uint64_t>(seed));
  fmt::print(
      "kill on {}: {} kills, {} acknowledged, {} lost, {} partial, {} unsound; {} without "
      "answer sent again, {} of them had been durable; seed {}, {:.0f} s\n",
      db::testing::dialect_name(dialect), tally.kills, tally.acknowledged, tally.lost,
      tally.partial, tally.unsound, tally.resent, tally.were_durable, seed, seconds_since(start));
  return tally.is_clean() && tally.acknowledged > 0 ? 0 : 1;
}

int usage() {
  std::fputs("usage: ledger_soak walk|kill sqlite|postgresql [--ops N] [--kills N] [--seed S]\n",
             stderr);
  return 2;
}

int run(int count, char** words) {
  const std::string_view mode = count > 1 ? words[1] : "";
  if (mode == "serve" && count == 5)
    crash::serve(words[2], base::parse_integer(words[3]).value(),
                 base::parse_integer(words[4]).value());
  if (count < 3) return usage();
  const auto dialect =
      std::string_view(words[2]) == "sqlite" ? db::Dialect::sqlite : db::Dialect::postgresql;
  const std::int64_t seed = option(count, words, "--seed", std::random_device{}() % 1'000'000);
  fmt::print("seed {}\n", seed);
  if (mode == "walk") return walk(dialect, option(count, words, "--ops", 1'000'000), seed);
  if (mode == "kill") return kill(dialect, option(count, words, "--kills", 200), seed);
  return usage();
}

}  // namespace
}  // namespace ledger

int main(int count, char** words) {
  try {
    return ledger::run(count, words);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
