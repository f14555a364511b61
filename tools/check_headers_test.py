#!/usr/bin/env python3
"""Which targets check_headers builds; that a bad header is refused is tried in tests/build/run."""

import unittest

import check_headers


class CheckHeadersTest(unittest.TestCase):
    def test_only_objects_of_header_sets(self):
        listing = """a/CMakeFiles/olive_a_verify_interface_header_sets.dir/x/a.h.cxx.o: CXX_COMPILER
a/CMakeFiles/olive_a.dir/src/a.cpp.o: CXX_COMPILER__olive_a
olive_a_verify_interface_header_sets: phony
all: phony
"""
        self.assertEqual(check_headers.header_objects(listing), [
            "a/CMakeFiles/olive_a_verify_interface_header_sets.dir/x/a.h.cxx.o"])


if __name__ == "__main__":
    unittest.main()
