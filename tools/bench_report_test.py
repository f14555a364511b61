#!/usr/bin/env python3
"""How benchmark figures are shown."""

import unittest

from bench_report import Row, number, table


class BenchReportTest(unittest.TestCase):
    def test_numbers(self):
        cases = [(51234.4, "51,234"), (0.12345, "0.123"), (99.5, "99.5"), (None, "–")]
        for value, shown in cases:
            with self.subTest(value):
                self.assertEqual(number(value), shown)

    def test_table(self):
        self.assertEqual(table([Row("rate/s", 3000, 1500, "Beast"), Row("p99 ms", 1.5)]), [
            "figure   ours  reference  ratio  compared with",
            "rate/s  3,000      1,500   2.00  Beast",
            "p99 ms    1.5          –      –",
        ])


if __name__ == "__main__":
    unittest.main()
