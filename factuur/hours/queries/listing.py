"""Hours by day, the newest first: the list, one of its rows, and what is exported."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from peewee import JOIN, Case, Expression, Tuple

from factuur.clients.queries import RATE_E4, dicts, priced
from factuur.hours.queries.filtering import matching
from factuur.hours.rules import Filters
from factuur.models import Batch, Client, Entry, Invoice, Line, LineEntry, Project
from factuur.money import divide_half_up

PAGE = 50
Cursor = tuple[dt.date, int]
RATE = Case(None, [(Entry.billable, RATE_E4)], 0)
NEWEST_FIRST = (Entry.worked_on.desc(), Entry.id.desc())


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as listed; `rate_e4` is what an hour of it is billed at."""

    id: int
    worked_on: dt.date
    client: str
    client_number: str
    project: str | None
    description: str
    task: str
    person: str
    seconds: int
    billable: bool
    rate_e4: int
    version: int
    batch_id: int | None
    filename: str | None
    source_sheet: str
    source_row: int | None
    invoice_id: int | None
    invoice_number: str | None

    @property
    def cents(self) -> int:
        """What it is worth, without VAT."""
        return divide_half_up(self.seconds * self.rate_e4, 360_000)


def entries(
    administration_id: int, filters: Filters, *, before: Cursor | None = None, limit: int = PAGE + 1
) -> list[EntryRow]:
    """Give a page of hours, from the one at `before`; one row more means: go on."""
    query = _rows(matching(administration_id, filters)).limit(limit)
    if before:
        query = query.where(Tuple(Entry.worked_on, Entry.id) < Tuple(*before))
    return list(cast("Iterable[EntryRow]", query.objects(EntryRow)))


def entry_row(administration_id: int, entry_id: int) -> EntryRow:
    """Give one entry as it is listed."""
    where = (Entry.administration == administration_id) & (Entry.id == entry_id)
    return next(iter(cast("Iterable[EntryRow]", _rows(where).objects(EntryRow))))


def exported(administration_id: int, filters: Filters) -> Iterator[EntryRow]:
    """Give all hours that match, the newest first, without keeping them all at hand."""
    query = _rows(matching(administration_id, filters))
    return iter(cast("Iterator[EntryRow]", query.objects(EntryRow).iterator()))


def _rows(where: Expression) -> Any:
    query = Entry.select(
        Entry.id,
        Entry.worked_on,
        Client.name.alias("client"),
        Client.number.alias("client_number"),
        Project.name.alias("project"),
        Entry.description,
        Entry.task,
        Entry.person,
        Entry.seconds,
        Entry.billable,
        RATE.alias("rate_e4"),
        Entry.version,
        Entry.batch.alias("batch_id"),
        Batch.filename,
        Entry.source_sheet,
        Entry.source_row,
        Invoice.id.alias("invoice_id"),
        Invoice.number.alias("invoice_number"),
    )
    return (
        priced(query)
        .join_from(Entry, Batch, JOIN.LEFT_OUTER)
        .join_from(Entry, LineEntry, JOIN.LEFT_OUTER)
        .join_from(LineEntry, Line, JOIN.LEFT_OUTER)
        .join_from(Line, Invoice, JOIN.LEFT_OUTER)
        .where(where)
        .order_by(*NEWEST_FIRST)
    )


def nothing_yet(administration_id: int) -> bool:
    """Tell whether no hour was ever kept here."""
    return not Entry.select(Entry.id).where(Entry.administration == administration_id).exists()


def last_added(administration_id: int) -> dict[str, str]:
    """Give the client, project and person of the entry that was added last by hand."""
    query = (
        Entry.select(
            Client.name.alias("client"),
            Client.number.alias("number"),
            Project.name.alias("project"),
            Entry.person,
        )
        .join(Client)
        .switch(Entry)
        .join(Project, JOIN.LEFT_OUTER)
        .where(
            (Entry.administration == administration_id)
            & Entry.batch.is_null()
            & Client.archived_at.is_null()
        )
        .order_by(Entry.id.desc())
        .limit(1)
    )
    return next(iter(dicts(query)), {})
