"""verify_ledger.py on random ledgers made by the engine, whole and forged in every way.

A forger may do three things: damage the file, change it and hash everything anew, or even sign it
anew. The first two are found by the file alone, the third by whoever kept a checkpoint or the key.
"""
import base64
import contextlib
import copy
import hashlib
import io
import json
import pathlib
import random
import subprocess
import tempfile
import unittest

import verify_ledger as verify

ROOT = pathlib.Path(__file__).resolve().parents[1]
SOAK = ROOT / "build/bin/ledger_soak"
VECTORS = ROOT.parent / "shared/data/studio/merkle"
SEEDS = (8, 4)


def sign(seed, message):
    """Ed25519 (RFC 8032 §5.1.6): the verifier cannot sign, a forger can."""
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
    public = compress(verify._multiply(scalar, verify.BASE))
    nonce = int.from_bytes(hashlib.sha512(digest[32:] + message).digest(), "little") % verify.ORDER
    point = compress(verify._multiply(nonce, verify.BASE))
    challenge = int.from_bytes(hashlib.sha512(point + public + message).digest(), "little")
    return public, point + ((nonce + challenge * scalar) % verify.ORDER).to_bytes(32, "little")


def compress(point):
    inverse = pow(point[2], verify.P - 2, verify.P)
    x, y = point[0] * inverse % verify.P, point[1] * inverse % verify.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def signed_note(seed, name, text):
    public, signature = sign(seed, text.encode())
    data = b"\x01" + public
    number = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    key = f"{name}+{number.hex()}+{base64.b64encode(data).decode()}"
    return f"{text}\n\u2014 {name} {base64.b64encode(number + signature).decode()}\n", key


class Export:
    """The lines of an export, free to be forged."""

    def __init__(self, text):
        self.lines = [json.loads(line) for line in text.splitlines()]

    def copy(self):
        return copy.deepcopy(self)

    def of(self, kind):
        return [line for line in self.lines if line["type"] == kind]

    @property
    def key(self):
        return self.lines[0]["verifier_key"]

    def hash_anew(self):
        """Leaves, links and blocks as the engine would have made them."""
        ledger_id = self.lines[0]["ledger_id"]
        link = hashlib.sha256(f"olive-ledger-v1:{ledger_id}".encode()).digest()
        links = [link]
        for entry in self.of("entry"):
            leaf = verify.leaf_of(ledger_id, entry)
            link = hashlib.sha256(link + leaf).digest()
            links.append(link)
            entry["leaf"], entry["link"] = leaf.hex(), link.hex()
        for block in self.of("block"):
            block["prev"] = links[block["first_seq"] - 1].hex()
            block["head"] = links[block["last_seq"]].hex()

    def sign_anew(self, seed=b"f" * 32):
        """All checkpoints for the forged tree, with another key under the same name."""
        leaves = [bytes.fromhex(each["leaf"]) for each in self.of("entry")]
        name = self.lines[0]["origin"]
        for each in self.of("checkpoint"):
            root = base64.b64encode(verify.root_of(leaves[:each["size"]])).decode()
            each["note"], key = signed_note(seed, name, f"{name}\n{each['size']}\n{root}\n")
            self.lines[0]["verifier_key"] = key
        self.lines = [each for each in self.lines if not each["type"].startswith("month")]
        self.lines[-1]["lines"] = len(self.lines) - 1

    def finding(self, key=None, kept=()):
        """(where, rule) of the first fault; None when sound."""
        try:
            journal = verify.Journal(key).read(json.dumps(line) for line in self.lines)
            for note in kept:
                journal.check_checkpoint(note, "kept")
        except verify.Bad as bad:
            return bad.where, bad.rule
        return None


def other_value(value, chance):
    """A value of the same kind that is not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(20)
    if isinstance(value, list):
        return value[:-1] if value else [{"lot_id": 1, "change": -1, "expires_on": 1, "source": ""}]
    if value and all(letter in "0123456789abcdef" for letter in value):
        at = chance.randrange(len(value))
        return value[:at] + "0123456789abcdef"[int(value[at], 16) ^ 1] + value[at + 1:]
    return (value or "") + "x"


@unittest.skipUnless(SOAK.exists(), f"no {SOAK}: ./dev build makes the ledgers of this test")
class Engine(unittest.TestCase):
    """Ledgers that the engine wrote during random walks."""

    @classmethod
    def setUpClass(cls):
        cls.exports = []
        for seed in SEEDS:
            command = [SOAK, "export", "sqlite", "--ops", "900", "--seed", str(seed)]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            cls.exports.append(Export(out))

    def setUp(self):
        self.chance = random.Random(5)

    def each(self):
        for export in self.exports:
            yield export.copy()

    def test_whole_ledgers_are_sound(self):
        for export in self.each():
            self.assertIsNone(export.finding(export.key))
            kinds = {line["type"] for line in export.lines}
            self.assertLessEqual({"entry", "lot", "hold", "block", "checkpoint", "month"}, kinds)
            self.assertGreater(len(export.of("entry")), 50)
            self.assertGreater(sum(1 for each in export.of("entry") if each["reverses"]), 3)

    def test_any_changed_field_names_its_entry(self):
        for export in self.exports:
            entries = export.of("entry")
            for name in entries[0]:
                if name == "type":
                    continue
                at = self.chance.randrange(len(entries))
                forged = export.copy()
                entry = forged.of("entry")[at]
                entry[name] = other_value(entry[name], self.chance)
                where, _ = forged.finding()
                self.assertEqual(where, f"entry {at + 1}", name)

    def test_a_changed_lot_of_an_entry_names_the_entry(self):
        export = self.exports[0]
        for name in ("lot_id", "change", "expires_on", "source"):
            forged = export.copy()
            entry = self.chance.choice([each for each in forged.of("entry") if each["lots"]])
            entry["lots"][0][name] = other_value(entry["lots"][0][name], self.chance)
            self.assertEqual(forged.finding()[0], f"entry {entry['seq']}", name)

    def test_removal_insertion_and_reordering_name_the_first_bad_entry(self):
        for export in self.exports:
            first = next(i for i, line in enumerate(export.lines) if line["type"] == "entry")
            count = len(export.of("entry"))
            for at in {0, 1, count // 2, count - 2}:
                removed, doubled, swapped = export.copy(), export.copy(), export.copy()
                del removed.lines[first + at]
                self.assertEqual(removed.finding()[0], f"entry {at + 1}")
                doubled.lines.insert(first + at, doubled.lines[first + at])
                self.assertEqual(doubled.finding()[0], f"entry {at + 2}")
                lines = swapped.lines
                lines[first + at], lines[first + at + 1] = lines[first + at + 1], lines[first + at]
                self.assertEqual(swapped.finding()[0], f"entry {at + 1}")

    def test_a_cut_end_is_noticed(self):
        for export in self.each():
            export.lines.pop()
            self.assertEqual(export.finding()[1], "export_ends_early")
            last = max(i for i, line in enumerate(export.lines) if line["type"] == "entry")
            export.lines = export.lines[:last]
            self.assertIsNotNone(export.finding())

    def test_every_figure_of_the_tables_is_checked(self):
        kinds = {"account": ("id", "asset", "posted", "held", "incoming", "has_lots"),
                 "block": ("first_seq", "last_seq", "prev", "head"),
                 "lot": ("id", "account_id", "source_seq", "issued", "remaining", "held",
                         "expires_on", "source"),
                 "hold": ("id", "debit", "credit", "amount", "status"),
                 "checkpoint": ("size", "note"), "month": ("month_end", "size", "note"),
                 "month_balance": ("month_end", "account_id", "balance"),
                 "end": ("lines", "entries")}
        for kind, names in kinds.items():
            for name in names:
                forged = self.exports[0].copy()
                lines = forged.of(kind)
                if kind == "hold":  # of others the journal knows nothing but that they ended
                    lines = [each for each in lines if each["status"] == "open" or (
                        each["status"] == "posted" and name != "amount")]
                if kind == "account":
                    lines = [each for each in lines if each["posted"]]
                line = self.chance.choice(lines)
                line[name] = other_value(line[name], self.chance)
                self.assertIsNotNone(forged.finding(), f"{kind}.{name}: {line}")
                removed = self.exports[0].copy()
                removed.lines.remove(removed.of(kind)[0])
                self.assertIsNotNone(removed.finding(), kind)

    def test_random_flipped_bits_are_found(self):
        text = "\n".join(json.dumps(line) for line in self.exports[0].lines)
        data, found = text.encode(), 0
        for _ in range(60):
            at, bit = self.chance.randrange(len(data)), self.chance.randrange(8)
            flipped = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1:]
            try:
                verify.Journal(self.exports[0].key).read(flipped.decode().split("\n"))
            except (verify.Bad, UnicodeDecodeError):
                found += 1
                continue
            line = data[:at].count(b"\n")
            before, after = (json.loads(each.split(b"\n")[line]) for each in (data, flipped))
            same = before == after  # a blank that became another one says the same
            limits = {name for name in before if before[name] != after.get(name)}
            # What is not in the chain: limits, and holds that came to nothing.
            free = {"account": {"balance_min", "balance_max"},
                    "hold": {"status", "amount", "debit", "credit"}}.get(before["type"], set())
            self.assertTrue(same or limits <= free, (before, after))
        self.assertGreater(found, 45)

    def test_a_history_hashed_anew_does_not_fit_its_checkpoints(self):
        for export in self.each():
            entry = export.of("entry")[3]
            entry["reference"] += "forged"
            export.hash_anew()
            where, rule = export.finding()
            self.assertTrue(where.startswith("checkpoint of"), where)
            self.assertIn("rewritten", rule)

    def test_a_history_signed_anew_does_not_fit_the_key_nor_a_kept_checkpoint(self):
        for export in self.exports:
            forged = export.copy()
            forged.of("entry")[3]["reference"] += "forged"
            forged.hash_anew()
            forged.sign_anew()
            self.assertIsNone(forged.finding())  # in itself it is sound: that is the danger
            self.assertEqual(forged.finding(export.key)[1], "signature_wrong")
            kept = export.of("checkpoint")[-1]["note"]
            self.assertIsNone(export.finding(kept=[kept]))
            self.assertIsNotNone(forged.finding(kept=[kept]))

    def test_a_thief_of_the_key_is_caught_by_a_kept_checkpoint(self):
        """The operator holds the key: only what others kept can convict him."""
        forged = self.exports[0].copy()
        honest = self.exports[0].copy()
        honest.sign_anew(b"o" * 32)
        kept = honest.of("checkpoint")[0]["note"]
        entry = forged.of("entry")[0]
        entry["actor"] = str(int(entry["actor"]) + 1)
        forged.hash_anew()
        forged.sign_anew(b"o" * 32)
        self.assertEqual(forged.key, honest.key)
        self.assertIsNone(forged.finding(forged.key))
        self.assertIn("rewritten", forged.finding(forged.key, [kept])[1])

    def test_forgeries_that_hash_well_break_a_rule(self):
        """Hashed and signed anew: what the journal may not say by itself."""
        def change(name, edit):
            forged = self.exports[0].copy()
            edit(forged)
            forged.hash_anew()
            forged.sign_anew()
            found = forged.finding()
            self.assertIsNotNone(found, name)
            return found[1]

        def edit_entry(condition, **values):
            def edit(forged):
                entry = next(each for each in forged.of("entry") if condition(each))
                entry.update({key: value(entry) if callable(value) else value
                              for key, value in values.items()})
            return edit

        plain = lambda each: not each["lots"] and not each["reverses"]
        self.assertIn("amount_not_positive", change("zero", edit_entry(plain, amount=0)))
        self.assertIn("same_account", change(
            "self", edit_entry(plain, credit=lambda each: each["debit"])))
        self.assertIn("no_account", change("nobody", edit_entry(plain, credit=999)))
        self.assertIn("reversal_above_original", change("refund", edit_entry(
            lambda each: each["reverses"] and not each["lots"],
            amount=lambda each: each["amount"] + 10**6)))
        self.assertIn("key_used_twice", change("key", lambda forged: forged.of("entry")[9].update(
            key=forged.of("entry")[2]["key"])))
        self.assertIn("time_runs_backwards", change("time", lambda forged: forged.of("entry")[9]
                                                    .update(recorded_at=1)))
        self.assertIn("group_seq_wrong", change("group", lambda forged: forged.of("entry")[9]
                                                .update(group_seq=1)))
        self.assertIn("lots_used_differ", change("lots", lambda forged: next(
            each for each in forged.of("entry")
            if any(lot["change"] < 0 for lot in each["lots"])).update(lots=[])))

    def test_one_payment_and_one_balance_are_proved_from_the_command_line(self):
        export = self.exports[0]
        with tempfile.TemporaryDirectory() as folder:
            file, kept = pathlib.Path(folder, "ledger.jsonl"), pathlib.Path(folder, "printed.txt")
            file.write_text("".join(json.dumps(line) + "\n" for line in export.lines))
            kept.write_text(export.of("checkpoint")[0]["note"])
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                code = verify.main(["ledger", str(file), "--key", export.key, "--checkpoint",
                                    str(kept), "--payment", "7", "--balance", "6"])
            self.assertEqual(code, 0, out.getvalue())
            self.assertIn("payment 7:", out.getvalue())
            self.assertIn("balance of account 6:", out.getvalue())
            self.assertIn("those that it signed", out.getvalue())
            file.write_text(file.read_text().replace('"purchase"', '"present"', 1))
            with contextlib.redirect_stdout(io.StringIO()) as out:
                self.assertEqual(verify.main(["ledger", str(file)]), 1)
            self.assertRegex(out.getvalue(), r"BROKEN at entry \d+: leaf_differs")


class Proofs(unittest.TestCase):
    """Proofs of one thing, and the hashes below them."""

    ENTRY = {"seq": 2, "group_seq": 1, "key": bytes(range(16)).hex(), "debit": 4, "credit": 5,
             "amount": 42, "asset": "OLIVE", "code": "purchase", "effective_on": 20454,
             "recorded_at": 1767225600000000, "actor": 77, "reference": "order:9", "reverses": 0,
             "hold_id": 0, "memo_commit": "",
             "lots": [{"lot_id": 3, "change": -40, "expires_on": 20500, "source": "fund:17"},
                      {"lot_id": 9, "change": -2, "expires_on": 20600, "source": ""}]}

    def receipt(self):
        entry = dict(self.ENTRY)
        entry["memo_commit"] = hashlib.sha256(b"salt" + "감사".encode()).hexdigest()
        leaves = [hashlib.sha256(bytes([i])).digest() for i in range(5)]
        leaves[1] = verify.leaf_of(26, entry)
        root = base64.b64encode(verify.root_of(leaves)).decode()
        note, key = signed_note(b"r" * 32, "olive.ledger/26/x", f"olive.ledger/26/x\n5\n{root}\n")
        hashes = [base64.b64encode(each).decode() for each in verify.inclusion_proof(1, leaves)]
        return {"ledger_id": "26", "seq": 2, "size": 5, "hashes": hashes, "checkpoint": note,
                "leaf": base64.b64encode(leaves[1]).decode(), "entry": entry,
                "memo": {"salt": b"salt".hex(), "text": "감사"}}, key

    def test_the_documented_leaf(self):
        self.assertEqual(verify.leaf_of(26, self.ENTRY).hex(),
                         "5d7dda43e8469dfab94e2ce5917143cf5975244c6fb1d19174e8089e00bb6e11")

    def test_a_receipt_holds_and_no_changed_one(self):
        receipt, key = self.receipt()
        self.assertIn("entry 2", verify.check_receipt(receipt, key, [receipt["checkpoint"]]))
        for change in ({"seq": 3}, {"size": 6}, {"hashes": receipt["hashes"][1:]},
                       {"leaf": receipt["hashes"][0]}, {"ledger_id": "27"},
                       {"memo": {"salt": b"salt".hex(), "text": "감사!"}},
                       {"entry": {**receipt["entry"], "amount": 43}},
                       {"checkpoint": receipt["checkpoint"].replace("\n5\n", "\n6\n")}):
            with self.assertRaises(verify.Bad, msg=change):
                verify.check_receipt({**receipt, **change}, key)

    def test_two_checkpoints_of_one_size_are_a_proof(self):
        receipt, key = self.receipt()
        name = "olive.ledger/26/x"
        other = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
        kept, _ = signed_note(b"r" * 32, name, f"{name}\n5\n{other}\n")
        with self.assertRaisesRegex(verify.Bad, "rewritten"):
            verify.check_receipt(receipt, key, [kept])

    def test_a_months_balance_holds_and_no_other(self):
        leaves = [verify.month_leaf(1, 20484, number, number * 10, "OLIVE") for number in range(3)]
        name = "olive.ledger/1/x"
        root = base64.b64encode(verify.root_of(leaves)).decode()
        note, key = signed_note(b"m" * 32, name, f"{name}/month/2026-01-31\n3\n{root}\n")
        proof = {"ledger_id": 1, "month_end": "2026-01-31", "account_id": 2, "asset": "OLIVE",
                 "balance": 20, "index": 2, "size": 3, "note": note,
                 "hashes": [base64.b64encode(each).decode()
                            for each in verify.inclusion_proof(2, leaves)]}
        self.assertIn("held 20 OLIVE", verify.check_balance(proof, key))
        for change in ({"balance": 21}, {"account_id": 1}, {"asset": "KRW"}, {"index": 1},
                       {"month_end": "2026-02-28"}, {"ledger_id": 2}, {"size": 4}):
            with self.assertRaises(verify.Bad, msg=change):
                verify.check_balance({**proof, **change}, key)

    def test_signatures_of_rfc_8032(self):
        public = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
        signature = bytes.fromhex(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")
        self.assertTrue(verify.is_signed(public, b"\xaf\x82", signature))
        for bit in range(0, 512, 7):
            bent = bytearray(signature)
            bent[bit // 8] ^= 1 << bit % 8
            self.assertFalse(verify.is_signed(public, b"\xaf\x82", bytes(bent)), bit)
        self.assertFalse(verify.is_signed(public, b"\xaf\x83", signature))
        self.assertFalse(verify.is_signed(public[1:], b"\xaf\x82", signature))

    @unittest.skipUnless(VECTORS.is_dir(), f"no {VECTORS}")
    def test_the_published_vectors_of_inclusion_and_consistency(self):
        count = 0
        for path in VECTORS.rglob("*.json"):
            kind, vector = path.relative_to(VECTORS).parts[0], json.loads(path.read_text())
            data = {name: base64.b64decode(value) for name, value in vector.items()
                    if name in ("root", "root1", "root2", "leafHash") and value}
            proof = [base64.b64decode(each) for each in vector["proof"] or []]
            if kind == "inclusion":
                holds = "leafHash" in data and verify.is_included(
                    vector["leafIdx"], vector["treeSize"], data["leafHash"], data.get("root"),
                    proof)
            elif kind == "consistency":
                holds = verify.is_consistent(vector["size1"], vector["size2"], data.get("root1"),
                                             data.get("root2"), proof)
            else:
                continue
            count += 1
            self.assertEqual(holds, not vector["wantErr"], path)
        self.assertEqual(count, 196)

    def test_files_that_are_none_are_told_so(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "x")
            for text in ("", "{}", "[1]", "no json", '{"type":"entry"}', "\n" * 9):
                file.write_text(text)
                with contextlib.redirect_stdout(io.StringIO()):
                    self.assertEqual(verify.main(["ledger", str(file)]), 1)
                with contextlib.redirect_stderr(io.StringIO()):
                    self.assertEqual(verify.main(["receipt", str(file), "--key", "a+b+c"]), 2)
            with contextlib.redirect_stderr(io.StringIO()):
                self.assertEqual(verify.main(["ledger", str(file) + ".missing"]), 2)


if __name__ == "__main__":
    unittest.main()
