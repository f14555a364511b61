#include "target.h"

#include <gtest/gtest.h>

namespace http {
namespace {

struct GoodTarget {
  std::string_view target, path, query;
};

class TargetAccepts : public testing::TestWithParam<GoodTarget> {};

TEST_P(TargetAccepts, Decodes) {
  const auto [text, path, query] = GetParam();
  const auto target = parse_target(text);
  ASSERT_TRUE(target) << text;
  EXPECT_EQ(target->path, path);
  std::string pairs;
  for (const auto& [name, value] : target->query) pairs += "[" + name + "=" + value + "]";
  EXPECT_EQ(pairs, query) << text;
}

INSTANTIATE_TEST_SUITE_P(Table, TargetAccepts,
                         testing::Values(GoodTarget{"/", "/", ""}, GoodTarget{"/a/b", "/a/b", ""},
                                         GoodTarget{"/a?", "/a", ""},
                                         GoodTarget{"/a?x", "/a", "[x=]"},
                                         GoodTarget{"/a?x=1&y=2&x=3", "/a", "[x=3][y=2]"},
                                         GoodTarget{"/a?q=%EA%B0%80+b%2Bc", "/a", "[q=가 b+c]"},
                                         GoodTarget{"/a?u=/x/../y", "/a", "[u=/x/../y]"},
                                         GoodTarget{"/%EB%B6%80%EC%82%B0", "/부산", ""},
                                         GoodTarget{"/a%20b+c", "/a b+c", ""},
                                         GoodTarget{"/a..b/...", "/a..b/...", ""},
                                         GoodTarget{"/a//b", "/a//b", ""},
                                         GoodTarget{"http://olive.example/a?b=1", "/a", "[b=1]"},
                                         GoodTarget{"http://olive.example", "/", ""}));

class TargetRefuses : public testing::TestWithParam<std::string_view> {};

TEST_P(TargetRefuses, WhatTwoParsersCouldReadDifferently) {
  EXPECT_FALSE(parse_target(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Table, TargetRefuses,
                         testing::Values("", "*", "a", "/..", "/.", "/a/../b", "/a/./b", "/a/..",
                                         "/%2e%2e/etc/passwd", "/%2E%2e", "/a/%2e/b", "/..%2fetc",
                                         "/a%2fb", "/a%5c..%5cb", "/a\\b", "/a%00b", "/a%0ab",
                                         "/a%7f", "/%", "/%4", "/%zz", "/%ff", "/%c0%ae%c0%ae/",
                                         "/a?x=%ff", "/a?x=%0", "/a?x=%00", "/a#b"));

TEST(Percent, DecodesPlusInQueriesOnly) {
  EXPECT_EQ(percent_decode("a+b%41", PlusIs::space), "a bA");
  EXPECT_EQ(percent_decode("a+b%41", PlusIs::plus), "a+bA");
  EXPECT_EQ(percent_decode("%4", PlusIs::plus), std::nullopt);
}

}  // namespace
}  // namespace http
