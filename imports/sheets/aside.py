"""Rows that belong to the page and not to the work: totals, headings again, notes, blank days."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from imports.grammar import Unreadable
from imports.sheets.cells import seconds_reader
from imports.sheets.hour_slots import is_invoiced
from imports.sheets.reading import HourRow
from imports.sheets.sheet_xml import NOT_WORKED_OUT, Value
from imports.sheets.table import Table, TableRow

BREAKS: Final = frozenset(
    form(word)
    for word in ("pauze", "break", "pause", "lunch", "lunchpauze", "middagpauze", "lunch break")
    for form in (str.lower, str.capitalize, str.upper)
)
TOTAL: Final = re.compile(
    r"(?:sub|eind|week|maand|dag|grand )?[- ]?(?:totaal|totalen|total|totals|totaux|summe|gesamt)\b"
    r"(?: [^0-9]*[0-9]*)?:?",
    re.IGNORECASE,
)
_NEAR: Final = 60  # seconds a total may be off by rounding
_seconds = seconds_reader()


class HoursAside:
    """Says of a row of hours that cannot be read whether it was ever meant to be."""

    def __init__(self, table: Table, rows: Sequence[HourRow]) -> None:
        self._table = table
        self._day = next(iter(table.places("date")), -1)
        self._hours = next(iter(table.places("hours")), -1)
        self._worked = [place for field in ("hours", "start") for place in table.places(field)]
        self._invoiced = table.places("invoiced")
        self._meant = [
            place
            for field in ("client", "client_number", "project", "task", "description")
            for place in table.places(field)
        ]
        self._rows = rows
        self._counted = 0
        self._sheet = ""
        self._sum = self._since = 0

    def __call__(self, row: TableRow) -> str:
        """Give the reason to leave the row out, "" when it must be mended instead."""
        cells = row[2]
        if self._table.repeats_heading(row):
            return "heading"
        labelled = any(isinstance(cell, str) and TOTAL.fullmatch(cell.strip()) for cell in cells)
        if labelled and _is_no_day(cells[self._day]):
            return "total_row"
        if any(cells[place] in BREAKS for place in self._meant if isinstance(cells[place], str)):
            return "break"
        if any(_says(is_invoiced, cells[place]) for place in self._invoiced):
            return "invoiced"
        return self._unlabelled(row)

    def _unlabelled(self, row: TableRow) -> str:
        sheet, _, cells = row
        worked = any(not _is_nothing(cells[place]) for place in self._worked)
        said = any(cells[place] is not None for place in self._meant)
        if not worked and (cells[self._day] is None or not said):
            return "note" if _is_no_day(cells[self._day]) else "no_hours"
        if cells[self._day] is None and not said and self._is_sum(sheet, cells[self._hours]):
            return "total_row"
        return ""

    def _is_sum(self, sheet: str, value: Value) -> bool:
        """Tell the sum of the rows above, or of those since the last such sum."""
        if value is NOT_WORKED_OUT:
            return True
        try:
            seconds = _seconds(value)
        except Unreadable:
            return False
        self._count(sheet)
        found = any(abs(seconds - total) <= _NEAR for total in (self._sum, self._since))
        if found:
            self._since = 0
        return found

    def _count(self, sheet: str) -> None:
        if sheet != self._sheet:
            self._sheet, self._sum, self._since = sheet, 0, 0
        for row in self._rows[self._counted :]:
            if row.sheet == sheet:
                self._sum += row.seconds
                self._since += row.seconds
        self._counted = len(self._rows)


def _is_nothing(value: Value) -> bool:
    """Tell an empty cell, and a zero that a formula left on a day off."""
    return value is None or _says(lambda value: _seconds(value) == 0, value)


def _says(ask: Callable[[Value], bool], value: Value) -> bool:
    """Ask a cell, where one that cannot be read says no."""
    try:
        return ask(value)
    except Unreadable:
        return False


def _is_no_day(value: Value) -> bool:
    """Tell an empty cell or a word from what may be meant as a day."""
    return value is None or (isinstance(value, str) and not any(map(str.isdigit, value)))
