#include "testing.h"

namespace api {
namespace {

using testing::call;
using testing::coordinator;
using testing::json_request;
using testing::signed_in_as;

struct CountIn {
  std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(CountIn, (), (amount))
struct CountOut {
  std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(CountOut, (), (total))
enum class CountRefusal { amount_negative };
BOOST_DESCRIBE_ENUM(CountRefusal, amount_negative)

constexpr base::EmbeddedFile kSchema[] = {
    {"0001_count.sql",
     "CREATE TABLE count_sum (region_id BIGINT NOT NULL, total BIGINT NOT NULL, "
     "PRIMARY KEY (region_id));"}};

// Adds to a sum; a second run of the same deed would show in it.
Route add_route() {
  return post<CountIn, CountOut>(
      "/api/v1/counts", {.operation = "create_count", .success_status = 201},
      [](db::Transaction& tx, const Context& context, const CountIn& in) -> Answer<CountOut> {
        tx.execute("UPDATE count_sum SET total = total + $2 WHERE region_id = $1",
                   context.region_id(), in.amount);
        if (in.amount < 0) return refused(CountRefusal::amount_negative, "/amount");
        return CountOut{
            *tx.integer("SELECT total FROM count_sum WHERE region_id = $1", context.region_id())};
      });
}

class OnceTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  OnceTest() {
    const db::ModuleSchema schemas[] = {{"count", kSchema}};
    db::migrate(*world_.database(), schemas);
    world_.database()->write([](db::Transaction& tx) {
      tx.execute("INSERT INTO count_sum (region_id, total) VALUES ($1, 0)", 1);
    });
  }
  Reply add(std::int64_t amount, const std::string& key, std::int64_t person = 7) {
    Principal principal = coordinator();
    principal.person_id = {person};
    const auto routes = http_routes({add_route()}, {}, world_.services(), signed_in_as(principal));
    return call(routes[0], json_request(http::Method::post, "/api/v1/counts",
                                        "{\"amount\":" + std::to_string(amount) + "}", key));
  }
  std::int64_t total() {
    return world_.database()->read([](db::Transaction& tx) {
      return *tx.integer("SELECT total FROM count_sum WHERE region_id = $1", 1);
    });
  }

  testing::World world_{GetParam()};
};

TEST_P(OnceTest, KeyIsRequired) {
  const Reply reply = add(5, "");
  EXPECT_EQ(reply.status, 400);
  EXPECT_THAT(reply.body, ::testing::HasSubstr("idempotency_key_required"));
  EXPECT_EQ(total(), 0);
}

TEST_P(OnceTest, MalformedKeysAreRefused) {
  for (const std::string& key : {std::string(101, 'k'), std::string("a b"), std::string("키")})
    EXPECT_THAT(add(5, key).body, ::testing::HasSubstr("idempotency_key_malformed"));
  EXPECT_EQ(add(5, std::string(100, 'k')).status, 201);
}

TEST_P(OnceTest, RetryGetsTheFirstAnswer) {
  const Reply first = add(5, "k1");
  const Reply again = add(5, "k1");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.body, R"({"total":5})");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.content_type, first.content_type);
  ASSERT_EQ(again.headers.size(), 1u);
  EXPECT_EQ(again.headers[0].first, "idempotency-replayed");
  EXPECT_EQ(total(), 5);
}

TEST_P(OnceTest, OtherRequestWithTheSameKeyIsAConflict) {
  (void)add(5, "k1");
  const Reply other = add(6, "k1");
  EXPECT_EQ(other.status, 409);
  EXPECT_THAT(other.body, ::testing::HasSubstr("idempotency_conflict"));
  EXPECT_EQ(total(), 5);
}

TEST_P(OnceTest, KeysBelongToTheirPerson) {
  (void)add(5, "k1", 7);
  EXPECT_EQ(add(6, "k1", 8).status, 201);
  EXPECT_EQ(total(), 11);
}

TEST_P(OnceTest, RefusalChangesNothingAndIsNotRemembered) {
  EXPECT_EQ(add(-1, "k1").status, 422);
  EXPECT_EQ(total(), 0);
  EXPECT_EQ(add(4, "k1").status, 201);
  EXPECT_EQ(total(), 4);
}

TEST_P(OnceTest, ConcurrentRequestsWithOneKeyDoOneDeed) {
  std::vector<std::thread> threads;
  std::vector<Reply> replies(8);
  for (std::size_t i = 0; i < replies.size(); ++i)
    threads.emplace_back([&, i] { replies[i] = add(5, "k1"); });
  for (std::thread& thread : threads) thread.join();
  for (const Reply& reply : replies) {
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.body, R"({"total":5})");
  }
  EXPECT_EQ(std::ranges::count_if(replies, [](const Reply& r) { return r.headers.empty(); }), 1);
  EXPECT_EQ(total(), 5);
}

TEST_P(OnceTest, OldRepliesAreForgotten) {
  (void)add(5, "k1");
  const auto forget = [&](base::Instant before) {
    return world_.database()->write(
        [&](db::Transaction& tx) { return forget_requests(tx, {1}, before); });
  };
  EXPECT_EQ(forget(testing::kNow), 0);
  EXPECT_EQ(forget(testing::kNow.plus_seconds(1)), 1);
  EXPECT_EQ(add(5, "k1").body, R"({"total":10})");
}

INSTANTIATE_TEST_SUITE_P(Db, OnceTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

}  // namespace
}  // namespace api
