#!/usr/bin/env python3
"""Catalogue mistakes that check_messages must name."""

import pathlib
import tempfile
import unittest

import check_messages
from check_messages import Catalogue

KO = "care/messages/ko.json"


def messages(findings):
    return [finding.message for finding in findings]


class PairTest(unittest.TestCase):
    def test_pairs(self):
        cases = [
            ({"a": "가"}, {"a": "a"}, 0),
            ({"a": "가"}, {}, 1),
            ({}, {"a": "a"}, 1),
            ({"a": "{name}님"}, {"a": "{name}"}, 0),
            ({"a": "{name:이/가} 왔다"}, {"a": "{name} came"}, 0),
            ({"a": "{name}님"}, {"a": "someone"}, 1),
            ({"a": "가"}, {"a": "가나"}, 1),
            ({"a": "한국어"}, {"a": "한국어"}, 0),
            ({"a": "가"}, {"a": " "}, 1),
        ]
        for korean, english, count in cases:
            with self.subTest(korean=korean, english=english):
                found = messages(check_messages.check_pair(Catalogue(KO, korean, english)))
                self.assertEqual(len(found), count, found)

    def test_key_in_two_catalogues_of_one_side(self):
        server = Catalogue(KO, {"a": "가"}, {})
        other = Catalogue("teams/messages/ko.json", {"a": "나"}, {})
        web = Catalogue("web/src/messages/ko.json", {"a": "다"}, {})
        self.assertEqual(len(list(check_messages.check_twice([server, other, web]))), 1)
        self.assertEqual(list(check_messages.check_twice([server, web])), [])

    def test_key_given_twice_in_one_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "ko.json"
            path.write_text('{"a": "1", "a": "2"}')
            found = []
            check_messages.read_json(path, found, "ko.json")
            self.assertEqual(messages(found), ["a: given twice"])


class RefusalTest(unittest.TestCase):
    DECLARED = "enum class PayRefusal { too_late, no_money };\n"
    DESCRIBED = "BOOST_DESCRIBE_ENUM(PayRefusal, too_late, no_money)\n"

    def check(self, text, keys):
        return messages(check_messages.check_refusals([("a.h", text)], keys))

    def test_described_with_messages(self):
        keys = {"refusal.too_late", "refusal.no_money"}
        self.assertEqual(self.check(self.DECLARED + self.DESCRIBED, keys), [])

    def test_missing_message(self):
        self.assertEqual(self.check(self.DECLARED + self.DESCRIBED, {"refusal.too_late"}),
                         ["PayRefusal: no message refusal.no_money"])

    def test_undescribed(self):
        self.assertEqual(len(self.check(self.DECLARED, set())), 1)


class ServerKeyTest(unittest.TestCase):
    def test_keys(self):
        cases = [
            ('catalogue.text(language, "ok")', 0),
            ('catalogue.text(language, "nok")', 1),
            ('catalogue->text(request.language(), "nok")', 1),
            ('catalogue.text(language, "refusal." + name)', 0),
            ('rows.text(0, "nok")', 0),
        ]
        for text, count in cases:
            with self.subTest(text):
                found = check_messages.check_server_keys([("a.cpp", text)], {"ok"})
                self.assertEqual(len(messages(found)), count)


class WebKeyTest(unittest.TestCase):
    def check(self, text):
        found = check_messages.check_web_keys([("a.svelte", text)], {"visit.state.done", "ok"})
        return len(messages(found))

    def test_keys(self):
        cases = [
            ("{t('ok')}", 0), ('{t("ok")}', 0), ("{t('nok')}", 1), ("i18n.text('nok')", 1),
            ("t(`visit.state.${state}`)", 0), ("t(`visit.kind.${kind}`)", 1),
            ("http.post('/api')", 0), ("split('/')", 0),
        ]
        for text, count in cases:
            with self.subTest(text):
                self.assertEqual(self.check(text), count)

    def test_unused(self):
        korean = {"visit.state.done": "", "ok": "", "x": ""}
        catalogue = Catalogue("web/messages/ko.json", korean, {})
        files = [("a.ts", "t(`visit.state.${s}`); t('ok')")]
        self.assertEqual([key for _, key in check_messages.unused([catalogue], files)], ["x"])


class HangulTest(unittest.TestCase):
    def check(self, path, text):
        return len(messages(check_messages.check_hangul([(path, text)])))

    def test_places(self):
        cases = [
            ("services/care/src/a.cpp", 'auto text = "방문";', 1),
            ("services/care/src/a.cpp", "// 방문 (visit)", 0),
            ("services/care/src/a_test.cpp", 'auto text = "방문";', 0),
            ("library/base/src/text.cpp", 'auto jamo = "ㄱㄴ";', 0),
            ("web/src/a.svelte", "<p>방문</p>", 1),
            ("web/src/a.svelte", "<!-- 방문 --><p>{t('ok')}</p>", 0),
            ("web/src/features/gallery/a.svelte", "<p>방문</p>", 0),
            ("services/care/schema/0001.sql", "-- 방문\nCREATE TABLE a", 0),
            ("services/care/schema/0001.sql", "INSERT INTO a VALUES ('방문')", 1),
        ]
        for path, text, count in cases:
            with self.subTest(path=path, text=text):
                self.assertEqual(self.check(path, text), count)


if __name__ == "__main__":
    unittest.main()
