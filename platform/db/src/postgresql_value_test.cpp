#include "postgresql_value.h"

#include "db/database.h"
#include "gtest/gtest.h"

namespace db::postgresql {
namespace {

// numeric's wire form: number of digits, weight, sign, scale, then digits in base 10000.
std::string numeric(std::int16_t weight, std::int16_t sign, std::vector<std::int16_t> digits) {
  std::string out;
  const auto add = [&](std::int16_t number) {
    out += static_cast<char>(number >> 8);
    out += static_cast<char>(number & 0xFF);
  };
  add(static_cast<std::int16_t>(digits.size()));
  add(weight);
  add(sign);
  add(0);
  for (const std::int16_t digit : digits) add(digit);
  return out;
}

constexpr std::int16_t kMinus = 0x4000;

TEST(NumericTest, whole_numbers_are_read) {
  EXPECT_EQ(read_numeric(numeric(0, 0, {})), 0);
  EXPECT_EQ(read_numeric(numeric(0, 0, {7})), 7);
  EXPECT_EQ(read_numeric(numeric(1, 0, {1, 2})), 10'002);
  EXPECT_EQ(read_numeric(numeric(2, kMinus, {3})), -300'000'000);
  EXPECT_EQ(read_numeric(numeric(4, 0, {922, 3372, 368, 5477, 5807})),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(read_numeric(numeric(4, kMinus, {922, 3372, 368, 5477, 5808})),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read_numeric(numeric(0, 0, {5, 0})), 5);  // 5.0000
}

TEST(NumericTest, others_are_refused) {
  const auto state_of = [](const std::string& binary) {
    try {
      (void)read_numeric(binary);
    } catch (const Error& error) {
      return error.sqlstate;
    }
    return std::string("none");
  };
  EXPECT_EQ(state_of(numeric(0, 0, {5, 5'000})), "42804");
  EXPECT_EQ(state_of(numeric(-1, 0, {1})), "42804");
  EXPECT_EQ(state_of(numeric(4, 0, {922, 3372, 368, 5477, 5808})), "22003");
  EXPECT_EQ(state_of(numeric(5, 0, {1})), "22003");
  EXPECT_EQ(state_of(numeric(0, static_cast<std::int16_t>(0xC000), {})), "22003");  // NaN
}

}  // namespace
}  // namespace db::postgresql
