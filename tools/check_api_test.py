#!/usr/bin/env python3
"""A stale client and a faulty document are refused; the tools it calls are replaced by scripts."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import check_api


class CheckApiTest(unittest.TestCase):
    def verdict(self, client, binary="echo '{}'", linter="exit 0", write=False):
        """(exit code, client afterwards) with a generator that always writes `types`."""
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
            root = pathlib.Path(folder)
            (root / "build").mkdir()
            scripts = {"BINARY": binary, "LINTER": linter, "GENERATOR": 'printf types > "$3"'}
            for name, text in scripts.items():
                path = root / name
                path.write_text(f"#!/bin/sh\n{text}\n")
                path.chmod(0o755)
                stack.enter_context(mock.patch.object(check_api, name, path))
            path = root / "schema.d.ts"
            if client is not None:
                path.write_text(client)
            for name, value in {"ROOT": root, "CLIENT": path,
                                "DOCUMENT": root / "build/openapi.json"}.items():
                stack.enter_context(mock.patch.object(check_api, name, value))
            arguments = ["check_api.py"] + (["--write"] if write else [])
            stack.enter_context(mock.patch.object(sys, "argv", arguments))
            stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            code = check_api.main()
            return code, path.read_text() if path.exists() else None

    def test_verdicts(self):
        cases = [
            ("fresh", {"client": "types"}, 0),
            ("stale", {"client": "other"}, 1),
            ("absent", {"client": None}, 1),
            ("faulty document", {"client": "types", "linter": "exit 1"}, 1),
            ("server prints none", {"client": "types", "binary": "exit 1"}, 1),
        ]
        for name, arguments, expected in cases:
            with self.subTest(name):
                self.assertEqual(self.verdict(**arguments)[0], expected)

    def test_write_renews_the_client(self):
        self.assertEqual(self.verdict("other", write=True), (0, "types"))


if __name__ == "__main__":
    unittest.main()
