#!/usr/bin/env python3
"""Starts `olive serve`, waits until it answers, prints where it is and who can sign in.

Usage: serve.py --data DIR [--port 8080] [--binary build/bin/olive]
The logins come from DIR/.seeded, the JSON that `olive seed --json` printed.
"""

import argparse
import http.client
import json
import pathlib
import signal
import subprocess
import sys
import time

READY_WITHIN_S = 60
PASSWORD = "olive-demo"


def is_ready(port):
    """True when /readyz answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_until_ready(server, port, within_s=READY_WITHIN_S):
    """True as soon as the server answers; False when it ended or the time is over."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline and server.poll() is None:
        if is_ready(port):
            return server.poll() is None  # else another server has the port
        time.sleep(0.05)
    return False


def login_lines(seeded):
    """The lines that tell the demo logins of a seed report (a dict)."""
    logins = seeded.get("logins", [])
    if not logins:
        return []
    width = max(len(each["login"]) for each in logins)
    rows = [f"  {each['login']:<{width}}  {each.get('role', '')}" for each in logins]
    card = seeded.get("card")
    if card:
        rows.append(f"Point card of {card['login']}: {card['number']}, PIN {card['pin']}")
    return [f"Demo logins, all with the password {PASSWORD}:", *rows]


def read_seeded(folder):
    """The seed report in `folder`; empty for a city that is not a demo."""
    path = pathlib.Path(folder) / ".seeded"
    return json.loads(path.read_text() or "{}") if path.exists() else {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--binary", default="build/bin/olive")
    options = parser.parse_args()

    listen = f"127.0.0.1:{options.port}"
    # A process group of its own: Ctrl-C then reaches it once, through us, and it drains.
    server = subprocess.Popen(
        [options.binary, "serve", "--data", options.data, "--listen", listen], process_group=0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _: server.send_signal(received))
    if wait_until_ready(server, options.port):
        print(f"Olive is ready: http://{listen}", flush=True)
        for line in login_lines(read_seeded(options.data)):
            print(line, flush=True)
    elif server.poll() is None:
        server.terminate()
        print(f"dev run: no answer on {listen} within {READY_WITHIN_S} s", file=sys.stderr)
        server.wait()
        return 1
    return server.wait()


if __name__ == "__main__":
    sys.exit(main())
