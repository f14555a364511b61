"""Olive's own problems and plans, by the rules that docs/formats/plan.md states.

Everything is a whole number. Written from that description, not from the engine.
"""

import collections

from .report import BadFile, Report, field, load, rows

FOREVER = 1 << 40
# Of a file without weights, for days measured in seconds: optimiser::default_weights().
DEFAULT_WEIGHTS = {
    "travel": 1, "tardiness": 3, "tardiness_max": 3, "waiting": 1, "overtime": 3,
    "workload_spread": 1, "preference": 600, "change_worker": 1_200, "change_time": 1,
    "unassigned": 1_000_000, "skipped": 7_200, "missed_break": 50_000,
}


def whole(node, name, place, usual=None):
    """node[name] as a whole number; `usual` when it is left out."""
    value = node.get(name)
    if value is None:
        if usual is None:
            raise BadFile(f"{place}/{name}", "is missing")
        return usual
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadFile(f"{place}/{name}", "should be a whole number")
    return value


class Named:
    """The elements of a list by their ids, in order."""

    def __init__(self, document, name):
        self.nodes, self.kind = {}, name
        for node, place in rows(document, name, "") if document.get(name) else []:
            identity = field(node, "id", place, str)
            if identity in self.nodes:
                raise BadFile(place, f"{identity} is given twice")
            self.nodes[identity] = node

    def __contains__(self, name):
        return name in self.nodes

    def __getitem__(self, name):
        return self.nodes[name]

    def __iter__(self):
        return iter(self.nodes)


class Instance:
    """The file, by name."""

    def __init__(self, document):
        self.places = {name: i for i, name in enumerate(field(document, "places", "", list))}
        self.travel = field(document, "travel", "", list)
        self.workers, self.vehicles = Named(document, "workers"), Named(document, "vehicles")
        self.activities = Named(document, "activities")
        self.links = document.get("links") or []
        for link in self.links:
            for end in ("from", "to"):
                if link.get(end) not in self.activities:
                    raise BadFile("/links", f"{link.get(end)} is no activity")
        self.weights = {each["term"]: each["amount"] for each in document.get("weights") or []} \
            or DEFAULT_WEIGHTS

    def way(self, mode, start, end):
        """(duration, distance); no way from or to where nobody has to be."""
        if start is None or end is None or start == end:
            return 0, 0
        matrix, (i, j) = self.travel[mode], (self.places[start], self.places[end])
        distance = matrix.get("distance")
        return matrix["duration"][i][j], distance[i][j] if distance else 0

    def person(self, worker):
        return self.workers[worker].get("person") or f"worker {worker}"


def windows_of(activity):
    return [(window["earliest"], window["latest"], window.get("grace") or 0)
            for window in activity.get("windows") or []]


def pinned_start(activity):
    return (activity.get("pin") or {}).get("start")


def may_start(activity, start):
    """True when windows or the pin allow the start."""
    if pinned_start(activity) is not None:
        return start == pinned_start(activity)
    windows = windows_of(activity)
    if not windows or any(earliest <= start <= latest + grace
                          for earliest, latest, grace in windows):
        return True
    return bool(activity.get("is_due_soft")) and \
        start >= windows[-1][0] and start > windows[-1][1] + windows[-1][2]


def lateness(activity, start):
    """Against the last window that has begun; the last of all binds without `is_due_soft`."""
    windows = windows_of(activity)
    if not windows or pinned_start(activity) is not None:
        return 0
    begun = max([i for i, window in enumerate(windows) if window[0] <= start], default=0)
    if begun == len(windows) - 1 and not activity.get("is_due_soft") and not windows[begun][2]:
        return 0
    return max(0, start - windows[begun][1])


def place_ahead(instance, visits, index):
    """Where a stop is: a break where the next one is, None when none follows."""
    for name, _ in visits[index:]:
        if instance.activities[name].get("place") is not None:
            return instance.activities[name]["place"]
    return None


class Checker:
    """Goes along the routes, gathers terms and what is broken."""

    def __init__(self, instance):
        self.instance = instance
        self.report = Report("olive")
        self.terms = collections.Counter()
        self.planned = {}  # activity → (worker, start)
        self.workload, self.occupied, self.idle = {}, collections.Counter(), {}
        self.late, self.waited = [0], [0]

    def check(self, document):
        used = collections.Counter()
        for route, place in rows(document, "routes", ""):
            worker, vehicle = field(route, "worker", place, str), route.get("vehicle")
            if worker not in self.instance.workers:
                self.report.broken("unknown_worker", worker)
                continue
            if vehicle is not None and vehicle not in self.instance.vehicles:
                self.report.broken("unknown_vehicle", str(vehicle))
                continue
            visits = [(field(node, "activity", at, str), whole(node, "start", at))
                      for node, at in rows(route, "visits", place)]
            for name in {name for name, _ in visits if name not in self.instance.activities}:
                self.report.broken("unknown_activity", name)
            visits = [each for each in visits if each[0] in self.instance.activities]
            if visits:
                used.update([("worker", worker)] + ([("vehicle", vehicle)] if vehicle else []))
                self._route(worker, vehicle, visits)
        for (kind, name), count in used.items():
            if count > 1:
                self.report.broken(f"{kind}_repeated", name)
        for link in self.instance.links:
            self._link(link)
        self._left_out()
        self._whole_plan(document)
        return self.report

    def _route(self, worker, vehicle, visits):
        node = self.instance.workers[worker]
        car = self.instance.vehicles[vehicle] if vehicle else None
        if car is not None:
            home = car.get("home")
            if not node.get("can_drive") or home not in (None, node.get("start_place")):
                self.report.broken("vehicle_not_allowed", f"{worker} with {vehicle}")
        mode = whole(car if car is not None else node, "mode", worker, 0)
        clock = shift_start = whole(node, "shift_start", worker, 0)
        here, travel, waited = node.get("start_place"), 0, 0
        # Nobody waits before the first visit, breaks aside, unless present from the shift's start.
        is_waiting = bool(node.get("is_present_from_start"))
        for index, (name, start) in enumerate(visits):
            there = place_ahead(self.instance, visits, index) or here
            duration, distance = self.instance.way(mode, here, there)
            if start < clock + duration:
                self.report.broken("travel_too_short",
                                   f"{worker} to {name} by {clock + duration - start}")
            if is_waiting:
                waited += max(0, start - clock - duration)
            is_waiting |= self.instance.activities[name].get("place") is not None
            travel += duration
            self.terms["distance"] += distance
            self._visit(worker, car, name, start)
            here, clock = there, start + self.instance.activities[name]["duration"]
        duration, distance = self.instance.way(mode, here, node.get("end_place"))
        travel, clock = travel + duration, clock + duration
        self.terms["distance"] += distance
        self.terms["travel"] += travel
        self._end_of_day(worker, node, clock)
        self.terms["waiting"] += waited
        self.waited.append(waited)
        self.terms["worker_used"] += 1
        self._account(worker, visits, travel, (shift_start, clock))
        self._loads(worker, (car if car is not None else node).get("capacity"), visits)

    def _account(self, worker, visits, travel, day):
        """Work with and without breaks, and what of the shift is neither work nor way."""
        activities = [self.instance.activities[name] for name, _ in visits]
        busy = sum(each["duration"] for each in activities)
        self.workload[worker] = self.workload.get(worker, 0) + busy
        self.occupied[worker] += travel + sum(each["duration"] for each in activities
                                              if each.get("place") is not None)
        shift_start, finish = day
        shift_end = whole(self.instance.workers[worker], "shift_end", worker, FOREVER)
        self.idle[worker] = max(shift_end, finish) - shift_start - travel - busy

    def _end_of_day(self, worker, node, finish):
        over = max(0, finish - whole(node, "shift_end", worker, FOREVER))
        self.terms["overtime"] += over
        if over > whole(node, "overtime_max", worker, 0):
            self.report.broken("shift_exceeded", f"{worker} by {over}")

    def _visit(self, worker, car, name, start):
        activity, node = self.instance.activities[name], self.instance.workers[worker]
        who = f"{worker} at {name}"
        if name in self.planned:
            self.report.broken("activity_repeated", who)
        self.planned[name] = worker, start
        if not may_start(activity, start):
            kind = "window_missed" if pinned_start(activity) is None else "pin_ignored"
            self.report.broken(kind, f"{who} at {start}")
        if (activity.get("pin") or {}).get("worker", worker) != worker:
            self.report.broken("pin_ignored", who)
        if not set(activity.get("skills") or ()) <= set(node.get("skills") or ()):
            self.report.broken("skill_missing", who)
        traits = set(node.get("traits") or ()) | set((car or {}).get("traits") or ())
        if not set(activity.get("traits") or ()) <= traits:
            self.report.broken("trait_missing", who)
        if worker in (activity.get("excluded_workers") or ()):
            self.report.broken("worker_excluded", who)
        late = lateness(activity, start)
        self.terms["tardiness"] += late
        self.late.append(late)
        preferences = {each["worker"]: each["amount"]
                       for each in activity.get("preferences") or ()}
        self.terms["preference"] += preferences.get(worker, activity.get("preference_default") or 0)
        published = activity.get("published")
        if published:
            moved = abs(start - published["start"]) - (published.get("tolerance") or 0)
            self.terms["change_worker"] += published["worker"] != worker
            self.terms["change_time"] += max(0, moved)

    def _loads(self, worker, capacity, visits):
        on_board = collections.Counter()
        for name, _ in visits:
            activity = self.instance.activities[name]
            if activity.get("empties_load"):
                on_board.clear()
            for dimension, load_taken in enumerate(activity.get("loads") or ()):
                on_board[dimension] += load_taken
                over = capacity and on_board[dimension] > capacity[dimension]
                if over or on_board[dimension] < 0:
                    self.report.broken("load_exceeded", f"{worker} at {name}")

    def _link(self, link):
        ends = [self.planned.get(link[end]) for end in ("from", "to")]
        who = f"{link['from']} and {link['to']}"
        if None in ends:
            if ends != [None, None]:
                self.report.broken("partner_missing", who)
            return
        (first, start), (second, later) = ends
        shortest, longest = link.get("gap_min"), link.get("gap_max")
        shortest, longest = shortest or 0, FOREVER if longest is None else longest
        if not shortest <= later - start <= longest:
            self.report.broken("link_gap_broken", f"{who}: {later - start}")
        is_same = self.instance.person(first) == self.instance.person(second)
        wanted = link.get("relation") or "any"
        if wanted != "any" and is_same != (wanted == "same"):
            self.report.broken("link_workers_wrong", f"{who} should be {wanted}")

    def _left_out(self):
        for name in self.instance.activities:
            activity = self.instance.activities[name]
            if name not in self.planned:
                term = "missed_break" if activity.get("is_break") else \
                    "skipped" if activity.get("is_optional") else "unassigned"
                self.terms[term] += whole(activity, "priority", name, 1)

    def _fairness(self):
        """The idlest shift, and how far each worker's day is from the mean, rounded up."""
        workers, total = list(self.instance.workers), sum(self.occupied.values())
        for worker in workers:
            node = self.instance.workers[worker]
            self.idle.setdefault(worker, whole(node, "shift_end", worker, FOREVER)
                                 - whole(node, "shift_start", worker, 0))
        self.terms["idle_max"] = max(self.idle.values(), default=0)
        self.terms["workload_deviation"] = sum(
            -(-abs(len(workers) * self.occupied[worker] - total) // len(workers))
            for worker in workers)

    def _whole_plan(self, document):
        loads = [self.workload.get(worker, 0) for worker in self.instance.workers]
        self.terms["tardiness_max"], self.terms["waiting_max"] = max(self.late), max(self.waited)
        self.terms["workload_spread"] = max(loads, default=0) - min(loads, default=0)
        self._fairness()
        cost = sum(self.instance.weights.get(term, 0) * amount
                   for term, amount in self.terms.items())
        self.report.terms = {term: amount for term, amount in self.terms.items() if amount}
        self.report.terms["cost"] = cost
        stated = {each["term"]: each["amount"] for each in document.get("terms") or ()}
        for term, amount in stated.items():
            if amount != self.terms[term]:
                self.report.broken("wrong_cost", f"{term} {amount} instead of {self.terms[term]}")
        if document.get("cost") not in (None, cost):
            self.report.broken("wrong_cost", f"{document['cost']} instead of {cost}")


def check(document, solution_text):
    """The report on a plan of the problem."""
    try:
        return Checker(Instance(document)).check(load(solution_text))
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise BadFile("/", f"no file of this format: {error!r}") from error
