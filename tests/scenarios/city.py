"""A seeded city and its server."""

import datetime
import json
import pathlib
import re
import signal
import subprocess
import threading
import time

from client import Client
from stages import ROOT

BINARY = ROOT / "build/bin/olive"
PASSWORD = "olive-demo"
SCALE = "0.02"
READY_WITHIN_S = 30
STOPPED_WITHIN_S = 20
# The city's present, whatever day it is here: a Friday on which every service works, late enough
# that a visit of the day can be over.
DAY = datetime.date(2026, 11, 20)
OPENS_AT = 16
KOREA = datetime.timezone(datetime.timedelta(hours=9))


def first_of_next_month(day):
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


class City:
    """Seeds on entering; ends whatever it started on leaving."""

    def __init__(self, stage):
        self.stage = stage
        self.server = None
        self.port = 0
        self.today = DAY
        self._sessions = {}

    def __enter__(self):
        start = time.monotonic()
        self.seeded = self.run("seed", "--city", "busan", "--scale", SCALE, "--seed", "1",
                               "--today", DAY, "--json").json
        self.seed_seconds = time.monotonic() - start
        self.card = self.seeded["card"]
        return self

    def __exit__(self, *_):
        if self.server is not None and self.server.poll() is None:
            self.server.kill()
            self.server.wait()

    # --- the binary ---

    def run(self, *arguments, status=0):
        """Runs a subcommand on this city; `status` is the exit code that it must have."""
        command = [str(BINARY), *map(str, arguments), "--data", str(self.stage.data),
                   *self.stage.database_options()]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        told = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
        assert done.returncode == status, f"{command}: exit {done.returncode}\n{told}"
        done.json = json.loads(done.stdout) if "--json" in arguments and done.stdout else {}
        return done

    # --- the server ---

    def start(self, at=None):
        """Serves from `at` on, by default four in the afternoon of the city's day."""
        moment = at or datetime.datetime.combine(self.today, datetime.time(OPENS_AT), KOREA)
        log = open(self.stage.folder / "server.log", "a", encoding="utf-8")
        self.server = subprocess.Popen(
            [BINARY, "serve", "--data", self.stage.data, *self.stage.database_options(),
             "--listen", "127.0.0.1:0", "--clock", moment.isoformat()],
            stdout=subprocess.PIPE, stderr=log, text=True)
        log.close()
        line = self.server.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)", line)
        assert found, f"the server did not start: {line}{self.log_tail()}"
        self.port = int(found[1])
        threading.Thread(target=self.server.stdout.read, daemon=True).start()
        self._wait_until_ready()
        # Sessions outlive the server, in the database.
        for client in self._sessions.values():
            client.port = self.port

    def _wait_until_ready(self):
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            assert self.server.poll() is None, self.log_tail()
            try:
                if Client(self.port).get("/readyz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError("the server is not ready")

    def ensure_serving(self):
        if self.server is None or self.server.poll() is not None:
            self.start()

    def stop(self):
        """Asks the server to end; it must do so by itself and in good health."""
        self.server.send_signal(signal.SIGTERM)
        assert self.server.wait(STOPPED_WITHIN_S) == 0, self.log_tail()

    def kill(self):
        self.server.kill()
        self.server.wait()

    def restart_at(self, day):
        """The same city on another day; everybody signs in again."""
        self.stop()
        self.today = day
        self._sessions.clear()
        self.start()

    def end_and_verify(self):
        if self.server.poll() is None:
            self.stop()
        self.run("ledger", "verify")

    def log_tail(self):
        path = pathlib.Path(self.stage.folder / "server.log")
        return path.read_text(encoding="utf-8")[-3000:] if path.exists() else ""

    # --- people ---

    def public(self):
        return Client(self.port)

    def sign_in(self, login):
        """The persona's client; one session for all stories of a day."""
        if login not in self._sessions:
            client = Client(self.port)
            answer = client.sign_in(login, PASSWORD)
            assert answer.status == 201, f"{login}: {answer!r}"
            self._sessions[login] = client
        return self._sessions[login]

    def logins(self):
        return [each["login"] for each in self.seeded["logins"]]

    # --- figures ---

    def ledger_sum(self, code, asset):
        """What the ledger holds under a code for the public page's months, straight from its
        journal; what was reversed is taken off."""
        first = self.loop_from()
        rows = self.stage.query(
            "SELECT COALESCE(SUM(CASE WHEN t.reverses = 0 THEN t.amount ELSE -t.amount END), 0) "
            "FROM ledger_transfer t "
            "JOIN ledger_account a ON a.ledger_id = t.ledger_id AND a.id = t.debit "
            "LEFT JOIN ledger_transfer o ON o.ledger_id = t.ledger_id AND o.seq = t.reverses "
            f"WHERE COALESCE(o.code, t.code) = '{code}' AND a.asset = '{asset}' "
            f"AND t.effective_on >= {first}")
        return rows[0][0]

    def loop_from(self):
        """The first day that the public page counts, in days since 1970."""
        first = datetime.date.fromisoformat(self.public().read("/api/v1/insight/loop")["from"])
        return (first - datetime.date(1970, 1, 1)).days

    def figures(self):
        """The public page's figures by name."""
        series = self.public().read("/api/v1/insight/loop")["figures"]
        return {each["figure"]["name"]: each["figure"]["amount"] for each in series}

    def wait_for(self, what, condition, within_s=15):
        """The first truthy value of `condition`; background work needs its moment."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            if value := condition():
                return value
            time.sleep(0.1)
        raise AssertionError(f"did not happen within {within_s} s: {what}")
