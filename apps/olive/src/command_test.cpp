#include <fstream>
#include <sstream>

#include "commands.h"
#include "doctor.h"
#include "ledger/points.h"
#include "olive_fixture.h"

namespace olive {
namespace {

using ::testing::HasSubstr;

// Runs one command as main does, with standard output captured.
struct Ran {
  int code = 0;
  std::string output;
};

Ran run(std::function<int()> (*add)(CLI::App&), std::vector<std::string> arguments) {
  CLI::App app("test", "olive");
  const auto command = add(app);
  std::ranges::reverse(arguments);  // CLI11 takes them from the back
  app.parse(std::move(arguments));
  ::testing::internal::CaptureStdout();
  const int code = command();
  return {code, ::testing::internal::GetCapturedStdout()};
}

std::vector<std::string> with_place(testing::TemporaryInstallation& installation,
                                    std::vector<std::string> more = {}) {
  std::vector<std::string> all{"--data", installation.place().data, "--database",
                               installation.place().database};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

const Finding* find(const Diagnosis& diagnosis, std::string_view check) {
  const auto found = std::ranges::find(diagnosis.findings, check, &Finding::check);
  return found == diagnosis.findings.end() ? nullptr : &*found;
}

class CommandTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  Diagnosis diagnosed() { return diagnose(installation_.place(), system_now()); }

  testing::TemporaryInstallation installation_{GetParam()};
};

TEST_P(CommandTest, MigrateMakesTheTablesAndCanRunAgain) {
  for (int i = 0; i < 2; ++i) {
    const Ran ran = run(add_migrate, with_place(installation_, {"--json"}));
    EXPECT_EQ(ran.code, kDone);
    EXPECT_THAT(ran.output, ::testing::ContainsRegex("\"migrations\":[0-9]+\\}"));
  }
  EXPECT_TRUE(find(diagnosed(), "migrations")->is_sound);
}

TEST_P(CommandTest, DoctorFindsANewInstallationSound) {
  {
    const Application application(installation_.place(), system_now);
  }
  const Ran ran = run(add_doctor, with_place(installation_));
  EXPECT_EQ(ran.code, kDone) << ran.output;
  for (const char* line :
       {"ok    database", "ok    keys", "ok    migrations", "ok    queue", "ok    ledger"})
    EXPECT_THAT(ran.output, HasSubstr(line));
}

TEST_P(CommandTest, DoctorNamesWhatIsWrong) {
  {
    const Application application(installation_.place(), system_now);
  }
  std::filesystem::permissions(installation_.place().key_file(),
                               std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const Diagnosis diagnosis = diagnosed();
  EXPECT_FALSE(diagnosis.is_sound);
  EXPECT_THAT(find(diagnosis, "keys")->detail, HasSubstr("chmod 600"));
  EXPECT_TRUE(find(diagnosis, "ledger")->is_sound);
  EXPECT_EQ(run(add_doctor, with_place(installation_, {"--json"})).code, kRefused);
}

// A writer that lost its lease ends the process at its next deed, and this test with it.
TEST_P(CommandTest, AnImportLeavesTheWriterOfARunningServerAlone) {
  Application server(installation_.place(), system_now);
  const std::filesystem::path file = installation_.place().data / "people.csv";
  std::ofstream(file) << "name\n김보기\n이보기\n";
  const Ran ran = run(add_import, {"people", file, "--data", installation_.place().data,
                                   "--database", installation_.place().database, "--json"});
  EXPECT_EQ(ran.code, kDone) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("\"imported\":2"));
  const auto granted = server.ledger().execute([](db::Transaction&, ledger::Batch& batch) {
    return ledger::grant_points(batch, {.key = ledger::key_of("test", 1),
                                        .person_id = {7},
                                        .points = 100,
                                        .source = "test",
                                        .expires_on = batch.today()});
  });
  EXPECT_TRUE(granted.has_value());
}

// The verifier is Python; here it is enough that the file is whole and names nobody.
TEST_P(CommandTest, TheLedgerIsExportedWholeAndForgetsMemos) {
  Application server(installation_.place(), system_now);
  (void)server.ledger().execute([](db::Transaction&, ledger::Batch& batch) {
    const auto fund = batch.account({ledger::kOlive, ledger::OwnerKind::region, 0, "fund"}, {});
    const auto purse = batch.account({ledger::kOlive, ledger::OwnerKind::person, 7, "purse"}, {});
    return batch.transfer({.key = ledger::key_of("test", 1),
                           .debit = fund,
                           .credit = purse,
                           .amount = 5,
                           .code = "gift",
                           .effective_on = batch.today(),
                           .memo = "홍길동에게"});
  });
  server.ledger_watch().look();
  const auto ledger = [&](std::vector<std::string> words) {
    std::vector<std::string> all = with_place(installation_);
    all.insert(all.begin(), words.begin(), words.end());
    return run(add_ledger, all);
  };
  const std::filesystem::path file = installation_.place().data / "ledger.jsonl";
  EXPECT_EQ(ledger({"export", "--file", file}).code, kDone);
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  EXPECT_TRUE(text.str().starts_with(R"({"type":"ledger","format":1,)"));
  EXPECT_TRUE(text.str().ends_with("\"entries\":1}\n")) << text.str();
  EXPECT_THAT(text.str(), HasSubstr(R"({"type":"checkpoint","size":1,)"));
  EXPECT_THAT(text.str(), ::testing::Not(HasSubstr("홍길동")));
  EXPECT_EQ(ledger({"forget"}).code, kMisused);
  EXPECT_THAT(ledger({"forget", "--person", "7"}).output, HasSubstr("1 texts erased"));
  EXPECT_THAT(ledger({"forget", "--entry", "1"}).output, HasSubstr("0 texts erased"));
  EXPECT_EQ(ledger({"verify"}).code, kDone);
}

TEST_P(CommandTest, DoctorNoticesMissingMigrations) {
  run(add_migrate, with_place(installation_));
  db::open(installation_.place().database)->write([](db::Transaction& tx) {
    tx.rows("DELETE FROM schema_migrations WHERE module = 'care'");
  });
  const Diagnosis diagnosis = diagnosed();
  EXPECT_FALSE(find(diagnosis, "migrations")->is_sound);
  EXPECT_EQ(find(diagnosis, "ledger"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Db, CommandTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST(Command, OpenApiNeedsNoInstallation) {
  const Ran ran = run(add_openapi, {});
  EXPECT_EQ(ran.code, kDone);
  EXPECT_TRUE(ran.output.starts_with(R"({"openapi":"3.1.0")"));
}

TEST(Command, DoctorRefusesAFolderWithoutInstallation) {
  EXPECT_THROW((void)diagnose({.data = "/nonexistent", .database = {}}, system_now()),
               std::runtime_error);
}

TEST(Command, EachShowsAnExample) {
  for (auto* add : {&add_serve, &add_migrate, &add_doctor, &add_openapi}) {
    CLI::App app("test", "olive");
    (void)(*add)(app);
    EXPECT_THAT(app.help(), HasSubstr("Example: olive "));
  }
}

TEST(Command, ServeRefusesAnAddressThatIsNone) {
  EXPECT_EQ(run(add_serve, {"--data", "/nonexistent", "--listen", "here"}).code, kMisused);
}

}  // namespace
}  // namespace olive
