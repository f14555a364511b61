#!/usr/bin/env python3
"""What tidy measures, and the breaches it must name."""

import pathlib
import tempfile
import unittest

import tidy
from tidy import SourceFile


def lengths(text):
    return [length for _, length in tidy.function_lengths(text)]


class FunctionLengthTest(unittest.TestCase):
    def test_shapes_of_functions(self):
        cases = [
            ("free", "int f() {\n  return 1;\n}\n", [3]),
            ("one line", "int f() { return 1; }\n", [1]),
            ("in namespaces", "namespace a {\nnamespace {\nvoid f() {\n}\n}\n}\n", [2]),
            ("constructor", "struct A {\n  A() : x_{1}, y_(2) {\n    g();\n  }\n};\n", [3]),
            ("constructor, brace last", "A::A(int b) noexcept : y_(2), x_{b} {\n}\n", [2]),
            ("members", "struct A {\n  int f() const { }\n  int x{};\n};\n", [1]),
            ("trailing return", "auto f(int a) -> std::vector<int> {\n}\n", [2]),
            ("template", "template <class T>\nT f(T x) {\n\n}\n", [3]),
            ("struct as return type", "struct A f(int x) {\n}\n", [2]),
            ("lambda counts inside", "void f() {\n  auto g = [] {\n    h();\n  };\n}\n", [5]),
            ("noexcept override", "void A::f() noexcept(true) {\n}\n", [2]),
            ("macro", 'TEST(A, B) {\n  EXPECT_EQ(1, 1);\n}\n', [3]),
            ("array is none", "constexpr int kTable[] = {\n1,\n2,\n};\n", []),
            ("enum is none", "enum class E {\n  a,\n};\n", []),
            ("struct is none", "struct A {\n  int x{};\n};\n", []),
            ("braces in text", 'const char* f() {\n  return "{{{";\n}\n', [3]),
            ("braces in comments", "int f() {\n  // {\n  return 1; /* { */\n}\n", [4]),
        ]
        for name, text, expected in cases:
            with self.subTest(name):
                self.assertEqual(lengths(text), expected)


class FindingTest(unittest.TestCase):
    def messages(self, rule, path, text):
        return [finding.message for finding in rule(SourceFile(path, text)) or []]

    def test_boolean_arguments(self):
        cases = [
            ("send(person, true);", 1),
            ("send(person, /*notify=*/true);", 0),
            ("flag.store(true, order);", 0),
            ("send(person, Notify::yes);", 0),
            ("// send(person, true);", 0),
        ]
        for text, count in cases:
            with self.subTest(text):
                found = self.messages(tidy.boolean_arguments, "services/care/src/a.cpp", text)
                self.assertEqual(len(found), count, found)

    def test_catch_only_in_the_loops(self):
        text = "try { f(); } catch (const E&) { }\n"
        for path, count in [("services/care/src/a.cpp", 1), ("library/geo/src/a.cpp", 1),
                            ("platform/http/src/a.cpp", 0), ("services/care/src/a_test.cpp", 0)]:
            with self.subTest(path):
                self.assertEqual(len(self.messages(tidy.catch_findings, path, text)), count)

    def test_lines(self):
        mark = "FIX" + "ME"
        cases = [("x" * 101, 1), ("x" * 100, 0), ("// " + mark, 1), ("가" * 100, 0)]
        for text, count in cases:
            with self.subTest(text[:8]):
                found = self.messages(tidy.line_findings, "a/b/src/c.cpp", text)
                self.assertEqual(len(found), count)

    def test_names_that_say_nothing(self):
        for path, count in [("library/base/src/utils.cpp", 1), ("library/core/src/a.cpp", 1),
                            ("library/base/src/score.cpp", 0), ("web/src/ui/date_helpers.ts", 1)]:
            with self.subTest(path):
                self.assertEqual(len(self.messages(tidy.name_findings, path, "")), count)

    def test_public_header_begins_with_its_role(self):
        cases = [("/// Role.\n#pragma once\n", 0), ("#pragma once\n", 1), ("/// R.\n", 1)]
        for text, count in cases:
            with self.subTest(text):
                found = self.messages(tidy.header_findings, "a/b/include/b/c.h", text)
                self.assertEqual(len(found), count)


class RatchetTest(unittest.TestCase):
    def check(self, lines, debts):
        file = SourceFile("a.cpp", "x\n" * lines)
        return len(list(tidy.length_findings([file], 800, debts)))

    def test_debts_may_only_shrink(self):
        self.assertEqual(self.check(800, {}), 0)
        self.assertEqual(self.check(801, {}), 1)
        self.assertEqual(self.check(900, {"a.cpp": 900}), 0)
        self.assertEqual(self.check(901, {"a.cpp": 900}), 1)

    def test_paid_debt_must_be_struck_off(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "a.cpp").write_text("x\n" * 810)
            self.assertEqual(len(list(tidy.debt_findings(root, {"a.cpp": 900}))), 1)
            self.assertEqual(len(list(tidy.debt_findings(root, {"a.cpp": 810}))), 0)


class FigureTest(unittest.TestCase):
    def test_quantiles(self):
        self.assertEqual(tidy.quantile(range(1, 101), 0.9), 91)
        self.assertEqual(tidy.quantile([], 0.9), 0)
        self.assertEqual(tidy.median([1, 2, 3, 4]), 2)

    def test_comment_share_counts_lines_with_content(self):
        file = SourceFile("a/b/src/c.cpp", "// one\n\nint a;\nint b;  // two\nint c;\n")
        self.assertEqual(tidy.comment_share([file]), 50)

    def test_limits_break(self):
        dense = SourceFile("a/b/src/c.cpp", "CHECK(a);\n" * 5 + "x();\n" * 95)
        self.assertEqual(tidy.checks_per_kloc([dense]), 50)
        bare = SourceFile("services/care/src/c.cpp", "x();\n" * 100)
        self.assertTrue(tidy.check_figures([bare])[-1].broken)
        self.assertTrue(tidy.comment_figures([bare])[0].broken)
        self.assertTrue(tidy.size_figures("C++", [SourceFile("a.cpp", "x\n" * 801)],
                                          ("", "", ""), 800)[2].broken)

    def test_include_chain(self):
        graph = {"a": ["b", "c"], "b": ["c"], "c": []}
        self.assertEqual(tidy.longest_chain(graph), 3)
        self.assertEqual(tidy.reach(graph)["a"], {"b", "c"})


if __name__ == "__main__":
    unittest.main()
