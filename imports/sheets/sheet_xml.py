"""One worksheet of a workbook, streamed from its XML.

openpyxl reads the same part three times as slowly, and tells neither which rows are hidden,
nor which cells are merged, nor a formula that was never worked out from an empty cell.
Styles, shared strings and dates are still its business.
"""

import datetime as dt
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import IO, Final
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601

from imports.refusal import Refusal

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 100

_CHUNK: Final = 1 << 16
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_CELL, _VALUE, _ROW, _FORMULA = _MAIN + "c", _MAIN + "v", _MAIN + "row", _MAIN + "f"
_TEXT, _PHONETIC, _MERGED = _MAIN + "t", _MAIN + "rPh", _MAIN + "mergeCell"
_BROKEN: Final = (
    *(expat.ExpatError, ValueError, IndexError, KeyError, OverflowError),
    *(zipfile.BadZipFile, zlib.error, EOFError),
)
_MOST_REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a value one could use: `code` says why, `text` is what it shows."""

    code: str
    text: str


Value = str | int | float | bool | dt.date | dt.time | dt.timedelta | Fault | None
Row = tuple[int, tuple[Value, ...]]

NOT_WORKED_OUT: Final = Fault("formula_without_value", "")


@dataclass(frozen=True, slots=True)
class Styles:
    """What openpyxl knows of a workbook and every cell needs."""

    strings: list[str]
    dates: frozenset[int]
    durations: frozenset[int]
    epoch: dt.datetime


class SheetXml:
    """The rows of one worksheet that have something in them; `rows` can be read once.

    What stands beside the rows is complete when they have been read: `hidden` row
    numbers, `merged` ranges as written, and `first_beyond`.
    """

    def __init__(self, source: IO[bytes], styles: Styles) -> None:
        self.hidden: list[int] = []
        self.merged: list[str] = []
        self._beyond = 0
        self._source = source
        self._styles = styles
        self._done: list[Row] = []
        self._number = 0
        self._row_hidden = False
        self._cells: list[Value] = []
        self._reference: str | None = None
        self._type = "n"
        self._style: str | None = None
        self._text = ""
        self._taking = False
        self._formula = False
        self._phonetic = False
        self._columns: dict[str, int] = {}
        self._remembered: dict[tuple[str, str], Value] = {}

    def rows(self, on_read: Callable[[int], None] | None = None) -> Iterator[Row]:
        """Give the rows one by one; `on_read` hears how many bytes were read."""
        parser = self._parser()
        with self._source as source:
            while chunk := self._parsed(source, parser):
                if on_read:
                    on_read(chunk)
                yield from self._done
                self._done.clear()

    def _parsed(self, source: IO[bytes], parser: expat.XMLParserType) -> int:
        """Read and parse one chunk and give its size, 0 at the end."""
        try:
            chunk = source.read(_CHUNK)
            parser.Parse(chunk, not chunk)
        except _BROKEN as fault:
            raise Refusal("damaged") from fault
        return len(chunk)

    def first_beyond(self) -> int:
        """Tell the first row with something past the last column we read, 0 for none."""
        return self._beyond

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = _refuse_doctype
        return parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _CELL:
            self._reference = attributes.get("r")
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s")
            self._text = ""
            self._formula = False
        elif tag == _VALUE or (tag == _TEXT and not self._phonetic):
            self._taking = True
        elif tag == _FORMULA:
            self._formula = True
        elif tag == _ROW:
            self._number = int(float(attributes.get("r", self._number + 1)))
            self._row_hidden = attributes.get("hidden") in {"1", "true"}
            self._cells = []
        elif tag == _MERGED:
            self.merged.append(attributes["ref"])
        elif tag == _PHONETIC:
            self._phonetic = True

    def _data(self, text: str) -> None:
        if self._taking:
            self._text += text

    def _end(self, tag: str) -> None:
        if tag in {_VALUE, _TEXT}:
            self._taking = False
        elif tag == _CELL:
            self._place(self._value())
        elif tag == _ROW:
            self._finish_row()
        elif tag == _PHONETIC:
            self._phonetic = False

    def _finish_row(self) -> None:
        if all(value is None for value in self._cells):
            return
        if self._number > MOST_ROWS:
            raise Refusal("too_many_rows", most=MOST_ROWS)
        if self._row_hidden:
            self.hidden.append(self._number)
        else:
            self._done.append((self._number, tuple(self._cells)))

    def _place(self, value: Value) -> None:
        cells = self._cells
        if self._reference is None:
            column = len(cells)
        else:
            letters = self._reference.rstrip("0123456789")
            column = self._columns.get(letters, -1)
            if column < 0:
                column = self._columns[letters] = column_index_from_string(letters) - 1
        if column == len(cells):
            cells.append(value)
        elif column >= MOST_COLUMNS:
            self._beyond = self._beyond or (self._number if value is not None else 0)
        else:
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = value

    def _value(self) -> Value:
        text = self._text
        if not text:
            return NOT_WORKED_OUT if self._formula and self._type != "str" else None
        if self._type == "s":
            return self._styles.strings[int(text)]
        if self._type == "n":
            if self._style is not None and int(self._style) in self._styles.dates:
                return self._dated(self._style, text)
            return int(text) if text.isdecimal() else _number(text)
        return _rare(self._type, text)

    def _dated(self, style: str, text: str) -> Value:
        key = style, text
        if key not in self._remembered:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            elapsed = int(style) in self._styles.durations
            try:
                found = from_excel(float(text), self._styles.epoch, timedelta=elapsed)
            except (OverflowError, ValueError):
                found = Fault("no_such_date", text)
            self._remembered[key] = found
        return self._remembered[key]


def _rare(kind: str, text: str) -> Value:
    if kind == "b":
        return text in {"1", "true"}
    if kind == "e":
        return Fault("error_in_cell", text)
    found: Value = from_ISO8601(text) if kind == "d" else text
    return found


def _number(text: str) -> Value:
    number = float(text)
    return number if isfinite(number) else Fault("error_in_cell", text)


def _refuse_doctype(*_declaration: object) -> None:
    raise Refusal("doctype")
