// Whatever a client sends, a log line stays one line of valid JSON.
#include "json_text.h"

#include <random>

#include "base/text.h"
#include "gtest/gtest.h"

namespace observe {
namespace {

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

// What a JSON reader makes of a string that append_json_string wrote.
std::string read_back(std::string_view json) {
  std::string text;
  for (std::size_t i = 1; i + 1 < json.size(); ++i) {
    if (json[i] != '\\') {
      text += json[i];
      continue;
    }
    switch (json[++i]) {
      case 'n': text += '\n'; break;
      case 't': text += '\t'; break;
      case 'u':
        text += static_cast<char>(std::stoi(std::string(json.substr(i + 1, 4)), nullptr, 16));
        i += 4;
        break;
      default: text += json[i];
    }
  }
  return text;
}

TEST(JsonTextTest, every_control_character_is_escaped) {
  for (int c = 0; c < 0x20; ++c) {
    const std::string text(1, static_cast<char>(c));
    const std::string json = json_string(text);
    EXPECT_EQ(json[1], '\\') << c;
    EXPECT_EQ(read_back(json), text) << c;
  }
}

TEST(JsonTextTest, well_formed_text_comes_back_unchanged) {
  for (const std::string text :
       {"", "a", "한글", "\"quoted\\", "a/b", "\u00e9\u20ac\U0001F333", "tab\tline\nend"})
    EXPECT_EQ(read_back(json_string(text)), text);
}

TEST(JsonTextTest, no_bytes_break_the_line) {
  std::mt19937 random(5);
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes;
    for (unsigned i = random() % 24; i > 0; --i) bytes += static_cast<char>(random());
    const std::string json = json_string(bytes);
    ASSERT_TRUE(base::is_utf8(json));
    ASSERT_EQ(json.find('\n'), std::string::npos);
    ASSERT_EQ(json.front(), '"');
    ASSERT_EQ(json.back(), '"');
    for (std::size_t i = 1; i + 1 < json.size(); ++i) {
      ASSERT_GE(static_cast<unsigned char>(json[i]), 0x20) << round;
      if (json[i] == '\\') ++i;  // what it escapes cannot end the string
      else ASSERT_NE(json[i], '"') << round;
    }
  }
}

TEST(JsonTextTest, each_broken_byte_becomes_one_mark) {
  constexpr const char* kMark = "\xEF\xBF\xBD";
  struct Case {
    std::string bytes;
    int marks;
  };
  const Case cases[] = {{"\x80", 1},         {"\xC0\xAF", 2},          // overlong slash
                        {"\xE0\x80\xAF", 3}, {"\xF4\x90\x80\x80", 4},  // above U+10FFFF
                        {"\xC3(", 1},        {"\xF0\x9F\x8C", 3}};     // cut off
  for (const Case& each : cases) {
    const std::string json = json_string(each.bytes);
    int marks = 0;
    for (std::size_t at = json.find(kMark); at != std::string::npos; at = json.find(kMark, at + 3))
      ++marks;
    EXPECT_EQ(marks, each.marks) << json;
  }
}

TEST(LogLineTest, names_and_texts_are_escaped_and_numbers_are_bare) {
  const Field fields[] = {{"a\"b", "c\"d"}, {"count", std::int64_t{-5}}, {"empty", ""}};
  EXPECT_EQ(log_line("t", "info", "e\"v", fields),
            R"({"time":"t","level":"info","event":"e\"v","a\"b":"c\"d","count":-5,"empty":""})");
  EXPECT_EQ(log_line("t", "info", "e", {}), R"({"time":"t","level":"info","event":"e"})");
}

}  // namespace
}  // namespace observe
