/// Message catalogues in Korean and English, merged from the modules' messages/{ko,en}.json.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"

namespace i18n {

enum class Language { ko, en };

/// Values for the `{name}` places of a message.
using Arguments = std::map<std::string, std::string>;

/// Every message of the product. Immutable after loading; thread-safe.
class Catalogue {
 public:
  /// Adds the ko.json and en.json of a module. CHECK: both have the same keys and the same places,
  /// and no key was there before.
  void add(std::span<const base::EmbeddedFile> files);
  /// The message of `key` with its places filled; the key itself when there is none (a test makes
  /// sure that never happens for a key in use).
  [[nodiscard]] std::string text(Language language, std::string_view key,
                                 const Arguments& arguments = {}) const;
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::size_t size() const { return messages_.size(); }

 private:
  struct Pair {
    std::string ko, en;
  };
  std::map<std::string, Pair, std::less<>> messages_;
};

/// The better of ko and en for an Accept-Language header; Korean when in doubt.
[[nodiscard]] Language preferred_language(std::string_view accept_language);

}  // namespace i18n
