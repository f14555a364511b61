"""SIGTERM under load: every request that was carried out was answered; the server ends well."""

import time

from load import Purchases

STOPS = 2
BEFORE_STOP = 40
STOPPED_WITHIN_S = 5


def stop_once(city):
    with Purchases(city) as purchases:
        purchases.wait_for(city, BEFORE_STOP)
        start = time.monotonic()
        city.stop()
        took = time.monotonic() - start
    assert took < STOPPED_WITHIN_S, f"took {took:.1f} s to stop"
    assert not purchases.wrong, purchases.wrong
    city.start()
    shop = city.sign_in("shop")
    # A request that got no answer must not have been carried out: it was never accepted.
    told = purchases.replay(shop, purchases.unanswered)
    lost = [key for key, (_, was_known) in told.items() if was_known]
    assert not lost, f"{len(lost)} purchases were carried out and not answered"
    some = list(purchases.acknowledged)[-20:]
    told = purchases.replay(shop, some)
    assert all(told[key] == (purchases.acknowledged[key], True) for key in some), told


def run(city):
    for _ in range(STOPS):
        stop_once(city)
