// The long form of the ledger's random and crash tests.
//   ledger_soak walk sqlite|postgresql [--ops N] [--seed S]
//   ledger_soak kill sqlite|postgresql [--kills N] [--seed S]
//   ledger_soak race sqlite|postgresql [--ops N] [--seed S]    many clients at the same things
//   ledger_soak cut sound|commits_without_sync|ignores_syncs [--cuts N] [--seed S]
//   ledger_soak fail every [--step N] [--seed S]                the n-th call to the disk fails
//   ledger_soak export sqlite|postgresql [--ops N] [--seed S]    a random ledger for the verifier
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <random>

#include "base/text.h"
#include "ledger/export.h"
#include "ledger/month.h"
#include "testing/crash.h"
#include "testing/power_cut.h"
#include "testing/race.h"
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

// Walks, seals what was closed, and prints the export and nothing else.
int export_walk(db::Dialect dialect, std::int64_t ops, std::int64_t seed) {
  db::testing::TemporaryDatabase database(dialect);
  const db::ModuleSchema schemas[] = {schema()};
  db::migrate(*database, schemas);
  const LedgerId ledger_id{1};
  const auto notary = std::make_shared<const Notary>(
      ledger_id, crypto::SigningKey(std::string(32, static_cast<char>('a' + seed % 26))));
  RandomWalk(*database, ledger_id, static_cast<std::uint64_t>(seed), notary).run(ops);
  const auto months =
      database->read([&](db::Transaction& tx) { return unsealed_months(tx, ledger_id); });
  for (const base::Date& month_end : months)
    seal_month(*database, *notary, ledger_id, month_end, base::korean_instant(month_end, 0));
  database->read([&](db::Transaction& tx) {
    write_export(tx, ledger_id, *notary, [](std::string_view line) { fmt::print("{}\n", line); });
  });
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

void tell(const char* what, const power::Tally& tally, std::int64_t seed,
          std::chrono::steady_clock::time_point start) {
  fmt::print(
      "{}: {} times, {} acknowledged, {} lost, {} partial, {} corrupt, {} went on; seed {}, "
      "{:.0f} s\n",
      what, tally.cuts, tally.acknowledged, tally.lost, tally.partial, tally.corrupt,
      tally.kept_going, seed, seconds_since(start));
}

int race(db::Dialect dialect, std::int64_t ops, std::int64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  const race::Tally tally = race::run(dialect, ops, static_cast<std::uint64_t>(seed));
  fmt::print(
      "race on {}: {} operations of 8 clients, {} refused, {} oversold, {} refunded twice, {} "
      "settled twice, {} holds resolved twice, {} keys used otherwise, {}; seed {}, {:.0f} s\n",
      db::testing::dialect_name(dialect), tally.operations, tally.refused, tally.oversold,
      tally.refunded_twice, tally.settled_twice, tally.resolved_twice, tally.replayed_otherwise,
      tally.is_sound ? "sound" : "NOT SOUND", seed, seconds_since(start));
  return tally.is_clean() && tally.refused > 0 ? 0 : 1;
}

// A control run is good when it finds what its machine does wrong.
int cut(std::string_view name, std::int64_t cuts, std::int64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  using enum power::Machine;
  const power::Machine machine = name == "sound"                  ? sound
                                 : name == "commits_without_sync" ? commits_without_sync
                                                                  : ignores_syncs;
  const power::Tally tally = power::cut(cuts, static_cast<std::uint64_t>(seed), machine);
  tell(fmt::format("power cut, {}", name).c_str(), tally, seed, start);
  if (machine == sound) return tally.is_clean() && tally.acknowledged > 0 ? 0 : 1;
  if (machine == commits_without_sync) return tally.lost > 0 && tally.corrupt == 0 ? 0 : 1;
  return tally.corrupt > 0 ? 0 : 1;
}

int fail(std::int64_t step, std::int64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  const power::Tally tally = power::fail(step, static_cast<std::uint64_t>(seed));
  tell("failing call", tally, seed, start);
  return tally.is_clean() && tally.acknowledged > 0 ? 0 : 1;
}

int usage() {
  std::fputs(
      "usage: ledger_soak walk|kill|race|export|cut|fail WHAT [--ops N] [--kills N] [--cuts N] "
      "[--step N]"
      " [--seed S]\n",
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
  if (mode == "export") return export_walk(dialect, option(count, words, "--ops", 1'500), seed);
  fmt::print("seed {}\n", seed);
  if (mode == "race") return race(dialect, option(count, words, "--ops", 1'000'000), seed);
  if (mode == "cut") return cut(words[2], option(count, words, "--cuts", 1'000), seed);
  if (mode == "fail") return fail(option(count, words, "--step", 1), seed);
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
