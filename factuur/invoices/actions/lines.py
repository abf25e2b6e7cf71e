"""Lines of a draft, one at a time: added, changed, moved, deleted and put back."""

from dataclasses import asdict

from factuur import trash
from factuur.company.rules import VAT_RATES
from factuur.db import database
from factuur.invoices.actions.drafts import LAST, hold_draft, recount
from factuur.invoices.queries.papers import lines_of
from factuur.invoices.refusals import MOST_LINES, LineChanged, LineGone, TooManyLines
from factuur.invoices.rules import ROUNDING, LineValues
from factuur.models import Administration, Invoice, Line, Trash

BIN = "invoice_line"


def add_line(administration: Administration, invoice_id: int, *, user_id: int | None) -> Line:
    """Add an empty line below the others, with the unit and VAT rate of the last one."""
    with database.atomic():
        draft = hold_draft(administration.id, invoice_id)
        lines = typed_lines(draft)
        if len(lines) >= MOST_LINES:
            raise TooManyLines
        values = next_values(administration, lines)
        line: Line = Line.create(
            invoice=draft, position=next_position(lines), net_cents=0, **asdict(values)
        )
        recount(draft, user_id=user_id)
    return line


def next_values(administration: Administration, lines: list[Line]) -> LineValues:
    """Give what a new line starts from: as the last one, or the standard rate of the country."""
    if lines:
        return LineValues(unit=lines[-1].unit, vat_bp=lines[-1].vat_bp)
    return LineValues(vat_bp=VAT_RATES[administration.country][0])


def next_position(lines: list[Line]) -> int:
    """Give the place below the last line."""
    return lines[-1].position + 1 if lines else 1


def save_line(
    administration_id: int,
    invoice_id: int,
    line_id: int,
    values: LineValues,
    *,
    version: int,
    user_id: int | None,
) -> Line:
    """Write down what was typed in a line; refuses when another window changed it since."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        line = _line(draft, line_id)
        if line.version != version:
            raise LineChanged(line)
        line.__data__.update(asdict(values), net_cents=values.net_cents, version=version + 1)
        line.save()
        recount(draft, user_id=user_id)
    return line


def move_line(
    administration_id: int, invoice_id: int, line_id: int, step: int, *, user_id: int | None
) -> None:
    """Let a line change places with the one above (-1) or below (1); at the end nothing happens."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        lines = typed_lines(draft)
        here = lines.index(_line(draft, line_id))
        there = here + step
        if not 0 <= there < len(lines):
            return
        lines[here], lines[there] = lines[there], lines[here]
        for position, line in enumerate(lines, 1):
            if line.position != position:
                Line.update(position=position).where(Line.id == line.id).execute()
        recount(draft, user_id=user_id)


def delete_line(
    administration_id: int, invoice_id: int, line_id: int, *, user_id: int | None
) -> int:
    """Delete a line, so that its hours are unbilled again, and give the number for undo."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        line = _line(draft, line_id)
        trash_id = trash.bin_rows(administration_id, BIN, [line], user_id=user_id)
        recount(draft, user_id=user_id)
    return trash_id


def put_line_back(
    administration_id: int, invoice_id: int, trash_id: int, *, user_id: int | None
) -> None:
    """Put a deleted line back in its place; refuses when its hours were billed since."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        check_whose(draft, trash_id)
        trash.restore(administration_id, trash_id, user_id=user_id)
        recount(draft, user_id=user_id)


def check_whose(draft: Invoice, trash_id: int) -> None:
    """Refuse what was never a line of this draft."""
    kept: Trash | None = Trash.get_or_none((Trash.id == trash_id) & (Trash.kind == BIN))
    tables = {each["table"]: each["rows"] for each in kept.rows} if kept else {}
    lines = tables.get(Line._meta.table_name, [])  # noqa: SLF001 - peewee says it nowhere else
    if not lines or any(line["invoice"] != draft.id for line in lines):
        raise trash.NothingToUndo


def typed_lines(draft: Invoice) -> list[Line]:
    """Give the lines that people see as theirs: all but the rounding lines."""
    return [line for line in lines_of(draft.id) if line.position < LAST]


def _line(draft: Invoice, line_id: int) -> Line:
    line: Line | None = Line.get_or_none(
        (Line.id == line_id) & (Line.invoice == draft.id) & (Line.kind != ROUNDING)
    )
    if line is None:
        raise LineGone
    return line
