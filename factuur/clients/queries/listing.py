"""Clients by name: the list, one of its rows, and what a box for a client offers."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import Expression, Tuple, fn

from factuur.clients.queries.selecting import dicts, tuples
from factuur.clients.queries.standing import open_cents, unbilled_seconds
from factuur.clients.rules import Several, Unknown, full_name
from factuur.models import Client, Project

PAGE = 50
COLUMNS = (
    Client.id,
    Client.number,
    Client.name,
    Client.city,
    Client.email,
    Client.rate_e4,
    Client.archived_at,
)


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client as listed, with what is still to be billed and to be paid."""

    id: int
    number: str
    name: str
    city: str
    email: str
    rate_e4: int | None
    archived_at: dt.datetime | None
    unbilled_seconds: int = 0
    open_cents: int = 0


def clients(
    administration_id: int, words: str = "", *, archived: bool = False, after: int | None = None
) -> list[ClientRow]:
    """Give a page of clients by name, from the one numbered `after`; one more row means: go on."""
    by_name = fn.LOWER(Client.name)
    query = (
        Client.select(*COLUMNS)
        .where(_listed(administration_id, words, archived=archived))
        .order_by(by_name, Client.id)
        .limit(PAGE + 1)
    )
    if after:
        last = Client.alias()
        name = last.select(fn.LOWER(last.name)).where(last.id == after)
        query = query.where(Tuple(by_name, Client.id) > Tuple(name, after))
    return _with_sums(administration_id, list(dicts(query)))


def client_row(administration_id: int, client_id: int) -> ClientRow:
    """Give one client as it is listed."""
    mine = (Client.administration == administration_id) & (Client.id == client_id)
    return _with_sums(administration_id, list(dicts(Client.select(*COLUMNS).where(mine))))[0]


def _listed(administration_id: int, words: str, *, archived: bool) -> Expression:
    """Every word has to be in the name, number, city or e-mail address."""
    where = (Client.administration == administration_id) & Client.archived_at.is_null(not archived)
    for word in words.split():
        where &= (
            Client.name.contains(word)
            | Client.number.contains(word)
            | Client.city.contains(word)
            | Client.email.contains(word)
        )
    return where


def _with_sums(administration_id: int, rows: list[dict[str, Any]]) -> list[ClientRow]:
    ids = [row["id"] for row in rows]
    unbilled = unbilled_seconds(administration_id, ids)
    money = open_cents(administration_id, ids)
    return [
        ClientRow(
            **row, unbilled_seconds=unbilled.get(row["id"], 0), open_cents=money.get(row["id"], 0)
        )
        for row in rows
    ]


def projects_of(client_id: int) -> list[Project]:
    """Give the projects of a client that are not archived, by name."""
    where = (Project.client == client_id) & Project.archived_at.is_null()
    return list(Project.select().where(where).order_by(Project.name))


def client_names(administration_id: int, words: str, limit: int = 12) -> list[str]:
    """Give the names that a box for a client offers while somebody types."""
    query = (
        Client.select(Client.name, Client.number)
        .where(_listed(administration_id, words, archived=False))
        .order_by(fn.LOWER(Client.name), Client.id)
        .limit(limit)
    )
    return [full_name(name, number) for name, number in tuples(query)]


def called(administration_id: int, name: str) -> Expression:
    """Give the condition that a client goes by this name, or by this name and number."""
    bare, _, number = name.strip().removesuffix(")").rpartition(" (")
    # Both sides in SQL: SQLite's own LOWER leaves É alone, Python's does not.
    same = fn.LOWER(Client.name) == fn.LOWER(name.strip())
    if bare:
        same |= (fn.LOWER(Client.name) == fn.LOWER(bare)) & (Client.number == number)
    return (Client.administration == administration_id) & same


def the_client(administration_id: int, name: str) -> Client:
    """Give the client that somebody means by this name, or by its name and number.

    Refuses a name of nobody, and one of several without the number.
    """
    active = called(administration_id, name) & Client.archived_at.is_null()
    found = list(Client.select().where(active).limit(2))
    if len(found) != 1:
        raise (Several if found else Unknown)(field="client", name=name)
    return found[0]
