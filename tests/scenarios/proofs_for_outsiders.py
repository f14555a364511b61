"""A buyer keeps a receipt, an auditor keeps a checkpoint: with the verifier alone both find out
whether the books are still the ones they saw."""

import datetime
import importlib.util
import json
import pathlib
import tempfile

from client import expect_refusal
from the_loop_turns import figures_agree

ROOT = pathlib.Path(__file__).resolve().parents[2]


def verifier():
    """tools/verify_ledger.py, as an outsider has it: one file."""
    spec = importlib.util.spec_from_file_location("verify_ledger", ROOT / "tools/verify_ledger.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def buy(city):
    shop = city.sign_in("shop")
    form = {"shop_id": shop.organisation("shop_keeper"), "card_number": city.card["number"],
            "pin": city.card["pin"], "lines": [], "amount_points": 10}
    return shop.do("/api/v1/sales", form, 201)


def prove_receipt(city, verify, seq):
    """The buyer's proof, at once after the sale; strangers get its hashes and nothing else."""
    proof = city.sign_in("worker").read(f"/api/v1/ledger/entries/{seq}/proof")
    current = city.public().read("/api/v1/ledger/checkpoint")
    verify.check_receipt(proof, current["verifier_key"])
    assert proof["entry"]["amount"] == 10, proof
    richer = {**proof, "entry": {**proof["entry"], "amount": 9}}
    try:
        verify.check_receipt(richer, current["verifier_key"])
        raise AssertionError("a forged receipt was believed")
    except verify.Bad as bad:
        assert bad.rule == "leaf_differs", bad
    stranger = city.sign_in("hospital").read(f"/api/v1/ledger/entries/{seq}/proof")
    assert stranger.get("entry") is None and "amount" not in json.dumps(stranger), stranger
    expect_refusal(city.public().get(f"/api/v1/ledger/entries/{seq}/proof"), 401,
                   "sign_in_required")
    return current


def journal_only_grows(city, verify, earlier):
    """Whoever kept an earlier checkpoint sees that the present one goes on from it."""
    seq = buy(city)["seq"]
    city.sign_in("worker").read(f"/api/v1/ledger/entries/{seq}/proof")
    later = city.public().read("/api/v1/ledger/checkpoint")
    first, second = (verify.parse_checkpoint(verify.open_note(
        each["checkpoint"]["note"], earlier["verifier_key"], "checkpoint"))
        for each in (earlier, later))
    assert first.size < second.size, (first, second)
    grown = city.public().read("/api/v1/ledger/consistency", **{"from": first.size,
                                                               "to": second.size})
    hashes = [verify.unbase64(each) for each in grown["hashes"]]
    assert verify.is_consistent(first.size, second.size, first.root, second.root, hashes)
    assert not verify.is_consistent(first.size, second.size, second.root, first.root, hashes)


def close_a_month(city):
    """A month that is over closes once; its seal appears within a minute."""
    metro = city.sign_in("metro")
    last = city.today.replace(day=1) - datetime.timedelta(days=1)
    expect_refusal(metro.post("/api/v1/ledger/months", {"month_end": str(city.today)}), 422,
                   "month_still_open")
    long_ago = str(datetime.date(2020, 1, 31))
    answer = metro.post("/api/v1/ledger/months", {"month_end": long_ago})
    assert answer.status == 201 or answer.code == "month_closed", answer
    expect_refusal(city.sign_in("shop").post("/api/v1/ledger/months", {"month_end": str(last)}),
                   403, "not_permitted")


def export_is_sound(city, verify, kept):
    """The whole ledger as a file, against the checkpoint that was kept."""
    with tempfile.TemporaryDirectory() as folder:
        file, note = pathlib.Path(folder, "ledger.jsonl"), pathlib.Path(folder, "kept.txt")
        city.run("ledger", "export", "--file", str(file))
        note.write_text(kept["checkpoint"]["note"], encoding="utf-8")
        journal = verify.Journal(kept["verifier_key"])
        with open(file, encoding="utf-8") as lines:
            journal.read(line.rstrip("\n") for line in lines)
        journal.check_checkpoint(note.read_text(encoding="utf-8"), "kept")
        assert "purchase" in file.read_text(encoding="utf-8")
        assert "홍" not in file.read_text(encoding="utf-8")


def run(city):
    verify = verifier()
    kept = prove_receipt(city, verify, buy(city)["seq"])
    journal_only_grows(city, verify, kept)
    close_a_month(city)
    export_is_sound(city, verify, kept)
    figures_agree(city)
