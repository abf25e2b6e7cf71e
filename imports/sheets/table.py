"""All the rows of a file under one set of columns: month tabs one after the other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from openpyxl.utils.cell import column_index_from_string

from imports.refusal import Refusal
from imports.sheets.cells import text_of
from imports.sheets.heading import Heading, find_heading
from imports.sheets.reading import Column, Skipped
from imports.sheets.sheet_xml import Row, Value
from imports.sheets.synonyms import Vocabulary, normal
from imports.sheets.workbook import Book, OnProgress, Sheet, open_book

TableRow = tuple[str, int, tuple[Value, ...]]
Mended = Mapping[tuple[str, int, int], str]

_HEAD: Final = 80  # rows looked at before one is kept
_LONGEST_GAP: Final = 500  # empty rows named one by one
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_FILLED: Final = frozenset({"date", "client", "client_number", "project", "task", "person"})


class Typed(str):
    """A cell that was typed over in the preview: read as a form reads, not as its column."""

    __slots__ = ()


@dataclass(slots=True)
class Table:
    """What one file holds, before a cell of it is read."""

    heading: Heading
    columns: tuple[Column, ...]
    sheets: list[str]
    rows: list[TableRow]
    skipped: list[Skipped]
    from_1904: bool

    def places(self, field: str) -> list[int]:
        """Give the indexes of the columns taken for a field, from left to right."""
        return [column.index for column in self.columns if column.field == field]

    def repeats_heading(self, row: TableRow) -> bool:
        """Tell a row that says the headings again, as printed pages do."""
        texts = [normal(text_of(cell)) for cell in row[2][:-1]]
        return bool(self.heading.row) and texts == [normal(text) for text in self.heading.texts]

    def join(self, field: str) -> None:
        """Write what the columns of a field say together into the first of them."""
        first, *others = self.places(field) or [0]
        for at, (_, _, cells) in enumerate(self.rows if others else ()):
            parts = (text_of(cells[place]) for place in (first, *others))
            _write(self.rows, at, first, " ".join(part for part in parts if part) or None)

    def column(self, field: str) -> list[Value]:
        """Give the filled cells of the first column of a field, down all rows."""
        place = next(iter(self.places(field)), None)
        if place is None:
            return []
        return [value for _, _, cells in self.rows if (value := cells[place]) is not None]


def read_table(
    path: Path,
    *,
    name: str,
    vocabulary: Vocabulary,
    columns: Mapping[int, str] | None = None,
    mended: Mended | None = None,
    on_progress: OnProgress | None = None,
) -> Table:
    """Read all visible sheets that share the headings of the first that has the needed ones.

    Each row is as wide as the columns and one more cell, which is always empty.
    """
    with open_book(path, name=name, on_progress=on_progress) as book:
        heads = [(sheet, list(islice(sheet.rows, _HEAD))) for sheet in book.sheets]
        if not any(head for _, head in heads):
            raise Refusal("empty")
        found = [find_heading(head, vocabulary) for _, head in heads]
        table = _started(book, found, vocabulary, columns)
        for (sheet, head), heading in zip(heads, found, strict=True):
            _add_sheet(table, sheet, head, heading, vocabulary)
    touched = {(sheet, number) for sheet, number, _ in mended or {}}
    for at, row in enumerate(table.rows if mended else ()):
        if row[:2] in touched:
            table.rows[at] = _mended(row, mended or {}, len(table.columns))
    return table


def _started(
    book: Book,
    found: Sequence[Heading],
    vocabulary: Vocabulary,
    chosen: Mapping[int, str] | None,
) -> Table:
    usable = (heading for heading in found if heading.has_needed(vocabulary))
    widest = max(
        found, key=lambda heading: len(heading.columns), default=find_heading((), vocabulary)
    )
    heading = next(usable, widest)
    named = heading.columns
    if chosen is not None:
        named = tuple(_chosen(column, chosen.get(column.index, column.field)) for column in named)
    hidden = [Skipped(name, 0, "hidden") for name in book.hidden]
    return Table(heading, named, [], [], hidden, book.from_1904)


def _chosen(column: Column, field: str) -> Column:
    return column if field == column.field else replace(column, field=field, confidence=100)


def _add_sheet(
    table: Table, sheet: Sheet, head: list[Row], heading: Heading, vocabulary: Vocabulary
) -> None:
    """Take over the rows below the headings, or leave the sheet out and say so."""
    order = _order(table, heading, vocabulary)
    if order is None:
        if head:
            table.skipped.append(Skipped(sheet.name, 0, "other_sheet"))
        return
    table.sheets.append(sheet.name)
    first = len(table.rows)
    width = len(heading.columns)
    for number, cells in chain(head, sheet.rows):
        if number > heading.row:
            wide = (*cells[:width], *(None,) * (width - len(cells) + 1))
            row = tuple(wide[at] for at in order) if order else wide
            table.rows.append((sheet.name, number, row))
    _fill_merged(table, sheet, first, order)
    _report_gaps(table, sheet, first, heading.row)


def _order(table: Table, heading: Heading, vocabulary: Vocabulary) -> tuple[int, ...] | None:
    """Tell where this sheet has each column of the table; None when it is another kind of sheet.

    Nothing means the same places. A column it lacks points at the empty cell at its end.
    """
    if heading is table.heading or heading.fingerprint == table.heading.fingerprint:
        return ()
    if not heading.has_needed(vocabulary) or heading.layout is not table.heading.layout:
        return None
    by_name = {normal(column.heading): column.index for column in reversed(heading.columns)}
    by_field = {column.field: column.index for column in reversed(heading.columns) if column.field}
    places = (
        by_name.get(normal(column.heading), by_field.get(column.field, -1))
        for column in table.columns
    )
    return (*places, -1)


def _fill_merged(table: Table, sheet: Sheet, first: int, order: tuple[int, ...]) -> None:
    """Write the value of merged cells in every row they span; hours are never repeated."""
    if not sheet.merged:
        return
    named = {column.index for column in table.columns if column.field in _FILLED}
    places = {at: place for place, at in enumerate(order) if place in named}
    at_row = {number: place for place, (_, number, _) in enumerate(table.rows[first:], first)}
    for column, top, bottom in _upright(sheet.merged):
        place = places.get(column, -1) if order else column
        if place not in named or top not in at_row:
            continue
        value = table.rows[at_row[top]][2][place]
        for number in range(top + 1, min(bottom, table.rows[-1][1]) + 1):
            if number in at_row:
                _write(table.rows, at_row[number], place, value)


def _upright(merged: list[str]) -> Iterator[tuple[int, int, int]]:
    """Give the column and the first and last row of what was merged within one column."""
    for written in merged:
        if (found := _RANGE.fullmatch(written)) and found[1] == found[3]:
            yield column_index_from_string(found[1]) - 1, int(found[2]), int(found[4])


def _write(rows: list[TableRow], at: int, place: int, value: Value) -> None:
    sheet, number, cells = rows[at]
    rows[at] = sheet, number, (*cells[:place], value, *cells[place + 1 :])


def _report_gaps(table: Table, sheet: Sheet, first: int, heading_row: int) -> None:
    """Name the rows that were passed over: hidden, or empty between two that are not."""
    hidden = {number for number in sheet.hidden if number > heading_row}
    table.skipped += [Skipped(sheet.name, number, "hidden") for number in sorted(hidden)]
    before = heading_row
    for _, number, _ in table.rows[first:]:
        if 1 < number - before <= _LONGEST_GAP and before:
            gap = (empty for empty in range(before + 1, number) if empty not in hidden)
            table.skipped += [Skipped(sheet.name, empty, "empty") for empty in gap]
        before = number
    if sheet.beyond():
        table.skipped.append(Skipped(sheet.name, sheet.beyond(), "beyond_columns"))


def _mended(row: TableRow, mended: Mended, width: int) -> TableRow:
    """Put in what was typed over."""
    sheet, number, cells = row
    typed = (mended.get((sheet, number, at)) for at in range(width))
    put = tuple(
        cell if text is None else Typed(text)
        for text, cell in zip(typed, cells[:width], strict=True)
    )
    return sheet, number, (*put, None)
