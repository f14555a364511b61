"""A web instance beside the writer: it signs in and reads by itself, sends deeds on, says 503 while
nobody writes, and goes on with the next writer. The key makes one deed of all attempts."""

import re
import subprocess
import threading

from city import BINARY, PASSWORD
from client import Client


class WebInstance:
    """A second server on the same database that never takes the ledger's lease."""

    def __init__(self, city):
        log = open(city.stage.folder / "web.log", "a", encoding="utf-8")
        self._server = subprocess.Popen(
            [BINARY, "serve", "--role", "web", "--data", city.stage.data,
             *city.stage.database_options(), "--listen", "127.0.0.1:0", "--clock",
             f"{city.today}T16:00:00+09:00"],
            stdout=subprocess.PIPE, stderr=log, text=True)
        log.close()
        line = self._server.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)", line)
        assert found, f"the web instance did not start: {line}"
        self.port = int(found[1])
        threading.Thread(target=self._server.stdout.read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.terminate()
        assert self._server.wait(20) == 0, "the web instance did not end in good health"


def sale_of(shop, city):
    return {"shop_id": shop.organisation("shop_keeper"), "card_number": city.card["number"],
            "pin": city.card["pin"], "lines": [], "amount_points": 1}


def epoch(city):
    return city.stage.query("SELECT epoch FROM ledger_writer")[0][0]


def purchases(city):
    return city.stage.query("SELECT COUNT(*) FROM ledger_transfer WHERE code = 'purchase'")[0][0]


def run(city):
    before, sold = epoch(city), purchases(city)
    with WebInstance(city) as web:
        assert epoch(city) == before, "a web instance took the writer's lease"
        shop = Client(web.port)
        assert shop.sign_in("shop", PASSWORD).status == 201
        body = sale_of(shop, city)
        first = shop.post("/api/v1/sales", body, key="several-instances-1")
        assert first.status == 201, first
        assert purchases(city) == sold + 1
        again = city.sign_in("shop").post("/api/v1/sales", body, key="several-instances-1")
        assert again.body == first.body, (again, first)
        wrong = shop.post("/api/v1/sales", body | {"pin": "0000"}, key="several-instances-2")
        assert wrong.status == 422 and wrong.code == "pin_wrong", wrong
        city.kill()
        alone = shop.post("/api/v1/sales", body, key="several-instances-3")
        assert alone.status == 503, alone
        assert shop.get("/api/v1/shops").status == 200, "reading needs no writer"
        city.start()
        assert shop.post("/api/v1/sales", body, key="several-instances-3").status == 201
        assert purchases(city) == sold + 2
