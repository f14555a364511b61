"""Home health care routing and scheduling: instances of Mankowska, Kummer and the Italian cities.

Carers leave the office at 0 or later. Cost = (travel + total tardiness + highest tardiness) / 3,
where the start of each service counts against the end of the window.
"""

import dataclasses
import fractions

from .report import MICRO, BadFile, Report, exact, field, load, matrix_of, number, plain, rows


@dataclasses.dataclass
class Patient:
    """Row of the distance matrix, window, services in order, and how two of them are tied."""

    row: int
    earliest: int
    latest: int
    durations: dict
    synchronization: tuple  # () for one service, (min, max) of the second start after the first


class Instance:
    """The file, checked for what its rules need."""

    def __init__(self, document):
        self.patients = {}
        for node, place in rows(document, "patients", ""):
            name = field(node, "id", place, str)
            if name in self.patients:
                raise BadFile(place, f"patient {name} is given twice")
            self.patients[name] = self._patient(node, place, len(self.patients) + 1)
        self.abilities = {field(node, "id", place, str): set(field(node, "abilities", place, list))
                          for node, place in rows(document, "caregivers", "")}
        self.distances = matrix_of(document, "distances", "", len(self.patients) + 1)

    @staticmethod
    def _patient(node, place, row):
        window = field(node, "time_window", place, list)
        services = rows(node, "required_caregivers", place)
        durations = {field(each, "service", at, str): number(each, "duration", at)
                     for each, at in services}
        if len(window) != 2 or len(durations) != len(services) or not 1 <= len(services) <= 2:
            raise BadFile(place, "needs a window of two times and one or two different services")
        tie = ()
        if len(services) == 2:
            tie = gap_of(field(node, "synchronization", place), place + "/synchronization")
        return Patient(row, exact(window[0], place), exact(window[1], place), durations, tie)


def gap_of(node, place):
    """(min, max) between the starts of two services; None when they are independent."""
    kind = field(node, "type", place, str)
    if kind == "simultaneous":
        return (0, 0)
    if kind == "independent":
        return None
    if kind != "sequential":
        raise BadFile(place, f"unknown synchronization {kind}")
    distance = field(node, "distance", place)
    if isinstance(distance, dict):
        return number(distance, "min", place), number(distance, "max", place)
    values = distance if isinstance(distance, list) else [distance, distance]
    if len(values) != 2:
        raise BadFile(place, "distance should be [shortest, longest]")
    return exact(values[0], place), exact(values[1], place)


class Checker:
    """Goes along the routes and gathers what is served, when and by whom."""

    def __init__(self, instance):
        self.instance = instance
        self.report = Report("hhcrsp")
        self.served = {}  # (patient, service) → (caregiver, start)
        self.travel = 0
        self.tardiness = []

    def check(self, document):
        seen = set()
        for route, place in rows(document, "routes", ""):
            caregiver = field(route, "caregiver_id", place, str)
            if caregiver not in self.instance.abilities:
                self.report.broken("unknown_caregiver", caregiver)
                continue
            if caregiver in seen:
                self.report.broken("duplicate_route", caregiver)
            seen.add(caregiver)
            if route.get("locations"):
                self._route(caregiver, rows(route, "locations", place))
        self._patients()
        self._cost(document)
        return self.report

    def _route(self, caregiver, stops):
        here, free_at = 0, 0
        for stop, place in stops:
            name, service = field(stop, "patient", place, str), field(stop, "service", place, str)
            patient = self.instance.patients.get(name)
            who = f"{caregiver} at {name} for {service}"
            if patient is None:
                self.report.broken("unknown_patient", who)
                continue
            if service not in patient.durations:
                self.report.broken("unknown_service", who)
                continue
            start, end = number(stop, "arrival_time", place), number(stop, "departure_time", place)
            way = self.instance.distances[here][patient.row]
            if start < free_at + way:
                self.report.broken("travel_too_short",
                                   f"{who} by {plain(free_at + way - start)}")
            self._visit(caregiver, name, service, start, end)
            self.travel += way
            here, free_at = patient.row, end
        self.travel += self.instance.distances[here][0]

    def _visit(self, caregiver, name, service, start, end):
        patient, who = self.instance.patients[name], f"{caregiver} at {name} for {service}"
        if service not in self.instance.abilities[caregiver]:
            self.report.broken("skill_missing", who)
        if start < patient.earliest:
            self.report.broken("window_start", f"{who} by {plain(patient.earliest - start)}")
        if end - start != patient.durations[service]:
            self.report.broken("wrong_duration", f"{who}: {plain(end - start)} instead of "
                                                 f"{plain(patient.durations[service])}")
        if (name, service) in self.served:
            self.report.broken("double_assignment", who)
        self.served[name, service] = caregiver, start
        self.tardiness.append(max(0, start - patient.latest))

    def _patients(self):
        for name, patient in self.instance.patients.items():
            visits = [self.served.get((name, service)) for service in patient.durations]
            if None in visits:
                self.report.broken("patient_unserved", name)
            elif len(visits) == 2:
                check_pair(self.report, name, visits, patient.synchronization)

    def _cost(self, document):
        total, highest = sum(self.tardiness), max(self.tardiness, default=0)
        cost = fractions.Fraction(self.travel + total + highest, 3 * MICRO)
        self.report.terms = {"travel": plain(self.travel), "total_tardiness": plain(total),
                             "max_tardiness": plain(highest), "cost": f"{float(cost):.3f}"}
        if "cost" in document:
            stated = fractions.Fraction(exact(document["cost"], "/cost"), MICRO)
            if abs(stated - cost) > fractions.Fraction(1, 2000):  # half of the last decimal
                self.report.broken("wrong_cost", f"{float(stated)} instead of {float(cost):.3f}")


def check_pair(report, name, visits, gap):
    """Two services of one patient: [(caregiver, start)] of both, in the order required."""
    (first, start), (second, later) = visits
    if first == second:
        report.broken("same_caregiver", f"{first} gives both services of {name}")
    if gap == (0, 0) and start != later:
        report.broken("simultaneity_broken", f"{name}: {plain(start)} and {plain(later)}")
    elif gap and not gap[0] <= later - start <= gap[1]:
        report.broken("gap_broken", f"{name}: {plain(later - start)} is not in "
                                    f"{plain(gap[0])} … {plain(gap[1])}")


def check(document, solution_text):
    """The report on a solution of the instance."""
    return Checker(Instance(document)).check(load(solution_text))
