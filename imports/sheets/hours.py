"""Hours worked, from any sheet or export that tells a day and how long it took."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from imports.grammar.clocks import seconds_between
from imports.grammar.days import Order
from imports.sheets.aside import BREAKS, TOTAL, HoursAside
from imports.sheets.blocks import from_above
from imports.sheets.hour_slots import HourSlots
from imports.sheets.reading import HourRow, Question, Reading
from imports.sheets.rows import Left, Outcome, Reader, Wanting, lacking_columns, reading_of
from imports.sheets.synonyms import HOURS
from imports.sheets.table import Mended, Table, read_table
from imports.sheets.workbook import OnProgress

HOUR_FIELDS: Final = (
    *("date", "client", "client_number", "project", "task", "description", "hours", "start"),
    *("end", "break", "rate", "amount", "billable", "person", "invoiced", "kind"),
)


def read_hours(
    path: Path,
    *,
    name: str,
    columns: Mapping[int, str] | None = None,
    answers: Mapping[str, str] | None = None,
    mended: Mended | None = None,
    date_order: Order = "dmy",
    today: dt.date,
    on_progress: OnProgress | None = None,
) -> Reading[HourRow]:
    """Read the hours of a file; refuses the whole file only for what `Refusal` names.

    `columns` takes the place of what was guessed (index to field, "" for unused), `answers`
    settles questions by key, `mended` is read instead of a cell: (sheet, row, column index).
    While a question is open its likelier reading is given, to show and not to keep.
    """
    table = read_table(
        path, name=name, vocabulary=HOURS, columns=columns, mended=mended, on_progress=on_progress
    )
    _drop_amounts(table)
    table.join("person")
    lacking = lacking_columns(table, HOURS)
    if lacking:
        return reading_of(table, Outcome(complaints=lacking))
    slots = HourSlots(table, answers or {}, name=name, likely=date_order, today=today)
    client, questions = _client_of_all(table, answers or {})
    maker = _Maker(client, known_export=table.heading.layout is not None)
    outcome = Outcome()
    reader = Reader(table, slots.slots(), maker.row, HoursAside(table, outcome.rows), outcome)
    reading = reading_of(table, reader.read(), (*slots.questions, *questions))
    return replace(reading, above=from_above(table, outcome))


def _drop_amounts(table: Table) -> None:
    """Leave amounts out where a column tells the price of an hour: they say nothing more."""
    if table.places("rate"):
        table.columns = tuple(
            replace(column, field="", confidence=0) if column.field == "amount" else column
            for column in table.columns
        )


def _client_of_all(table: Table, answers: Mapping[str, str]) -> tuple[str, tuple[Question, ...]]:
    """Ask for whom the work was when no column says it; any name answers."""
    if not table.rows or table.places("client") or table.places("client_number"):
        return "", ()
    answer = " ".join(answers.get("client", "").split())
    return answer, () if answer else (Question("client", "", ()),)


class _Maker:
    """Makes a row of hours of its values, in the order of `HourSlots.slots`."""

    def __init__(self, client: str, *, known_export: bool) -> None:
        self._client = client
        self._known_export = known_export

    def row(self, sheet: str, number: int, values: list[Any]) -> HourRow:
        """Give the row, leave it out, or say what it lacks."""
        (on, seconds, start, end, pause, client, client_number, project, task, description) = (
            values[:10]
        )
        person, rate, amount, billable, invoiced, kind = values[10:]
        if invoiced:
            raise Left("invoiced")
        if kind in BREAKS or task in BREAKS or description in BREAKS:
            raise Left("break")
        if seconds is None:
            seconds = _between(start, end, pause)
        client = client or self._client
        if not (client or client_number):
            raise Left("no_hours") if not seconds else Wanting("client", "client_missing")
        if TOTAL.fullmatch(client):
            raise Left("total_row")
        if rate is None and amount and seconds > 0:
            rate = (amount * 7200 + seconds) // (2 * seconds)  # per hour, half up
        if not rate and self._known_export:
            rate = None  # these programs write 0 where no price was set
        return HourRow(
            sheet,
            number,
            on,
            seconds,
            client,
            client_number,
            project,
            task,
            description,
            person,
            rate,
            billable,
        )


def _between(start: int | None, end: int | None, pause: int | None) -> int:
    """Work out the time from start to end, without the break."""
    if start is None or end is None:
        raise Wanting("hours" if start is None and end is None else "end", "empty")
    seconds = seconds_between(start, end) - (pause or 0)
    if seconds < 0:
        raise Wanting("break", "break_too_long")
    return seconds
