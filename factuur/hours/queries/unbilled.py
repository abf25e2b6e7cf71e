"""Hours that wait for an invoice."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from peewee import JOIN

from factuur.clients.queries import is_billed
from factuur.models import Entry, Project


@dataclass(frozen=True, slots=True)
class Worked:
    """An entry that is on no invoice yet; the rate is its own, or None."""

    id: int
    client_id: int
    project_id: int | None
    project: str | None
    task: str
    person: str
    worked_on: dt.date
    seconds: int
    description: str
    rate_e4: int | None
    version: int


def unbilled(
    administration_id: int, client_id: int | None = None, until: dt.date | None = None
) -> list[Worked]:
    """Give the billable hours on no invoice, of one client or all, up to and including a day.

    In one query, by client and day.
    """
    where = (Entry.administration == administration_id) & Entry.billable & ~is_billed()
    if client_id is not None:
        where &= Entry.client == client_id
    if until is not None:
        where &= Entry.worked_on <= until
    query = (
        Entry.select(
            Entry.id,
            Entry.client.alias("client_id"),
            Entry.project.alias("project_id"),
            Project.name.alias("project"),
            Entry.task,
            Entry.person,
            Entry.worked_on,
            Entry.seconds,
            Entry.description,
            Entry.rate_e4,
            Entry.version,
        )
        .join(Project, JOIN.LEFT_OUTER)
        .where(where)
        .order_by(Entry.client, Entry.worked_on, Entry.id)
    )
    return list(cast("Iterable[Worked]", query.objects(Worked)))
