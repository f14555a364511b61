"""Where a city may live: a folder with SQLite, or a folder and a database of PostgreSQL."""

import contextlib
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# What people and money are: background work and sessions change by themselves.
MODULES = ("people_", "care_", "market_", "teams_", "funds_", "netting_", "procurement_", "ledger_")
# Who opened the ledger, signatures of what is in it, and entries by account, which are written
# behind the commits: none says more than the entries.
NO_CONTENT = ("ledger_writer", "ledger_checkpoint", "ledger_month_seal", "ledger_month_balance",
              "ledger_posting", "ledger_posting_mark")


class SqliteStage:
    """A folder of its own, removed at the end."""

    name = "sqlite"

    def __init__(self, keep):
        self._keep = keep

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="olive-scenarios-"))
        self.data = self.folder / "data"
        self.data.mkdir()
        return self

    def __exit__(self, *_):
        if self._keep:
            print(f"kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def database_options(self):
        return []

    def query(self, sql):
        """Rows of a read-only statement, past the server."""
        [file] = self.data.glob("*.sqlite")
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    def tables(self):
        return [name for (name,) in self.query(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]

    def digests(self, tables):
        """What the tables hold, table by table."""
        return [(table, sorted(map(repr, self.query(f"SELECT * FROM {table}"))))
                for table in tables]


class PostgresqlStage(SqliteStage):
    """A database of its own in a cluster that the caller or this run started."""

    name = "postgresql"

    def __init__(self, cluster, keep):
        super().__init__(keep)
        self._cluster = cluster
        self._database = f"olive_scenarios_{os.getpid()}"

    def __enter__(self):
        super().__enter__()
        self._psql(self._cluster, f"CREATE DATABASE {self._database}")
        return self

    def __exit__(self, *error):
        self._psql(self._cluster, f"DROP DATABASE {self._database} WITH (FORCE)")
        super().__exit__(*error)

    @property
    def url(self):
        before, _, options = self._cluster.partition("?")
        return f"{before.rsplit('/', 1)[0]}/{self._database}?{options}"

    def database_options(self):
        return ["--database", self.url]

    def query(self, sql):
        lines = self._psql(self.url, sql).splitlines()
        return [tuple(_value(cell) for cell in line.split("\x1f")) for line in lines]

    def tables(self):
        return [name for (name,) in self.query(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")]

    def digests(self, tables):
        return self.query(" UNION ALL ".join(
            f"SELECT '{table}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t"
            for table in tables) + " ORDER BY 1")

    @staticmethod
    def _psql(url, sql):
        program = shutil.which("psql") or "/usr/lib/postgresql/15/bin/psql"
        done = subprocess.run([program, "-X", "-q", "-A", "-t", "-F", "\x1f", "-v",
                               "ON_ERROR_STOP=1", "-d", url, "-c", sql],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout


def _value(cell):
    return int(cell) if cell.lstrip("-").isdigit() else cell


def fingerprint(stage):
    """A hash of every row about people, care, market, teams and money."""
    tables = [table for table in stage.tables() if table.startswith(MODULES)
              and table not in NO_CONTENT]
    return hashlib.sha256(repr(stage.digests(tables)).encode()).hexdigest()


@contextlib.contextmanager
def _cluster():
    """The cluster of OLIVE_TEST_POSTGRESQL, or one that lives as long as this block."""
    if url := os.environ.get("OLIVE_TEST_POSTGRESQL"):
        yield url
        return
    server = subprocess.Popen([ROOT / "tools/postgres_for_tests.sh", "supervise"], text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        url = server.stdout.readline().strip()
        if not url:
            raise RuntimeError("PostgreSQL did not start")
        yield url
    finally:
        server.stdin.close()
        server.wait()


def open_stages(only, keep):
    """The stages asked for, one after the other."""
    if only in (None, "sqlite"):
        yield SqliteStage(keep)
    if only in (None, "postgresql"):
        with _cluster() as url:
            yield PostgresqlStage(url, keep)
