"""What changes hours: one transaction each. Hours on an invoice stay as they are."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from peewee import IntegrityError

from factuur import trash
from factuur.clients.queries import the_client
from factuur.clients.rules import full_name
from factuur.db import database
from factuur.hours import queries
from factuur.hours.rules import (
    Frozen,
    InDraft,
    MovedOn,
    NothingChosen,
    NothingTicked,
    SeveralClients,
    UnknownProject,
    check_day,
)
from factuur.models import Client, Entry, Project
from factuur.projects.queries import project_named
from factuur.versions import change

Values = Mapping[str, Any]
CHANGED = "hours_change"
KEPT_FOR_UNDO = ("id", "version", "client", "project", "rate_e4", "billable")


def add(administration_id: int, typed: Values) -> Entry:
    """Keep time that was worked; refuses a client or project that is not known by its name."""
    with database.atomic():
        values = _placed(administration_id, typed)
        return Entry.create(administration=administration_id, **values)


def save(entry: Entry, version: int, typed: Values) -> None:
    """Keep what was typed in a row; raises Stale when somebody else saved since `version`."""
    with database.atomic():
        _check_free([entry.id])
        change(entry, version, _placed(entry.__data__["administration"], typed, entry))


def repeat(entry: Entry, today: dt.date) -> Entry:
    """Write the same work down for today, as added by hand."""
    same = ("administration", "client", "project", "seconds", "description", "task", "person")
    values = {name: entry.__data__.get(name) for name in (*same, "rate_e4", "billable")}
    with database.atomic():
        return Entry.create(worked_on=today, **values)


def delete(administration_id: int, entry_ids: Collection[int], *, user_id: int | None) -> int:
    """Bin these hours and give the number for undo."""
    with database.atomic():
        rows = _ticked(administration_id, entry_ids)
        return trash.bin_rows(administration_id, "hours", rows, user_id=user_id)


def change_many(
    administration_id: int, entry_ids: Collection[int], typed: Values, *, user_id: int | None
) -> int:
    """Change these hours in the same way and give the number for `take_back`.

    `typed` holds names of a client and project, a rate and whether billable; what is None
    or empty stays. A project of another client is let go when the client changes.
    """
    with database.atomic():
        rows = _ticked(administration_id, entry_ids)
        before = [{name: row.__data__[name] for name in KEPT_FOR_UNDO} for row in rows]
        values = _for_all(administration_id, rows, typed)
        for row in rows:
            _move_on(row.id, row.version, _but_its_own_project(row, values, typed))
        return trash.remember(
            administration_id, CHANGED, before, user_id=user_id, verb="made", count=len(rows)
        )


def take_back(administration_id: int, trash_id: int, *, user_id: int | None) -> None:
    """Undo a change of many; twice is once. Refuses what was changed or billed since."""
    with database.atomic():
        kept, first = trash.claim(administration_id, trash_id, user_id=user_id)
        rows: list[dict[str, Any]] = kept.rows if first else []
        if queries.billed_among([row["id"] for row in rows]):
            raise MovedOn
        try:
            for row in rows:
                values = {name: row[name] for name in KEPT_FOR_UNDO[2:]}
                _move_on(row["id"], row["version"] + 1, values)
        except IntegrityError as error:  # the client or project they came from is gone
            raise trash.OwnerGone from error


def _move_on(entry_id: int, version: int, values: Values) -> None:
    seen = (Entry.id == entry_id) & (Entry.version == version)
    if not Entry.update(**values, version=version + 1).where(seen).execute():
        raise MovedOn


def _but_its_own_project(row: Entry, values: Values, typed: Values) -> Values:
    """Let hours keep their project when they are moved to the client they are of already."""
    if typed["project"] or row.__data__["client"] != values.get("client"):
        return values
    return {name: value for name, value in values.items() if name != "project"}


def _ticked(administration_id: int, entry_ids: Collection[int]) -> list[Entry]:
    """Give the entries that were ticked; refuses none, and those that are on an invoice."""
    rows = queries.entries_by_id(administration_id, entry_ids)
    if not rows:
        raise NothingTicked
    _check_free([row.id for row in rows])
    return rows


def _check_free(entry_ids: Collection[int]) -> None:
    billed = queries.billed_among(entry_ids)
    if billed:
        raise Frozen(invoice=billed[-1]) if billed[-1] else InDraft


def _for_all(administration_id: int, rows: list[Entry], typed: Values) -> dict[str, Any]:
    """Turn what was typed for many hours into columns."""
    values: dict[str, Any] = {}
    clients = {row.__data__["client"] for row in rows}
    if typed["client"]:
        values |= {"client": the_client(administration_id, typed["client"]).id, "project": None}
        clients = {values["client"]}
    if typed["project"]:
        if len(clients) != 1:
            raise SeveralClients(field="project", name=typed["project"])
        values["project"] = _project(Client.get_by_id(clients.pop()), typed["project"])
    if typed["rate_e4"] is not None:
        values["rate_e4"] = typed["rate_e4"]
    if typed["billable"]:
        values["billable"] = typed["billable"] == "yes"
    if not values:
        raise NothingChosen
    return values


def _placed(administration_id: int, typed: Values, entry: Entry | None = None) -> dict[str, Any]:
    """Put the client and the project in the place of their names; refuses more than a day has."""
    check_day(typed["seconds"], entry.seconds if entry else None)
    name = typed["client"]
    if entry and name == full_name(entry.client.name, entry.client.number):
        client = entry.client  # one in the archive keeps its hours
    else:
        client = the_client(administration_id, name)
    return {**typed, "client": client, "project": _project(client, typed["project"])}


def _project(client: Client, name: str) -> Project | None:
    found = project_named(client.id, name) if name else None
    if name and not found:
        raise UnknownProject(field="project", client=client.name, name=name)
    return found
