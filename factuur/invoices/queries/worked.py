"""The hours behind the lines of a draft."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from peewee import JOIN

from factuur.company.rules import rounded_seconds
from factuur.invoices.grouping import Group, Terms, Worked
from factuur.invoices.rules import HOURS
from factuur.models import Entry, Invoice, Line, LineEntry, Project


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    entry: int
    worked_on: dt.date
    seconds: int
    project: str | None
    task: str
    person: str
    description: str


def groups_of(draft: Invoice, lines: Iterable[Line]) -> dict[int, Group]:
    """Give the entries behind each of these lines of hours, by the number of the line.

    Each entry has the price, discount and VAT of its line, whatever they were before.
    """
    terms = {line.id: terms_of(line) for line in lines if line.kind == HOURS}
    entries: defaultdict[int, list[Worked]] = defaultdict(list)
    for row in _rows(draft) if terms else ():
        if row.line in terms:
            entries[row.line].append(_worked(row, draft, terms[row.line]))
    return {line_id: Group(terms[line_id], tuple(found)) for line_id, found in entries.items()}


def untouched(groups: dict[int, Group], lines: Iterable[Line]) -> dict[int, Group]:
    """Give the groups whose line still has the hours it was made of: nobody typed others."""
    return {
        line.id: groups[line.id]
        for line in lines
        if line.id in groups and groups[line.id].quantity_e4 == line.quantity_e4
    }


def terms_of(line: Line) -> Terms:
    """Give what a line has for all its hours."""
    return Terms(line.price_e4, line.vat_bp, line.discount_bp)


def _rows(draft: Invoice) -> Sequence[_Row]:
    query = (
        LineEntry.select(
            LineEntry.line.alias("line"),
            LineEntry.entry.alias("entry"),
            Entry.worked_on,
            Entry.seconds,
            Project.name.alias("project"),
            Entry.task,
            Entry.person,
            Entry.description,
        )
        .join(Line)
        .switch(LineEntry)
        .join(Entry)
        .join(Project, JOIN.LEFT_OUTER)
        .where(Line.invoice == draft.id)
        .order_by(Entry.worked_on, Entry.id)
    )
    return list(cast("Iterable[_Row]", query.objects(_Row)))


def _worked(row: _Row, draft: Invoice, terms: Terms) -> Worked:
    return Worked(
        entry_id=row.entry,
        worked_on=row.worked_on,
        seconds=rounded_seconds(row.seconds, draft.rounding_minutes, draft.rounding_way),
        terms=terms,
        project=row.project or "",
        task=row.task,
        person=row.person,
        description=row.description,
    )
