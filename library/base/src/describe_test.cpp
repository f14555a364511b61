#include "base/describe.h"

#include <gtest/gtest.h>

namespace sample {

enum class Colour { green, red };
BOOST_DESCRIBE_ENUM(Colour, green, red)

struct Leaf {
  std::int32_t veins = 0;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (veins))

struct Tree {
  base::Id<struct TreeTag> tree_id;
  std::string name;
  std::int64_t height_mm = 0;
  bool is_old = false;
  double girth = 0;
  base::Date planted_on;
  base::Instant seen_at;
  Colour colour{};
  std::optional<std::string> note;
  std::vector<Leaf> leaves;

  static std::span<const base::Rule> rules() {
    static const base::Rule kRules[] = {{.field = "name", .min_length = 1, .max_length = 40},
                                        {.field = "height_mm", .minimum = 0}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(Tree, (),
                      (tree_id, name, height_mm, is_old, girth, planted_on, seen_at, colour, note,
                       leaves))

}  // namespace sample

namespace base {
namespace {

using sample::Colour;
using sample::Leaf;
using sample::Tree;

const FieldInfo& field(std::string_view name) {
  for (const FieldInfo& info : type_info<Tree>().fields)
    if (info.name == name) return info;
  ADD_FAILURE() << "no field " << name;
  return type_info<Tree>().fields.front();
}

TEST(TypeInfo, NamesTheStructAndItsFieldsInOrder) {
  const TypeInfo& tree = type_info<Tree>();
  EXPECT_EQ(tree.kind, Kind::object);
  EXPECT_EQ(tree.name, "Tree");
  ASSERT_EQ(tree.fields.size(), 10u);
  EXPECT_EQ(tree.fields[0].name, "tree_id");
  EXPECT_EQ(tree.fields[9].name, "leaves");
}

TEST(TypeInfo, TellsTheKindOfEveryField) {
  const struct {
    std::string_view field;
    Kind kind;
  } kCases[] = {
      {"tree_id", Kind::id},      {"name", Kind::text},          {"height_mm", Kind::integer},
      {"is_old", Kind::boolean},  {"girth", Kind::real},         {"planted_on", Kind::date},
      {"seen_at", Kind::instant}, {"colour", Kind::enumeration}, {"note", Kind::optional},
      {"leaves", Kind::list},
  };
  for (const auto& test : kCases) EXPECT_EQ(field(test.field).type().kind, test.kind) << test.field;
}

TEST(TypeInfo, ReadsAndWritesIntegers) {
  Tree tree;
  const struct {
    std::string_view field;
    std::int64_t value;
  } kCases[] = {{"tree_id", 7},         {"height_mm", -3}, {"is_old", 1},
                {"planted_on", 20'000}, {"seen_at", 123},  {"colour", 1}};
  for (const auto& test : kCases) {
    const FieldInfo& info = field(test.field);
    info.type().set_integer(info.member(&tree), test.value);
    EXPECT_EQ(info.type().get_integer(info.member(&tree)), test.value) << test.field;
  }
  EXPECT_EQ(tree.tree_id.value, 7);
  EXPECT_EQ(tree.height_mm, -3);
  EXPECT_TRUE(tree.is_old);
  EXPECT_EQ(tree.planted_on.days, 20'000);
  EXPECT_EQ(tree.seen_at.micros, 123);
  EXPECT_EQ(tree.colour, Colour::red);
}

TEST(TypeInfo, HandlesOptionals) {
  Tree tree;
  const TypeInfo& type = field("note").type();
  EXPECT_EQ(type.element().kind, Kind::text);
  EXPECT_FALSE(type.has_value(&tree.note));
  *static_cast<std::string*>(type.emplace(&tree.note)) = "old";
  EXPECT_TRUE(type.has_value(&tree.note));
  EXPECT_EQ(*static_cast<const std::string*>(type.at(&tree.note, 0)), "old");
  type.clear(&tree.note);
  EXPECT_FALSE(tree.note.has_value());
}

TEST(TypeInfo, HandlesLists) {
  Tree tree;
  const TypeInfo& type = field("leaves").type();
  EXPECT_EQ(type.element().name, "Leaf");
  static_cast<Leaf*>(type.emplace(&tree.leaves))->veins = 4;
  static_cast<Leaf*>(type.emplace(&tree.leaves))->veins = 5;
  EXPECT_EQ(type.size(&tree.leaves), 2u);
  EXPECT_EQ(static_cast<const Leaf*>(type.at(&tree.leaves, 1))->veins, 5);
  type.clear(&tree.leaves);
  EXPECT_TRUE(tree.leaves.empty());
}

TEST(TypeInfo, AttachesRules) {
  ASSERT_NE(field("name").rule, nullptr);
  EXPECT_EQ(field("name").rule->max_length, 40u);
  ASSERT_NE(field("height_mm").rule, nullptr);
  EXPECT_EQ(field("height_mm").rule->minimum, 0);
  EXPECT_EQ(field("girth").rule, nullptr);
  EXPECT_EQ(type_info<Leaf>().fields[0].rule, nullptr);
}

TEST(Enums, HaveNames) {
  EXPECT_EQ(name_of(Colour::red), "red");
  EXPECT_EQ(name_of(static_cast<Colour>(9)), "?");
  EXPECT_EQ(parse_enum<Colour>("green"), Colour::green);
  EXPECT_FALSE(parse_enum<Colour>("Green"));
  EXPECT_EQ(all_of<Colour>().size(), 2u);
  EXPECT_EQ(type_info<Colour>().names[1], "red");
}

TEST(Nothing, IsAnEmptyObject) {
  EXPECT_EQ(type_info<Nothing>().kind, Kind::object);
  EXPECT_TRUE(type_info<Nothing>().fields.empty());
}

}  // namespace
}  // namespace base
