"""Text with columns: CSV in its dialects, tab-separated text, and cells pasted from a sheet."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from imports.refusal import Refusal
from imports.sheets.sheet_xml import MOST_COLUMNS, MOST_ROWS, Row

LONGEST_CELL: Final = 32_767  # what a cell of Excel holds
_MARKS: Final = "\t;,|"
_SAMPLE: Final = 60


def decode(content: bytes) -> str:
    """Turn the bytes into text: by their mark, else UTF-8, else as Windows wrote it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(content, "utf-16")
    if content[1:400:2].count(0) > len(content[1:400:2]) * 0.8:
        return _decoded(content, "utf-16-le")
    if content[:400:2].count(0) > len(content[:400:2]) * 0.8:
        return _decoded(content, "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def read_delimited(text: str, on_read: Callable[[int], None] | None = None) -> Iterator[Row]:
    """Give the rows with something in them, numbered as a spreadsheet program shows them.

    A first line `sep=;` names the mark and is not a row.
    """
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep="):
        mark, text = first.strip().strip('"')[4:] or "\t", rest
    else:
        mark = _mark_of(text)
    csv.field_size_limit(LONGEST_CELL)
    before = 0
    lines = io.StringIO(text, newline="")
    for number, cells in enumerate(_records(lines, mark), 1):
        if on_read and number % 1000 == 0:
            on_read(lines.tell() - before)
            before = lines.tell()
        if any(cells):
            _check_size(number, cells)
            yield number, tuple(cell or None for cell in cells)


def _records(lines: io.StringIO, mark: str) -> Iterator[list[str]]:
    """Give the records; refuse a quote that is never closed: it would swallow the rest."""
    reader = csv.reader(lines, delimiter=mark, strict=True)
    number = 0
    try:
        for cells in reader:
            yield [cell.strip() for cell in cells]
            number += 1
    except csv.Error as fault:
        code = "cell_too_long" if "field larger" in str(fault) else "broken_quotes"
        raise Refusal(code, row=number + 1) from fault


def _check_size(number: int, cells: list[str]) -> None:
    if number > MOST_ROWS:
        raise Refusal("too_many_rows", most=MOST_ROWS)
    if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
        raise Refusal("too_many_columns", most=MOST_COLUMNS)


def _mark_of(text: str) -> str:
    """Choose the mark that cuts most of the first rows into the same number of cells."""
    start = text[: _SAMPLE * 2_000]
    return max(_MARKS, key=lambda mark: _evenness(start, mark))


def _evenness(start: str, mark: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=mark)
    try:
        widths = Counter(len(cells) for cells in islice(reader, _SAMPLE) if any(cells))
    except csv.Error:
        return 0, 0
    del widths[1]
    if not widths:
        return 0, 0
    width, rows = widths.most_common(1)[0]
    return rows, width


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        raise Refusal("not_a_spreadsheet") from fault
