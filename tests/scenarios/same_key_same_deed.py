"""The same key is the same deed: sent twice, sent at the same moment, sent with another body."""

import concurrent.futures
import uuid

from client import expect, expect_refusal
from the_loop_turns import referral_form

RIVALS = 8


def sale(city, points):
    shop = city.sign_in("shop")
    return {"shop_id": shop.organisation("shop_keeper"), "card_number": city.card["number"],
            "pin": city.card["pin"], "lines": [], "amount_points": points}


def sent_twice(city):
    hospital, key = city.sign_in("hospital"), str(uuid.uuid4())
    form = referral_form(city, hospital, "이중복", "010-2222-3333")
    first = expect(hospital.post("/api/v1/care/referrals", form, key=key), 201)
    second = expect(hospital.post("/api/v1/care/referrals", form, key=key), 201)
    assert first.text == second.text, (first, second)
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    form["client"]["name"] = "다른이"
    expect_refusal(hospital.post("/api/v1/care/referrals", form, key=key),
                   409, "idempotency_conflict")


def sent_at_once(city):
    shop, worker, key = city.sign_in("shop"), city.sign_in("worker"), str(uuid.uuid4())
    wallet = worker.read("/api/v1/me/points")["points"]
    with concurrent.futures.ThreadPoolExecutor(RIVALS) as pool:
        answers = list(pool.map(
            lambda _: shop.twin().post("/api/v1/sales", sale(city, 700), key=key),
            range(RIVALS)))
    texts = {expect(each, 201).text for each in answers}
    assert len(texts) == 1, texts
    assert worker.read("/api/v1/me/points")["points"] == wallet - 700
    expect_refusal(shop.post("/api/v1/sales", sale(city, 701), key=key),
                   409, "idempotency_conflict")
    assert worker.read("/api/v1/me/points")["points"] == wallet - 700


def refused_is_not_remembered(city):
    """A wrong PIN is no deed: the same key works once the PIN is right."""
    shop, key = city.sign_in("shop"), str(uuid.uuid4())
    wrong = sale(city, 300) | {"pin": "000001" if city.card["pin"] != "000001" else "000002"}
    wrong["pin"] = wrong["pin"][:len(city.card["pin"])]
    assert shop.post("/api/v1/sales", wrong, key=key).code == "pin_wrong"
    expect(shop.post("/api/v1/sales", sale(city, 300), key=key), 201)


def nameless(city):
    shop = city.sign_in("shop")
    answer = shop.post("/api/v1/sales", sale(city, 300), headers={"Idempotency-Key": ""})
    expect_refusal(answer, 400, "idempotency_key_required")


def run(city):
    sent_twice(city)
    sent_at_once(city)
    refused_is_not_remembered(city)
    nameless(city)
