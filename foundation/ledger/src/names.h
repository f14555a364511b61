// Texts that occur in many accounts and lots (assets, purposes, funding sources), stored once.
#pragma once

#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/check.h"

namespace ledger {

class Names {
 public:
  using Number = std::uint32_t;

  Number number_of(std::string_view text) {
    if (const auto found = find(text)) return *found;
    const std::string& kept = texts_.emplace_back(text);
    CHECK(texts_.size() <= std::numeric_limits<Number>::max());
    const auto number = static_cast<Number>(texts_.size() - 1);
    CHECK(numbers_.emplace(kept, number).second);
    CHECK(numbers_.size() == texts_.size());
    return number;
  }
  [[nodiscard]] std::optional<Number> find(std::string_view text) const {
    const auto found = numbers_.find(text);
    if (found == numbers_.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] const std::string& text_of(Number number) const {
    CHECK(number < texts_.size());
    return texts_[number];
  }

 private:
  std::deque<std::string> texts_;  // a deque: the views in numbers_ stay valid
  std::unordered_map<std::string_view, Number> numbers_;
};

}  // namespace ledger
