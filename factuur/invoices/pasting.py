"""Cells copied from a spreadsheet, read as values of lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from flask_babel import lazy_gettext as _l

from factuur.invoices.reading import (
    read_discount,
    read_price,
    read_quantity,
    read_rate,
    read_unit,
    within,
)
from factuur.invoices.refusals import MOST_LINES, PasteTooLong, PasteUnreadable
from factuur.invoices.rules import MOST_PRICE_E4, MOST_QUANTITY_E4, LineValues

Cells = list[dict[str, Any]]  # per row the values that were in it, by the names of LineValues
Layout = tuple[str, ...]

DESCRIPTION, QUANTITY, UNIT, PRICE = "description", "quantity_e4", "unit", "price_e4"
DISCOUNT, VAT, NET = "discount_bp", "vat_bp", "net"
LABELS = {
    DESCRIPTION: _l("description"),
    QUANTITY: _l("quantity"),
    UNIT: _l("unit"),
    PRICE: _l("price"),
    DISCOUNT: _l("discount"),
    VAT: _l("VAT"),
    NET: _l("amount"),
}
# An amount that is quantity × price proves what the columns are, so these are tried first.
PROVEN: tuple[Layout, ...] = (
    (DESCRIPTION, QUANTITY, UNIT, PRICE, DISCOUNT, VAT, NET),
    (DESCRIPTION, QUANTITY, UNIT, PRICE, VAT, NET),
    (DESCRIPTION, QUANTITY, UNIT, PRICE, NET),
    (DESCRIPTION, QUANTITY, PRICE, VAT, NET),
    (DESCRIPTION, QUANTITY, PRICE, NET),
)
# People leave columns out: the first that fits is taken.
USUAL: tuple[Layout, ...] = (
    (DESCRIPTION, QUANTITY, UNIT, PRICE, DISCOUNT, VAT),
    (DESCRIPTION, QUANTITY, UNIT, PRICE, VAT),
    (DESCRIPTION, QUANTITY, PRICE, VAT),
)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def read_pasted(text: str, column: str, rates: Sequence[int]) -> Cells:
    """Read tab-separated rows from `column` on; refuses a cell that does not fit its column.

    Numbers are read as people here write them. A first row of headings is left out, and
    an amount that is quantity × price is checked, not kept.
    """
    rows = _rows(text)
    if len(rows) > MOST_LINES:
        raise PasteTooLong(rows=len(rows), most=MOST_LINES)
    failures: list[PasteUnreadable] = []
    headed = len(rows) > 1 and not any(_has_digit(cell) for cell in rows[0])
    for layout in _layouts(column, max((len(row) for row in rows), default=0)):
        for first in (0, 1) if headed else (0,):
            try:
                return [
                    _read_row(number, row, layout, rates)
                    for number, row in enumerate(rows[first:], first + 1)
                ]
            except PasteUnreadable as error:
                failures.append(error)
    raise max(failures, key=lambda error: error.place)


def _rows(text: str) -> list[list[str]]:
    """Split what a spreadsheet puts on the clipboard into rows of cells, without empty rows."""
    rows: list[list[str]] = [[]]
    rest = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    at = 0
    while at <= len(rest):
        cell, at = _cell(rest, at)
        rows[-1].append(cell.strip())
        if rest[at : at + 1] == "\n":
            rows.append([])
        at += 1
    return [row for row in rows if any(row)]


def _cell(text: str, at: int) -> tuple[str, int]:
    """Give the cell that begins here and where it ends; one with a line end stands in quotes."""
    quoted = _QUOTED.match(text, at)
    if quoted and ("\n" in quoted[1] or "\t" in quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, at)
    return (plain[0], plain.end()) if plain else ("", at)


def _layouts(column: str, width: int) -> Iterator[Layout]:
    """Give the ways to read rows of so many cells from a column on, the surest first."""
    proven = [_from(column, layout) for layout in PROVEN]
    yield from (each for each in proven if len(each) == width and {QUANTITY, PRICE} <= set(each))
    usual = [_from(column, layout) for layout in USUAL]
    yield from [each for each in usual if len(each) >= width] or usual[:1]


def _from(column: str, layout: Layout) -> Layout:
    return layout[layout.index(column) :] if column in layout else ()


def _has_digit(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def _read_row(number: int, row: list[str], layout: Layout, rates: Sequence[int]) -> dict[str, Any]:
    """Read one row; an empty cell says nothing about its value."""
    values: dict[str, Any] = {}
    named = zip_longest(layout[: len(row)], row, fillvalue=NET)
    for at, (name, text) in enumerate(named):
        try:
            if text and name == NET:
                _check_net(text, values)
            elif text:
                values[name] = _read_cell(name, text, layout, rates)
        except ValueError:
            raise PasteUnreadable(number, at, column=LABELS[name], text=text) from None
    return values


def _check_net(text: str, values: dict[str, Any]) -> None:
    """Raise ValueError unless an amount is what the row comes to by itself."""
    if read_price(text) != LineValues(**values).net_cents * 100:
        raise ValueError(text)


def _read_cell(name: str, text: str, layout: Layout, rates: Sequence[int]) -> Any:
    """Read one cell as its column asks; ValueError when it is something else."""
    if name == DESCRIPTION:
        return text
    if name == UNIT:
        return read_unit(text)
    if name == QUANTITY:
        return within(read_quantity(text), MOST_QUANTITY_E4)
    if name == DISCOUNT:
        # 5 columns may as well end with an amount: there only a sign makes a discount of it
        return read_discount(text, signed=VAT not in layout or NET not in layout)
    return read_rate(text, rates) if name == VAT else within(read_price(text), MOST_PRICE_E4)
