#!/usr/bin/env python3
"""Deliberate violations that check_deps must refuse, each in a small tree of its own."""

import pathlib
import tempfile
import unittest

import check_deps
import sources

ORDER = ["library/base", "platform/db", "foundation/people", "services/care", "services/market"]


class Tree:
    """A project in a temporary folder: `files` maps a path to its text."""

    def __init__(self, files):
        self.folder = tempfile.TemporaryDirectory()
        unittest.addModuleCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        listing = "foreach(module\n" + "\n".join(f"    {m}" for m in ORDER) + ")\n"
        for path, text in {"CMakeLists.txt": listing, **files}.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)

    def messages(self):
        modules = sources.find_modules(self.root)
        return [finding.message for finding in check_deps.check_modules(self.root, modules)]


def sound_tree():
    """Three modules that keep every rule."""
    return {
        "library/base/CMakeLists.txt": "olive_module()",
        "library/base/include/base/id.h": "#include <cstdint>\n",
        "platform/db/CMakeLists.txt": "olive_module(DEPENDS base EXTERNAL SQLite::SQLite3)",
        "platform/db/include/db/database.h": '#include "base/id.h"\n',
        "platform/db/src/database.cpp": '#include "db/database.h"\n#include <sqlite3.h>\n',
        "foundation/people/CMakeLists.txt": "olive_module(DEPENDS base PRIVATE_DEPENDS db)",
        "foundation/people/include/people/person.h": '#include "base/id.h"\n',
        "foundation/people/src/person.cpp":
            '#include "people/person.h"\n#include "db/database.h"\n',
    }


class CheckDepsTest(unittest.TestCase):
    def expect(self, changes, *parts):
        """The sound tree with `changes` gives exactly one finding, which holds all `parts`."""
        tree = Tree({**sound_tree(), **changes})
        messages = tree.messages()
        self.assertEqual(len(messages), 1, messages)
        for part in parts:
            self.assertIn(part, messages[0])

    def test_sound_tree_passes(self):
        self.assertEqual(Tree(sound_tree()).messages(), [])

    def test_private_dependency_shown_in_a_public_header(self):
        self.expect({"foundation/people/include/people/person.h":
                     '#include "base/id.h"\n#include "db/database.h"\n'},
                    "leaks the private dependency db")

    def test_header_reached_through_a_public_dependency(self):
        self.expect({"foundation/people/CMakeLists.txt": "olive_module(PRIVATE_DEPENDS db)",
                     "foundation/people/include/people/person.h": "",
                     "foundation/people/src/person.cpp":
                         '#include "db/database.h"\n#include "base/id.h"\n'},
                    "base/id.h", "reached through somebody else")

    def test_declared_but_unused_private_dependency(self):
        self.expect({"foundation/people/src/person.cpp": '#include "people/person.h"\n'},
                    "PRIVATE_DEPENDS db", "no source includes it")

    def test_public_dependency_that_only_sources_use(self):
        self.expect({"foundation/people/CMakeLists.txt": "olive_module(DEPENDS base db)"},
                    "DEPENDS db", "PRIVATE_DEPENDS is enough")

    def test_parent_folder_in_an_include(self):
        self.expect({"platform/db/src/pool.cpp": '#include "../../people/src/secret.h"\n'},
                    "'..' in an include")

    def test_service_uses_service(self):
        self.expect({"services/care/CMakeLists.txt": "olive_module()",
                     "services/market/CMakeLists.txt": "olive_module(PRIVATE_DEPENDS care)",
                     "services/market/src/till.cpp": '#include "care/visit.h"\n'},
                    "services/market may not depend on services/care")

    def test_library_uses_platform(self):
        tree = Tree({**sound_tree(),
                     "library/base/CMakeLists.txt": "olive_module(PRIVATE_DEPENDS db)",
                     "library/base/src/id.cpp": '#include "db/database.h"\n'})
        self.assertTrue(any("no module listed before it" in m for m in tree.messages()))

    def test_third_party_header_in_a_public_header(self):
        self.expect({"platform/db/include/db/handle.h": "#include <sqlite3.h>\n"},
                    "third-party header <sqlite3.h>")

    def test_library_stays_pure(self):
        cases = [
            ("clock", "auto t = std::chrono::steady_clock::now();"),
            ("disk", "#include <fstream>"),
            ("network", "#include <sys/socket.h>"),
            ("thread", "std::jthread worker;"),
            ("random", "std::random_device seed;"),
            ("environment", 'auto home = std::getenv("HOME");'),
        ]
        for kind, text in cases:
            with self.subTest(kind):
                self.expect({"library/base/src/id.cpp": text + "\n"}, "library touches the " + kind)

    def test_comments_and_strings_are_no_code(self):
        tree = Tree({**sound_tree(), "library/base/src/id.cpp":
                     '// steady_clock is not used here\nconst char* kText = "getenv(1)";\n'})
        self.assertEqual(tree.messages(), [])

    def test_tests_of_a_library_may_use_the_machine(self):
        tree = Tree({**sound_tree(), "library/base/src/id_test.cpp": "#include <fstream>\n"})
        self.assertEqual(tree.messages(), [])

    def test_header_that_only_tests_include_is_a_test(self):
        shared = {"library/base/src/id_test.cpp": '#include "fixture.h"\n',
                  "library/base/src/fixture.h": '#include "deeper.h"\n',
                  "library/base/src/deeper.h": "#include <fstream>\n"}
        self.assertEqual(Tree({**sound_tree(), **shared}).messages(), [])
        self.expect({**shared, "library/base/src/id.cpp": '#include "deeper.h"\n'},
                    "library touches the disk")

    def test_include_cycle(self):
        self.expect({"platform/db/src/a.h": '#include "b.h"\n',
                     "platform/db/src/b.h": '#include "a.h"\n'}, "include cycle")

    def test_stale_drawing(self):
        tree = Tree(sound_tree())
        modules = sources.find_modules(tree.root)
        self.assertEqual(len(list(check_deps.check_page(tree.root, modules))), 1)
        page = tree.root / check_deps.MODULES_PAGE
        page.parent.mkdir()
        page.write_text(check_deps.modules_page(modules))
        self.assertEqual(list(check_deps.check_page(tree.root, modules)), [])

    def test_drawing_leaves_out_implied_arrows(self):
        tree = Tree(sound_tree())
        modules = sources.find_modules(tree.root)
        self.assertEqual(list(check_deps.needed_arrows(modules)),
                         [("db", "base"), ("people", "db")])


if __name__ == "__main__":
    unittest.main()
