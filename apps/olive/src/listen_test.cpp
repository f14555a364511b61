#include "listen.h"

namespace olive {
namespace {

struct ListenCase {
  const char* text;
  std::optional<Listen> listen;
};

TEST(ParseListen, Table) {
  const ListenCase cases[] = {
      {"127.0.0.1:8080", Listen{"127.0.0.1", 8080}},
      {"0.0.0.0:0", Listen{"0.0.0.0", 0}},
      {"[::1]:65535", Listen{"::1", 65535}},
      {"", std::nullopt},
      {"8080", std::nullopt},
      {":8080", std::nullopt},
      {"127.0.0.1:", std::nullopt},
      {"127.0.0.1:65536", std::nullopt},
      {"127.0.0.1:-1", std::nullopt},
      {"127.0.0.1:80x", std::nullopt},
      {"::1:80", std::nullopt},
      {"[]:80", std::nullopt},
  };
  for (const ListenCase& each : cases) EXPECT_EQ(parse_listen(each.text), each.listen) << each.text;
}

}  // namespace
}  // namespace olive
