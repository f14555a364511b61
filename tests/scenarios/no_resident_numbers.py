"""A resident registration number is refused in every text field of every operation, by name."""

import json

from api_document import operations, place, sample, text_pointers
from nobody_sees_more_than_their_role import ROLES, read_table

NUMBERS = ["850101-1234567", "8501011234567", "８５０１０１－１２３４５６７"]


def somebody_who_may(city, rights):
    """A client that gets past the door of an operation."""
    if rights == "everybody":
        return city.public()
    login = "citizen" if rights == "signed_in" else \
        next(login for login, role in ROLES.items() if role in rights)
    return city.sign_in(login)


def run(city):
    document = city.public().read("/api/openapi.json")
    table = read_table()
    tried, accepted = 0, []
    for operation in operations(document):
        if operation.schema is None or operation.method == "GET":
            continue
        client = somebody_who_may(city, table[operation.name])
        for pointer in text_pointers(document, operation.schema):
            number = NUMBERS[tried % len(NUMBERS)]
            body = sample(document, operation.schema)
            place(body, pointer, number)
            answer = client.send(operation.method, operation.target(), body)
            told = json.dumps(answer.body.get("fields", {}))
            if answer.status != 422 or pointer not in told or "resident_number" not in told:
                accepted.append(f"{operation.name} {pointer}: {answer!r}")
            tried += 1
    assert not accepted, "\n".join(accepted)
    assert tried >= 30, f"only {tried} text fields were found"
