"""The rows of a file as the preview shows them: what must be mended first, with its cell open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from flask_babel import gettext

from factuur import money
from factuur.intake.checking_clients import ListedClient
from factuur.intake.messages import cell_sentence
from factuur.intake.previewing import HoursPreview, ListPreview, Preview
from factuur.intake.sifting import State
from imports.packing import Hour, Listed
from imports.sheets.reading import Column, Complaint

Place = tuple[str, int]
PAGE = 50
NUMERIC = frozenset({"hours", "rate", "amount", "break", "terms_days"})
_SHOWN = {
    "hours": ("date", "client", "project", "task", "description", "person", "hours", "rate"),
    "clients": ("name", "number", "contact", "email", "postcode", "city", "vat_id", "rate"),
}
# Where a complaint goes whose own column the file lacks.
_INSTEAD = {"client": "client_number", "hours": "start", "end": "start"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a shown row; `wrong` says what must be mended, in `column` of the file."""

    field: str
    text: str
    wrong: str = ""
    column: int | None = None

    @property
    def numeric(self) -> bool:
        """Tell whether it stands to the right."""
        return self.field in NUMERIC


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the preview: state is error, new, changed, seen, known, doubtful or twice."""

    sheet: str
    row: int
    state: str
    cells: tuple[Cell, ...]
    filled: tuple[str, ...] = ()  # what it adds to a client that is here


@dataclass(frozen=True, slots=True)
class Group:
    """Cells with the same mistake, mended by one text."""

    code: str
    field: str
    value: str
    sentence: str
    rows: int


def shown_fields(preview: Preview) -> tuple[str, ...]:
    """Give the fields to show: those the file has, and those with something to mend."""
    here = {column.field for column in preview.packed.columns}
    wrong = {complaint.field for complaint in preview.complaints}
    order = _SHOWN[preview.batch.kind]
    first = tuple(field for field in order if field in here | wrong)
    return first + tuple(sorted(wrong - set(order)))


def wrong_rows(
    preview: HoursPreview | ListPreview, *, first: int = 0
) -> tuple[list[ShownRow], int | None]:
    """Give a page of rows to mend, and where the next page starts."""
    fields = shown_fields(preview)
    places = islice(_by_row(preview.complaints).items(), first, first + PAGE + 1)
    return _page((_wrong_row(preview, *found, fields) for found in places), first)


def good_rows(
    preview: HoursPreview | ListPreview, *, first: int = 0
) -> tuple[list[ShownRow], int | None]:
    """Give a page of rows that can be read, and where the next page starts."""
    fields = shown_fields(preview)
    if isinstance(preview, HoursPreview):
        return _page(_hour_rows(preview, first, fields), first)
    clients = islice(preview.survey.clients, first, first + PAGE + 1)
    filled = {it.place: tuple(it.values) for it in preview.fillings}
    return _page((_list_row(client, fields, filled) for client in clients), first)


def _page(rows: Iterator[ShownRow], first: int) -> tuple[list[ShownRow], int | None]:
    found = list(rows)
    return found[:PAGE], first + PAGE if len(found) > PAGE else None


def groups(preview: Preview) -> list[Group]:
    """Give the mistakes that stand in more than one row, the most frequent first."""
    counted: defaultdict[tuple[str, str, str], list[Complaint]] = defaultdict(list)
    for it in preview.complaints:
        counted[it.code, it.field, it.value].append(it)
    found = [
        Group(*key, cell_sentence(same[0]), len(same))
        for key, same in counted.items()
        if len(same) > 1
    ]
    return sorted(found, key=lambda group: -group.rows)


def place_of(complaint: Complaint, columns: Sequence[Column]) -> int | None:
    """Give the column of the file in which a complaint is mended, None when there is none."""
    for field in (complaint.field, _INSTEAD.get(complaint.field)):
        for column in columns:
            if column.field == field:
                return column.index
    return None


def _by_row(complaints: Sequence[Complaint]) -> dict[Place, list[Complaint]]:
    rows: defaultdict[Place, list[Complaint]] = defaultdict(list)
    for complaint in complaints:
        rows[complaint.sheet, complaint.row].append(complaint)
    return dict(rows)


def _wrong_row(
    preview: HoursPreview | ListPreview,
    place: Place,
    complaints: Sequence[Complaint],
    fields: Sequence[str],
) -> ShownRow:
    columns = preview.packed.columns
    texts = _texts_at(preview, place)
    faults = {it.field: it for it in complaints}
    cells = []
    for field in fields:
        text = texts.get(field, "")
        fault = faults.get(field)
        if fault:
            sentence, column = cell_sentence(fault), place_of(fault, columns)
            cells.append(Cell(field, fault.value or text, sentence, column))
        else:
            cells.append(Cell(field, text))
    return ShownRow(*place, "error", tuple(cells))


def _texts_at(preview: HoursPreview | ListPreview, place: Place) -> Mapping[str, str]:
    """Give the texts of a row with a mistake, by field."""
    if place in preview.packed.cells:
        texts = preview.packed.cells[place]
        columns = reversed(preview.packed.columns)
        return {it.field: texts[it.index] for it in columns if it.index < len(texts)}
    if isinstance(preview, ListPreview):
        read = (row for row, _ in preview.survey.wrong if (row.sheet, row.row) == place)
        return next(map(_texts_of_client, read), {})
    return {}


def _list_row(
    client: ListedClient, fields: Sequence[str], filled: Mapping[Place, tuple[str, ...]]
) -> ShownRow:
    texts = _texts_of_client(client.row)
    cells = tuple(Cell(field, texts[field]) for field in fields)
    place = client.row.sheet, client.row.row
    return ShownRow(*place, client.standing.value, cells, filled.get(place, ()))


def _hour_rows(preview: HoursPreview, first: int, fields: Sequence[str]) -> Iterator[ShownRow]:
    """Read only what is shown: a row is known by its fingerprint, without the whole survey."""
    changed: set[Place] = set()
    if preview.memory.earlier:
        changed = {(it.row.sheet, it.row.row) for it in preview.survey.changed}
    for row in preview.packed.hours(first, PAGE + 1):
        state = State.SEEN if row.fingerprint in preview.memory.seen else State.NEW
        if (row.sheet, row.row) in changed:
            state = State.CHANGED
        texts = _texts_of_hour(row)
        cells = tuple(Cell(field, texts.get(field, "")) for field in fields)
        yield ShownRow(row.sheet, row.row, state.value, cells)


def _texts_of_hour(row: Hour) -> Mapping[str, str]:
    return {
        "date": money.day(dt.date.fromisoformat(row.on)),
        "client": row.client or row.client_number,
        "client_number": row.client_number,
        "project": row.project,
        "task": row.task,
        "description": row.description,
        "person": row.person,
        "hours": money.hours(row.seconds),
        "rate": money.price(row.rate_e4),
        "billable": gettext("yes") if row.billable else gettext("no"),
    }


def _texts_of_client(row: Listed) -> Mapping[str, str]:
    told = {name: str(value or "") for name, value in row._asdict().items()}
    return told | {"rate": money.price(row.rate_e4)}
