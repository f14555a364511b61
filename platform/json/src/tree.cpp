#include "json/tree.h"

#include <boost/json/object.hpp>
#include <cmath>

#include "base/check.h"
#include "document.h"
#include "scalar.h"

namespace json {

namespace {

namespace bj = boost::json;

// A broken file of numbers would otherwise report each of them.
constexpr std::size_t kErrorsMax = 20;

const bj::value* value_at(const void* value) { return static_cast<const bj::value*>(value); }

std::optional<double> number_in(const bj::value& value) {
  if (value.is_double()) return value.get_double();
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  if (value.is_uint64()) return static_cast<double>(value.get_uint64());
  return std::nullopt;
}

std::string_view view_of(const bj::string& text) { return {text.data(), text.size()}; }

}  // namespace

struct Tree::Document {
  bj::value root;
};

Tree::Tree(std::string_view text) {
  auto parsed = parse_document(text);
  if (parsed) document_ = std::make_unique<Document>(std::move(*parsed));
  else errors_.push_back({"", std::string(code_of(parsed.error()))});
}

Tree::~Tree() = default;

Node Tree::root() {
  // A text that is no JSON was reported; asking its root for fields must not report again.
  return {*this, document_ ? &document_->root : nullptr, ""};
}

void Node::report(std::string_view code, std::string expected) const {
  if (tree_->errors_.size() < kErrorsMax)
    tree_->errors_.push_back({pointer_, std::string(code), std::move(expected)});
}

bool Node::is_null() const { return !value_ || value_at(value_)->is_null(); }
bool Node::is_text() const { return value_ && value_at(value_)->is_string(); }
bool Node::is_number() const { return value_ && number_in(*value_at(value_)).has_value(); }
bool Node::is_list() const { return value_ && value_at(value_)->is_array(); }
bool Node::is_object() const { return value_ && value_at(value_)->is_object(); }

Node Node::field(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  Node missing{*tree_, nullptr, pointer_ + "/" + escape_pointer(name)};
  if (is_object()) missing.report("required");
  else if (value_) report("expected_object");
  return missing;
}

std::optional<Node> Node::find(std::string_view name) const {
  if (!is_object()) return std::nullopt;
  const bj::value* value = value_at(value_)->get_object().if_contains({name.data(), name.size()});
  if (!value || value->is_null()) return std::nullopt;
  return Node{*tree_, value, pointer_ + "/" + escape_pointer(name)};
}

std::vector<std::string> Node::names() const {
  std::vector<std::string> names;
  if (is_object())
    for (const bj::key_value_pair& pair : value_at(value_)->get_object())
      names.emplace_back(pair.key().data(), pair.key().size());
  return names;
}

std::vector<Node> Node::elements() const {
  std::vector<Node> elements;
  if (!is_list()) {
    if (value_) report("expected_list");
    return elements;
  }
  for (const bj::value& element : value_at(value_)->get_array())
    elements.push_back({*tree_, &element, pointer_ + "/" + std::to_string(elements.size())});
  return elements;
}

std::string Node::text() const {
  if (is_text()) return std::string(view_of(value_at(value_)->get_string()));
  if (value_) report("expected_text");
  return {};
}

bool Node::boolean() const {
  if (value_ && value_at(value_)->is_bool()) return value_at(value_)->get_bool();
  if (value_) report("expected_boolean", "true, false");
  return false;
}

double Node::number() const {
  const auto number = value_ ? number_in(*value_at(value_)) : std::nullopt;
  if (number && std::isfinite(*number)) return *number;
  if (value_) report("expected_number");
  return 0;
}

std::int64_t Node::integer() const {
  if (value_ && value_at(value_)->is_int64()) return value_at(value_)->get_int64();
  if (value_) report("expected_integer");
  return 0;
}

std::vector<double> Node::numbers() const {
  std::vector<double> numbers;
  if (!is_list()) {
    if (value_) report("expected_list");
    return numbers;
  }
  for (const bj::value& element : value_at(value_)->get_array()) {
    const auto number = number_in(element);
    if (!number || !std::isfinite(*number)) {
      Node{*tree_, &element, pointer_ + "/" + std::to_string(numbers.size())}.report(
          "expected_number");
      return {};
    }
    numbers.push_back(*number);
  }
  CHECK(numbers.size() == value_at(value_)->get_array().size());
  return numbers;
}

}  // namespace json
