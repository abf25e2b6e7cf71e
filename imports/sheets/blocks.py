"""Sheets that name a client once, on the first row of its block: what the rows below would take."""

from collections.abc import Collection, Mapping
from typing import Final

from imports.sheets.cells import text_of
from imports.sheets.rows import Outcome
from imports.sheets.table import Table

Place = tuple[str, int]

_NAMING: Final = ("client", "client_number")
_NO_BLOCK: Final = frozenset({"total_row", "heading"})  # their words are no client


def from_above(table: Table, outcome: Outcome) -> dict[Place, Mapping[int, str]]:
    """Give, for each row that lacks its client, the texts by column of the rows above it.

    The client is that of the nearest row above in the same sheet that names one, readable or
    not; the project that of the nearest row of that block, where the row has none itself.
    """
    lacking = {(it.sheet, it.row) for it in outcome.complaints if it.code == "client_missing"}
    passed = {(it.sheet, it.row) for it in outcome.skipped if it.why in _NO_BLOCK}
    return _carried(table, lacking, passed) if lacking else {}


def _carried(
    table: Table, lacking: Collection[Place], passed: Collection[Place]
) -> dict[Place, Mapping[int, str]]:
    naming = [place for field in _NAMING for place in table.places(field)[:1]]
    project = table.places("project")[:1]
    found: dict[Place, Mapping[int, str]] = {}
    block: dict[int, str] = {}
    within = ""
    for sheet, number, cells in table.rows:
        if (sheet, number) in passed:
            continue
        texts = {place: text for place in (*naming, *project) if (text := text_of(cells[place]))}
        if sheet != within or not texts.keys().isdisjoint(naming):
            within, block = sheet, texts
        elif (sheet, number) in lacking and not block.keys().isdisjoint(naming):
            found[sheet, number] = {at: text for at, text in block.items() if at not in texts}
        block = {**block, **texts}
    return found
