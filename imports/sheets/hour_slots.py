"""How each column of hours is read, once the whole of it has decided what it means."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any, Final

from imports.grammar import Unreadable, read_clock, read_day, read_number, read_seconds
from imports.grammar.days import Order
from imports.sheets import decisions
from imports.sheets.cells import (
    MAC_START,
    WINDOWS_START,
    clock_of,
    day_reader,
    name_of,
    note_of,
    number_of,
    pause_of,
    remembered,
    seconds_reader,
    text_of,
)
from imports.sheets.reading import Column, Question
from imports.sheets.rows import Read, Slot
from imports.sheets.sheet_xml import Value
from imports.sheets.table import Table

HIGHEST_RATE: Final = 10**8
_YES: Final = frozenset(
    ("ja", "j", "yes", "y", "x", "1", "true", "waar", "wahr", "vrai", "oui", "v", "✓", "✔")
)
_NO: Final = frozenset(
    ("nee", "n", "no", "0", "false", "onwaar", "falsch", "faux", "non", "nein", "-", "–", "geen")
)
_NOT_YET: Final = ("niet", "nog ", "not ", "open", "un")


class HourSlots:
    """The slots of a row of hours, and the questions that came up in making them."""

    def __init__(
        self, table: Table, answers: Mapping[str, str], *, name: str, likely: Order, today: dt.date
    ) -> None:
        self.questions: list[Question] = []
        self._table = table
        self._answers = answers
        self._name = name
        self._likely = likely
        self._today = today

    def slots(self) -> list[Slot]:
        """Give a slot for each value of a row, in the order of `hours.make_row`."""
        short = remembered(name_of)
        clock = optional(clock_of)
        return [
            Slot("date", self._day(), partial(read_day, today=self._today)),
            Slot("hours", optional(self._seconds()), read_seconds),
            Slot("start", clock, read_clock),
            Slot("end", clock, read_clock),
            Slot("break", optional(pause_of), pause_of),
            Slot("client", short, name_of),
            Slot("client_number", short, name_of),
            Slot("project", short, name_of),
            Slot("task", short, name_of),
            Slot("description", note_of, note_of),
            Slot("person", short, name_of),
            Slot("rate", optional(self._rate("rate")), typed_rate),
            Slot("amount", optional(self._rate("amount")), typed_rate),
            Slot("billable", self._billable(), partial(_billable, blank=True)),
            Slot("invoiced", is_invoiced, is_invoiced),
            Slot("kind", short, name_of),
        ]

    def _column(self, field: str) -> Column | None:
        return next((column for column in self._table.columns if column.field == field), None)

    def _day(self) -> Read:
        column = self._column("date")
        if column is None:
            return day_reader()
        values = self._table.column("date")
        order, unsure = decisions.decide_order(values, column, self._answers, self._likely)
        names = (*self._table.sheets, self._name)
        start = MAC_START if self._table.from_1904 else WINDOWS_START
        told = day_reader(order=order, start=start)
        year, open_year = decisions.decide_year(
            values, column, self._answers, names, self._today.year, told
        )
        self._ask(unsure, open_year)
        return day_reader(order=order, year=year, start=start)

    def _seconds(self) -> Read:
        column = self._column("hours")
        if column is None:
            return seconds_reader()
        values = self._table.column("hours")
        if self._table.heading.layout:  # a program writes 0.30 for three tenths
            return seconds_reader()
        clock = decisions.decide_clock(values, column, self._answers)
        unit = decisions.decide_unit(values, column, self._answers)
        self._ask(clock.question, unit.question)
        return seconds_reader(as_clock=clock.value == "clock", as_days=unit.value == "days")

    def _rate(self, field: str) -> Read:
        column = self._column(field)
        if column is None:
            return rate_of
        mark, unsure = decisions.decide_mark(self._table.column(field), column, self._answers)
        self._ask(unsure)
        return remembered(partial(rate_of, read=partial(number_of, mark=mark)))

    def _billable(self) -> Read:
        """Take an empty cell for a no where only a yes is ever written, as people tick boxes."""
        said = {text_of(value).lower() for value in self._table.column("billable")}
        ticked = bool(said) and said <= _YES
        layout = self._table.heading.layout
        exported = bool(layout and layout.name == "kimai" and self._column("billable"))
        return remembered(partial(_billable, blank=not (ticked or exported)))

    def _ask(self, *questions: Question | None) -> None:
        self.questions += [question for question in questions if question]


def rate_of(value: Value, *, read: Callable[[Value], Decimal] = number_of) -> int:
    """Read an amount in ten thousandths of a euro; it cannot be less than nothing."""
    amount = read(value)
    if not 0 <= amount < HIGHEST_RATE:
        raise Unreadable("negative_rate" if amount < 0 else "not_a_number", text_of(value))
    return int((amount * 10_000).quantize(Decimal(1), ROUND_HALF_UP))


def typed_rate(text: str) -> int:
    """Read an amount that a person typed, in ten thousandths of a euro."""
    return rate_of(text, read=lambda _: read_number(text))


def optional(read: Read) -> Read:
    """Let an empty cell be None."""

    def reader(value: Value) -> Any:
        return None if value is None else read(value)

    return reader


def _billable(value: Value, *, blank: bool) -> bool:
    said = note_of(value).lower()
    if not said:
        return blank
    if said.startswith(("niet", "non", "not", "un")) or said in _NO:
        return False
    if said in _YES or said.startswith(("billable", "declarabel", "fact", "abrechenbar")):
        return True
    raise Unreadable("not_yes_or_no", note_of(value))


def is_invoiced(value: Value) -> bool:
    """Tell yes, or the number of an invoice, from no and not yet."""
    said = note_of(value).lower()
    return bool(said) and said not in _NO and not said.startswith(_NOT_YET)
