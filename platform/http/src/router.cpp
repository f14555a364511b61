#include "router.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/text.h"

namespace http {
namespace {

constexpr std::size_t kMethods = 6;
static_assert(static_cast<std::size_t>(Method::del) + 1 == kMethods, "del is the last method");
using ByMethod = std::array<std::size_t, kMethods>;

constexpr ByMethod no_routes() {
  ByMethod routes{};
  routes.fill(Router::kNone);
  return routes;
}

std::size_t route_for(const ByMethod& routes, Method method) {
  const std::size_t exact = routes[static_cast<std::size_t>(method)];
  if (exact == Router::kNone && method == Method::head)
    return routes[static_cast<std::size_t>(Method::get)];
  return exact;
}

bool is_any(const ByMethod& routes) {
  return std::ranges::any_of(routes, [](std::size_t index) { return index != Router::kNone; });
}

bool is_place(std::string_view segment) {
  return segment.size() > 2 && segment.starts_with('{') && segment.ends_with('}');
}

bool is_rest(std::string_view segment) {
  return segment.size() > 5 && segment.starts_with('{') && segment.ends_with("...}");
}

// The name in `{name}` or `{name...}`.
std::string place_name(std::string_view segment) {
  CHECK(is_place(segment));
  segment.remove_prefix(1);
  segment.remove_suffix(segment.ends_with("...}") ? 4 : 1);
  return std::string(segment);
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> place;  // `{name}`
  ByMethod here = no_routes();
  ByMethod rest = no_routes();  // `{name...}`

  ByMethod& leaf(std::vector<std::string_view> segments);
};

ByMethod& Router::Node::leaf(std::vector<std::string_view> segments) {
  Node* node = this;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (is_rest(segments[i])) {
      CHECK(i + 1 == segments.size());
      return node->rest;
    }
    std::unique_ptr<Node>& next =
        is_place(segments[i]) ? node->place : node->literals[std::string(segments[i])];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  return node->here;
}

// One walk through the trie: literal first, then `{name}`, until a node serves the method; then
// `{name...}`, but only for paths that nothing more specific knows under any method, so that a
// wrong method on an API path stays a 405 although `/{path...}` serves files.
struct Router::Search {
  std::optional<Method> method;
  std::string_view path;
  std::vector<std::string_view> segments;
  std::array<bool, kMethods> seen{};
  std::size_t found = kNone;

  bool take(const ByMethod& routes) {
    for (std::size_t i = 0; i < kMethods; ++i) seen[i] = seen[i] || routes[i] != kNone;
    found = method ? route_for(routes, *method) : kNone;
    return found != kNone;
  }
  bool visit(const Node& node, std::size_t depth) {
    if (depth == segments.size()) return (is_any(node.here) && take(node.here)) || rest(node);
    const auto literal = node.literals.find(segments[depth]);
    if (literal != node.literals.end() && visit(*literal->second, depth + 1)) return true;
    if (node.place && !segments[depth].empty() && visit(*node.place, depth + 1)) return true;
    return rest(node);
  }
  bool rest(const Node& node) {
    const bool is_known = std::ranges::find(seen, true) != seen.end();
    return !is_known && is_any(node.rest) && take(node.rest);
  }

  Search(std::optional<Method> wanted, std::string_view path_, const Node& root)
      : method(wanted), path(path_), segments(base::split(path_.substr(1), '/')) {
    visit(root, 0);
    CHECK(found == kNone || method.has_value());
  }
};

Router::Router(std::vector<Route> routes)
    : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
  for (std::size_t i = 0; i < routes_.size(); ++i) add(i);
}

Router::~Router() = default;

void Router::add(std::size_t index) {
  const Route& route = routes_[index];
  CHECK(route.pattern.starts_with('/'));
  CHECK(route.handler != nullptr);
  const std::string_view pattern = route.pattern;
  ByMethod& leaf = root_->leaf(base::split(pattern.substr(1), '/'));
  std::size_t& slot = leaf[static_cast<std::size_t>(route.method)];
  CHECK(slot == kNone);  // two routes that match the same request equally well
  slot = index;
}

Router::Match Router::match(std::optional<Method> method, std::string_view path) const {
  const Search search(method, path, *root_);
  Match match{search.found, std::ranges::find(search.seen, true) != search.seen.end(), {}};
  if (match.route == kNone) return match;
  CHECK(match.is_known_path && match.route < routes_.size());
  const auto pattern = base::split(std::string_view(routes_[match.route].pattern).substr(1), '/');
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_rest(pattern[i])) {
      const std::size_t start =
          i < search.segments.size()
              ? static_cast<std::size_t>(search.segments[i].data() - path.data())
              : path.size();
      match.parameters.emplace(place_name(pattern[i]), path.substr(start));
    } else if (is_place(pattern[i])) {
      match.parameters.emplace(place_name(pattern[i]), search.segments[i]);
    }
  }
  return match;
}

// For the Allow header that RFC 9110 §15.5.6 demands of a 405. HEAD comes with every GET.
std::string Router::allowed_methods(std::string_view path) const {
  Search search(std::nullopt, path, *root_);
  if (search.seen[static_cast<std::size_t>(Method::get)])
    search.seen[static_cast<std::size_t>(Method::head)] = true;
  std::string allowed;
  for (std::size_t i = 0; i < kMethods; ++i) {
    if (!search.seen[i]) continue;
    allowed += (allowed.empty() ? "" : ", ") + std::string(method_name(static_cast<Method>(i)));
  }
  return allowed;
}

}  // namespace http
