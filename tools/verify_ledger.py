#!/usr/bin/env python3
"""Checks a ledger that somebody hands over, without the program that wrote it.

    verify_ledger.py ledger EXPORT [--key VKEY] [--checkpoint FILE]… [--payment SEQ] [--balance ID]
    verify_ledger.py receipt FILE --key VKEY [--checkpoint FILE]…
    verify_ledger.py balance FILE --key VKEY

`ledger` reads an export (`olive ledger export`, docs/formats/ledger-export.md), recomputes chain,
tree, signatures, balances, lots, holds and months, and names the first bad entry. A checkpoint that
you kept (paper, mail, another office) shows a rewritten history: pass it with --checkpoint, and the
key that you were given with --key. --payment and --balance prove one of each. `receipt` and
`balance` check the proofs that the API gives for one entry and for one month's balance.

Exit code 0: all of it holds; 1: it does not; 2: the file cannot be read. Standard library only.
"""

import argparse
import base64
import binascii
import collections
import datetime
import hashlib
import json
import re
import sys

# --- Ed25519 (RFC 8032 §5.1.7), verification only ---------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def _add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _decompress(data):
    """The point of 32 bytes, or None when they are none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = _decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    """Whether the Ed25519 signature is of this key and message."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, r = _decompress(public_key), _decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    left, right = _multiply(s, BASE), _add(r, _multiply(challenge, key))
    return ((left[0] * right[2] - right[0] * left[2]) % P == 0
            and (left[1] * right[2] - right[1] * left[2]) % P == 0)


# --- notes and checkpoints (C2SP) --------------------------------------------------------------

Checkpoint = collections.namedtuple("Checkpoint", "origin size root")


class Bad(Exception):
    """Something does not hold: where, and which rule."""

    def __init__(self, where, rule):
        super().__init__(f"{where}: {rule}")
        self.where, self.rule = where, rule


class Unreadable(Exception):
    """The input is no such file."""


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(f"not base64: {text!r}") from error
    if base64.b64encode(data).decode() != text:
        raise Unreadable(f"not canonical base64: {text!r}")
    return data


def unhex(text):
    try:
        data = bytes.fromhex(text)
    except ValueError as error:
        raise Unreadable(f"not hexadecimal: {text!r}") from error
    if data.hex() != text:
        raise Unreadable(f"not in small letters: {text!r}")
    return data


def parse_note(note):
    """The signed text and its signature lines."""
    text, mark, signatures = note.rpartition("\n\n")
    if not mark or not note.endswith("\n"):
        raise Unreadable("not a signed note")
    return text + "\n", signatures.splitlines()


def open_note(note, key, where):
    """The text of a note that `key` signed."""
    name, key_id, encoded = key.split("+", 2) if key.count("+") >= 2 else (key, "", "")
    data = unbase64(encoded)
    if len(data) != 33 or data[0] != 1:
        raise Unreadable("the key is no Ed25519 verifier key (name+id+key)")
    number = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if number.hex() != key_id:
        raise Unreadable("the key's id does not belong to it")
    text, lines = parse_note(note)
    for line in lines:
        match = re.fullmatch(r"\u2014 (.+) (\S+)", line)
        if not match or match[1] != name:
            continue
        signature = unbase64(match[2])
        if signature[:4] == number and is_signed(data[1:], text.encode(), signature[4:]):
            return text
    raise Bad(where, "signature_wrong")


def parse_checkpoint(text):
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not re.fullmatch(r"0|[1-9]\d*", lines[1]):
        raise Unreadable("not a checkpoint")
    root = unbase64(lines[2])
    if len(root) != 32:
        raise Unreadable("a root has 32 bytes")
    return Checkpoint(lines[0], int(lines[1]), root)


# --- the Merkle tree (RFC 6962 §2.1, RFC 9162 §2.1.3) ------------------------------------------

def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Edge:
    """The right edge of a growing tree: its root at any time."""

    def __init__(self):
        self.size, self.nodes = 0, []

    def add(self, leaf):
        position, self.size = self.size, self.size + 1
        while position & 1:
            leaf, position = node(self.nodes.pop(), leaf), position >> 1
        self.nodes.append(leaf)

    def root(self):
        if not self.nodes:
            return hashlib.sha256().digest()
        root = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            root = node(left, root)
        return root


def root_of(leaves):
    edge = Edge()
    for leaf in leaves:
        edge.add(leaf)
    return edge.root()


def inclusion_proof(index, leaves):
    """Hashes that lead from leaf `index` to the root of all."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return inclusion_proof(index, leaves[:split]) + [root_of(leaves[split:])]
    return inclusion_proof(index - split, leaves[split:]) + [root_of(leaves[:split])]


def is_included(index, size, leaf, root, proof):
    if not 0 <= index < size:
        return False
    last = size - 1
    for other in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            leaf = node(other, leaf)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = node(leaf, other)
        index, last = index >> 1, last >> 1
    return last == 0 and leaf == root


def is_consistent(size1, size2, root1, root2, proof):
    if not 1 <= size1 <= size2:
        return False
    first, last = size1 - 1, size2 - 1
    while first & 1 and first != last:
        first, last = first >> 1, last >> 1
    if first == last:
        first = last = 0
    proof = list(proof)
    if first == 0:
        proof.insert(0, root1)
    if not proof:
        return False
    small = large = proof[0]
    for other in proof[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            small, large = node(other, small), node(other, large)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            large = node(large, other)
        first, last = first >> 1, last >> 1
    return last == 0 and small == root1 and large == root2


# --- the bytes that are hashed (docs/formats/ledger.md) ----------------------------------------

def _integer(value):
    return int(value).to_bytes(8, "big", signed=True)


def _date(value):
    return int(value).to_bytes(4, "big", signed=True)


def _text(value):
    data = value.encode() if isinstance(value, str) else value
    return len(data).to_bytes(2, "big") + data


def leaf_of(ledger_id, entry):
    """The leaf hash of an entry."""
    data = b"\x00\x01" + _integer(ledger_id)
    for name in ("seq", "group_seq", "debit", "credit", "amount", "recorded_at", "actor",
                 "reverses", "hold_id"):
        data += _integer(entry[name])
    data += _date(entry["effective_on"]) + unhex(entry["key"])
    data += _text(entry["asset"]) + _text(entry["code"]) + _text(entry["reference"])
    data += _text(unhex(entry["memo_commit"])) + _integer(len(entry["lots"]))
    for lot in entry["lots"]:
        data += _integer(lot["lot_id"]) + _integer(lot["change"]) + _date(lot["expires_on"])
        data += _text(lot["source"])
    return hashlib.sha256(data).digest()


def month_leaf(ledger_id, month_end, account_id, balance, asset):
    return hashlib.sha256(b"\x00\x02" + _integer(ledger_id) + _date(month_end)
                          + _integer(account_id) + _integer(balance) + _text(asset)).digest()


def date_text(days):
    return str(datetime.date(1970, 1, 1) + datetime.timedelta(days=int(days)))


# --- a whole export ----------------------------------------------------------------------------

class Journal:
    """An export, checked line by line in its order; raises Bad at the first fault."""

    def __init__(self, key=None):
        self.given_key, self.key = key, key
        self.ledger_id, self.origin, self.link = None, None, None
        self.accounts, self.posted, self.lots, self.reversed = {}, {}, {}, {}
        self.entries, self.leaves, self.links = [], [], []
        self.keys, self.used_holds = set(), {}
        self.edge, self.roots = Edge(), {}
        self.blocks, self.stored_lots, self.holds = [], {}, {}
        self.checkpoints, self.months, self.month_balances = [], [], {}
        self.lines, self.is_ended = 0, False

    def read(self, lines):
        for line in lines:
            where = f"line {self.lines + 1}"
            if self.is_ended:
                raise Bad(where, "lines_after_the_end")
            self.take(line, where)
            self.lines += 1
        if not self.is_ended:
            raise Bad(f"line {self.lines + 1}", "export_ends_early")
        return self

    def take(self, line, where):
        try:
            fields = json.loads(line)
            kind = fields.pop("type")
            reader = getattr(self, f"take_{kind}")
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise Bad(self.place(where), "line_unreadable") from error
        if (kind == "ledger") != (self.ledger_id is None):
            raise Bad(where, "ledger_line_misplaced")
        try:
            reader(fields)
        except (KeyError, TypeError, ValueError, OverflowError, Unreadable) as error:
            raise Bad(self.place(where, fields), f"malformed ({error})") from error

    def place(self, where, fields=None):
        """A fault among the entries is told by the entry's number, not by the line's."""
        if fields is None and self.entries and not self.blocks:
            return f"entry {len(self.entries) + 1}"
        if isinstance(fields, dict) and "group_seq" in fields:
            return f"entry {len(self.entries) + 1}"
        return where

    def take_ledger(self, fields):
        if fields["format"] != 1:
            raise Unreadable(f"format {fields['format']} is not known")
        self.ledger_id, self.origin = fields["ledger_id"], fields["origin"]
        self.key = self.given_key or fields["verifier_key"]
        self.link = hashlib.sha256(f"olive-ledger-v1:{self.ledger_id}".encode()).digest()
        self.links.append(self.link)

    def take_account(self, fields):
        if fields["id"] != len(self.accounts) + 1:
            raise Bad(f"account {len(self.accounts) + 1}", "account_missing")
        self.accounts[fields["id"]] = fields
        self.posted[fields["id"]] = 0

    # Entries.

    def take_entry(self, entry):
        seq = len(self.entries) + 1
        where = f"entry {seq}"
        for name in ("debit", "credit", "actor", "hold_id"):
            entry[name] = int(entry[name])
        for lot in entry["lots"]:
            lot["lot_id"] = int(lot["lot_id"])
        if entry["seq"] != seq:
            raise Bad(where, f"seq_gap (found {entry['seq']})")
        leaf = leaf_of(self.ledger_id, entry)
        if leaf != unhex(entry["leaf"]):
            raise Bad(where, "leaf_differs")
        self.link = hashlib.sha256(self.link + leaf).digest()
        if self.link != unhex(entry["link"]):
            raise Bad(where, "link_differs")
        self.check_form(entry, where)
        self.check_lots(entry, where)
        self.check_reversal(entry, where)
        self.check_limits(entry, where)
        self.entries.append(entry)
        self.leaves.append(leaf)
        self.links.append(self.link)
        self.edge.add(leaf)

    def check_form(self, entry, where):
        seq, previous = entry["seq"], self.entries[-1] if self.entries else None
        if entry["amount"] <= 0:
            raise Bad(where, "amount_not_positive")
        for side in ("debit", "credit"):
            if entry[side] not in self.accounts:
                raise Bad(where, f"no_account {entry[side]}")
            if self.accounts[entry[side]]["asset"] != entry["asset"]:
                raise Bad(where, "asset_mismatch")
        if entry["debit"] == entry["credit"]:
            raise Bad(where, "same_account")
        if entry["group_seq"] != seq and not (previous
                                              and previous["group_seq"] == entry["group_seq"]):
            raise Bad(where, "group_seq_wrong")
        if previous and entry["recorded_at"] < previous["recorded_at"]:
            raise Bad(where, "time_runs_backwards")
        if entry["key"] in self.keys:
            raise Bad(where, "key_used_twice")
        self.keys.add(entry["key"])
        if entry["hold_id"]:
            if entry["hold_id"] in self.used_holds:
                raise Bad(where, "hold_resolved_twice")
            self.used_holds[entry["hold_id"]] = entry

    def check_lots(self, entry, where):
        used = given = 0
        for lot in entry["lots"]:
            used += min(lot["change"], 0)
            given += max(lot["change"], 0)
            side = entry["debit"] if lot["change"] < 0 else entry["credit"]
            known = self.lots.setdefault(lot["lot_id"], {
                "account_id": side, "source_seq": entry["seq"], "issued": lot["change"],
                "expires_on": lot["expires_on"], "source": lot["source"], "left": 0})
            if known["account_id"] != side:
                raise Bad(where, f"lot {lot['lot_id']} belongs to account {known['account_id']}")
            if any(known[name] != lot[name] for name in ("expires_on", "source")):
                raise Bad(where, f"lot {lot['lot_id']} was another one")
            known["left"] += lot["change"]
            if not 0 <= known["left"] <= known["issued"]:
                raise Bad(where, f"lot {lot['lot_id']} holds {known['left']}")
        if used != (-entry["amount"] if self.accounts[entry["debit"]]["has_lots"] else 0):
            raise Bad(where, "lots_used_differ")
        if given != (entry["amount"] if self.accounts[entry["credit"]]["has_lots"] else 0):
            raise Bad(where, "lots_issued_differ")

    def check_reversal(self, entry, where):
        if not entry["reverses"]:
            return
        if not 1 <= entry["reverses"] < entry["seq"]:
            raise Bad(where, "reverses_nothing")
        original = self.entries[entry["reverses"] - 1]
        if original["reverses"]:
            raise Bad(where, "reversal_of_reversal")
        if (original["debit"], original["credit"]) != (entry["credit"], entry["debit"]):
            raise Bad(where, "reverses_other_accounts")
        undone = self.reversed.get(original["seq"], 0) + entry["amount"]
        if undone > original["amount"]:
            raise Bad(where, "reversal_above_original")
        self.reversed[original["seq"]] = undone

    def check_limits(self, entry, where):
        debit, credit = self.accounts[entry["debit"]], self.accounts[entry["credit"]]
        self.posted[debit["id"]] -= entry["amount"]
        self.posted[credit["id"]] += entry["amount"]
        if debit["balance_min"] is not None and self.posted[debit["id"]] < debit["balance_min"]:
            raise Bad(where, f"account {debit['id']} below its minimum")
        if credit["balance_max"] is not None and self.posted[credit["id"]] > credit["balance_max"]:
            raise Bad(where, f"account {credit['id']} above its maximum")

    # What the tables say about the journal.

    def take_block(self, block):
        first = self.blocks[-1]["last_seq"] + 1 if self.blocks else 1
        if block["first_seq"] != first or not first <= block["last_seq"] <= len(self.entries):
            raise Bad(f"entry {first}", "block_missing")
        if unhex(block["prev"]) != self.links[first - 1]:
            raise Bad(f"entry {first}", "block_chain_broken")
        if unhex(block["head"]) != self.links[block["last_seq"]]:
            raise Bad(f"entry {block['last_seq']}", "block_head_differs")
        self.blocks.append(block)

    def take_lot(self, lot):
        where = f"lot {lot['id']}"
        known = self.lots.get(lot["id"])
        if known is None or lot["id"] in self.stored_lots:
            raise Bad(where, "no_such_lot")
        if lot["remaining"] < 0 or lot["held"] < 0:
            raise Bad(where, "lot_below_zero")
        if lot["remaining"] + lot["held"] != known["left"]:
            raise Bad(where, "lot_sum_differs")
        for name in ("account_id", "source_seq", "issued", "expires_on", "source"):
            if lot[name] != known[name]:
                raise Bad(where, f"lot_{name}_differs")
        self.stored_lots[lot["id"]] = lot

    def take_hold(self, hold):
        if hold["id"] in self.holds or hold["amount"] <= 0:
            raise Bad(f"hold {hold['id']}", "hold_malformed")
        entry = self.used_holds.get(hold["id"])
        if (hold["status"] == "posted") != (entry is not None):
            raise Bad(f"hold {hold['id']}", "hold_status_differs")
        if entry is not None:
            if entry["amount"] > hold["amount"]:
                raise Bad(f"entry {entry['seq']}", "amount_above_hold")
            if (entry["debit"], entry["credit"]) != (hold["debit"], hold["credit"]):
                raise Bad(f"entry {entry['seq']}", "hold_of_other_accounts")
        self.holds[hold["id"]] = hold

    def take_checkpoint(self, fields):
        self.checkpoints.append(fields)

    def take_month(self, fields):
        self.months.append(fields)

    def take_month_balance(self, fields):
        self.month_balances.setdefault(fields["month_end"], []).append(fields)

    def take_end(self, fields):
        if fields["lines"] != self.lines or fields["entries"] != len(self.entries):
            raise Bad(f"line {self.lines + 1}", "lines_missing")
        self.is_ended = True
        self.finish()

    def finish(self):
        covered = self.blocks[-1]["last_seq"] if self.blocks else 0
        if covered != len(self.entries):
            raise Bad(f"entry {covered + 1}", "block_missing")
        for number in self.used_holds:
            if number not in self.holds:
                raise Bad(f"entry {self.used_holds[number]['seq']}", "no_such_hold")
        for number in self.lots:
            if number not in self.stored_lots:
                raise Bad(f"lot {number}", "lot_missing")
        self.check_balances()
        self.check_roots()
        self.check_months()

    def check_balances(self):
        held, incoming = collections.Counter(), collections.Counter()
        for hold in self.holds.values():
            if hold["status"] == "open":
                held[hold["debit"]] += hold["amount"]
                incoming[hold["credit"]] += hold["amount"]
        in_lots, sums = collections.Counter(), collections.Counter()
        for lot in self.stored_lots.values():
            in_lots[lot["account_id"]] += lot["remaining"] + lot["held"]
        for number, account in self.accounts.items():
            where = f"account {number}"
            if account["posted"] != self.posted[number]:
                raise Bad(where, "balance_differs")
            if (account["held"], account["incoming"]) != (held[number], incoming[number]):
                raise Bad(where, "holds_differ")
            if account["has_lots"] and in_lots[number] != account["posted"]:
                raise Bad(where, "lots_differ")
            minimum = account["balance_min"]
            if minimum is not None and account["posted"] - account["held"] < minimum:
                raise Bad(where, "balance_below_minimum")
            sums[account["asset"]] += account["posted"]
        for asset, total in sums.items():
            if total:
                raise Bad(f"asset {asset}", "sum_not_zero")

    def check_roots(self):
        for fields in sorted(self.checkpoints, key=lambda each: each["size"]):
            size = self.check_checkpoint(fields["note"], f"checkpoint of {fields['size']} entries")
            if size != fields["size"]:
                raise Bad(f"checkpoint of {fields['size']} entries", "checkpoint_misfiled")

    def check_checkpoint(self, note, where):
        """A checkpoint of the export, or one that the reader kept; returns its size."""
        checkpoint = parse_checkpoint(open_note(note, self.key, where))
        if checkpoint.origin != self.origin:
            raise Bad(where, f"of another ledger ({checkpoint.origin})")
        if checkpoint.size > len(self.entries):
            raise Bad(where, f"the journal has only {len(self.entries)} entries: cut off")
        if self.root_at(checkpoint.size) != checkpoint.root:
            raise Bad(where, "root_differs: the history before it was rewritten")
        return checkpoint.size

    def root_at(self, size):
        if not self.roots:
            edge = Edge()
            sizes = {each["size"] for each in self.checkpoints}
            for leaf in self.leaves:
                edge.add(leaf)
                if edge.size in sizes:
                    self.roots[edge.size] = edge.root()
        if size not in self.roots:
            self.roots[size] = root_of(self.leaves[:size])
        return self.roots[size]

    def check_months(self):
        last = None
        for month in self.months:
            end, where = month["month_end"], f"month {date_text(month['month_end'])}"
            if last is not None and end <= last:
                raise Bad(where, "months_out_of_order")
            last = end
            for entry in self.entries[month["size"]:]:
                if entry["effective_on"] <= end:
                    raise Bad(f"entry {entry['seq']}", f"month_was_closed ({date_text(end)})")
            balances = self.balances_at(end)
            stored = {each["account_id"]: each["balance"]
                      for each in self.month_balances.get(end, [])}
            if stored != balances:
                raise Bad(where, "month_balances_differ")
            text = open_note(month["note"], self.key, where)
            sealed = parse_checkpoint(text)
            if sealed.origin != f"{self.origin}/month/{date_text(end)}":
                raise Bad(where, "of another month")
            if text.split("\n")[3] != f"entries {month['size']}":
                raise Bad(where, "month_size_differs")
            leaves = self.month_leaves(end, balances)
            if sealed.size != len(leaves) or sealed.root != root_of(leaves):
                raise Bad(where, "month_root_differs")

    def balances_at(self, end):
        balances = collections.Counter()
        for entry in self.entries:
            if entry["effective_on"] <= end:
                balances[entry["debit"]] -= entry["amount"]
                balances[entry["credit"]] += entry["amount"]
        return {number: balances[number] for number in sorted(balances) if balances[number]}

    def month_leaves(self, end, balances):
        return [month_leaf(self.ledger_id, end, number, balances[number],
                           self.accounts[number]["asset"]) for number in sorted(balances)]

    # Proofs for the reader.

    def prove_payment(self, seq):
        """Prints an entry and the hashes that lead to a signed root."""
        if not 1 <= seq <= len(self.entries):
            raise Bad(f"entry {seq}", "entry_not_found")
        sizes = sorted(each["size"] for each in self.checkpoints if each["size"] >= seq)
        size = sizes[0] if sizes else len(self.entries)
        proof = inclusion_proof(seq - 1, self.leaves[:size])
        root = self.root_at(size)
        if not is_included(seq - 1, size, self.leaves[seq - 1], root, proof):
            raise Bad(f"entry {seq}", "proof_fails")
        entry = self.entries[seq - 1]
        signed = "signed checkpoint" if sizes else "not signed yet"
        return (f"payment {seq}: {entry['amount']} {entry['asset']} from account {entry['debit']} "
                f"to account {entry['credit']} on {date_text(entry['effective_on'])} "
                f"({entry['code']}) is in the tree of {size} entries, {signed}, "
                f"root {base64.b64encode(root).decode()}, by {len(proof)} hashes")

    def prove_balance(self, number):
        """Sums one account up from its entries."""
        if number not in self.accounts:
            raise Bad(f"account {number}", "account_not_found")
        own = [each for each in self.entries if number in (each["debit"], each["credit"])]
        total = sum(each["amount"] if each["credit"] == number else -each["amount"]
                    for each in own)
        if total != self.accounts[number]["posted"]:
            raise Bad(f"account {number}", "balance_differs")
        lines = [f"balance of account {number}: {total} {self.accounts[number]['asset']}, "
                 f"from {len(own)} of {len(self.entries)} entries"]
        for month in self.months:
            balance = self.balances_at(month["month_end"]).get(number, 0)
            lines.append(f"  at {date_text(month['month_end'])}: {balance}, sealed")
        return "\n".join(lines)


# --- proofs of one thing -----------------------------------------------------------------------

def check_receipt(proof, key, kept=()):
    """A proof from /api/v1/ledger/entries/{seq}/proof; `kept`: checkpoint notes of the reader."""
    seq, size = int(proof["seq"]), int(proof["size"])
    where = f"entry {seq}"
    checkpoint = parse_checkpoint(open_note(proof["checkpoint"], key, "checkpoint"))
    if checkpoint.size != size:
        raise Bad(where, "proof_of_another_size")
    leaf = unbase64(proof["leaf"])
    if not is_included(seq - 1, size, leaf, checkpoint.root,
                       [unbase64(each) for each in proof["hashes"]]):
        raise Bad(where, "not_included")
    entry, memo = proof.get("entry"), proof.get("memo")
    if entry is not None:
        if int(entry["seq"]) != seq or leaf_of(int(proof["ledger_id"]), entry) != leaf:
            raise Bad(where, "leaf_differs")
        if memo is not None:
            commit = hashlib.sha256(unhex(memo["salt"]) + memo["text"].encode()).hexdigest()
            if commit != entry["memo_commit"]:
                raise Bad(where, "memo_differs")
    for note in kept:
        other = parse_checkpoint(open_note(note, key, "kept checkpoint"))
        if other.size == size and other.root != checkpoint.root:
            raise Bad(where, "two checkpoints of one size: the history was rewritten")
    return f"entry {seq} is in the signed tree of {size} entries"


def check_balance(proof, key):
    """A proof from /api/v1/ledger/months/{month_end}/balances/{account_id}/proof."""
    where = f"account {proof['account_id']}"
    sealed = parse_checkpoint(open_note(proof["note"], key, "month"))
    if sealed.origin != f"{key.split('+')[0]}/month/{proof['month_end']}":
        raise Bad(where, "of another month")
    end = (datetime.date.fromisoformat(proof["month_end"]) - datetime.date(1970, 1, 1)).days
    leaf = month_leaf(int(proof["ledger_id"]), end, int(proof["account_id"]),
                      int(proof["balance"]), proof["asset"])
    if sealed.size != int(proof["size"]) or not is_included(
            int(proof["index"]), sealed.size, leaf, sealed.root,
            [unbase64(each) for each in proof["hashes"]]):
        raise Bad(where, "not_included")
    return (f"account {proof['account_id']} held {proof['balance']} {proof['asset']} "
            f"on {proof['month_end']}")


def check_export(path, options):
    """Reads and checks an export; returns the lines to print."""
    with open(path, encoding="utf-8") as file:
        journal = Journal(options.key).read(line.rstrip("\n") for line in file)
    said = [f"{len(journal.entries)} entries, {len(journal.accounts)} accounts, "
            f"{len(journal.checkpoints)} checkpoints, {len(journal.months)} closed months: sound",
            f"head {journal.link.hex()}"]
    if options.key is None:
        said.append(f"signed by the export's own key {journal.key}: compare it with yours")
    for name in options.checkpoint:
        size = journal.check_checkpoint(read_text(name), f"checkpoint {name}")
        said.append(f"checkpoint {name}: the first {size} entries are those that it signed")
    said += [journal.prove_payment(seq) for seq in options.payment]
    said += [journal.prove_balance(number) for number in options.balance]
    return said


def read_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def run(options):
    if options.what == "ledger":
        return check_export(options.file, options)
    if not options.key:
        raise Unreadable("give the key that you were told: --key")
    proof = json.loads(read_text(options.file))
    if options.what == "balance":
        return [check_balance(proof, options.key)]
    return [check_receipt(proof, options.key, [read_text(each) for each in options.checkpoint])]


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("what", choices=("ledger", "receipt", "balance"))
    parser.add_argument("file")
    parser.add_argument("--key", help="verifier key: name+id+key")
    parser.add_argument("--checkpoint", action="append", default=[], help="a note that you kept")
    parser.add_argument("--payment", action="append", default=[], type=int, help="seq to prove")
    parser.add_argument("--balance", action="append", default=[], type=int, help="account to prove")
    try:
        for line in run(parser.parse_args(arguments)):
            print(line)
    except Bad as bad:
        print(f"BROKEN at {bad.where}: {bad.rule}")
        return 1
    except (Unreadable, OSError, KeyError, TypeError, ValueError) as error:
        print(f"verify_ledger: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
