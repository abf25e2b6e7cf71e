"""Tables that leave the house as a file: for a spreadsheet, and for the bookkeeper's program.

A text that begins like a formula is written so that no program computes it. Source:
OWASP, CSV injection.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | Decimal | dt.date | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a CSV as Dutch and Belgian Excel open it: semicolons, decimal commas, a mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_bytes(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a workbook of one sheet, in which amounts are numbers and days are days."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def harmless(text: str) -> str:
    """Put a quote before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, Decimal | int):
        return f"{cell:f}".replace(".", ",") if isinstance(cell, Decimal) else str(cell)
    return harmless(cell)


def _cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    """Make a cell whose text stays text: openpyxl takes a leading = for a formula."""
    made = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        made.value, made.data_type = _without_control(value), "s"
    elif isinstance(value, dt.date):
        made.number_format = "dd-mm-yyyy"
    if bold:
        made.font = Font(bold=True)
    return made


def _without_control(text: str) -> str:
    """Leave out what no workbook can hold."""
    return "".join(letter for letter in text if letter in "\t\n" or letter >= " ")
