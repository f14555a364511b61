/// A JSON document as a tree, for foreign formats whose shape is not ours: unknown fields are
/// passed over and one field may hold several types. Our own types go through json/json.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

namespace json {

class Tree;

/// One value of a Tree. What is asked of it and does not hold is reported to the tree, and an empty
/// value comes back, so that a reader walks on and tells all faults at once.
class Node {
 public:
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool is_text() const;
  [[nodiscard]] bool is_number() const;
  [[nodiscard]] bool is_list() const;
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] const std::string& pointer() const { return pointer_; }

  /// The field `name`. Reports `required` when there is none, `expected_object` here.
  [[nodiscard]] Node field(std::string_view name) const;
  /// The field `name`; nullopt when absent, null, or when this is no object.
  [[nodiscard]] std::optional<Node> find(std::string_view name) const;
  /// Names of the fields; none when this is no object.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Reports `expected_list`.
  [[nodiscard]] std::vector<Node> elements() const;
  /// Reports `expected_text`.
  [[nodiscard]] std::string text() const;
  /// Reports `expected_boolean`.
  [[nodiscard]] bool boolean() const;
  /// Reports `expected_number`. Integers beyond 2⁵³ are rounded.
  [[nodiscard]] double number() const;
  /// Reports `expected_integer`.
  [[nodiscard]] std::int64_t integer() const;
  /// A list of numbers. Reports `expected_list`, or `expected_number` at the first that is none.
  [[nodiscard]] std::vector<double> numbers() const;

  /// Adds an error of the reader's own at this place.
  void report(std::string_view code, std::string expected = {}) const;

 private:
  friend class Tree;
  Node(Tree& tree, const void* value, std::string pointer)
      : tree_(&tree), value_(value), pointer_(std::move(pointer)) {}

  Tree* tree_;
  const void* value_;  // nullptr: missing, and reported already
  std::string pointer_;
};

/// Owns the document and gathers errors. Nodes live as long as it; it does not move.
class Tree {
 public:
  /// Refuses what json::read refuses about the text itself; then the root is null.
  explicit Tree(std::string_view text);
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  [[nodiscard]] Node root();
  [[nodiscard]] const Errors& errors() const { return errors_; }

 private:
  friend class Node;
  struct Document;
  std::unique_ptr<Document> document_;
  Errors errors_;
};

}  // namespace json
