// Finds the route of a path: a trie of segments.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"

namespace http {

// Immutable after construction; thread-safe.
class Router {
 public:
  // CHECK: patterns start with `/`, places have names, no two routes match alike.
  explicit Router(std::vector<Route> routes);
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Match {
    std::size_t route = kNone;   // index, or kNone
    bool is_known_path = false;  // the path exists, perhaps for other methods only
    std::map<std::string, std::string> parameters;
  };

  // HEAD falls back to GET. `method` nullopt: one that no route can have (OPTIONS, TRACE …).
  [[nodiscard]] Match match(std::optional<Method> method, std::string_view path) const;
  // `GET, HEAD, POST`: what the path of a 405 answer allows.
  [[nodiscard]] std::string allowed_methods(std::string_view path) const;
  [[nodiscard]] const Route& route(std::size_t index) const { return routes_[index]; }
  [[nodiscard]] std::size_t size() const { return routes_.size(); }

 private:
  struct Node;
  struct Search;
  void add(std::size_t index);
  std::vector<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace http
