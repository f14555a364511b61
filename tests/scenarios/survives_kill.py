"""kill -9 under load, several times: what was acknowledged is there, once; the chain verifies."""

from load import Purchases

KILLS = 3
BEFORE_KILL = 40  # purchases acknowledged before each kill
REPLAYED = 40     # of them asked for again afterwards


def sales_in_journal(city):
    return city.stage.query("SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM ledger_transfer "
                            "WHERE code = 'purchase' AND amount = 1")[0][0]


def kill_once(city):
    before = sales_in_journal(city)
    with Purchases(city) as purchases:
        purchases.wait_for(city, BEFORE_KILL)
        city.kill()
    assert not purchases.wrong, purchases.wrong
    city.start()
    acknowledged, unanswered = purchases.acknowledged, purchases.unanswered
    held = sales_in_journal(city) - before
    assert len(acknowledged) <= held <= len(acknowledged) + len(unanswered), \
        f"{len(acknowledged)} acknowledged, {len(unanswered)} unanswered, {held} in the journal"
    asked = list(acknowledged)[-REPLAYED:]
    told = purchases.replay(city.sign_in("shop"), asked)
    lost = [key for key in asked if told[key] != (acknowledged[key], True)]
    assert not lost, f"{len(lost)} acknowledged purchases were forgotten"
    assert sales_in_journal(city) == before + held, "asking again changed the journal"


def run(city):
    for _ in range(KILLS):
        kill_once(city)
    city.stop()
    city.run("ledger", "verify")
