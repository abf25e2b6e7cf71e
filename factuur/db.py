"""The handle to the database: SQLite out of the box, PostgreSQL by its address."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from flask import Flask
from peewee import (
    Database,
    DatabaseProxy,
    Field,
    InterfaceError,
    OperationalError,
    PostgresqlDatabase,
)
from playhouse.cysqlite_ext import CySqliteDatabase
from playhouse.migrations import Runner

MIGRATIONS = Path(__file__).parent / "migrations"

# A writer waits its turn for ten seconds; an issued invoice survives a power cut.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "cache_size": -64_000,
    "temp_store": "memory",
}

database = DatabaseProxy()


def connect(url: str) -> Database:
    """Point `database` at an address such as sqlite:///factuur.db or postgresql://user@host/name."""
    database.initialize(_open(url))
    opened: Database = database.obj
    return opened


def _open(url: str) -> Database:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # Every transaction takes the write lock at its start: a reader that turns
        # writer half-way is refused at once, whatever the busy timeout says.
        path = unquote(parts.path[1:])
        opened: Database = CySqliteDatabase(
            path, pragmas=PRAGMAS, lock_type="IMMEDIATE", timeout=10
        )
        return opened
    given = {
        "host": parts.hostname,
        "port": parts.port,
        "user": unquote(parts.username or "") or None,
        "password": unquote(parts.password or "") or None,
    }
    # A page asks many short questions; compiling one of them took longer than all the answers.
    options: dict[str, Any] = {"options": "-c jit=off"}
    options |= {key: value for key, value in given.items() if value}
    return PostgresqlDatabase(parts.path.lstrip("/"), **options | dict(parse_qsl(parts.query)))


def on_sqlite() -> bool:
    """Tell which of the two databases this is, for the few places where they differ."""
    return isinstance(database.obj, CySqliteDatabase)


def insert_rows(fields: Sequence[Field], rows: Iterable[Sequence[object]]) -> None:
    """Store many rows of one table at once, values in the order of `fields`, unconverted.

    Ten times as fast as rows by the model: dates as ISO text, no defaults but the table's own.
    """
    table = fields[0].model._meta.table_name  # noqa: SLF001 - peewee says it nowhere else
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    cursor = database.connection().cursor()
    if on_sqlite():
        places = ", ".join("?" * len(fields))
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', rows)  # noqa: S608
        return
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def migrate() -> list[str]:
    """Bring the tables up to date and give the names of the steps that ran.

    Several starters may come at once: one runs the steps, the others wait for it.
    """
    with database.connection_context(), database.atomic():
        if not on_sqlite():
            database.execute_sql("SELECT pg_advisory_xact_lock(7238001)")
        return list(Runner(database.obj, str(MIGRATIONS)).up())


def is_current() -> bool:
    """Tell whether no migration waits."""
    waiting = [step for step in Runner(database.obj, str(MIGRATIONS)).status() if not step.applied]
    return not waiting


def init_app(app: Flask) -> None:
    """Give every request a connection; a thread keeps its own, and its cache, between requests."""
    app.before_request(_connect_request)
    app.teardown_request(_settle_request)


def _connect_request() -> None:
    database.connect(reuse_if_open=True)


def _settle_request(error: BaseException | None) -> None:
    """Drop a connection that the server has lost, so that the next request opens a new one."""
    if isinstance(error, OperationalError | InterfaceError) and not database.is_closed():
        database.close()
