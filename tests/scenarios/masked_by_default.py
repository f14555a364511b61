"""Staff see nobody's name or phone in full in any list; a look needs a reason, is logged, and the
person can see who looked."""

import re

from api_document import operations
from client import expect
from nobody_sees_more_than_their_role import ROLES, read_table
from the_loop_turns import referral_form

MOBILE = re.compile(r"(?<!\d)01[016789]-?\d{3,4}-?\d{4}(?!\d)")
NAME, PHONE = "서비공개", "010-4321-8765"
STAFF = [login for login, role in ROLES.items()
         if role not in ("citizen", "care_worker", "participant", "shop_keeper")]
OWN = ("/api/v1/me", "/api/v1/session")  # what is one's own is shown in full


def lists_are_masked(city, referral_id):
    """Every reading operation of staff, with and without somebody's id."""
    document = city.public().read("/api/openapi.json")
    table, told = read_table(), []
    readings = [each for each in operations(document)
                if each.method == "GET" and not each.path.startswith(OWN)]
    for login in STAFF:
        client, role = city.sign_in(login), ROLES[login]
        for operation in readings:
            rights = table[operation.name]
            if not isinstance(rights, str) and role not in rights:
                continue
            answer = client.get(operation.target(referral_id))
            if MOBILE.search(answer.text) or NAME in answer.text:
                told.append(f"{role} {operation.name}: {answer!r}")
    assert not told, "\n".join(told)


def own_lists_are_masked(city):
    """The lists that need real ids."""
    coordinator = city.sign_in("coordinator")
    centre = coordinator.organisation("coordinator")
    team = coordinator.read("/api/v1/teams")["items"][0]["id"]
    answers = [
        coordinator.get("/api/v1/persons", q="김"),
        coordinator.get("/api/v1/care/visits", centre_id=centre),
        coordinator.get(f"/api/v1/teams/{team}/members"),
        city.sign_in("metro").get("/api/v1/persons", q="김"),
        city.sign_in("district").get("/api/v1/care/referrals", limit=100),
    ]
    for answer in answers:
        expect(answer, 200)
        assert not MOBILE.search(answer.text), answer
        assert NAME not in answer.text, answer
    found = [each["name"] for each in answers[0]["items"]]
    assert found and all("*" in name for name in found), found


def a_look_is_logged(city, referral_id):
    officer, path = city.sign_in("district"), f"/api/v1/care/referrals/{referral_id}/client-views"
    expect(officer.post(path, {"reason": ""}), 422)
    card = officer.do(path, {"reason": "퇴원 전 전화 상담"})
    assert (card["name"], card["phone"]) == (NAME, PHONE), card
    logged = city.sign_in("auditor").read(f"/api/v1/persons/{card['client_id']}/accesses")["items"]
    assert [each["reason"] for each in logged] == ["퇴원 전 전화 상담"], logged
    assert logged[0]["actor_id"] == officer.session["person_id"], logged


def the_person_sees_who_looked(city):
    """The citizen of the demo city asks for care and is looked at."""
    citizen, officer = city.sign_in("citizen"), city.sign_in("district")
    me = citizen.session["person_id"]
    before = len(citizen.read("/api/v1/me/accesses")["items"])
    expect(officer.post(f"/api/v1/persons/{me}/looks", {"reason": "x"}), 422)
    seen = officer.do(f"/api/v1/persons/{me}/looks", {"reason": "신청 내용 확인"})
    assert seen["name"] == citizen.session["name"] and "*" not in seen["phone"], seen
    assert "*" in officer.read(f"/api/v1/persons/{me}")["name"]
    looks = citizen.read("/api/v1/me/accesses")["items"]
    assert len(looks) == before + 1, looks
    assert any(each["reason"] == "신청 내용 확인" for each in looks), looks


def run(city):
    hospital = city.sign_in("hospital")
    form = referral_form(city, hospital, NAME, PHONE)
    referral_id = hospital.do("/api/v1/care/referrals", form, 201)["id"]
    lists_are_masked(city, referral_id)
    own_lists_are_masked(city)
    a_look_is_logged(city, referral_id)
    the_person_sees_who_looked(city)
