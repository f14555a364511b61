// Places of messages and languages of headers, at their edges.
#include "gtest/gtest.h"
#include "i18n/catalogue.h"

namespace i18n {
namespace {

std::string filled(std::string_view message, const Arguments& arguments) {
  const std::string json = R"({"m":")" + std::string(message) + R"("})";
  const base::EmbeddedFile files[] = {{"en.json", json}, {"ko.json", json}};
  Catalogue catalogue;
  catalogue.add(files);
  return catalogue.text(Language::ko, "m", arguments);
}

struct FillCase {
  const char* message;
  Arguments arguments;
  const char* text;
};

TEST(FillTest, FillTable) {
  const FillCase cases[] = {
      {"{a}", {{"a", "1"}}, "1"},
      {"{a}{a}", {{"a", "1"}}, "11"},
      {"{a}-{b}", {{"b", "2"}}, "{a}-2"},  // what is missing stays to be seen
      {"{a}", {{"a", ""}}, ""},
      {"{a", {{"a", "1"}}, "{a"},
      {"a}", {{"a", "1"}}, "a}"},
      {"{A}", {{"A", "1"}}, "{A}"},  // names are lower case
      {"{}", {{"", "1"}}, "{}"},
      {"{{a}}", {{"a", "1"}}, "{1}"},
      {"{a_1}원", {{"a_1", "3,000"}}, "3,000원"},
      {"no places", {{"a", "1"}}, "no places"},
  };
  for (const FillCase& each : cases)
    EXPECT_EQ(filled(each.message, each.arguments), each.text) << each.message;
}

TEST(FillTest, catalogues_of_modules_are_merged) {
  const base::EmbeddedFile first[] = {{"en.json", R"({"a":"A"})"}, {"ko.json", R"({"a":"가"})"}};
  const base::EmbeddedFile second[] = {{"en.json", R"({"b":"B"})"}, {"ko.json", R"({"b":"나"})"}};
  Catalogue catalogue;
  catalogue.add(first);
  catalogue.add(second);
  EXPECT_EQ(catalogue.size(), 2U);
  EXPECT_EQ(catalogue.text(Language::ko, "a"), "가");
  EXPECT_EQ(catalogue.text(Language::en, "b"), "B");
}

// RFC 9110 §12.4.2: weights have up to three decimals, more weight is wished more.
TEST(FillTest, weights_are_compared_to_the_third_decimal) {
  EXPECT_EQ(preferred_language("ko;q=0.998,en;q=0.999"), Language::en);
  EXPECT_EQ(preferred_language("ko;q=0.999,en;q=0.998"), Language::ko);
  EXPECT_EQ(preferred_language("en ; q=0.8 , ko ; q=0.7"), Language::en);
  EXPECT_EQ(preferred_language("ko;q=0,en;q=0.001"), Language::en);
  EXPECT_EQ(preferred_language("en-US, ko-KR;q=0.9"), Language::en);
  EXPECT_EQ(preferred_language("en;q=0.1,en-GB;q=0.9,ko;q=0.5"), Language::en);  // the best range
  EXPECT_EQ(preferred_language(std::string(10'000, ',')), Language::ko);
}

}  // namespace
}  // namespace i18n
