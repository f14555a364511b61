#!/usr/bin/env python3
"""Compiles every public header by itself: one that leans on another's includes is refused.

Usage: check_headers.py
CMake writes the checks (header sets, all_verify_interface_header_sets). Only their objects are
built here, not the libraries behind them, so that a check needs no full build.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def header_objects(listing):
    """The objects of the header sets in the output of `ninja -t targets all`."""
    return re.findall(r"^(\S*_verify_interface_header_sets\.dir/\S+\.o):", listing, re.M)


def main():
    listing = subprocess.run(["ninja", "-C", "build", "-t", "targets", "all"], cwd=ROOT,
                             capture_output=True, text=True, check=True).stdout
    objects = header_objects(listing)
    if not objects:
        print("check_headers: the build has no header sets")
        return 1
    done = subprocess.run(["ninja", "-C", "build", "-k", "0", *objects], cwd=ROOT,
                          capture_output=True, text=True)
    if done.returncode != 0:
        print("\n".join(line for line in done.stdout.splitlines() if not line.startswith("[")))
    print(f"check_headers: {len(objects)} public headers")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
