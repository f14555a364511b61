#!/usr/bin/env python3
"""What serve prints, and that it ends with its server."""

import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

import serve

FAKE_SERVER = f"""#!{sys.executable}
import http.server, signal, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
port = int(sys.argv[sys.argv.index("--listen") + 1].split(":")[1])
http.server.HTTPServer(("127.0.0.1", port), Ready).serve_forever()
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ServeTest(unittest.TestCase):
    def start(self, server_text, data):
        binary = pathlib.Path(data) / "olive"
        binary.write_text(server_text)
        binary.chmod(0o755)
        self.port = free_port()
        process = subprocess.Popen(
            [sys.executable, serve.__file__, "--data", data, "--port", str(self.port),
             "--binary", str(binary)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        return process

    def test_ready_line_logins_and_end(self):
        with tempfile.TemporaryDirectory() as data:
            seeded = '{"logins": [{"login": "kim", "role": "x"}]}'
            (pathlib.Path(data) / ".seeded").write_text(seeded)
            process = self.start(FAKE_SERVER, data)
            self.assertEqual(process.stdout.readline(),
                             f"Olive is ready: http://127.0.0.1:{self.port}\n")
            self.assertIn("olive-demo", process.stdout.readline())
            self.assertEqual(process.stdout.readline(), "  kim  x\n")
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=10)
            self.assertEqual(process.returncode, 7)

    def test_server_that_dies_is_no_success(self):
        with tempfile.TemporaryDirectory() as data:
            process = self.start("#!/bin/sh\nexit 3\n", data)
            shown, _ = process.communicate(timeout=10)
            self.assertNotIn("ready", shown)
            self.assertEqual(process.returncode, 3)

    def test_no_logins_for_a_real_city(self):
        self.assertEqual(serve.login_lines({}), [])


if __name__ == "__main__":
    unittest.main()
