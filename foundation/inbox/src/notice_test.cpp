// Who finds what in the inbox, who has read it, what is muted, and how long it is kept.
#include "inbox/notice.h"

#include <algorithm>

#include "inbox_fixture.h"
#include "jobs/runner.h"

OLIVE_EMBEDDED(jobs)

namespace inbox {
namespace {

class NoticeTest : public InboxTest {
 protected:
  bool read(NoticeId id, PersonId person_id, base::Instant now = kNow) {
    return write([&](db::Transaction& tx) { return read_notice(tx, kBusan, id, person_id, now); })
        .has_value();
  }
  base::Result<void, NoticeRefusal> mute(const Kind& kind, bool is_muted) {
    return write(
        [&](db::Transaction& tx) { return mute_kind(tx, kBusan, reader_, kind, is_muted, now_); });
  }
  void settle_asked(std::int64_t subject, OrganisationId organisation_id = {}) {
    const std::string_view kinds[] = {kMoved.name};
    write([&](db::Transaction& tx) {
      settle(tx, kBusan, kinds, {subject}, organisation_id, kNow.plus_seconds(60));
    });
  }
  std::int64_t rows(std::string_view table) {
    return database_->read([&](db::Transaction& tx) {
      return tx
          .integer("SELECT COUNT(*) FROM " + std::string(table) + " WHERE region_id = $1", kBusan)
          .value();
    });
  }
};
OLIVE_ON_BOTH_DATABASES(NoticeTest);

TEST_P(NoticeTest, EachReaderFindsItOnce) {
  tell(kMoved, {reader_, other_}, 7);
  ASSERT_EQ(all(reader_).size(), 1U);
  const Notice notice = all(reader_)[0];
  EXPECT_EQ(notice.kind, "test.moved");
  EXPECT_EQ(notice.subject_id, SubjectId{7});
  EXPECT_EQ(notice.at, kNow);
  EXPECT_EQ(notice.read_at, std::nullopt);
  EXPECT_EQ(all(other_)[0].id, notice.id);  // kept once
  EXPECT_EQ(unread(reader_), 1);
}

TEST_P(NoticeTest, NobodyIsNoReader) {
  tell(kMoved, {});
  tell(kMoved, {PersonId{}});
  EXPECT_EQ(rows("inbox_notice"), 0);
  tell(kMoved, {PersonId{}, reader_});
  EXPECT_EQ(rows("inbox_reader"), 1);
}

TEST_P(NoticeTest, ReadingTwiceKeepsTheFirstTime) {
  tell(kMoved, {reader_});
  const NoticeId id = all(reader_)[0].id;
  ASSERT_TRUE(read(id, reader_));
  ASSERT_TRUE(read(id, reader_, kNow.plus_seconds(600)));
  EXPECT_EQ(all(reader_)[0].read_at, kNow);
  EXPECT_EQ(unread(reader_), 0);
}

TEST_P(NoticeTest, EveryoneReadsForThemselves) {
  tell(kMoved, {reader_, other_});
  tell(kMoved, {other_});
  EXPECT_FALSE(read(all(other_)[0].id, reader_));
  EXPECT_FALSE(read({99}, reader_));
  ASSERT_TRUE(read(all(reader_)[0].id, reader_));
  EXPECT_EQ(unread(reader_), 0);
  EXPECT_EQ(unread(other_), 2);
}

TEST_P(NoticeTest, AllAreReadUpToTheNewestThatWasSeen) {
  for (std::int64_t i = 1; i <= 3; ++i) tell(kMoved, {reader_, other_}, i);
  const NoticeId seen = all(reader_)[1].id;
  const auto read_up_to = [&](NoticeId id) {
    write([&](db::Transaction& tx) { read_notices(tx, kBusan, reader_, id, kNow); });
  };
  read_up_to(seen);
  EXPECT_EQ(unread(reader_), 1);
  EXPECT_EQ(all(reader_)[0].read_at, std::nullopt);
  read_up_to({});
  EXPECT_EQ(unread(reader_), 0);
  EXPECT_EQ(unread(other_), 3);
}

TEST_P(NoticeTest, TheNewestStandFirstAndPagesGoBack) {
  for (std::int64_t i = 1; i <= 5; ++i) tell(kMoved, {reader_}, i);
  const auto found = all(reader_);
  EXPECT_TRUE(std::ranges::is_sorted(found, std::greater{}, &Notice::id));
  const auto older = database_->read(
      [&](db::Transaction& tx) { return notices_of(tx, kBusan, reader_, found[1].id, 2); });
  ASSERT_EQ(older.size(), 2U);
  EXPECT_EQ(older[0].subject_id, SubjectId{3});
  EXPECT_EQ(older[1].subject_id, SubjectId{2});
}

TEST_P(NoticeTest, WhatIsMutedIsListedAndCallsNobody) {
  tell(kNews, {reader_});
  ASSERT_TRUE(mute(kNews, true).has_value());
  EXPECT_EQ(unread(reader_), 0);  // what waited calls no longer
  tell(kNews, {reader_, other_});
  tell(kMoved, {reader_});
  EXPECT_EQ(all(reader_).size(), 3U);
  EXPECT_EQ(unread(reader_), 1);
  EXPECT_EQ(unread(other_), 1);
  ASSERT_TRUE(mute(kNews, false).has_value());
  ASSERT_TRUE(mute(kNews, false).has_value());
  EXPECT_EQ(unread(reader_), 1);  // what came meanwhile stays as it is
  tell(kNews, {reader_});
  EXPECT_EQ(unread(reader_), 2);
}

TEST_P(NoticeTest, MutingTwiceIsMutingOnce) {
  ASSERT_TRUE(mute(kNews, true).has_value());
  ASSERT_TRUE(mute(kNews, true).has_value());
  const auto muted =
      database_->read([&](db::Transaction& tx) { return muted_kinds(tx, kBusan, reader_); });
  EXPECT_EQ(muted, (std::set<std::string, std::less<>>{"test.news"}));
}

TEST_P(NoticeTest, WhatMustArriveCannotBeMuted) {
  EXPECT_EQ(mute(kMoved, true).error(), NoticeRefusal::notice_kind_must_arrive);
  // Not even by a choice of the time when it could be.
  const Kind before{kMoved.name, {}, Delivery::may_mute};
  ASSERT_TRUE(mute(before, true).has_value());
  tell(kMoved, {reader_});
  EXPECT_EQ(unread(reader_), 1);
}

TEST_P(NoticeTest, WhatIsSettledIsReadByAll) {
  tell(kMoved, {reader_, other_}, 1);
  tell(kMoved, {reader_}, 2);
  tell(kNews, {reader_}, 1);
  ASSERT_TRUE(read(all(other_)[0].id, other_));
  settle_asked(1);
  EXPECT_EQ(unread(reader_), 2);  // another subject, another kind
  EXPECT_EQ(all(reader_)[2].read_at, kNow.plus_seconds(60));
  EXPECT_EQ(all(other_)[0].read_at, kNow);  // the first time stays
}

TEST_P(NoticeTest, SettlingMayMeanOneOrganisation) {
  for (const std::int64_t organisation : {5, 6})
    write([&](db::Transaction& tx) {
      send(tx, kBusan, kMoved, {.subject_id = {1}, .organisation_id = {organisation}}, {reader_},
           kNow);
    });
  settle_asked(1, {6});
  EXPECT_EQ(unread(reader_), 1);
  EXPECT_EQ(all(reader_)[1].read_at, std::nullopt);
}

TEST_P(NoticeTest, TheNightForgetsWhatIsOld) {
  const auto days_ago = [&](std::int32_t days) {
    now_ = base::korean_instant(kToday.plus_days(-days), 60);
    tell(kNews, {reader_, other_}, days, {{"count", {ValueKind::count, 3}}});
  };
  days_ago(181);
  days_ago(180);
  now_ = kNow;
  const db::ModuleSchema schemas[] = {{"jobs", jobs::embedded::schema()}};
  db::migrate(*database_, schemas);
  jobs::Runner runner(*database_, [this] { return now_; }, [] { return std::vector{kBusan}; });
  own_.subscribe(runner);
  runner.run_due();  // the schedule begins
  EXPECT_EQ(all(reader_).size(), 2U);
  now_ = base::korean_instant(kToday.plus_days(1), 3 * 3600 + 40 * 60);
  EXPECT_EQ(runner.run_due(), 1U);
  EXPECT_EQ(all(reader_).size(), 0U);  // 182 and 181 days by then
  EXPECT_EQ(rows("inbox_value") + rows("inbox_reader") + rows("inbox_notice"), 0);
}

TEST_P(NoticeTest, TheSettingSaysHowLongTheyAreKept) {
  now_ = base::korean_instant(kToday.plus_days(-180), 0);
  tell(kNews, {reader_});
  const auto forget = [&] {
    return write([](db::Transaction& tx) { return forget_notices(tx, kBusan, kToday); });
  };
  EXPECT_EQ(forget(), 0);
  write([](db::Transaction& tx) {
    ASSERT_TRUE(
        settings::set(tx, kBusan, kKeepDays,
                      {.valid_from = kToday, .value = "179", .set_at = kNow, .reason = "test"})
            .has_value());
  });
  EXPECT_EQ(forget(), 1);
}

}  // namespace
}  // namespace inbox
