"""All lines of a draft at once: pasted over, grouped another way, and put back as they were."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask_babel import force_locale
from peewee import chunked

from factuur import trash
from factuur.db import database
from factuur.invoices.actions.drafts import hold_draft, recount
from factuur.invoices.actions.lines import BIN, check_whose, next_values, typed_lines
from factuur.invoices.grouping import GROUPINGS, Group, grouped
from factuur.invoices.pasting import Cells
from factuur.invoices.queries.papers import lines_of
from factuur.invoices.queries.worked import groups_of, untouched
from factuur.invoices.refusals import MOST_LINES, LinesChanged, TooManyLines
from factuur.invoices.rules import HOURS, MANUAL, LineValues
from factuur.invoices.snapshot import fingerprint
from factuur.invoices.texts import line_text
from factuur.models import Administration, Invoice, Line, LineEntry

CHUNK = 500  # rows in one statement: both databases limit how many values it carries


@dataclass(frozen=True, slots=True)
class Change:
    """How to take a change of all lines back: what was there, and what must still be here."""

    trash_id: int
    stamp: str
    grouping: str = ""  # by which the lines were made before; none: it did not change


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line about to be written, with the entries that it bills."""

    values: LineValues
    kind: str = MANUAL
    entries: tuple[int, ...] = ()


def paste(
    administration: Administration,
    invoice_id: int,
    cells: Cells,
    *,
    at: int | None,
    user_id: int | None,
) -> Change:
    """Spread pasted rows over the lines from line `at` on, and add the lines that are missing."""
    with database.atomic():
        draft = hold_draft(administration.id, invoice_id)
        lines = typed_lines(draft)
        ids = [line.id for line in lines]
        first = ids.index(at) if at in ids else len(lines)
        empty = replace(next_values(administration, lines), description="")
        new = _as_they_are(draft, lines)
        new += [NewLine(empty)] * max(0, first + len(cells) - len(new))
        for index, row in enumerate(cells, first):
            new[index] = replace(new[index], values=replace(new[index].values, **row))
        return _replace(draft, new, user_id=user_id)


def regroup(
    administration_id: int, invoice_id: int, grouping: str, *, user_id: int | None
) -> Change:
    """Group the hours another way; the total stays, to the cent.

    Texts are made anew. A line of hours on which another quantity was typed stays as it
    is, as do lines without hours: what they say is not in any entry.
    """
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        lines = typed_lines(draft)
        groups = untouched(groups_of(draft, lines), lines)
        entries = [entry for group in groups.values() for entry in group.entries]
        kept = _as_they_are(draft, [line for line in lines if line.id not in groups])
        new = lines_for(grouped(entries, grouping), grouping, draft.language)
        Invoice.update(grouping=grouping).where(Invoice.id == draft.id).execute()
        return replace(_replace(draft, new + kept, user_id=user_id), grouping=draft.grouping)


def put_lines_back(
    administration_id: int, invoice_id: int, change: Change, *, user_id: int | None
) -> None:
    """Put all lines back as they were; refuses when they were changed since."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        check_whose(draft, change.trash_id)
        if stamp_of(draft) != change.stamp:
            raise LinesChanged
        Line.delete().where(Line.invoice == draft.id).execute()
        trash.restore(administration_id, change.trash_id, user_id=user_id)
        if change.grouping in GROUPINGS:
            Invoice.update(grouping=change.grouping).where(Invoice.id == draft.id).execute()
        recount(draft, user_id=user_id)


def lines_for(groups: Iterable[Group], grouping: str, language: str) -> list[NewLine]:
    """Give the lines of grouped hours, named in the language of the client."""
    with force_locale(language):
        return [_line_for(group, line_text(group, grouping)) for group in groups]


def write_lines(draft: Invoice, new: Sequence[NewLine]) -> None:
    """Write lines and what they bill; refuses more than a page can show."""
    if len(new) > MOST_LINES:
        raise TooManyLines
    rows = [_row(draft, position, each) for position, each in enumerate(new, 1)]
    for some in chunked(rows, CHUNK):
        Line.insert_many(some).execute()
    places = {line.position: line.id for line in lines_of(draft.id)} if _billing(new) else {}
    billed = [
        {"line": places[position], "entry": entry}
        for position, each in enumerate(new, 1)
        for entry in each.entries
    ]
    for some in chunked(billed, CHUNK):
        LineEntry.insert_many(some).execute()


def _billing(new: Sequence[NewLine]) -> bool:
    return any(each.entries for each in new)


def _row(draft: Invoice, position: int, new: NewLine) -> dict[str, Any]:
    place = {"invoice": draft.id, "position": position, "kind": new.kind}
    return place | {"net_cents": new.values.net_cents} | asdict(new.values)


def stamp_of(draft: Invoice) -> str:
    """Give a word that changes with any change of the lines."""
    return fingerprint([[line.id, line.version] for line in lines_of(draft.id)])


def _replace(draft: Invoice, new: Sequence[NewLine], *, user_id: int | None) -> Change:
    administration_id = draft.__data__["administration"]
    old = lines_of(draft.id)
    trash_id = trash.bin_rows(administration_id, BIN, old, user_id=user_id)
    write_lines(draft, new)
    recount(draft, user_id=user_id)
    return Change(trash_id, stamp_of(draft))


def _as_they_are(draft: Invoice, lines: Sequence[Line]) -> list[NewLine]:
    groups = groups_of(draft, lines)
    names = LineValues.__dataclass_fields__
    return [
        NewLine(
            LineValues(**{name: getattr(line, name) for name in names}),
            line.kind,
            tuple(entry.entry_id for entry in groups[line.id].entries) if line.id in groups else (),
        )
        for line in lines
    ]


def _line_for(group: Group, text: str) -> NewLine:
    terms = group.terms
    values = LineValues(
        text, group.quantity_e4, "hour", terms.price_e4, terms.discount_bp, terms.vat_bp
    )
    return NewLine(values, HOURS, tuple(entry.entry_id for entry in group.entries))
