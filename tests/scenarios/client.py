"""A caller of the API: signs in, keeps the cookie, names every deed."""

import http.client
import json
import urllib.parse
import uuid

TIMEOUT_S = 30


class Answer:
    """Status, headers and body of one answer; the body read as JSON when it is."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = response.read()
        self.text = self.bytes.decode(errors="replace")  # a bank file is no UTF-8
        is_json = "json" in self.headers.get("content-type", "")
        self.body = json.loads(self.text) if is_json and self.text else {}

    @property
    def code(self):
        """The refusal's name; empty when the answer is none."""
        return self.body.get("code", "") if isinstance(self.body, dict) else ""

    def __getitem__(self, name):
        return self.body[name]

    def __repr__(self):
        return f"{self.status} {self.text[:600]}"


class Client:
    """One browser, so to speak. Not thread-safe: each thread takes a `twin`."""

    def __init__(self, port, cookie="", csrf=""):
        self.port = port
        self.cookie = cookie
        self.csrf = csrf
        self.session = {}

    def twin(self):
        return Client(self.port, self.cookie, self.csrf)

    def sign_in(self, login, password):
        answer = self.send("POST", "/api/v1/sessions", {"login": login, "password": password})
        if answer.status == 201:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
            self.session = answer.body
            self.csrf = answer["csrf_token"]
        return answer

    def send(self, method, path, body=None, headers=None, key=None):
        """One request on a connection of its own. `key` is the Idempotency-Key, else a new one.
        Bytes are sent as they are, anything else as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        fields = {"Accept-Language": "ko", **({"Cookie": self.cookie} if self.cookie else {})}
        if method != "GET":
            fields |= {"X-Olive-Csrf": self.csrf, "Idempotency-Key": key or str(uuid.uuid4())}
        if isinstance(body, bytes):
            fields["Content-Type"] = "application/octet-stream"
        elif body is not None:
            fields["Content-Type"] = "application/json"
            body = json.dumps(body, ensure_ascii=False).encode()
        try:
            connection.request(method, path, body, {**fields, **(headers or {})})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **query):
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        return self.send("GET", target)

    def post(self, path, body=None, **more):
        return self.send("POST", path, {} if body is None else body, **more)

    def put(self, path, body):
        return self.send("PUT", path, body)

    # --- when nothing but success will do ---

    def read(self, path, **query):
        return expect(self.get(path, **query), 200).body

    def do(self, path, body=None, status=None):
        answer = self.post(path, body)
        expect(answer, *([status] if status else [200, 201, 204]))
        return answer.body

    def organisation(self, role):
        """The organisation in which the caller holds `role`."""
        for held in self.session["roles"]:
            if held["role"] == role:
                return held.get("organisation_id")
        raise AssertionError(f"no role {role} in {self.session['roles']}")


def expect(answer, *statuses):
    """The answer, when it has one of these statuses."""
    assert answer.status in statuses, f"expected {statuses}, got {answer!r}"
    return answer


def expect_refusal(answer, status, code, field=None):
    """The answer is this refusal, and says where."""
    assert (answer.status, answer.code) == (status, code), f"expected {status} {code}: {answer!r}"
    if field is not None:
        told = answer.body.get("fields", {})
        assert field in json.dumps(told), f"{field} is not named: {answer!r}"
