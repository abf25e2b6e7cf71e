"""The world each test starts from: a migrated database, an app, a signed-in browser.

Tests of actions and queries run on both databases: ask for `db` (or anything that
needs it). Tests that ask for `browser` run on SQLite, unless marked `both`.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask, g, request_finished
from flask.testing import FlaskClient

from factuur import clock, create_app
from factuur import db as handle
from factuur.access import actions as access
from factuur.access.rules import Role
from factuur.models import ALL, Administration, User
from factuur.settings import Settings, read_settings
from tests.factories import make_administration, make_user

POSTGRES = os.environ.get("FACTUUR_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
HTMX = {"HX-Request": "true"}


def missing(what: str) -> NoReturn:
    """Skip for want of something, and say so; fail where everything was to be installed."""
    if os.environ.get("FACTUUR_TEST_EVERYTHING"):
        pytest.fail(f"no {what} here, where there should be one")
    pytest.skip(f"no {what} here")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    on_screen = "browser" in metafunc.fixturenames or "visitor" in metafunc.fixturenames
    both = not on_screen or metafunc.definition.get_closest_marker("both")
    metafunc.parametrize("engine", ["sqlite", "postgres"] if both else ["sqlite"], scope="session")


@pytest.fixture(scope="session")
def migrated(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a database with all tables and no rows."""
    if engine == "sqlite":
        path = tmp_path_factory.mktemp("database") / "empty.db"
        handle.connect(f"sqlite:///{path}")
        handle.migrate()
        handle.database.connect(reuse_if_open=True)
        handle.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        handle.database.close()
        yield str(path)
        return
    with _postgres_database() as url:
        handle.connect(url)
        handle.migrate()
        yield url
        handle.database.close()


class _postgres_database:  # noqa: N801 - reads as the block it opens
    """A database of our own, dropped when we are done."""

    def __enter__(self) -> str:
        psycopg = pytest.importorskip("psycopg")
        self.name = f"factuur_test_{uuid.uuid4().hex[:12]}"
        try:
            self.admin = psycopg.connect(POSTGRES, autocommit=True)
        except psycopg.OperationalError:
            missing("PostgreSQL server")
        self.admin.execute(f"CREATE DATABASE {self.name}")
        return POSTGRES.rsplit("/", 1)[0] + f"/{self.name}"

    def __exit__(self, *_: object) -> None:
        handle.database.close()
        self.admin.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.admin.close()


@pytest.fixture
def db(engine: str, migrated: str, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database, connected."""
    url = migrated
    if engine == "sqlite":
        shutil.copyfile(migrated, tmp_path / "factuur.db")
        url = f"sqlite:///{tmp_path / 'factuur.db'}"
    handle.connect(url)
    handle.database.connect()
    yield url
    if engine == "postgres":
        tables = ", ".join(f'"{model._meta.table_name}"' for model in ALL)  # noqa: SLF001
        handle.database.connect(reuse_if_open=True)  # a command may have closed it
        handle.database.rollback()
        handle.database.execute_sql(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    handle.database.close()


@pytest.fixture
def settings(db: str, tmp_path: Path) -> Settings:
    """Give the machine's settings with a data folder of its own and no mail server."""
    return read_settings(
        {"FACTUUR_DATA": str(tmp_path), "DATABASE_URL": db, "FACTUUR_SECRET_KEY": "k" * 40}
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give the app on that database, with its context pushed."""
    handle.database.close()  # the app opens its own
    app = create_app(settings, testing=True)
    app.config.update(WTF_CSRF_ENABLED=False, SERVER_NAME=None)
    request_finished.connect(_forget_the_visitor, app)
    with app.app_context():
        handle.database.connect(reuse_if_open=True)
        yield app


def _forget_the_visitor(_: Flask, **__: object) -> None:
    """Empty `g` after each request: they share that of the pushed context, and with it who came."""
    for name in list(g):
        g.pop(name)


@pytest.fixture
def firm(app: Flask) -> Administration:
    """Give a Dutch firm with everything an invoice needs."""
    return make_administration()


@pytest.fixture
def owner(firm: Administration) -> User:
    """Give the owner of the firm."""
    return make_user(firm, Role.OWNER)


@pytest.fixture
def visitor(app: Flask, firm: Administration) -> FlaskClient:
    """Give a browser that nobody signed in with."""
    return app.test_client()


@pytest.fixture
def browser(app: Flask, owner: User) -> FlaskClient:
    """Give a browser in which the owner has signed in."""
    return signed_in(app, owner)


def signed_in(app: Flask, user: User) -> FlaskClient:
    """Give a browser in which this user has signed in."""
    client = app.test_client()
    token = access.start_session(user, agent="test", now=clock.now())
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
    return client
