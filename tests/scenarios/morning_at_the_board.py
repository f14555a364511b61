"""A morning at the dispatch board: the day is planned, somebody is ill, an urgent visit comes in,
two people approve at once, a slot is promised, and a deed is taken back. Who is concerned hears of
it."""

import datetime

from client import expect, expect_refusal

SHARE_OF_MOVED_MAX = 100  # per thousand of the day's visits, besides those of who is ill


def board_of(coordinator, centre_id, day):
    return coordinator.read("/api/v1/care/board", centre_id=centre_id, on=day)


def busiest_day(city, coordinator, centre_id):
    """The day of the next week with most visits that are still to come."""
    days = [city.today + datetime.timedelta(days=ahead) for ahead in range(1, 8)]
    boards = {str(day): board_of(coordinator, centre_id, day) for day in days}
    day = max(boards, key=lambda each: len(boards[each]["visits"]))
    assert boards[day]["visits"], "the city has no visits next week"
    return day


def plan_the_day(coordinator, centre_id, day):
    """A proposal that changes nothing until it is approved."""
    before = board_of(coordinator, centre_id, day)["visits"]
    proposal = coordinator.do("/api/v1/care/proposals", {"centre_id": centre_id, "on": day}, 201)
    assert board_of(coordinator, centre_id, day)["visits"] == before
    assert all(each["sentence"].endswith(".") for each in proposal["changes"]), proposal
    if proposal["changes"]:
        coordinator.do(f"/api/v1/care/proposals/{proposal['row']['proposal_id']}/approval")


def placements(board):
    return {each["visit_id"]: (each["worker_id"], each["vehicle_id"], each["start_min"],
                               each["state"]) for each in board["visits"]}


def somebody_is_ill(city, coordinator, centre_id, day):
    """The busiest worker. Returns the day before, and the proposal."""
    board = board_of(coordinator, centre_id, day)
    worker = max(board["workers"], key=lambda each: each["visits"])
    own = [each for each in board["visits"] if each["worker_id"] == worker["worker_id"]]
    assert own, "nobody has anything to do"
    done = coordinator.do("/api/v1/care/disruptions", {
        "centre_id": centre_id, "on": day, "reason": "worker_sick",
        "worker_id": worker["worker_id"]}, 201)
    assert worker["name"] in done["disruption"]["sentence"], done["disruption"]
    proposal = done["proposal"]
    changed = {each["visit_id"] for each in proposal["changes"]}
    assert {each["visit_id"] for each in own} <= changed, "a visit of the sick was forgotten"
    others = len(changed) - len(own)
    assert others * 1000 <= SHARE_OF_MOVED_MAX * max(10, proposal["row"]["visits"]), proposal["row"]
    for each in proposal["changes"]:
        assert "{" not in each["sentence"] and "(는)" not in each["sentence"], each["sentence"]
    check = coordinator.read(f"/api/v1/care/visits/{own[0]['visit_id']}/move-check",
                             worker_id=worker["worker_id"], start_min=own[0]["start_min"] + 5)
    assert "worker_absent" in [each["code"] for each in check["violations"]], check
    return placements(board), proposal


def two_approve_at_once(coordinator, director, proposal):
    """The first one's word holds. Returns the deed."""
    path = f"/api/v1/care/proposals/{proposal['row']['proposal_id']}/approval"
    done = coordinator.do(path)
    assert done["applied"] == len(proposal["changes"]) and done["told"] > 0, done
    expect_refusal(director.post(path), 422, "proposal_already_decided")
    return done


def it_is_taken_back(coordinator, centre_id, day, before, deed):
    path = f"/api/v1/care/dispatch-deeds/{deed['deed_id']}/undo"
    coordinator.do(path)
    assert placements(board_of(coordinator, centre_id, day)) == before, "not exactly what it was"
    expect_refusal(coordinator.post(path), 422, "deed_already_undone")


def a_stale_plan_is_refused(coordinator, director, centre_id, day):
    """The director moves a visit while the coordinator still looks at a plan."""
    sick = [each for each in board_of(coordinator, centre_id, day)["disruptions"]
            if not each["is_withdrawn"]]
    row = coordinator.do(f"/api/v1/care/disruptions/{sick[0]['disruption_id']}/withdrawal")
    assert row["is_withdrawn"], row
    done = coordinator.do("/api/v1/care/disruptions", {
        "centre_id": centre_id, "on": day, "reason": "worker_sick",
        "worker_id": sick[0]["worker_id"]}, 201)
    visit = done["proposal"]["changes"][0]
    moved = director.put(f"/api/v1/care/visits/{visit['visit_id']}/placement", {
        "version": visit["visit_version"], "worker_id": "0", "accepts_warnings": True})
    expect(moved, 200)
    proposal_id = done["proposal"]["row"]["proposal_id"]
    assert coordinator.read(f"/api/v1/care/proposals/{proposal_id}")["is_stale"]
    expect_refusal(coordinator.post(f"/api/v1/care/proposals/{proposal_id}/approval"), 409,
                   "proposal_stale")
    expect(director.post(f"/api/v1/care/dispatch-deeds/{moved['deed_id']}/undo"), 200)


def something_urgent_comes_in(coordinator, centre_id, day):
    """A slot is found and promised; then it is nobody's, and the plan finds somebody again."""
    entitlements = coordinator.read("/api/v1/care/entitlements", on=day)["items"]
    services = {each["terms"]["service"]: each["terms"] for each in
                coordinator.read("/api/v1/care/services")["items"]}
    for entitlement in entitlements:
        length = services[entitlement["service"]]["visit_min"]
        wish = {"centre_id": centre_id, "service": entitlement["service"],
                "entitlement_id": entitlement["id"], "length_min": length, "needs_car": False,
                "from_on": day, "to_on": day}
        found = expect(coordinator.post("/api/v1/care/slot-searches", wish), 200, 404).body
        if not found.get("slots") or entitlement["units_left"] < 1:
            continue
        slot = found["slots"][0]
        assert slot["late_added_min"] == 0 and slot["sentence"], slot
        booked = coordinator.post("/api/v1/care/bookings", {
            "entitlement_id": entitlement["id"], "on": day, "length_min": length,
            "slack_min": 120, "needs_car": False,
            "placements": [{"worker_id": each["worker_id"], "start_min": each["start_min"]}
                           for each in slot["placements"]]})
        if booked.status != 201:
            continue
        [visit_id] = booked["visit_ids"]
        version = coordinator.read(f"/api/v1/care/visits/{visit_id}")["row"]["visit"]["version"]
        expect(coordinator.put(f"/api/v1/care/visits/{visit_id}/placement", {
            "version": version, "worker_id": "0", "accepts_warnings": True}), 200)
        done = coordinator.do("/api/v1/care/disruptions", {
            "centre_id": centre_id, "on": day, "reason": "urgent_referral",
            "visit_id": visit_id}, 201)
        [own] = [each for each in done["proposal"]["changes"] if each["visit_id"] == visit_id]
        assert own["kind"] == "assigned" and int(own["to"]["worker_id"]), own
        coordinator.do(f"/api/v1/care/proposals/{done['proposal']['row']['proposal_id']}/approval")
        return
    raise AssertionError("no slot for anybody")


def they_were_told(city):
    """The outbox has told the workers; whoever signs in reads it."""
    city.wait_for("notices are written", lambda: city.stage.query(
        "SELECT COUNT(*) FROM inbox_notice WHERE kind LIKE 'care.%'")[0][0] > 0)
    told = city.sign_in("worker").read("/api/v1/me/notices")
    assert "items" in told, told


def nothing_is_kept_of_a_supposition(coordinator, centre_id, day):
    before = placements(board_of(coordinator, centre_id, day))
    report = coordinator.do("/api/v1/care/what-ifs", {
        "centre_id": centre_id, "on": day, "kind": "vehicle_more"}, 201)
    assert report["served_after"] >= report["served_before"] and report["sentence"], report
    assert placements(board_of(coordinator, centre_id, day)) == before


def run(city):
    coordinator, director = city.sign_in("coordinator"), city.sign_in("director")
    centre_id = coordinator.organisation("coordinator")
    day = busiest_day(city, coordinator, centre_id)
    plan_the_day(coordinator, centre_id, day)
    before, proposal = somebody_is_ill(city, coordinator, centre_id, day)
    deed = two_approve_at_once(coordinator, director, proposal)
    it_is_taken_back(coordinator, centre_id, day, before, deed)
    a_stale_plan_is_refused(coordinator, director, centre_id, day)
    something_urgent_comes_in(coordinator, centre_id, day)
    they_were_told(city)
    nothing_is_kept_of_a_supposition(coordinator, centre_id, day)
