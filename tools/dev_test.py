#!/usr/bin/env python3
"""The parts of ./dev that decide: what is missing, what is stale, what is refused."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent


def dev(*arguments):
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True)


def call(function, tools=None):
    """Runs one function of dev with some commands replaced by scripts."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (tools or {}).items():
            path = pathlib.Path(folder) / name
            path.write_text("#!/bin/bash\n" + text)
            path.chmod(0o755)
        environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
        return subprocess.run(["bash", "-c", f'. "{ROOT}/dev"; {function}'], env=environment,
                              capture_output=True, text=True)


class CommandTest(unittest.TestCase):
    def test_help_names_every_command(self):
        shown = dev("help")
        self.assertEqual(shown.returncode, 0)
        for command in ("run", "test", "check", "build", "bench", "soak", "format"):
            self.assertIn(f"./dev {command}", shown.stdout)

    def test_unknown_arguments_are_refused(self):
        for arguments in (["nope"], ["run", "--nope"], ["bench", "nope"], ["soak"]):
            with self.subTest(arguments):
                self.assertEqual(dev(*arguments).returncode, 2)


class PackageTest(unittest.TestCase):
    ALL_BUT_MOLD = 'for n in "${@:3}"; do [[ $n == mold ]] || echo "$n installed"; done; exit 1'

    def test_only_what_is_missing(self):
        found = call("missing_packages", {"dpkg-query": self.ALL_BUT_MOLD}).stdout
        self.assertEqual(found, "mold\n")

    def test_command_from_elsewhere_serves_as_well(self):
        none = {"dpkg-query": "exit 1", "node": "exit 0", "wrk": "exit 0"}
        missing = call("missing_packages", none).stdout.split()
        self.assertIn("clang-19", missing)
        self.assertNotIn("nodejs", missing)
        self.assertNotIn("wrk", missing)

    def test_removed_package_is_missing(self):
        state = 'for n in "${@:3}"; do echo "$n config-files"; done'
        self.assertIn("mold", call("missing_packages", {"dpkg-query": state}).stdout.split())


class NodeTest(unittest.TestCase):
    def test_old_node_is_replaced(self):
        for version, replaced in [("v18.20.4", True), ("v20.18.9", True), ("v20.19.0", False),
                                  ("v22.1.0", False), ("v100.0.0", False)]:
            with self.subTest(version):
                done = call("npm_install() { echo replaced; }; ensure_node",
                            {"node": f"echo {version}"})
                self.assertEqual(done.stdout == "replaced\n", replaced, done)


class RunTest(unittest.TestCase):
    """`./dev run` with a binary that notes what it is asked and stops at once."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "tools").symlink_to(ROOT / "tools")
        self.binary = self.root / "build/bin/olive"
        self.binary.parent.mkdir(parents=True)
        self.give_binary(seed_exit=0)

    def give_binary(self, seed_exit):
        self.binary.write_text(
            '#!/bin/bash\necho "$1" >> asked\n'
            f'if [[ $1 == seed ]]; then touch "$3/olive.db"; echo "{{}}"; exit {seed_exit}; fi\n')
        self.binary.chmod(0o755)

    def run_dev(self, *arguments):
        """The exit code, and what the binary was asked since the last time."""
        asked = self.root / "asked"
        asked.write_text("")
        script = f'. "{ROOT}/dev"; cd "{self.root}"; prepare() {{ :; }}; build() {{ :; }}; run "$@"'
        done = subprocess.run(["bash", "-c", script, "dev", *arguments], capture_output=True,
                              text=True)
        return done.returncode, asked.read_text().split()

    def test_seeds_on_first_use_only(self):
        self.assertEqual(self.run_dev(), (0, ["seed", "serve"]))
        self.assertTrue((self.root / "data/olive.db").exists())
        self.assertEqual(self.run_dev(), (0, ["serve"]))

    def test_empty_folder_is_seeded(self):
        (self.root / "data").mkdir()
        self.assertEqual(self.run_dev(), (0, ["seed", "serve"]))

    def test_fresh_starts_over(self):
        self.run_dev()
        self.assertEqual(self.run_dev("--fresh"), (0, ["seed", "serve"]))

    def test_fresh_never_removes_what_it_did_not_make(self):
        (self.root / "own").mkdir()
        (self.root / "own/olive.db").touch()
        self.assertEqual(self.run_dev("--data", "own", "--fresh"), (2, []))
        self.assertTrue((self.root / "own").exists())
        self.assertEqual(self.run_dev("--data", "own"), (0, ["serve"]))

    def test_interrupted_seed_is_no_city(self):
        self.give_binary(seed_exit=1)
        self.assertEqual(self.run_dev(), (1, ["seed"]))
        self.assertFalse((self.root / "data").exists())
        self.give_binary(seed_exit=0)
        self.assertEqual(self.run_dev(), (0, ["seed", "serve"]))


class ModuleTest(unittest.TestCase):
    def test_names_of_modules(self):
        cases = [("", "all"), ("base", "base_test"), ("base db", "base_test db_test"),
                 ("tools check web", ""), ("base web", "base_test"), ("base journeys", "all")]
        for names, expected in cases:
            with self.subTest(names):
                self.assertEqual(call(f"targets_of {names}").stdout.strip(), expected)

    def test_unknown_module_is_refused(self):
        self.assertEqual(call("targets_of nope").returncode, 2)


if __name__ == "__main__":
    unittest.main()
