"""The tests of this room read the screens in the language of the sources."""

from collections.abc import Callable
from typing import Any

import pytest

from factuur.access.rules import Role
from factuur.db import database
from factuur.models import Administration, Client, User
from tests.factories import make_client, make_user


@pytest.fixture
def owner(firm: Administration) -> User:
    return make_user(firm, Role.OWNER, language="en")


@pytest.fixture
def client(firm: Administration) -> Client:
    return make_client(firm)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], int]:
    """Give a way to count the queries that something takes."""

    def count(action: Callable[[], Any]) -> int:
        statements: list[str] = []
        execute = database.obj.execute_sql

        def listen(sql: str, *given: Any, **named: Any) -> Any:
            statements.append(sql)
            return execute(sql, *given, **named)

        with monkeypatch.context() as patch:
            patch.setattr(database.obj, "execute_sql", listen)
            action()
        return len(statements)

    return count
