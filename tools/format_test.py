#!/usr/bin/env python3
"""The SQL rules of format."""

import unittest

import format as formatting


class FormatSqlTest(unittest.TestCase):
    def test_rules(self):
        cases = [
            ("create table a (\n\tid bigint not null\n);\n\n",
             "CREATE TABLE a (\n  id BIGINT NOT NULL\n);\n"),
            ("select 'from where' from a  -- not this\n",
             "SELECT 'from where' FROM a  -- not this\n"),
            ("primary key (region_id, key)", "PRIMARY KEY (region_id, key)\n"),
            ('select "from" from a', 'SELECT "from" FROM a\n'),
            ("a {{json}} not null  \n", "a {{json}} NOT NULL\n"),
            ("settings_value, from_date", "settings_value, from_date\n"),
        ]
        for before, after in cases:
            with self.subTest(before):
                self.assertEqual(formatting.format_sql(before), after)

    def test_formatting_twice_changes_nothing(self):
        once = formatting.format_sql("select a , b\tfrom c where d = 'x'\n")
        self.assertEqual(formatting.format_sql(once), once)


if __name__ == "__main__":
    unittest.main()
