"""Clients and projects that a file names and nobody made yet."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import chunked

from factuur.intake.checking import Target
from factuur.intake.matching import Matcher
from factuur.intake.queries import rows_of
from factuur.intake.rules import Named
from factuur.models import Administration, Batch, BatchChange, Client, Project, Table

CHUNK = 500  # rows in one statement: both databases limit how many values it carries


def make_clients(
    batch: Batch, targets: Iterable[Target], rates: Mapping[str, int], now: dt.datetime
) -> dict[str, int]:
    """Make the clients that are new and give the number of each target by its key."""
    firm = Administration.get_by_id(batch.__data__["administration"])
    targets = list(targets)
    new = [target for target in targets if target.client_id is None]
    rows = [
        {
            "administration": firm.id,
            "number": target.names[0].number,
            "name": target.name,
            "country": firm.country,
            "language": firm.language,
            "rate_e4": rates.get(target.key),
            "batch": batch.id,
            "created_at": now,
        }
        for target in new
    ]
    insert_many(Client, rows)
    made = Client.select(Client.name, Client.number, Client.id).where(Client.batch == batch.id)
    by_name = {(name, number): client_id for name, number, client_id in rows_of(made)}
    found = {target.key: target.client_id for target in targets if target.client_id is not None}
    for target in new:
        found[target.key] = by_name[target.name, target.names[0].number]
    return found


def set_rates(batch: Batch, targets: Iterable[Target], rates: Mapping[str, int]) -> None:
    """Give known clients that have no rate yet the one that was chosen, and note how they were."""
    chosen = {
        target.client_id: rates[target.key]
        for target in targets
        if target.client_id is not None and target.key in rates
    }
    clients = Client.select().where(Client.id.in_(list(chosen)) & Client.rate_e4.is_null())
    for client in clients:
        change_client(batch, client, {"rate_e4": chosen[client.id]})


def change_client(batch: Batch, client: Client, values: Mapping[str, object]) -> None:
    """Change a client and note how it was, so that the batch can be taken back."""
    after = {**values, "version": client.version + 1}
    before = {name: client.__data__[name] for name in after}
    BatchChange.create(batch=batch, kind="client", row_id=client.id, before=before, after=after)
    Client.update(after).where(Client.id == client.id).execute()


def make_projects(
    batch: Batch,
    named: Iterable[tuple[Named, str]],
    matcher: Matcher,
    clients: Mapping[str, int],
    known: Mapping[tuple[int, str], int],
    now: dt.datetime,
) -> dict[tuple[int, str], int]:
    """Make the projects that are new and give all by client and name in small letters."""
    wanted = {
        (clients[matcher.target_of(client)], name.casefold()): name
        for client, name in sorted(named)
    }
    new = {place: name for place, name in wanted.items() if place not in known}
    common = {"administration": batch.__data__["administration"], "batch": batch.id}
    rows = [
        {**common, "client": client, "name": name, "created_at": now}
        for (client, _), name in new.items()
    ]
    insert_many(Project, rows)
    made = Project.select(Project.client, Project.name, Project.id).where(Project.batch == batch.id)
    return dict(known) | {(client, name.casefold()): pid for client, name, pid in rows_of(made)}


def insert_many(model: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Store rows of one table, with the defaults of its model."""
    for some in chunked(rows, CHUNK):
        model.insert_many(some).execute()
