"""Vehicle routing with time windows: files of Solomon and of Gehring and Homberger.

Every way is cut off at a tenth (DIMACS challenge): distance and travel time are whole tenths.
"""

import dataclasses
import math
import re

from .report import MICRO, BadFile, Report, exact, field, load, rows

TENTH = MICRO // 10


@dataclasses.dataclass(frozen=True)
class Customer:
    """A line of the file; times in tenths."""

    x: int
    y: int
    demand: int
    ready: int
    due: int
    service: int


class Instance:
    """Fleet and customers; customer 0 is the depot."""

    def __init__(self, text):
        lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), 1)
                 if line.strip()]
        if len(lines) < 7 or lines[1][1][0].upper() != "VEHICLE":
            raise BadFile("line 1", "no Solomon file")
        self.vehicles, self.capacity = self._numbers(*lines[3], 2)
        self.customers = []
        for number, words in lines[6:]:
            index, x, y, demand, ready, due, service = self._numbers(number, words, 7)
            if index != len(self.customers):
                raise BadFile(f"line {number}", "customers should count 0, 1, 2 …")
            self.customers.append(Customer(x, y, demand, 10 * ready, 10 * due, 10 * service))

    @staticmethod
    def _numbers(number, words, count):
        try:
            found = [int(float(word)) if float(word) == int(float(word)) else None
                     for word in words]
        except ValueError:
            found = []
        if len(found) != count or None in found:
            raise BadFile(f"line {number}", f"should be {count} whole numbers")
        return found

    def way(self, here, there):
        """Tenths between two customers, cut off exactly."""
        a, b = self.customers[here], self.customers[there]
        return math.isqrt(100 * ((a.x - b.x) ** 2 + (a.y - b.y) ** 2))


def routes_of_text(text):
    """([(route name, customers)], stated cost) of lines `Route 1: 3 5 7` and `Cost 1637.7`."""
    routes, cost = [], None
    for number, line in enumerate(text.splitlines(), 1):
        found = re.fullmatch(r"\s*route\s*#?(\S+?)\s*:\s*([\d\s]*)", line, re.I)
        if found:
            routes.append((found[1], [int(word) for word in found[2].split()]))
        elif re.match(r"\s*route", line, re.I):
            raise BadFile(f"line {number}", "should be `Route 1: 3 5 7`")
        found = re.fullmatch(r"\s*cost:?\s*([\d.]+)\s*", line, re.I)
        if found:
            cost = exact(load(found[1]), f"line {number}")
    if not routes and cost is None:
        raise BadFile("line 1", "has no `Route 1: …`")
    return routes, cost


def routes_of_json(text):
    """The same of {"routes": [{"vehicle": 1, "customers": [3, 5, 7]}], "cost": 1637.7}."""
    document = load(text)
    routes = [(str(field(node, "vehicle", place)), field(node, "customers", place, list))
              for node, place in rows(document, "routes", "")]
    for name, customers in routes:
        if not all(isinstance(each, int) and not isinstance(each, bool) for each in customers):
            raise BadFile(f"route {name}", "customers should be whole numbers")
    return routes, exact(document["cost"], "/cost") if "cost" in document else None


class Checker:
    """Drives every route as early as its customers allow."""

    def __init__(self, instance):
        self.instance = instance
        self.report = Report("solomon")
        self.visited = set()
        self.distance = 0

    def check(self, routes, stated):
        names = [name for name, _ in routes]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.report.broken("duplicate_route", f"route {name}")
        used = [(name, customers) for name, customers in routes if customers]
        if len(used) > self.instance.vehicles:
            self.report.broken("too_many_routes", f"{len(used)} of {self.instance.vehicles}")
        for name, customers in used:
            self._route(name, customers)
        for customer in range(1, len(self.instance.customers)):
            if customer not in self.visited:
                self.report.broken("customer_unserved", str(customer))
        self.report.terms = {"routes": len(used), "cost": f"{self.distance / 10:.1f}"}
        if stated is not None and stated != self.distance * TENTH:
            self.report.broken("wrong_cost", f"{stated / MICRO} instead of {self.distance / 10}")
        return self.report

    def _route(self, name, customers):
        depot = self.instance.customers[0]
        here, clock, load_taken = 0, depot.ready, 0
        for number in customers:
            if not 1 <= number < len(self.instance.customers):
                self.report.broken("unknown_customer", f"{number} on route {name}")
                continue
            if number in self.visited:
                self.report.broken("double_assignment", f"{number} on route {name}")
            self.visited.add(number)
            customer = self.instance.customers[number]
            way = self.instance.way(here, number)
            clock = max(clock + way, customer.ready)
            if clock > customer.due:
                self.report.broken("window_missed", f"{number} on route {name} by "
                                                    f"{(clock - customer.due) / 10}")
            clock += customer.service
            load_taken += customer.demand
            self.distance += way
            here = number
        way = self.instance.way(here, 0)
        self.distance += way
        if clock + way > depot.due:
            self.report.broken("depot_closed", f"route {name} by {(clock + way - depot.due) / 10}")
        if load_taken > self.instance.capacity:
            self.report.broken("load_exceeded",
                               f"route {name}: {load_taken} of {self.instance.capacity}")


def check(instance_text, solution_text):
    """The report on a solution, JSON or text, of the instance."""
    is_json = solution_text.lstrip()[:1] == "{"
    routes, stated = (routes_of_json if is_json else routes_of_text)(solution_text)
    return Checker(Instance(instance_text)).check(routes, stated)
