#include "api/problem.h"

#include "api/route.h"
#include "base/result.h"
#include "testing.h"

namespace api {
namespace {

using ::testing::HasSubstr;

enum class ShopRefusal { shop_not_found, shop_not_permitted, key_conflict, copy_stale, shop_shut };
BOOST_DESCRIBE_ENUM(ShopRefusal, shop_not_found, shop_not_permitted, key_conflict, copy_stale,
                    shop_shut)

struct StatusCase {
  ShopRefusal refusal;
  int status;
  const char* code;
};

TEST(Refused, Table) {
  const StatusCase cases[] = {{ShopRefusal::shop_not_found, 404, "shop_not_found"},
                              {ShopRefusal::shop_not_permitted, 403, "shop_not_permitted"},
                              {ShopRefusal::key_conflict, 409, "key_conflict"},
                              {ShopRefusal::copy_stale, 409, "copy_stale"},
                              {ShopRefusal::shop_shut, 422, "shop_shut"}};
  for (const StatusCase& each : cases) {
    const Answer<int> answer = refused(each.refusal);
    EXPECT_EQ(answer.error().status, each.status) << each.code;
    EXPECT_EQ(answer.error().code, each.code);
    EXPECT_TRUE(answer.error().fields.empty());
  }
}

TEST(Refused, PinsTheReasonToAField) {
  const Answer<int> answer = refused(ShopRefusal::shop_shut, "/shop_id", {{"until", "5"}});
  ASSERT_EQ(answer.error().fields.size(), 1u);
  EXPECT_EQ(answer.error().fields[0].pointer, "/shop_id");
  EXPECT_EQ(answer.error().fields[0].code, "shop_shut");
  EXPECT_EQ(answer.error().arguments.at("until"), "5");
}

TEST(AnswerOf, TakesResultsOfModules) {
  EXPECT_EQ(answer(base::Result<int, ShopRefusal>(7)), 7);
  EXPECT_EQ(
      answer(base::Result<int, ShopRefusal>(base::refuse(ShopRefusal::copy_stale))).error().code,
      "copy_stale");
  EXPECT_TRUE(answer(base::Result<void, ShopRefusal>()).has_value());
}

class ReplyTest : public ::testing::Test {
 protected:
  // A catalogue of its own, with a message that has places.
  ReplyTest() {
    catalogue_.add(embedded::messages());
    catalogue_.add(kMessages);
    services_.catalogue = &catalogue_;
    context_.language = i18n::Language::en;
    context_.request.request_id = "r-9";
  }

  static constexpr base::EmbeddedFile kMessages[] = {
      {"en.json", R"({"refusal.shop_shut": "Shut until {until}."})"},
      {"ko.json", R"({"refusal.shop_shut": "{until}까지 닫혀 있습니다."})"}};
  i18n::Catalogue catalogue_;
  Services services_;
  Context context_;
};

TEST_F(ReplyTest, ProblemIsWholeAndTranslated) {
  const Answer<int> answer = refused(ShopRefusal::shop_shut, "/shop_id", {{"until", "May"}});
  const Reply reply = reply_problem(services_, context_, answer.error());
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(reply.content_type, "application/problem+json");
  EXPECT_EQ(
      reply.body,
      R"({"type":"urn:olive:refusal:shop_shut","title":"Please check what you entered",)"
      R"("status":422,"detail":"Shut until May.","code":"shop_shut","fields":[)"
      R"({"pointer":"/shop_id","code":"shop_shut","expected":"","detail":"Shut until May."}],)"
      R"("request_id":"r-9"})");
}

TEST_F(ReplyTest, KoreanIsTheOtherLanguage) {
  context_.language = i18n::Language::ko;
  const Answer<int> answer = refused(ShopRefusal::shop_shut, {}, {{"until", "5월"}});
  EXPECT_THAT(reply_problem(services_, context_, answer.error()).body,
              HasSubstr("5월까지 닫혀 있습니다."));
}

TEST_F(ReplyTest, EveryStatusInUseHasItsTitle) {
  for (const int status : {400, 401, 403, 404, 409, 413, 415, 422, 429, 503})
    EXPECT_TRUE(catalogue_.has("problem." + std::to_string(status))) << status;
}

TEST_F(ReplyTest, SuccessIsNoProblem) {
  EXPECT_DEATH((void)reply_problem(services_, context_, {200, "shop_shut"}), "400");
}

TEST_F(ReplyTest, NoContentHasNoBody) {
  const base::Nothing nothing;
  EXPECT_EQ(reply_json(200, base::type_info<base::Nothing>(), &nothing).body, "{}");
  EXPECT_EQ(reply_json(204, base::type_info<base::Nothing>(), &nothing).body, "");
}

TEST(ContextPlaces, AreTextOrPositiveNumbers) {
  Context context;
  context.request.parameters = {{"id", "42"}, {"name", "a b"}, {"zero", "0"}};
  EXPECT_EQ(context.path_id("id").value, 42);
  EXPECT_EQ(context.path_text("name"), "a b");
  EXPECT_FALSE(static_cast<bool>(context.path_id("name")));
  EXPECT_FALSE(static_cast<bool>(context.path_id("zero")));
  EXPECT_FALSE(static_cast<bool>(context.path_id("absent")));
  EXPECT_EQ(context.path_text("absent"), "");
}

TEST(ContextToday, IsTheKoreanDate) {
  Context context;
  context.now = *base::parse_instant("2026-11-22T14:59:59Z");
  EXPECT_EQ(base::format_date(context.today()), "2026-11-22");
  context.now = context.now.plus_seconds(1);
  EXPECT_EQ(base::format_date(context.today()), "2026-11-23");
}

}  // namespace
}  // namespace api
