// http_bench serve-ours|serve-bare DATABASE: one of the two servers that benchmarks/http compares.
#include <cstdio>
#include <string_view>

#include "items_bench.h"

int main(int count, char** arguments) {
  const std::string_view name = count == 3 ? arguments[1] : "";
  if (name != "serve-ours" && name != "serve-bare") {
    std::fputs("usage: http_bench serve-ours|serve-bare DATABASE\n", stderr);
    return 2;
  }
  http::bench::make_items(arguments[2]);
  if (name == "serve-ours") http::bench::serve_ours(arguments[2]);
  else http::bench::serve_bare(arguments[2]);
}
