// The inbox over HTTP: sentences in the reader's language, pages, reading, muting.
#include "api/testing.h"
#include "inbox_fixture.h"

namespace inbox {
namespace {

using api::testing::field;

constexpr const char* kList = "/api/v1/me/notices";
constexpr const char* kKinds = "/api/v1/me/notice-kinds";

class RoutesTest : public InboxTest {
 protected:
  RoutesTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own_.routes, own_.permissions);
    be(reader_, "citizen");
  }
  void be(PersonId person_id, const std::string& role) {
    client_->sign_in(person_id, {{role, {}}});
  }
  std::string first_text() { return field(client_->get(kList).body, "text"); }

  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(RoutesTest);

TEST_P(RoutesTest, NamesAreLookedUpWhenSomebodyReads) {
  tell(kMoved, {reader_}, 7,
       {{"client", {ValueKind::masked_person, reader_.value}},
        {"worker", {ValueKind::person, other_.value}},
        {"date", {ValueKind::date, kToday.days}},
        {"start", {ValueKind::time, 600}}});
  EXPECT_EQ(first_text(), "홍*동 님은 11월 30일(월) 오전 10시, 이순신이 갑니다.");
  write([&](db::Transaction& tx) {
    people::Person person = *people::find_person(tx, kBusan, other_);
    person.name = "유관수";
    return people::update_person(tx, kBusan, person, kNow);
  }).value();
  EXPECT_EQ(first_text(), "홍*동 님은 11월 30일(월) 오전 10시, 유관수가 갑니다.");
  const std::string body = client_->get(kList).body;
  EXPECT_EQ(field(body, "subject_id"), "7");
  EXPECT_EQ(field(body, "kind"), "test.moved");
}

TEST_P(RoutesTest, EveryKindOfValueHasItsPhrase) {
  const OrganisationId shop = write([&](db::Transaction& tx) {
    return people::create_organisation(
               tx, kBusan, {.kind = people::OrganisationKind::shop, .name = "올리브 카페"}, kNow)
        .value();
  });
  const Message message{.organisation_id = shop,
                        .values = {{"what", {ValueKind::items, 2, "빵"}},
                                   {"count", {ValueKind::count, 1'200}},
                                   {"amount", {ValueKind::won, 35'000}},
                                   {"until", {ValueKind::moment, kNow.micros}},
                                   {"month", {ValueKind::month, kToday.days}}}};
  write([&](db::Transaction& tx) { send(tx, kBusan, kNews, message, {reader_}, kNow); });
  EXPECT_EQ(first_text(),
            "올리브 카페: 빵 외 2가지 1,200개, 35,000원, 11월 30일(월) 오전 10시까지, "
            "2026년 11월");
  tell(kShopNews, {reader_}, 1, {{"word", {ValueKind::message, 0, "i18n.weekday.1"}}});
  EXPECT_EQ(first_text(), "월");
  tell(kShopNews, {reader_}, 1, {{"word", {ValueKind::text, 0, "그대로 {word}"}}});
  EXPECT_EQ(first_text(), "그대로 {word}");
}

TEST_P(RoutesTest, PagesFollowEachOther) {
  for (std::int64_t i = 1; i <= 3; ++i) tell(kMoved, {reader_}, i);
  const std::string path = std::string(kList) + "?limit=2";
  const std::string first = client_->get(path).body;
  EXPECT_EQ(field(first, "unread"), "3");
  EXPECT_EQ(field(first, "subject_id"), "3");
  const std::string next = client_->get(path + "&cursor=" + field(first, "next_cursor")).body;
  EXPECT_EQ(field(next, "subject_id"), "1");
  EXPECT_EQ(field(next, "next_cursor"), "null");
  EXPECT_EQ(field(client_->get(path + "&cursor=nonsense!").body, "code"), "cursor_malformed");
}

TEST_P(RoutesTest, OneByOneOrAllThatWereSeen) {
  for (std::int64_t i = 1; i <= 3; ++i) tell(kMoved, {reader_}, i);
  const auto id = [&](std::size_t place) { return std::to_string(all(reader_)[place].id.value); };
  const std::string one = std::string(kList) + "/" + id(2) + "/reading";
  EXPECT_EQ(field(client_->post(one, "{}").body, "unread"), "2");
  EXPECT_EQ(field(client_->post(one, "{}").body, "unread"), "2");
  const std::string all_of_them = std::string(kList) + "/reading";
  EXPECT_EQ(field(client_->post(all_of_them, R"({"newest_id":")" + id(1) + R"("})").body, "unread"),
            "1");
  EXPECT_EQ(field(client_->get(std::string(kList) + "/unread").body, "unread"), "1");
  EXPECT_EQ(field(client_->post(all_of_them, "{}").body, "unread"), "0");
  be(other_, "citizen");
  EXPECT_EQ(field(client_->post(one, "{}").body, "code"), "notice_not_found");
  EXPECT_EQ(client_->get(kList).body.find("test.moved"), std::string::npos);
  client_->sign_out();
  EXPECT_EQ(client_->get(kList).status, 401);
}

TEST_P(RoutesTest, KindsAreThoseOfOnesRoles) {
  const std::string mine = client_->get(kKinds).body;
  EXPECT_NE(mine.find(R"("kind":"test.moved","name":"옮김","area":"test","area_name":"시험",)"
                      R"("may_mute":false)"),
            std::string::npos)
      << mine;
  EXPECT_EQ(mine.find("test.shop_news"), std::string::npos);
  const std::string shop = std::string(kKinds) + "/test.shop_news";
  EXPECT_EQ(client_->put(shop, R"({"is_muted":true})").status, 404);
  be(other_, "shop_keeper");
  EXPECT_NE(client_->get(kKinds).body.find("test.shop_news"), std::string::npos);
  EXPECT_EQ(field(client_->put(shop, R"({"is_muted":true})").body, "is_muted"), "true");
}

TEST_P(RoutesTest, AKindIsMutedAndCallsAgain) {
  const std::string news = std::string(kKinds) + "/test.news";
  EXPECT_EQ(field(client_->put(news, R"({"is_muted":true})").body, "is_muted"), "true");
  EXPECT_NE(client_->get(kKinds).body.find(R"("may_mute":true,"is_muted":true)"),
            std::string::npos);
  tell(kNews, {reader_});
  EXPECT_EQ(field(client_->get(kList).body, "unread"), "0");
  EXPECT_EQ(field(client_->put(news, R"({"is_muted":false})").body, "is_muted"), "false");
  tell(kNews, {reader_});
  EXPECT_EQ(field(client_->get(kList).body, "unread"), "1");
}

TEST_P(RoutesTest, RefusalsNameWhatIsWrong) {
  const auto moved = client_->put(std::string(kKinds) + "/test.moved", R"({"is_muted":true})");
  EXPECT_EQ(moved.status, 422);
  EXPECT_EQ(field(moved.body, "code"), "notice_kind_must_arrive");
  EXPECT_NE(moved.body.find("/is_muted"), std::string::npos);
  const auto unknown = client_->put(std::string(kKinds) + "/test.nothing", R"({"is_muted":true})");
  EXPECT_EQ(field(unknown.body, "code"), "notice_kind_not_found");
  EXPECT_EQ(client_->put(std::string(kKinds) + "/test.news", "{}").status, 422);
}

}  // namespace
}  // namespace inbox
