#include "circulation.h"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include "base/check.h"

namespace setoff {

std::vector<std::int64_t> cheapest_circulation(int nodes, const std::vector<Arc>& arcs) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  graph.reserveNode(nodes);
  graph.reserveArc(static_cast<int>(arcs.size()));
  for (int i = 0; i < nodes; ++i) graph.addNode();
  Graph::ArcMap<std::int64_t> capacity(graph);
  Graph::ArcMap<std::int64_t> cost(graph);
  for (const Arc& each : arcs) {
    CHECK(0 <= each.from && each.from < nodes && 0 <= each.to && each.to < nodes);
    CHECK(each.capacity >= 0);
    const Graph::Arc arc = graph.addArc(graph.nodeFromId(each.from), graph.nodeFromId(each.to));
    capacity[arc] = each.capacity;
    cost[arc] = each.cost;
  }
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
  simplex.upperMap(capacity).costMap(cost);
  // No flow at all is a circulation, and capacities bound it: there always is a best one.
  const auto found = simplex.run();
  CHECK(found == simplex.OPTIMAL);
  std::vector<std::int64_t> flow(arcs.size());
  for (std::size_t i = 0; i < arcs.size(); ++i)
    flow[i] = simplex.flow(graph.arcFromId(static_cast<int>(i)));
  return flow;
}

}  // namespace setoff
