// A city that kept notices for organisations is upgraded: those who spoke for a party then or since
// find them in their inbox, read where the party had read them.
#include "inbox/notice.h"
#include "netting_fixture.h"

namespace netting {
namespace {

class InboxMoveTest : public NettingTest {
 protected:
  // The fixture's database is up to date; the table of the version before comes back with the steps
  // that are to be taken again.
  void go_back() {
    const auto files = module(*ledger_).schema;
    const auto silence = std::ranges::find(files, "0002_silence.sql", &base::EmbeddedFile::name);
    const std::string sql(silence->content);
    const std::size_t from = sql.find("CREATE TABLE netting_notice");
    write([&](db::Transaction& tx) {
      tx.rows(sql.substr(from, sql.find(';', from) - from));
      tx.execute(
          "DELETE FROM schema_migrations WHERE module = 'netting' AND file = '0003_inbox.sql'");
    });
  }
  void upgrade() {
    const db::ModuleSchema own[] = {{"netting", module(*ledger_).schema}};
    db::migrate(*database_, own);
  }
  PersonId member(OrganisationId organisation, people::Role role, Date from,
                  std::optional<Date> to = {}) {
    return write([&](auto& tx) {
      const PersonId person = people::create_person(tx, kBusan, {.name = "홍길동"}, now_).value();
      (void)people::join(tx, kBusan, person, organisation, role, from,
                         {.at = now_, .reason = "test"}, to)
          .value();
      return person;
    });
  }
  void kept(std::int64_t id, OrganisationId organisation, RoundId round,
            std::optional<base::Instant> read_at) {
    write([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO netting_notice (region_id, id, organisation_id, round_id, kind, "
          "set_off_won, answer_by, at, read_at) VALUES (1, $1, $2, $3, 'asked', 70000, $4, $5, $6)",
          id, organisation, round, kDue, now_, read_at);
    });
  }
  std::vector<inbox::Notice> found(PersonId person_id) {
    return read([&](auto& tx) { return inbox::notices_of(tx, kBusan, person_id, {}, 10); });
  }
};
OLIVE_ON_BOTH_DATABASES(InboxMoveTest);

TEST_P(InboxMoveTest, SpeakersFindWhatTheirPartiesWereTold) {
  const Date before = kToday.plus_days(-30);
  const PersonId keeper = member(shop_, people::Role::shop_keeper, before);
  const PersonId director = member(centre_, people::Role::centre_director, before);
  const PersonId later = member(shop_, people::Role::shop_keeper, kToday.plus_days(5));
  const PersonId gone = member(shop_, people::Role::shop_keeper, before, kToday.plus_days(-1));
  const PersonId coordinator = member(centre_, people::Role::coordinator, before);
  (void)owe(shop_, bakery_, 70'000);
  (void)owe(bakery_, shop_, 70'000);
  const RoundId round = propose().value();
  const auto told = found(director).size();
  go_back();
  kept(11, shop_, round, now_.plus_seconds(60));
  kept(12, bakery_, round, std::nullopt);
  upgrade();
  EXPECT_EQ(found(keeper).back().id.value, 11);
  EXPECT_EQ(found(keeper).back().read_at, now_.plus_seconds(60));
  EXPECT_EQ(found(later).back().id.value, 11);
  EXPECT_EQ(found(director).size(), told + 2);
  EXPECT_EQ(found(director).back().id.value, 11);
  EXPECT_TRUE(found(gone).empty());
  EXPECT_TRUE(found(coordinator).empty());
  const inbox::Notice asked = found(director).at(told);
  EXPECT_EQ(asked.kind, "netting.asked");
  EXPECT_EQ(asked.organisation_id, bakery_);
  EXPECT_EQ(asked.subject_id.value, round.value);
  EXPECT_EQ(asked.read_at, std::nullopt);
  auto values = read([&](auto& tx) { return inbox::values_of(tx, kBusan, {asked})[asked.id]; });
  EXPECT_EQ(values["month"].number, kMonth.days);
  EXPECT_EQ(values["amount"].number, 70'000);
  EXPECT_EQ(values["day"].number, kDue.days);
}

}  // namespace
}  // namespace netting
