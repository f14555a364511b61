#include "ledger/seat.h"

#include <gtest/gtest.h>

#include "testing/test_ledger.h"

namespace ledger {
namespace {

class SeatTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  std::optional<std::string> address() {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return writer_address(tx, ledger_.id()); });
  }
  TestLedger ledger_{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Db, SeatTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(SeatTest, the_writer_says_where_it_is) {
  EXPECT_EQ(address(), std::nullopt);
  ledger_->announce("127.0.0.1:8080");
  EXPECT_EQ(address(), "127.0.0.1:8080");
  ledger_->announce("127.0.0.1:8081");
  EXPECT_EQ(address(), "127.0.0.1:8081");
}

TEST_P(SeatTest, the_address_of_an_earlier_epoch_is_nobodys) {
  ledger_->announce("127.0.0.1:8080");
  ledger_.start();
  EXPECT_EQ(address(), std::nullopt);
}

TEST_P(SeatTest, a_writer_that_was_fenced_cannot_announce) {
  const Ledger other(ledger_.database(), [] { return base::korean_instant(kFirstDay, 0); });
  EXPECT_THROW(ledger_->announce("127.0.0.1:8080"), db::Error);
  EXPECT_EQ(address(), std::nullopt);
  EXPECT_NE(ledger_.fatal(), "");
}

TEST_P(SeatTest, an_instance_that_does_not_write_leaves_the_lease_alone) {
  Ledger reader(ledger_.database(), [] { return base::korean_instant(kFirstDay, 0); },
                {.is_writer = false});
  EXPECT_FALSE(reader.is_writer());
  EXPECT_TRUE(ledger_->is_writer());
  const auto deed = [](db::Transaction&, Batch&) -> Posting<int> { return 1; };
  EXPECT_THROW((void)reader.execute(deed), db::Error);
  EXPECT_EQ(ledger_->execute(deed), 1);  // nobody was fenced
}

}  // namespace
}  // namespace ledger
