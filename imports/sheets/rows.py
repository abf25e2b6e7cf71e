"""The loop over the rows: quick where a row is whole, patient where it is not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from imports.grammar import Unreadable
from imports.sheets.cells import text_of
from imports.sheets.reading import Complaint, Question, Reading, Skipped
from imports.sheets.sheet_xml import Value
from imports.sheets.synonyms import Vocabulary
from imports.sheets.table import Table, TableRow, Typed

Read = Callable[[Value], Any]


class Left(Exception):  # noqa: N818 - not an error: the row is left out, and `why` says it
    """Raised by who makes a row of values to leave it out on purpose."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Wanting(Exception):  # noqa: N818 - the row lacks something its owner can type
    """Raised by who makes a row of values when a field is missing or cannot be."""

    def __init__(self, field: str, code: str, value: str = "") -> None:
        super().__init__(code)
        self.field, self.code, self.value = field, code, value


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a row: how its column is read, and how what was typed over is."""

    field: str
    read: Read
    typed: Callable[[str], Any]


@dataclass(slots=True)
class Outcome:
    """What the rows came to."""

    rows: list[Any] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    cells: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)


class Reader:
    """Reads the rows of a table: `slots` in the order in which `make` takes their values.

    `make` is given the sheet, the row number and a list of values, and gives the row.
    `aside` says of a row that cannot be read whether and why it may be left out.
    """

    def __init__(
        self,
        table: Table,
        slots: Sequence[Slot],
        make: Callable[[str, int, list[Any]], Any],
        aside: Callable[[TableRow], str],
        outcome: Outcome,
    ) -> None:
        self._table = table
        self._slots = slots
        self._make = make
        self._aside = aside
        empty = len(table.columns)
        self._places = [next(iter(table.places(slot.field)), empty) for slot in slots]
        self._outcome = outcome

    def read(self) -> Outcome:
        """Read every row once, and let go of its cells."""
        plan = [(place, slot.read) for place, slot in zip(self._places, self._slots, strict=True)]
        rows = self._table.rows
        make, keep = self._make, self._outcome.rows.append
        for at, (sheet, number, cells) in enumerate(rows):
            try:
                keep(make(sheet, number, [read(cells[place]) for place, read in plan]))
            except Left as left:
                self._outcome.skipped.append(Skipped(sheet, number, left.why))
            except (Unreadable, Wanting):
                self._read_with_care(rows[at])
        return self._outcome

    def _read_with_care(self, row: TableRow) -> None:
        """Read a row that is not whole: leave it out, or complain of each cell at fault."""
        sheet, number, cells = row
        complaints: list[Complaint] = []
        values = list(self._values(row, complaints))
        why = self._aside(row)
        if why:
            self._outcome.skipped.append(Skipped(sheet, number, why))
            return
        try:
            made = None if complaints else self._make(sheet, number, values)
        except Left as left:
            self._outcome.skipped.append(Skipped(sheet, number, left.why))
            return
        except Wanting as wanting:
            complaints = [self._complaint(row, wanting.field, wanting.value, wanting.code)]
        if complaints:
            self._outcome.complaints += complaints
            self._outcome.cells[sheet, number] = tuple(text_of(cell) for cell in cells[:-1])
        else:
            self._outcome.rows.append(made)

    def _values(self, row: TableRow, complaints: list[Complaint]) -> Iterator[Any]:
        for place, slot in zip(self._places, self._slots, strict=True):
            value = row[2][place]
            try:
                if isinstance(value, Typed):
                    yield slot.typed(str(value))
                else:
                    yield slot.read(value)
            except Unreadable as unread:
                complaints.append(self._complaint(row, slot.field, unread.value, unread.code))
                yield None

    def _complaint(self, row: TableRow, field: str, value: str, code: str) -> Complaint:
        heading = next(
            (column.heading for column in self._table.columns if column.field == field), ""
        )
        return Complaint(row[0], row[1], heading, field, value, code)


def lacking_columns(table: Table, vocabulary: Vocabulary) -> list[Complaint]:
    """Complain of each column without which there is nothing to read."""
    found = {column.field for column in table.columns}
    sheet = table.sheets[0] if table.sheets else ""
    return [
        Complaint(sheet, table.heading.row, "", group[0], "", "column_missing")
        for group in vocabulary.needed
        if found.isdisjoint(group)
    ]


def reading_of(table: Table, outcome: Outcome, questions: Sequence[Question] = ()) -> Reading[Any]:
    """Put together what is handed back, all in the order of the file."""
    place = {sheet: at for at, sheet in enumerate(table.sheets)}
    skipped = [*table.skipped, *outcome.skipped]
    skipped.sort(key=lambda row: (place.get(row.sheet, len(place)), row.row))
    return Reading(
        layout=table.heading.layout.name if table.heading.layout else "sheet",
        fingerprint=table.heading.fingerprint,
        sheets=tuple(table.sheets),
        columns=table.columns,
        rows=tuple(outcome.rows),
        complaints=tuple(outcome.complaints),
        skipped=tuple(skipped),
        questions=tuple(questions),
        cells=outcome.cells,
    )
