"""Purchases from many tills at once, each remembered with its key and what was answered."""

import http.client
import threading
import uuid

from client import expect

TILLS = 6


class Purchases:
    """Rings up one point after the other until told to stop. Use as `with`."""

    def __init__(self, city):
        self._shop = city.sign_in("shop")
        self._card = city.card
        self._ends = threading.Event()
        self._threads = [threading.Thread(target=self._ring_up) for _ in range(TILLS)]
        self._lock = threading.Lock()
        self.acknowledged = {}  # key → sale
        self.unanswered = []    # keys that were sent and got no answer
        self.wrong = []         # answers that nobody expected

    def body(self):
        return {"shop_id": self._shop.organisation("shop_keeper"),
                "card_number": self._card["number"], "pin": self._card["pin"], "lines": [],
                "amount_points": 1}

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        self._ends.set()
        for thread in self._threads:
            thread.join()

    def _ring_up(self):
        client, body = self._shop.twin(), self.body()
        while not self._ends.is_set():
            key = str(uuid.uuid4())
            try:
                answer = client.post("/api/v1/sales", body, key=key)
            except ConnectionRefusedError:
                return  # the server is gone
            except (OSError, http.client.HTTPException):
                with self._lock:
                    self.unanswered.append(key)
                return
            with self._lock:
                if answer.status == 201:
                    self.acknowledged[key] = answer["sale_id"]
                elif answer.status == 503:
                    return  # told to come back later: refused, not lost
                else:
                    self.wrong.append(answer)
                    return

    def wait_for(self, city, count):
        """Until so many were acknowledged."""
        city.wait_for(f"{count} purchases", lambda: len(self.acknowledged) >= count or self.wrong)
        assert not self.wrong, self.wrong

    def replay(self, client, keys):
        """What the server says about these deeds now: {key: (sale, was it remembered)}."""
        told = {}
        for key in keys:
            answer = expect(client.post("/api/v1/sales", self.body(), key=key), 201)
            told[key] = (answer["sale_id"], "idempotency-replayed" in answer.headers)
        return told
