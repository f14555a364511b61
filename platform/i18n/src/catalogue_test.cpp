#include "i18n/catalogue.h"

#include "gtest/gtest.h"

namespace i18n {
namespace {

using Files = std::vector<base::EmbeddedFile>;

Files files(std::string_view ko, std::string_view en) { return {{"en.json", en}, {"ko.json", ko}}; }

TEST(CatalogueTest, messages_are_found_in_both_languages) {
  Catalogue catalogue;
  catalogue.add(files(R"({"greeting":"{name}님, 안녕하세요"})", R"({"greeting":"Hello, {name}"})"));
  EXPECT_EQ(catalogue.text(Language::ko, "greeting", {{"name", "홍길동"}}), "홍길동님, 안녕하세요");
  EXPECT_EQ(catalogue.text(Language::en, "greeting", {{"name", "Hong"}}), "Hello, Hong");
  EXPECT_EQ(catalogue.text(Language::en, "greeting"), "Hello, {name}");
  EXPECT_EQ(catalogue.text(Language::en, "missing"), "missing");
  EXPECT_TRUE(catalogue.has("greeting"));
  EXPECT_FALSE(catalogue.has("missing"));
  EXPECT_EQ(catalogue.size(), 1U);
}

TEST(CatalogueTest, arguments_are_not_filled_again) {
  Catalogue catalogue;
  catalogue.add(files(R"({"m":"{a} {b} { c } {"})", R"({"m":"{b}{a}"})"));
  EXPECT_EQ(catalogue.text(Language::ko, "m", {{"a", "{b}"}, {"b", "2"}}), "{b} 2 { c } {");
}

TEST(CatalogueDeathTest, broken_catalogues_cannot_be_added) {
  const Files cases[] = {
      files(R"({"a":"1"})", R"({"b":"1"})"),     files(R"({"a":"1","b":"2"})", R"({"a":"1"})"),
      files(R"({"a":"{x}"})", R"({"a":"{y}"})"), files(R"({"a":""})", R"({"a":"1"})"),
      Files{{"ko.json", R"({"a":"1"})"}},
  };
  for (const Files& broken : cases) EXPECT_DEATH(Catalogue().add(broken), "CHECK|check|catalogue");
  Catalogue catalogue;
  catalogue.add(files(R"({"a":"1"})", R"({"a":"1"})"));
  EXPECT_DEATH(catalogue.add(files(R"({"a":"1"})", R"({"a":"1"})")), "emplace");
}

TEST(LanguageTest, the_heavier_language_wins_and_korean_in_doubt) {
  struct Case {
    const char* header;
    Language language;
  };
  const Case cases[] = {
      {"", Language::ko},
      {"ko", Language::ko},
      {"en", Language::en},
      {"en-US,en;q=0.9,ko;q=0.8", Language::en},
      {"ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", Language::ko},
      {"en;q=0.5, ko;q=0.5", Language::ko},
      {"EN-gb", Language::en},
      {"fr, de;q=0.5", Language::ko},
      {"fr, en;q=0.1", Language::en},
      {"en;q=0", Language::ko},
      {"en;q=x, ko;q=0.001", Language::ko},
      {"english", Language::ko},
      {";;;,,,q=", Language::ko},
  };
  for (const Case& c : cases) EXPECT_EQ(preferred_language(c.header), c.language) << c.header;
}

}  // namespace
}  // namespace i18n
