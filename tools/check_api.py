#!/usr/bin/env python3
"""Refuses an OpenAPI document with faults, and a web client that was not made from it.

Usage: check_api.py [--write]
Takes the document from `build/bin/olive openapi`. --write renews the client's types.
"""

import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "build/bin/olive"
DOCUMENT = ROOT / "build/openapi.json"
LINTER = ROOT / "tools/openapi/node_modules/.bin/redocly"
GENERATOR = ROOT / "web/node_modules/.bin/openapi-typescript"
CLIENT = ROOT / "web/src/platform/api/schema.d.ts"


def run(*command):
    """Runs a command; its output is shown only when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, "REDOCLY_TELEMETRY": "off",
                               "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"})
    if done.returncode != 0:
        print(done.stdout + done.stderr)
    return done


def lint():
    """True when the document keeps the rules of tools/openapi/redocly.yaml."""
    config = ROOT / "tools/openapi/redocly.yaml"
    return run(LINTER, "lint", "--config", config, DOCUMENT).returncode == 0


def generated_client():
    """The TypeScript of the document, or None when the generator refuses it."""
    target = ROOT / "build/schema.d.ts"
    done = run(GENERATOR, DOCUMENT, "-o", target)
    return target.read_text() if done.returncode == 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    printed = run(BINARY, "openapi")
    if printed.returncode != 0:
        return 1
    DOCUMENT.write_text(printed.stdout)
    clean = lint()
    client = generated_client()
    if client is None:
        return 1
    if options.write:
        CLIENT.write_text(client)
    fresh = CLIENT.exists() and CLIENT.read_text() == client
    if not fresh:
        print(f"{CLIENT.relative_to(ROOT)}: stale; run tools/check_api.py --write")
    print(f"check_api: document {'clean' if clean else 'refused'}, "
          f"client {'fresh' if fresh else 'stale'}")
    return 0 if clean and fresh else 1


if __name__ == "__main__":
    sys.exit(main())
