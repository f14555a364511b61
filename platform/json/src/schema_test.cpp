#include <gtest/gtest.h>

#include "json/json.h"
#include "sample_testing.h"

namespace json {
namespace {

using Components = std::map<std::string, std::string>;

TEST(Schema, RefersToObjectsAndDescribesThemOnce) {
  Components components;
  EXPECT_EQ(schema_of(base::type_info<sample::Member>(), components),
            R"({"$ref":"#/components/schemas/Member"})");
  EXPECT_EQ(components.at("Member"),
            R"({"type":"object","additionalProperties":false,"properties":{)"
            R"("name":{"type":"string","minLength":1,"maxLength":5},)"
            R"("age":{"type":"integer","format":"int32","minimum":0,"maximum":150},)"
            R"("born":{"type":["string","null"],"format":"date"}},)"
            R"("required":["name","age"]})");
}

TEST(Schema, CollectsNestedTypesAndEnums) {
  Components components;
  (void)schema_of(base::type_info<sample::Household>(), components);
  EXPECT_EQ(components.size(), 3u);
  EXPECT_EQ(components.at("Colour"), R"({"type":"string","enum":["red","green","blue"]})");
  const std::string& household = components.at("Household");
  for (std::string_view part :
       {R"("person_id":{"type":"string","pattern":"^[0-9]+$"})",
        R"("amount_won":{"type":"integer","format":"int64"})",
        R"("share":{"type":"number","format":"double"})",
        R"("seen_at":{"type":"string","format":"date-time"})",
        R"("phone":{"type":["string","null"],"pattern":"^[0-9-]+$"})",
        R"("door":{"anyOf":[{"$ref":"#/components/schemas/Colour"},{"type":"null"}]})",
        R"("members":{"type":"array","items":{"$ref":"#/components/schemas/Member"}})",
        R"("tags":{"type":"array","maxItems":3,"items":{"type":"string","pattern":"^[a-z]+$"}})"})
    EXPECT_NE(household.find(part), std::string::npos) << part << "\n" << household;
}

TEST(Schema, IsItselfJson) {
  Components components;
  (void)schema_of(base::type_info<sample::Household>(), components);
  for (const auto& [name, text] : components) {
    sample::Member ignored;
    const Errors errors = read_into(text, base::type_info<sample::Member>(), &ignored);
    EXPECT_NE(errors.at(0).code, "malformed_json") << text;  // only unknown and missing fields
  }
}

TEST(Schema, DescribesEmptyAnswers) {
  Components components;
  (void)schema_of(base::type_info<base::Nothing>(), components);
  EXPECT_EQ(components.at("Nothing"),
            R"({"type":"object","additionalProperties":false,"properties":{}})");
}

struct Other {
  bool flag = false;
};
namespace elsewhere {
struct Other {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Other, (), (text))
}  // namespace elsewhere
BOOST_DESCRIBE_STRUCT(Other, (), (flag))

TEST(SchemaDeathTest, RefusesTwoTypesOfOneName) {
  Components components;
  (void)schema_of(base::type_info<Other>(), components);
  EXPECT_DEATH((void)schema_of(base::type_info<elsewhere::Other>(), components), "schema");
}

}  // namespace
}  // namespace json
