// An inbox with two readers, on either database.
#pragma once

#include <gtest/gtest.h>

#include "db/testing.h"
#include "inbox/module.h"
#include "people/module.h"
#include "people/organisation.h"

OLIVE_EMBEDDED(i18n)
OLIVE_EMBEDDED(settings)

namespace inbox {

inline constexpr RegionId kBusan{1};
inline const base::Date kToday = *base::make_date(2026, 11, 30);
inline const base::Instant kNow = base::korean_instant(kToday, 10 * 3600);
inline const Kind kMoved{"test.moved"};
inline const Kind kNews{"test.news", {}, Delivery::may_mute};
inline const Kind kShopNews{"test.shop_news", {"shop_keeper"}, Delivery::may_mute};

class InboxTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  InboxTest() : database_(GetParam()) {
    static constexpr std::string_view kKo =
        R"({"notice.test.moved":"{client} 님은 {date} {start}, {worker}이(가) 갑니다.",)"
        R"("notice.test.news":"{organisation}: {what} {count}개, {amount}, {until}까지, {month}",)"
        R"("notice.test.shop_news":"{word}","notice_area.test":"시험",)"
        R"("notice_kind.test.moved":"옮김","notice_kind.test.news":"새 일",)"
        R"("notice_kind.test.shop_news":"가게 일"})";
    static constexpr std::string_view kEn =
        R"({"notice.test.moved":"{worker} comes to {client} on {date} at {start}.",)"
        R"("notice.test.news":"{organisation}: {count} {what}, {amount}, by {until}, {month}",)"
        R"("notice.test.shop_news":"{word}","notice_area.test":"Test",)"
        R"("notice_kind.test.moved":"Moves","notice_kind.test.news":"News",)"
        R"("notice_kind.test.shop_news":"Shop news"})";
    const base::EmbeddedFile texts[] = {{"ko.json", kKo}, {"en.json", kEn}};
    catalogue_.add(i18n::embedded::messages());
    catalogue_.add(texts);
    const db::ModuleSchema schemas[] = {{"settings", settings::embedded::schema()},
                                        {"people", people::module().schema},
                                        {"inbox", own_.schema}};
    db::migrate(*database_, schemas);
    reader_ = add_person("홍길동");
    other_ = add_person("이순신");
  }

  template <class F>
  auto write(F&& work) {
    return database_->write(std::forward<F>(work));
  }
  PersonId add_person(const std::string& name) {
    return write([&](db::Transaction& tx) {
      return people::create_person(tx, kBusan, {.name = name}, kNow).value();
    });
  }
  /// Tells `readers` of `kind`, about the subject.
  void tell(const Kind& kind, const std::set<PersonId>& readers, std::int64_t subject = 1,
            Values values = {}) {
    write([&](db::Transaction& tx) {
      send(tx, kBusan, kind, {.subject_id = {subject}, .values = std::move(values)}, readers, now_);
    });
  }
  std::vector<Notice> all(PersonId person_id) {
    return database_->read(
        [&](db::Transaction& tx) { return notices_of(tx, kBusan, person_id, {}, 100); });
  }
  std::int64_t unread(PersonId person_id) {
    return database_->read(
        [&](db::Transaction& tx) { return count_unread(tx, kBusan, person_id); });
  }

  db::testing::TemporaryDatabase database_;
  i18n::Catalogue catalogue_;
  manifest::Module own_ = module(catalogue_, {kMoved, kNews, kShopNews});
  base::Instant now_ = kNow;
  PersonId reader_;
  PersonId other_;
};

}  // namespace inbox

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })
