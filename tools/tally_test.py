#!/usr/bin/env python3
"""How the verdicts of runners are read: what is unclear counts as failed."""

import unittest

from tally import Tally, read_gtest, read_tally, read_vitest


class TallyTest(unittest.TestCase):
    def test_last_line_of_a_runner(self):
        cases = [
            ("3 passed, 0 failed, 1 skipped\n", 0, Tally(3, 0, 1)),
            ("1 passed, 0 failed, 0 skipped\n4 passed, 2 failed, 0 skipped\n", 1, Tally(4, 2, 0)),
            ("all is well\n", 0, Tally(0, 1, 0)),
            ("3 passed, 0 failed, 0 skipped\n", 139, Tally(3, 1, 0)),
        ]
        for output, code, expected in cases:
            with self.subTest(output):
                self.assertEqual(read_tally(output, code), expected)

    def test_gtest_report(self):
        tests = [{"status": "RUN", "result": "COMPLETED"},
                 {"status": "RUN", "result": "SKIPPED"},
                 {"status": "NOTRUN", "result": "SUPPRESSED"},
                 {"status": "RUN", "result": "COMPLETED", "failures": [{"failure": "x"}]}]
        self.assertEqual(read_gtest({"testsuites": [{"testsuite": tests}]}), Tally(1, 1, 2))

    def test_vitest_report(self):
        report = {"numPassedTests": 5, "numFailedTests": 1, "numPendingTests": 2}
        self.assertEqual(read_vitest(report), Tally(5, 1, 2))

    def test_sum(self):
        self.assertEqual(str(Tally(1, 2, 3) + Tally(1, 0, 0)), "2 passed, 2 failed, 3 skipped")


if __name__ == "__main__":
    unittest.main()
