#include "json/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace json {
namespace {

std::vector<std::string> faults_of(const Tree& tree) {
  std::vector<std::string> faults;
  for (const FieldError& error : tree.errors()) faults.push_back(error.pointer + " " + error.code);
  return faults;
}

TEST(TreeTest, ReadsWhatIsThere) {
  Tree tree(R"({"name":"가","size":3,"rows":[[1,2.5],[0,4]],"is_open":true,"none":null})");
  const Node root = tree.root();
  EXPECT_EQ(root.field("name").text(), "가");
  EXPECT_EQ(root.field("size").integer(), 3);
  EXPECT_EQ(root.field("size").number(), 3.0);
  EXPECT_TRUE(root.field("is_open").boolean());
  EXPECT_FALSE(root.find("none"));
  EXPECT_FALSE(root.find("absent"));
  EXPECT_THAT(root.field("rows").elements().at(0).numbers(), ::testing::ElementsAre(1.0, 2.5));
  EXPECT_THAT(root.names(), ::testing::ElementsAre("name", "size", "rows", "is_open", "none"));
  EXPECT_THAT(faults_of(tree), ::testing::IsEmpty());
}

TEST(TreeTest, TellsKindsApart) {
  Tree tree(R"({"a":"x","b":1,"c":[],"d":{},"e":-0.5})");
  const Node root = tree.root();
  EXPECT_TRUE(root.is_object());
  EXPECT_TRUE(root.field("a").is_text());
  EXPECT_TRUE(root.field("b").is_number());
  EXPECT_TRUE(root.field("c").is_list());
  EXPECT_TRUE(root.field("d").is_object());
  EXPECT_TRUE(root.field("e").is_number());
  EXPECT_FALSE(root.field("a").is_number());
  EXPECT_FALSE(root.field("e").is_null());
}

TEST(TreeTest, EveryFaultIsReportedOnceWithItsPlace) {
  Tree tree(R"({"people":[{"id":7},{"id":"b"},3],"a/b":"x"})");
  for (const Node& person : tree.root().field("people").elements()) {
    static_cast<void>(person.field("id").text());
    static_cast<void>(person.find("age"));
  }
  static_cast<void>(tree.root().field("a/b").integer());
  static_cast<void>(tree.root().field("gone").field("deeper").numbers());
  EXPECT_THAT(faults_of(tree),
              ::testing::ElementsAre("/people/0/id expected_text", "/people/2 expected_object",
                                     "/a~1b expected_integer", "/gone required"));
}

TEST(TreeTest, WrongTypesYieldEmptyValues) {
  Tree tree(R"({"t":1,"n":"1","l":{},"b":0,"i":1.5,"ns":[1,"2",3]})");
  const Node root = tree.root();
  EXPECT_EQ(root.field("t").text(), "");
  EXPECT_EQ(root.field("n").number(), 0);
  EXPECT_TRUE(root.field("l").elements().empty());
  EXPECT_FALSE(root.field("b").boolean());
  EXPECT_EQ(root.field("i").integer(), 0);
  EXPECT_TRUE(root.field("ns").numbers().empty());
  EXPECT_THAT(faults_of(tree),
              ::testing::ElementsAre("/t expected_text", "/n expected_number", "/l expected_list",
                                     "/b expected_boolean", "/i expected_integer",
                                     "/ns/1 expected_number"));
}

TEST(TreeTest, RefusesTextsThatAreNoJson) {
  for (const auto& [text, code] : std::vector<std::pair<std::string, std::string>>{
           {"{", "malformed_json"},
           {"", "malformed_json"},
           {R"({"a":1,"a":2})", "duplicate_field"},
           {"\"\xff\"", "not_utf8"},
           {std::string(40, '[') + std::string(40, ']'), "too_deep"}}) {
    Tree tree(text);
    EXPECT_TRUE(tree.root().is_null());
    static_cast<void>(tree.root().field("x").text());
    EXPECT_THAT(faults_of(tree), ::testing::ElementsAre(" " + code)) << text;
  }
}

TEST(TreeTest, AFileOfFaultsReportsTheFirstTwenty) {
  std::string text = "[";
  for (int i = 0; i < 100; ++i) text += i ? ",1" : "1";
  Tree tree(text + "]");
  for (const Node& element : tree.root().elements()) static_cast<void>(element.text());
  EXPECT_EQ(tree.errors().size(), 20u);
}

}  // namespace
}  // namespace json
