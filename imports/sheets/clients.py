"""A list of clients: from a sheet, another program, or cells pasted from either."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from imports.grammar import Unreadable
from imports.grammar.amounts import Mark
from imports.sheets.cells import name_of, note_of, number_of, remembered
from imports.sheets.decisions import decide_mark
from imports.sheets.hour_slots import optional, rate_of, typed_rate
from imports.sheets.places import COUNTRIES, LANGUAGES
from imports.sheets.reading import ClientRow, Question, Reading
from imports.sheets.rows import Left, Outcome, Reader, Slot, Wanting, lacking_columns, reading_of
from imports.sheets.sheet_xml import Value
from imports.sheets.synonyms import CLIENTS, normal
from imports.sheets.table import Mended, Table, TableRow, read_table
from imports.sheets.workbook import OnProgress

CLIENT_FIELDS: Final = (
    *("name", "number", "contact", "email", "phone", "street", "postcode", "city", "country"),
    *("vat_id", "registration", "language", "terms_days", "rate"),
)
LONGEST_TERM: Final = 365
_EMAIL: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_TERM: Final = re.compile(r"([0-9]{1,3})(?: ?(?:dagen|dag|days|day|tage|tag|jours|d))?(?: netto)?")


def read_clients(
    path: Path,
    *,
    name: str,
    columns: Mapping[int, str] | None = None,
    answers: Mapping[str, str] | None = None,
    mended: Mended | None = None,
    on_progress: OnProgress | None = None,
    **_of_hours: object,
) -> Reading[ClientRow]:
    """Read a list of clients, as `read_hours` reads hours.

    What only hours need (date_order, today) may be given along and means nothing here.
    """
    table = read_table(
        path, name=name, vocabulary=CLIENTS, columns=columns, mended=mended, on_progress=on_progress
    )
    for joined in ("contact", "street"):
        table.join(joined)
    lacking = lacking_columns(table, CLIENTS)
    if lacking:
        return reading_of(table, Outcome(complaints=lacking))
    mark, questions = _mark(table, answers or {})
    reader = Reader(table, _slots(mark), _make, partial(_aside, table), Outcome())
    return reading_of(table, reader.read(), questions)


def _mark(table: Table, answers: Mapping[str, str]) -> tuple[Mark, tuple[Question, ...]]:
    for column in table.columns:
        if column.field == "rate":
            mark, unsure = decide_mark(table.column("rate"), column, answers)
            return mark, (unsure,) if unsure else ()
    return ",", ()


def _slots(mark: Mark) -> list[Slot]:
    readers: dict[str, Any] = {
        "email": email_of,
        "country": remembered(country_of),
        "vat_id": code_of,
        "registration": code_of,
        "language": remembered(language_of),
        "terms_days": optional(term_of),
    }
    slots = [
        Slot(field, readers.get(field, name_of), readers.get(field, name_of))
        for field in CLIENT_FIELDS[:-1]
    ]
    rate = partial(rate_of, read=partial(number_of, mark=mark))
    return [*slots, Slot("rate", optional(rate), typed_rate)]


def _make(sheet: str, number: int, values: list[Any]) -> ClientRow:
    if not values[0]:
        if not any(values):
            raise Left("empty")
        raise Wanting("name", "name_missing")
    return ClientRow(sheet, number, *values)


def _aside(table: Table, row: TableRow) -> str:
    return "heading" if table.repeats_heading(row) else ""


def email_of(value: Value) -> str:
    """Read one mail address; refuses two in a cell, which nobody can answer for."""
    text = name_of(value).removeprefix("mailto:")
    if text and not _EMAIL.fullmatch(text):
        raise Unreadable("not_an_email", text)
    return text


def code_of(value: Value) -> str:
    """Read a number of a register: capitals and figures, without dots and spaces."""
    return re.sub(r"[\s.\-]", "", name_of(value)).upper()


def country_of(value: Value) -> str:
    """Read a country as its two letters (ISO 3166)."""
    text = name_of(value)
    found = COUNTRIES.get(normal(text), "" if text else text)
    if text and not found:
        raise Unreadable("unknown_country", text)
    return found


def language_of(value: Value) -> str:
    """Read a language as the two letters a document can be written in."""
    text = name_of(value)
    found = LANGUAGES.get(normal(text).split(" ")[0], "") if text else ""
    if text and not found:
        raise Unreadable("unknown_language", text)
    return found


def term_of(value: Value) -> int:
    """Read a term of payment in days."""
    text = note_of(value).lower()
    found = _TERM.fullmatch(text)
    if not found or int(found[1]) > LONGEST_TERM:
        raise Unreadable("not_a_term", note_of(value))
    return int(found[1])
