"""Unified home health care (iolab-uniud/uhhc): depots, shifts, lunch, windows, optional patients.

The published solutions decide where words are short; every term here reproduces their
`cost_components`. Two things are ours, because the published toolbox does not see them: two
services at once must start at once, and whatever is called HARD is a violation when it is not nil.
"""

import bisect
import collections
import dataclasses

from . import hhcrsp
from .report import MICRO, BadFile, Report, exact, field, load, matrix_of, number, plain, rows

LUNCH = "lunch_break"
# Components that are a hard rule when the instance does not name them.
HARD_UNLESS_NAMED = ("caregiver_preferences", "optional_patients", "missed_lunch_break")
COMPONENTS = ("travel_time", "total_tardiness", "highest_tardiness", "total_waiting_time",
              "total_extra_time", "max_idle_time", "caregiver_preferences", "optional_patients",
              "missed_lunch_break", "workload_balance")
NAMES_IN_SOLUTIONS = {"preferences": "caregiver_preferences", "unscheduled": "optional_patients"}


@dataclasses.dataclass
class Patient:
    """What a patient needs, when, from whom."""

    row: int
    windows: list  # (start, end), ascending
    durations: dict
    synchronization: tuple  # see hhcrsp.gap_of
    is_optional: bool
    preferred: set | None
    incompatible: set


@dataclasses.dataclass
class Caregiver:
    """What a carer can, and from where to where, from when to when."""

    abilities: set
    depart_row: int
    arrive_row: int
    shift: tuple
    has_lunch: bool


def span_of(node, name, place):
    span = field(node, name, place)
    return number(span, "start", f"{place}/{name}"), number(span, "end", f"{place}/{name}")


class Instance:
    """The file, checked for what its rules need."""

    def __init__(self, document):
        metadata = field(document, "metadata", "", dict)
        self.due_at_end = metadata.get("time_window_met", "at_service_start") == "at_service_end"
        # Converted instances know no latest departure: the day begins with the shift.
        self.leaves_late = not str(metadata.get("origin", "generated")).startswith("bazirha")
        self.weights = field(metadata, "cost_components", "/metadata", dict)
        for name, weight in self.weights.items():
            if name not in COMPONENTS:
                raise BadFile("/metadata/cost_components", f"{name} is not known")
            if weight != "HARD":
                exact(weight, f"/metadata/cost_components/{name}")
        self.terminals = {field(node, "id", place, str):
                          field(node, "distance_matrix_index", place, int)
                          for node, place in rows(document, "terminal_points", "")}
        self.caregivers = {field(node, "id", place, str): self._caregiver(node, place)
                           for node, place in rows(document, "caregivers", "")}
        defaults = {each["id"]: each["default_duration"] for each in document.get("services", [])
                    if "default_duration" in each}
        self.patients = {field(node, "id", place, str): self._patient(node, place, defaults)
                         for node, place in rows(document, "patients", "")}
        lunch = document.get("lunch_breaks")
        self.lunch = lunch and (number(lunch, "start", "/lunch_breaks"),
                                number(lunch, "end", "/lunch_breaks"),
                                number(lunch, "min_duration", "/lunch_breaks"))
        used = [each.row for each in self.patients.values()] + list(self.terminals.values())
        self.distances = matrix_of(document, "distances", "", max(used, default=0) + 1)

    def _caregiver(self, node, place):
        departs = field(node, "departing_point", place, str)
        arrives = node.get("arrival_point") or departs
        for terminal in (departs, arrives):
            if terminal not in self.terminals:
                raise BadFile(place, f"{terminal} is no terminal point")
        return Caregiver(set(field(node, "abilities", place, list)), self.terminals[departs],
                         self.terminals[arrives], span_of(node, "working_shift", place),
                         bool(node.get("lunch_break")))

    @staticmethod
    def _patient(node, place, defaults):
        services = rows(node, "required_services", place)
        durations = {}
        for each, at in services:
            name = field(each, "service", at, str)
            value = each.get("duration", defaults.get(name))
            durations[name] = exact(value, f"{at}/duration")
        if not services or len(durations) != len(services):
            raise BadFile(place, "needs one or more different services")
        tie = ()
        if len(services) > 1:
            tie = hhcrsp.gap_of(field(node, "synchronization", place), place)
        windows = sorted((number(each, "start", at), number(each, "end", at))
                         for each, at in rows(node, "time_windows", place))
        if not windows:
            raise BadFile(place, "needs a window")
        preferred = node.get("preferred_caregivers")
        return Patient(field(node, "distance_matrix_index", place, int), windows, durations, tie,
                       bool(node.get("optional")), None if preferred is None else set(preferred),
                       set(node.get("incompatible_caregivers") or ()))

    def is_hard(self, component):
        return self.weights.get(component, "HARD" if component in HARD_UNLESS_NAMED else 0) \
            == "HARD"

    def weight(self, component):
        value = self.weights.get(component, 0)
        return 0 if value == "HARD" else exact(value, component)


@dataclasses.dataclass(frozen=True)
class Stop:
    """A visit, or the lunch, of a route."""

    patient: str
    service: str
    start: int
    end: int

    @property
    def is_lunch(self):
        return self.service == LUNCH


def stop_of(node, place):
    """Starts of services are called arrival_time in these files, those of lunches start_time."""
    begin = next((name for name in ("arrival_time", "start_time", "start_service_time")
                  if name in node), "arrival_time")
    end = next((name for name in ("departure_time", "end_time", "end_service_time")
                if name in node), "departure_time")
    return Stop(field(node, "patient", place, str), field(node, "service", place, str),
                number(node, begin, place), number(node, end, place))


class Checker:
    """Goes along the routes and gathers the terms."""

    def __init__(self, instance):
        self.instance = instance
        self.report = Report("uhhc")
        self.served = {}  # (patient, service) → (caregiver, start)
        self.amounts = collections.Counter()
        self.tardiness, self.idle, self.workload = [], {}, {}
        self.had_lunch = set()

    def check(self, document):
        seen = set()
        for route, place in rows(document, "routes", ""):
            name = field(route, "caregiver_id", place, str)
            if name not in self.instance.caregivers:
                self.report.broken("unknown_caregiver", name)
                continue
            if name in seen:
                self.report.broken("duplicate_route", name)
            seen.add(name)
            stops = [stop_of(node, at) for node, at in rows(route, "locations", place)] \
                if route.get("locations") else []
            # Files list the lunch last; what counts is the time.
            self._route(name, sorted(self._known(name, stops), key=lambda stop: stop.start))
        self._patients()
        self._caregivers()
        self._cost(document)
        return self.report

    def _known(self, caregiver, stops):
        for stop in stops:
            patient = self.instance.patients.get(stop.patient)
            if patient is None and not (stop.is_lunch and len(stops) == 1):
                self.report.broken("unknown_patient", f"{caregiver} at {stop.patient}")
            elif not stop.is_lunch and stop.service not in patient.durations:
                self.report.broken("unknown_service",
                                   f"{caregiver} at {stop.patient} for {stop.service}")
            else:
                yield stop

    def _row_of(self, stop, caregiver):
        patient = self.instance.patients.get(stop.patient)
        return patient.row if patient else caregiver.depart_row

    def _route(self, name, stops):
        caregiver = self.instance.caregivers[name]
        if not stops:
            return
        shift_start, shift_end = caregiver.shift
        here, busy, travel = caregiver.depart_row, 0, 0
        first_way = self.instance.distances[here][self._row_of(stops[0], caregiver)]
        clock = stops[0].start - first_way if self.instance.leaves_late else shift_start
        if clock < shift_start:
            self.report.broken("shift_start", f"{name} leaves {plain(shift_start - clock)} early")
        for index, stop in enumerate(stops):
            there = self._row_of(stop, caregiver)
            way = self.instance.distances[here][there]
            wait = stop.start - clock - way
            if wait < 0:
                self.report.broken("travel_too_short",
                                   f"{name} to {stop.patient} for {stop.service} by {plain(-wait)}")
            # What follows a lunch taken first is a day begun late, not waiting.
            if wait > 0 and not (index == 1 and stops[0].is_lunch):
                self.amounts["total_waiting_time"] += wait
            travel, here, clock = travel + way, there, stop.end
            busy += stop.end - stop.start
            self._lunch(name, stops, index) if stop.is_lunch else self._visit(name, stop)
        way = self.instance.distances[here][caregiver.arrive_row]
        travel, clock = travel + way, clock + way
        served = sum(stop.end - stop.start for stop in stops if not stop.is_lunch)
        self.amounts["travel_time"] += travel
        self.amounts["total_extra_time"] += max(0, clock - shift_end)
        if clock > shift_end and self.instance.is_hard("total_extra_time"):
            self.report.broken("shift_end", f"{name} is back {plain(clock - shift_end)} late")
        self.workload[name] = self.workload.get(name, 0) + travel + served
        self.idle[name] = max(shift_end, clock) - shift_start - travel - busy

    def _visit(self, name, stop):
        patient = self.instance.patients[stop.patient]
        who = f"{name} at {stop.patient} for {stop.service}"
        if stop.service not in self.instance.caregivers[name].abilities:
            self.report.broken("skill_missing", who)
        if name in patient.incompatible:
            self.report.broken("incompatible_caregiver", who)
        if stop.end - stop.start != patient.durations[stop.service]:
            self.report.broken("wrong_duration", f"{who}: {plain(stop.end - stop.start)} instead "
                                                 f"of {plain(patient.durations[stop.service])}")
        if (stop.patient, stop.service) in self.served:
            self.report.broken("double_assignment", who)
        self.served[stop.patient, stop.service] = name, stop.start
        if patient.preferred is not None and name not in patient.preferred:
            self.amounts["caregiver_preferences"] += MICRO
            if self.instance.is_hard("caregiver_preferences"):
                self.report.broken("not_preferred", who)
        self._tardiness(patient, stop, who)

    def _tardiness(self, patient, stop, who):
        # A start between two windows is late for the earlier one.
        index = bisect.bisect_right([start for start, _ in patient.windows], stop.start) - 1
        if index < 0:
            self.report.broken("window_start",
                               f"{who} by {plain(patient.windows[0][0] - stop.start)}")
            index = 0
        met_at = stop.end if self.instance.due_at_end else stop.start
        late = max(0, met_at - patient.windows[index][1])
        self.tardiness.append(late)
        if late and (self.instance.is_hard("total_tardiness")
                     or self.instance.is_hard("highest_tardiness")):
            self.report.broken("window_missed", f"{who} by {plain(late)}")

    def _lunch(self, name, stops, index):
        stop, lunch = stops[index], self.instance.lunch
        if not self.instance.caregivers[name].has_lunch or lunch is None:
            return self.report.broken("lunch_not_due", name)
        if name in self.had_lunch:
            self.report.broken("lunch_repeated", name)
        self.had_lunch.add(name)
        earliest, latest, shortest = lunch
        met_at = stop.end if self.instance.due_at_end else stop.start
        if stop.start < earliest or met_at > latest:
            self.report.broken("lunch_window", f"{name} at {plain(stop.start)}")
        if stop.end - stop.start < shortest:
            self.report.broken("lunch_too_short", f"{name}: {plain(stop.end - stop.start)}")
        beside = {each.patient for each in stops[max(0, index - 1):index + 2] if not each.is_lunch}
        if len(stops) > 1 and stop.patient not in beside:
            self.report.broken("lunch_elsewhere", f"{name} at {stop.patient}, between others")

    def _patients(self):
        for name, patient in self.instance.patients.items():
            visits = [self.served.get((name, service)) for service in patient.durations]
            if not any(visits):
                self.amounts["optional_patients"] += MICRO
                if not patient.is_optional or self.instance.is_hard("optional_patients"):
                    self.report.broken("patient_unserved", name)
            elif None in visits:
                self.report.broken("half_served", name)
            else:
                self._together(name, visits, patient.synchronization)

    def _together(self, name, visits, gap):
        for other in visits[1:]:
            hhcrsp.check_pair(self.report, name, [visits[0], other], gap)
        if len({caregiver for caregiver, _ in visits[1:]}) < len(visits) - 1:
            self.report.broken("same_caregiver", f"of several services of {name}")

    def _caregivers(self):
        for name, caregiver in self.instance.caregivers.items():
            # Nobody's day is more idle than that of a carer without work.
            self.idle.setdefault(name, caregiver.shift[1] - caregiver.shift[0])
            if caregiver.has_lunch and name not in self.had_lunch:
                self.amounts["missed_lunch_break"] += MICRO
                if self.instance.is_hard("missed_lunch_break"):
                    self.report.broken("lunch_missed", name)
        self.amounts["total_tardiness"] = sum(self.tardiness)
        self.amounts["highest_tardiness"] = max(self.tardiness, default=0)
        self.amounts["max_idle_time"] = max(self.idle.values(), default=0)
        self.amounts["workload_balance"] = self._balance()

    def _balance(self):
        """Distances from the mean workload, each rounded up to a whole unit."""
        count, total = len(self.instance.caregivers), sum(self.workload.values())
        unit = count * MICRO
        return MICRO * sum(-(-abs(count * self.workload.get(name, 0) - total) // unit)
                           for name in self.instance.caregivers)

    def _cost(self, document):
        costs = {name: self.instance.weight(name) * self.amounts[name] // MICRO
                 for name in self.instance.weights}
        total = sum(costs.values())
        self.report.terms = {name: plain(self.amounts[name]) for name in self.instance.weights}
        self.report.terms["cost"] = plain(total)
        stated = document.get("cost")
        objective = stated.get("objective") if isinstance(stated, dict) else stated
        if objective is not None and exact(objective, "/cost") != total:
            self.report.broken("wrong_cost", f"{objective} instead of {plain(total)}")
        for key, value in (document.get("cost_components") or {}).items():
            name = NAMES_IN_SOLUTIONS.get(key, key)
            # The component alone or times its weight: the published toolbox takes both.
            if value is not None and name in costs \
                    and exact(value, key) not in (costs[name], self.amounts[name]):
                self.report.broken("wrong_cost", f"{key} {value} instead of {plain(costs[name])}")


def check(document, solution_text):
    """The report on a solution of the instance."""
    return Checker(Instance(document)).check(load(solution_text))
