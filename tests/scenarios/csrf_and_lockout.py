"""Another site cannot act with our cookie; guessing passwords locks the login, and only that."""

from city import PASSWORD
from client import Client, expect, expect_refusal

LOGIN = "participant"  # nobody else in the stories needs it afterwards
WRONG_TRIES = 5


def another_site_is_refused(city):
    client = Client(city.port)
    expect(client.sign_in("citizen", PASSWORD), 201)
    consent = {"purpose": "care_service", "is_given": True, "text_version": "2026-1"}
    own = client.csrf
    for forged in ("", "x" * len(own), own[:-1] + ("a" if own[-1] != "a" else "b")):
        client.csrf = forged
        expect_refusal(client.post("/api/v1/me/consents", consent), 403, "csrf_token_wrong")
    client.csrf = own
    expect(client.post("/api/v1/me/consents", consent), 200, 201)


def cookie_is_out_of_reach(city):
    cookie = Client(city.port).sign_in("citizen", PASSWORD).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie, cookie


def a_forged_cookie_is_nobody(city):
    client = Client(city.port)
    expect(client.sign_in("citizen", PASSWORD), 201)
    name, _, token = client.cookie.partition("=")
    client.cookie = f"{name}={token[:-2]}{'aa' if token[-2:] != 'aa' else 'bb'}"
    expect_refusal(client.get("/api/v1/me"), 401, "session_expired")


def guessing_locks(city):
    client = Client(city.port)
    for _ in range(WRONG_TRIES):
        expect_refusal(client.sign_in(LOGIN, "not it"), 401, "sign_in_failed")
    expect_refusal(client.sign_in(LOGIN, PASSWORD), 429, "login_locked")
    expect(client.sign_in("citizen", PASSWORD), 201)
    unknown = [client.sign_in("nobody-of-that-name", "guess").code
               for _ in range(WRONG_TRIES + 1)]
    assert unknown == ["sign_in_failed"] * WRONG_TRIES + ["login_locked"], unknown


def run(city):
    another_site_is_refused(city)
    cookie_is_out_of_reach(city)
    a_forged_cookie_is_nobody(city)
    guessing_locks(city)
