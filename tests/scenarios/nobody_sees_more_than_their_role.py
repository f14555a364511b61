"""Every operation, asked by everybody: only the roles of the table get past the door. Then the
same role in another place: what is not theirs does not exist for them."""

import pathlib

from api_document import operations
from city import PASSWORD
from client import Client, expect, expect_refusal

TABLE = pathlib.Path(__file__).with_name("operations_by_role.txt")
ROLES = {  # login of the demo city → its role, a column of the table
    "citizen": "citizen", "worker": "care_worker", "participant": "participant",
    "shop": "shop_keeper", "coordinator": "coordinator", "case_manager": "case_manager",
    "director": "centre_director", "metro": "metro_centre", "hospital": "hospital",
    "dong": "dong_officer", "district": "district_officer", "city": "city_officer",
    "auditor": "auditor", "admin": "administrator",
}


def read_table():
    """{operation: set of roles}; for open operations the word `everybody` or `signed_in`."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines()
             if line.strip() and not line.startswith("#")]
    roles = [cell.strip() for cell in lines[0].split("|")][1:]
    table = {}
    for line in lines[1:]:
        name, *cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 1:
            table[name] = cells[0]
        else:
            assert len(cells) == len(roles) and set(cells) <= {"x", "-"}, line
            table[name] = {role for role, cell in zip(roles, cells) if cell == "x"}
    return table


def ask(client, operation):
    """The operation on something that does not exist, with a body that says nothing."""
    if operation.method == "GET":
        return client.get(operation.target())
    return client.send(operation.method, operation.target(), {})


def unsigned_are_sent_to_sign_in(city, listed):
    for operation in listed:
        answer = ask(city.public(), operation)
        if operation.permission:
            expect_refusal(answer, 401, "sign_in_required")
        else:
            assert answer.status != 401, (operation.name, answer)


def doors_are_as_in_the_table(city, listed, table):
    wrong = []
    for login, role in ROLES.items():
        client = city.sign_in(login)
        for operation in listed:
            rights = table[operation.name]
            may = isinstance(rights, str) or role in rights
            answer = ask(client, operation)
            is_stopped = answer.code == "not_permitted"
            if is_stopped == may or answer.status >= 500 or answer.status == 401:
                wrong.append(f"{role} {operation.name}: {answer.status} {answer.code}")
    assert not wrong, "\n".join(wrong)


def others_do_not_exist(city):
    """Right role, wrong place."""
    public, shop = city.public(), city.sign_in("shop")
    own = shop.organisation("shop_keeper")
    other_shop = next(each["id"] for each in public.read("/api/v1/shops")["items"]
                      if each["id"] != own)
    period = {"from": str(city.today.replace(day=1)), "to": str(city.today)}
    expect(shop.get(f"/api/v1/shops/{own}/statement", **period), 200)
    expect(shop.get(f"/api/v1/shops/{other_shop}/statement", **period), 404)
    sale = {"shop_id": other_shop, "card_number": city.card["number"], "pin": city.card["pin"],
            "lines": [], "amount_points": 100}
    expect(shop.post("/api/v1/sales", sale), 404)

    coordinator = city.sign_in("coordinator")
    centre = coordinator.organisation("coordinator")
    other_centre = next(
        each["id"] for each in public.read("/api/v1/organisations", kind="regional_centre")["items"]
        if each["id"] != centre)
    expect(coordinator.get("/api/v1/care/visits", centre_id=centre), 200)
    expect(coordinator.get("/api/v1/care/visits", centre_id=other_centre), 404)
    day = {"centre_id": other_centre, "on": str(city.today)}
    expect(coordinator.post("/api/v1/care/proposals", day), 404)
    own_teams = {each["centre_id"] for each in coordinator.read("/api/v1/teams")["items"]}
    assert own_teams == {centre}, own_teams


def signing_out_closes_every_door(city, listed):
    client = Client(city.port)
    expect(client.sign_in("citizen", PASSWORD), 201)
    expect(client.send("DELETE", "/api/v1/session"), 204)
    for operation in listed:
        if operation.permission:
            expect(ask(client, operation), 401)


def run(city):
    document = city.public().read("/api/openapi.json")
    listed = operations(document)
    table = read_table()
    named = {each.name for each in listed}
    assert named == set(table), f"not in the table or not in the document: {named ^ set(table)}"
    open_words = {"": "everybody", "signed_in": "signed_in"}
    for each in listed:
        if each.permission in open_words:
            assert table[each.name] == open_words[each.permission], each
    unsigned_are_sent_to_sign_in(city, listed)
    # Signing out would end the personas' sessions; it has a check of its own.
    doors_are_as_in_the_table(city, [each for each in listed if each.name != "sign_out"], table)
    others_do_not_exist(city)
    signing_out_closes_every_door(city, listed)
