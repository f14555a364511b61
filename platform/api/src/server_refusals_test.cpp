// The HTTP server refuses by name before any route is reached; clients show these names too.
#include "testing.h"

namespace api {
namespace {

TEST(ServerRefusals, HaveTheirMessageInBothLanguages) {
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  for (const char* code :
       {"bad_request", "route_not_found", "method_not_allowed", "request_timeout", "body_too_large",
        "head_too_large", "transfer_encoding_not_known", "server_busy", "unavailable",
        "internal_error"}) {
    const std::string key = "refusal." + std::string(code);
    ASSERT_TRUE(catalogue.has(key)) << code;
    EXPECT_NE(catalogue.text(i18n::Language::ko, key), catalogue.text(i18n::Language::en, key));
  }
}

}  // namespace
}  // namespace api
