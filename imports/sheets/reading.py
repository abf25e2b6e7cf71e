"""What a reader hands back: rows, complaints and questions, as plain values.

Nothing here knows a client or a database; whoever reads a file decides what its
rows mean. A complaint carries a code and what stood in the cell, never a sentence:
the words belong to the screen that shows it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file, and what it was taken for."""

    index: int
    heading: str
    field: str  # "" when it is not used
    confidence: int  # 0 to 100
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """One cell that cannot be taken over as it stands."""

    sheet: str
    row: int
    column: str  # the heading, "" when the whole row is meant
    field: str
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """One row left out on purpose: total_row, break, empty, invoiced or hidden."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a doubtful column, shown by its first and last value."""

    value: str
    first: str
    last: str
    total: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What nothing in the file can answer; nothing is taken over while it is open."""

    key: str
    column: str
    choices: tuple[Choice, ...]
    likely: str = ""  # the answer to offer first, when the rest of the file speaks for it


@dataclass(frozen=True, slots=True)
class HourRow:
    """One row of hours, read in full. Seconds may be negative: a correction."""

    sheet: str
    row: int
    on: dt.date
    seconds: int
    client: str = ""
    client_number: str = ""
    project: str = ""
    task: str = ""
    description: str = ""
    person: str = ""
    rate_e4: int | None = None  # price of one hour, ten thousandths of a euro
    billable: bool = True


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One row of a client list, read in full; an empty text is a cell that was empty."""

    sheet: str
    row: int
    name: str
    number: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    vat_id: str = ""
    registration: str = ""
    language: str = ""
    terms_days: int | None = None
    rate_e4: int | None = None


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row_co]):
    """All that came out of one file, for one choice of columns and answers."""

    layout: str  # "toggl", "clockify", "harvest", "kimai", "sheet"
    fingerprint: str  # of the headings, to remember a choice of columns by
    sheets: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row_co, ...]
    complaints: tuple[Complaint, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[Question, ...] = ()
    cells: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    """The texts of the rows with a complaint, by sheet and row, to show and mend them."""
    above: Mapping[tuple[str, int], Mapping[int, str]] = field(default_factory=dict)
    """For a row without client: the texts, by column, that the rows above it would give it."""
