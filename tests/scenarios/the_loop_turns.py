"""One referral walks through visit, pay, points, purchase, settlement and benefit; after each step
the journal, the persons' own screens and the public page say the same."""

import datetime

from city import first_of_next_month
from client import expect, expect_refusal

PUBLIC = {  # figure of the public page → entries of the journal
    "care_value": [("care_copay", "KRW"), ("care_subsidy", "KRW")],
    "wages_paid": [("wage", "KRW")],
    "points_granted": [("point_grant", "OLIVE")],
    "points_spent": [("purchase", "OLIVE")],
    "points_settled": [("settlement", "OLIVE")],
    "sales_paid_out": [("settlement_shop", "KRW")],
    "benefit_returned": [("settlement_benefit", "KRW")],
    "benefit_paid": [("benefit", "KRW")],
}
CHECK_IN, CHECK_OUT = datetime.time(10), datetime.time(13, 20)
VISIT_MINUTES, BILLED_MINUTES = 200, 210  # begun half hours count
# From two in the afternoon to one in the night; the later of two breaks lies in the night.
LATE_SHIFT, NIGHT_MINUTES = {"came_min": 14 * 60, "left_min": 25 * 60}, 150
SALE_POINTS, REFUND_POINTS = 12_000, 2_000


def figures_agree(city):
    """The public figures, which must be those of the journal."""
    told = city.figures()
    held = {name: sum(city.ledger_sum(code, asset) for code, asset in sources)
            for name, sources in PUBLIC.items()}
    assert {name: told[name] for name in PUBLIC} == held, f"page {told}, journal {held}"
    assert told["points_outstanding"] == told["won_set_aside"], f"points without their won: {told}"
    return held


def changes(city, before, **expected):
    """Exactly these figures changed, by exactly this much. Returns the new ones."""
    after = figures_agree(city)
    changed = {name: after[name] - before[name] for name in PUBLIC if after[name] != before[name]}
    assert changed == {name: by for name, by in expected.items() if by}, f"{changed}, {expected}"
    return after


def referral_form(city, hospital, name="오올리브", phone="010-9876-5432"):
    centre_district = district_of_centre(city)
    return {"organisation_id": hospital.organisation("hospital"),
            "client": {"name": name, "born_on": "1948-03-02", "gender": "female", "phone": phone,
                       "road_address": "해맞이로 12", "district_code": centre_district},
            "request": {"service": "hospital_accompaniment", "income_band": "up_to_100",
                        "mobility": "walks_with_help", "lives_alone": True,
                        "has_other_service": False, "wished_from": str(city.today),
                        "visit_min": 180, "visits_per_month": 2, "purpose": "outpatient",
                        "health_note": "무릎 수술 후 외래"}}


def district_of_centre(city):
    """Where the coordinator's centre works."""
    centre_id = city.sign_in("coordinator").organisation("coordinator")
    items = city.sign_in("coordinator").read("/api/v1/care/capacities")["items"]
    return next(each["district_code"] for each in items if each["centre_id"] == centre_id)


def refer(city):
    """Hospital → consent → need → decision. Returns the entitlement's id."""
    hospital, officer = city.sign_in("hospital"), city.sign_in("district")
    made = hospital.do("/api/v1/care/referrals", referral_form(city, hospital), 201)
    path = f"/api/v1/care/referrals/{made['id']}"
    version = hospital.read(path)["referral"]["version"]
    step = hospital.do(f"{path}/consents", {
        "version": version, "care_service": True, "health_data": True,
        "third_party_hospital": True, "text_version": "2026-1", "channel": "paper"})
    assert step["state"] == "consented", step
    needs = ["moving", "eating", "hygiene", "housework", "going_out", "medication", "loneliness"]
    step = city.sign_in("case_manager").do(f"{path}/assessments", {
        "version": step["version"], "items": [{"item": each, "score": 2} for each in needs]})
    assert step["state"] == "assessed", step
    step = officer.do(f"{path}/decisions", {
        "version": step["version"], "verdict": "approved", "meeting": "지역케어회의 47차",
        "decided_on": str(city.today), "reasons": "외래 동행이 필요함"})
    assert step["state"] == "approved", step
    tracked = hospital.read(path)
    assert [each["action"] for each in tracked["steps"]][-3:] == ["consent", "assess", "approve"]
    return step["entitlement_id"]


def plan_visit(city, entitlement_id):
    """A plan of one visit today, then the day's plan. Returns the visit."""
    coordinator = city.sign_in("coordinator")
    made = coordinator.do("/api/v1/care/plans", {
        "entitlement_id": entitlement_id, "from_on": str(city.today), "to_on": str(city.today),
        "weekdays": [city.today.isoweekday()], "start_min": 720, "length_min": 180,
        "slack_min": 180, "needs_car": False,
        "destination_id": city.sign_in("hospital").organisation("hospital")}, 201)
    [visit_id] = made["visits"]
    centre_id = coordinator.organisation("coordinator")
    proposal = coordinator.do("/api/v1/care/proposals",
                              {"centre_id": centre_id, "on": str(city.today)}, 201)
    mine = [each for each in proposal["changes"] if each["visit_id"] == visit_id]
    assert len(mine) == 1 and mine[0]["sentence"], proposal
    coordinator.do(f"/api/v1/care/proposals/{proposal['row']['proposal_id']}/approval")
    return coordinator.read(f"/api/v1/care/visits/{visit_id}")["row"]["visit"]


def give_to(city, visit, worker_id):
    """The persona gets the visit at a time when they are free, whoever the plan chose."""
    if visit["worker_id"] == worker_id:
        return visit
    coordinator = city.sign_in("coordinator")
    path = f"/api/v1/care/visits/{visit['id']}"
    faults = set()
    for start_min in range(visit["earliest_min"], visit["latest_min"] + 1, 30):
        check = coordinator.read(f"{path}/move-check", worker_id=worker_id, start_min=start_min)
        faults.update(each["code"] for each in check["violations"])
        if check["is_possible"]:
            expect(coordinator.put(f"{path}/placement", {
                "version": visit["version"], "worker_id": worker_id, "start_min": start_min,
                "accepts_warnings": True}), 200)
            return coordinator.read(path)["row"]["visit"]
    raise AssertionError(f"the worker cannot do the visit: {faults}")


def carry_out(city, visit):
    """The worker's day. Returns the completed visit."""
    worker = city.sign_in("worker")
    path = f"/api/v1/care/visits/{visit['id']}"

    def moment(time):
        return datetime.datetime.combine(city.today, time).isoformat() + "+09:00"

    version = visit["version"]
    for step in ("confirmation", "departure"):
        version = worker.do(f"{path}/{step}", {"version": version})["visit"]["version"]
    version = worker.do(f"{path}/check-in", {
        "version": version, "at": moment(CHECK_IN)})["visit"]["version"]
    required = [each["code"] for each in worker.read(path)["tasks"] if each["is_required"]]
    return worker.do(f"{path}/completion", {
        "version": version, "at": moment(CHECK_OUT), "tasks": required,
        "note": "진료가 잘 끝났습니다."})["visit"]


def minutes_today(city):
    days = city.sign_in("worker").read("/api/v1/me/work", month=str(city.today))["days"]
    return sum(day["minutes"] for day in days if day["worked_on"] == str(city.today))


def care(city, before):
    """From the referral to attendance. Returns the figures."""
    worker_id = city.sign_in("worker").session["person_id"]
    worked = minutes_today(city)
    visit = carry_out(city, give_to(city, plan_visit(city, refer(city)), worker_id))
    assert visit["state"] == "completed" and visit["billed_min"] == BILLED_MINUTES, visit
    assert visit["copay_won"] > 0 and visit["price_won"] > 0, visit
    assert visit["copay_won"] + visit["subsidy_won"] == visit["price_won"], visit
    city.wait_for("attendance of the visit",
                  lambda: minutes_today(city) == worked + VISIT_MINUTES)
    return changes(city, before, care_value=visit["price_won"])


def work_late(city):
    """A shift past midnight: the hours of the night wait until somebody else approved them."""
    coordinator, director = city.sign_in("coordinator"), city.sign_in("director")
    work = city.sign_in("participant").read("/api/v1/me/work", month=str(city.today))
    day = next(each for each in work["days"] if each["kind"] == "work")
    days = f"/api/v1/teams/{work['team']['id']}/attendance"
    form = {"person_id": day["person_id"], "worked_on": day["worked_on"], "kind": "work",
            "minutes": 0, **LATE_SHIFT}
    assert expect(coordinator.put(days, form), 200).body["night_min"] == NIGHT_MINUTES
    after = datetime.date.fromisoformat(day["worked_on"]) + datetime.timedelta(days=1)
    early = {**form, "worked_on": str(after), "came_min": 30, "left_min": 9 * 60}
    expect_refusal(coordinator.put(days, early), 422, "work_hours_overlap", "/left_min")
    listed = director.read("/api/v1/extra-work", month=str(city.today),
                           centre_id=director.organisation("centre_director"))["items"]
    extra = next(each["work"]["extra"] for each in listed
                 if each["work"]["person_id"] == day["person_id"]
                 and each["work"]["worked_on"] == day["worked_on"])
    assert extra["night_min"] == NIGHT_MINUTES and extra["overtime_min"] > 0, extra
    decision = {"person_id": day["person_id"], "worked_on": day["worked_on"],
                "extra_min": sum(extra.values()), "is_approved": True}
    decisions = "/api/v1/extra-work/decisions"
    expect_refusal(coordinator.post(decisions, decision), 422, "extra_work_own_entry", "/person_id")
    expect_refusal(director.post(decisions, {**decision, "extra_min": extra["overtime_min"]}),
                   422, "extra_work_changed", "/extra_min")
    assert director.do(decisions, decision)["state"] == "approved"


def night_on_the_payslip(city, month):
    """Shown apart, and a part of the same sum."""
    slip = city.sign_in("participant").read("/api/v1/me/payslip", month=str(month))
    night = next(each for each in slip["items"] if each["kind"] == "night")
    assert night["count"] == NIGHT_MINUTES and night["won"] > 0, slip
    assert sum(each["won"] for each in slip["items"]) == slip["total_won"], slip


def grant_points(city, before):
    """A participant who was overlooked is placed, and the year's run grants the points."""
    metro, coordinator = city.sign_in("metro"), city.sign_in("coordinator")
    year = city.today.year
    team = coordinator.read("/api/v1/teams")["items"][0]
    found = metro.read("/api/v1/persons", q="오올리브")["items"]
    client_id = found[0]["id"] if found else None
    assert client_id is not None, "the referred person is not found by name"
    coordinator.do(f"/api/v1/teams/{team['id']}/members", {
        "person_id": client_id, "guarantee_class": "conditional",
        "joined_on": f"{year - 1}-03-03"}, 201)
    preview = metro.read("/api/v1/point-run-preview", year=year)["verdicts"]
    expected = sum(each["points"] for each in preview)
    run = metro.do("/api/v1/point-runs", {"year": year}, 201)
    assert run["granted"] >= 1 and run["points"] == expected > 0, (run, preview)
    decisions = metro.read(f"/api/v1/point-runs/{run['id']}/decisions")["items"]
    assert len(decisions) == run["granted"] + run["refused"], run
    return changes(city, before, points_granted=run["points"])


def buy(city, before):
    """The worker buys at the till and gives a part back."""
    worker, shop = city.sign_in("worker"), city.sign_in("shop")
    shop_id = shop.organisation("shop_keeper")
    wallet = worker.read("/api/v1/me/points")["points"]
    receipt = shop.do("/api/v1/sales", {
        "shop_id": shop_id, "card_number": city.card["number"], "pin": city.card["pin"],
        "lines": [], "amount_points": SALE_POINTS}, 201)
    assert receipt["points_left"] == wallet - SALE_POINTS, receipt
    before = changes(city, before, points_spent=SALE_POINTS)
    refunded = shop.do(f"/api/v1/sales/{receipt['sale_id']}/refunds",
                       {"points": REFUND_POINTS, "reason": "수량 착오"})
    assert refunded["refunded"] == REFUND_POINTS, refunded
    spent = SALE_POINTS - REFUND_POINTS
    assert worker.read("/api/v1/me/points")["points"] == wallet - spent
    return changes(city, before, points_spent=-REFUND_POINTS)


def pay(city, before, month):
    """The month's pay. The worker finds it on their own screen."""
    director, worker = city.sign_in("director"), city.sign_in("worker")
    wages = worker.read("/api/v1/me/work")["wages_won"]
    run = director.do("/api/v1/pay-runs", {
        "centre_id": director.organisation("centre_director"), "month": str(month)}, 201)
    lines = director.read(f"/api/v1/pay-runs/{run['id']}")["lines"]
    assert sum(line["pay"]["total_won"] for line in lines) == run["total_won"], run
    posted = director.do(f"/api/v1/pay-runs/{run['id']}/posting")
    assert posted["state"] == "posted" and posted["total_won"] == run["total_won"], posted
    own = sum(line["pay"]["total_won"] for line in lines
              if line["pay"]["person_id"] == worker.session["person_id"])
    assert own > 0 and worker.read("/api/v1/me/work")["wages_won"] == wages + own
    return changes(city, before, wages_paid=run["total_won"])


def settle(city, before, month):
    """Draft, the shop's word, approval: points become won and a part of it benefit."""
    metro, shop = city.sign_in("metro"), city.sign_in("shop")
    shop_id = shop.organisation("shop_keeper")
    drafts = metro.do("/api/v1/settlements", {"month": str(month)}, 201)["items"]
    [mine] = [each for each in drafts if each["shop_id"] == shop_id]
    statement = shop.read(f"/api/v1/shops/{shop_id}/statement", **{
        "from": str(month.replace(day=1)), "to": str(city.today)})
    waiting = [each["gross_points"] for each in
               shop.read("/api/v1/settlements", shop_id=shop_id)["items"]
               if each["state"] in ("draft", "objected", "confirmed")]
    assert sum(waiting) == statement["unsettled"], (waiting, statement["unsettled"])
    assert mine["gross_points"] >= SALE_POINTS - REFUND_POINTS, mine
    parts = mine["shop_won"] + mine["benefit_won"] + mine["support_won"]
    assert parts == mine["gross_points"], mine
    path = f"/api/v1/settlements/{mine['id']}"
    assert metro.post(f"{path}/approval").code == "settlement_not_confirmed"
    shop.do(f"{path}/confirmation", {"payout_won": mine["payout_won"]})
    assert metro.post(f"{path}/approval").code == "four_eyes_required"
    assert city.sign_in("accountant").do(f"{path}/approval")["state"] == "approved"
    return changes(city, before, points_settled=mine["gross_points"],
                   sales_paid_out=mine["shop_won"], benefit_returned=mine["benefit_won"])


def give_benefit(city, before):
    amount_won = 1_000
    receipt = city.sign_in("metro").do("/api/v1/benefits", {
        "person_id": city.sign_in("worker").session["person_id"], "amount_won": amount_won,
        "purpose": "명절 지원"}, 201)
    assert receipt["amount_won"] == amount_won
    return changes(city, before, benefit_paid=amount_won)


def run(city):
    month = city.today
    held = figures_agree(city)
    held = care(city, held)
    work_late(city)
    held = grant_points(city, held)
    held = buy(city, held)
    city.restart_at(first_of_next_month(month))  # pay and settlement are of a month that is over
    held = pay(city, held, month)
    night_on_the_payslip(city, month)
    held = settle(city, held, month)
    give_benefit(city, held)
