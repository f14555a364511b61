/// Files that the build puts into the binary: SQL migrations and message catalogues.
#pragma once

#include <span>
#include <string_view>

namespace base {

/// One embedded file. A module `care` finds its own as `care::embedded::schema()` and
/// `care::embedded::messages()`, which the build generates (tools/embed.py).
struct EmbeddedFile {
  std::string_view name;     ///< file name without folder, for example `0001_referral.sql`
  std::string_view content;  ///< whole file, UTF-8
};

}  // namespace base

/// Declares the generated accessors of module `name`; write it once in the file that uses them.
#define OLIVE_EMBEDDED(name)                        \
  namespace name::embedded {                        \
  std::span<const ::base::EmbeddedFile> schema();   \
  std::span<const ::base::EmbeddedFile> messages(); \
  }
