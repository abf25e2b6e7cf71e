"""Where the headings stand, and what their columns are."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from imports.grammar import Unreadable
from imports.sheets.cells import clock_of, day_reader, number_of, seconds_reader, text_of
from imports.sheets.layouts import Layout, layout_of
from imports.sheets.reading import Column
from imports.sheets.sheet_xml import Row, Value
from imports.sheets.synonyms import Vocabulary, normal

SAMPLES: Final = 3
_LOOKED_AT: Final = 40  # rows that letterheads and notes may take above the headings
_SURE, _NEARLY, _LIKELY, _BY_VALUES, _DOUBTFUL = 100, 92, 75, 45, 30
_MOSTLY: Final = 0.6
_TRIED: Final = 25  # values that tell what a column holds

_fits_day = day_reader(year=2000)
_fits_hours = seconds_reader()
_FITTING: Final = {
    "date": _fits_day,
    "hours": _fits_hours,
    "start": clock_of,
    "end": clock_of,
    "rate": number_of,
    "amount": number_of,
}
_YES_NO: Final = frozenset(
    ("ja", "nee", "j", "n", "x", "yes", "no", "y", "true", "false", "1", "0", "oui", "non", "nein")
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of headings of one sheet; row 0 when it has none."""

    row: int
    texts: tuple[str, ...]
    columns: tuple[Column, ...]
    layout: Layout | None
    fingerprint: str

    def has_needed(self, vocabulary: Vocabulary) -> bool:
        """Tell whether the columns without which there is nothing to read are there."""
        found = {column.field for column in self.columns}
        return not any(found.isdisjoint(group) for group in vocabulary.needed)


def find_heading(rows: Sequence[Row], vocabulary: Vocabulary) -> Heading:
    """Find the headings among the first rows of a sheet and name the columns."""
    looked = rows[:_LOOKED_AT]
    scores = [_score(cells, vocabulary) for _, cells in looked]
    best = max(range(len(looked)), key=lambda place: scores[place], default=0)
    has_heading = bool(looked) and scores[best] > 0
    number, cells = looked[best] if has_heading else (0, ())
    below = [cells for _, cells in (rows[best + 1 :] if has_heading else rows)]
    width = max((len(cells) for cells in [cells, *below]), default=0)
    texts = tuple(" ".join(text_of(cell).split()) for cell in _padded(cells, width))
    values = [_column(below, index) for index in range(width)]
    layout = layout_of(frozenset(map(normal, texts)))
    columns = name_columns(texts, values, vocabulary, layout)
    return Heading(number, texts, columns, layout, fingerprint_of(texts))


def fingerprint_of(texts: Iterable[str]) -> str:
    """Give a short name to these headings, to remember a choice of columns by."""
    told = "\n".join(normal(text) for text in texts).rstrip("\n")
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def name_columns(
    texts: Sequence[str],
    values: Sequence[Sequence[Value]],
    vocabulary: Vocabulary,
    layout: Layout | None = None,
) -> tuple[Column, ...]:
    """Give each column at most one field, the surest claims first, and say how sure."""
    claims = [
        (sureness, -place, -index, field)
        for index, text in enumerate(texts)
        for field, sureness, place in [_claim(normal(text), values[index], vocabulary, layout)]
        if field
    ]
    taken: dict[int, tuple[str, int]] = {}
    for sureness, _, place, field in sorted(claims, reverse=True):
        index = -place
        others = {name for name, _ in taken.values()}
        if field not in others or normal(texts[index]) in vocabulary.joined:
            taken[index] = field, sureness
    _add_by_values(taken, values, vocabulary)
    return tuple(
        Column(index, text, *taken.get(index, ("", 0)), _samples(values[index]))
        for index, text in enumerate(texts)
    )


def _claim(
    name: str, values: Sequence[Value], vocabulary: Vocabulary, layout: Layout | None
) -> tuple[str, int, int]:
    """Tell which field a heading names, how sure that is, and the place of the name."""
    if layout and name in layout.fields:
        return layout.fields[name], _SURE, 0
    field, sureness, place = _by_name(name, vocabulary.known)
    if field and not _fit(field, values):
        sureness = 0 if name in {"status", "type"} else min(sureness, _DOUBTFUL)
    return (field if sureness else ""), sureness, place


def _by_name(name: str, known: Mapping[str, tuple[str, int]]) -> tuple[str, int, int]:
    if name in known:
        return known[name][0], _SURE, known[name][1]
    words = name.split()
    for length in range(len(words) - 1, 0, -1):
        start = " ".join(words[:length])
        if start in known and len(start) > SAMPLES:
            sureness = _NEARLY if len(words) - length == 1 else _LIKELY
            return known[start][0], sureness, known[start][1]
    return "", 0, 0


def _score(cells: Sequence[Value], vocabulary: Vocabulary) -> int:
    """Tell how much a row looks like headings: the fields it names, the needed ones first."""
    if any(not isinstance(cell, str | None) for cell in cells):
        return 0
    named = [_by_name(normal(text_of(cell)), vocabulary.known) for cell in cells]
    fields = {field for field, sureness, _ in named if field and sureness >= _NEARLY}
    needed = sum(not fields.isdisjoint(group) for group in vocabulary.needed)
    filled = sum(cell is not None for cell in cells)
    enough = needed and (len(fields) > 1 or filled > 1)
    return needed * 10 + len(fields) if enough else 0


def _add_by_values(
    taken: dict[int, tuple[str, int]], values: Sequence[Sequence[Value]], vocabulary: Vocabulary
) -> None:
    """Find a needed column by what it holds when no heading names it."""
    for group in vocabulary.needed:
        field = group[0]
        if field not in _FITTING or {name for name, _ in taken.values()} & set(group):
            continue
        free = (index for index in range(len(values)) if index not in taken)
        found = next((index for index in free if _fit(field, values[index], empty=False)), None)
        if found is not None:
            taken[found] = field, _BY_VALUES


def _fit(field: str, values: Sequence[Value], *, empty: bool = True) -> bool:
    """Tell whether most values of a column can be what the field holds."""
    filled = [value for value in values if value is not None]
    if not filled:
        return empty
    if field == "billable":
        return all(text_of(value).lower() in _YES_NO for value in filled)
    reader = _FITTING.get(field)
    if reader is None:
        return True
    good = 0
    for value in filled:
        try:
            reader(value)
        except Unreadable as unread:
            good += unread.code in {"no_such_date", "formula_without_value", "more_than_a_day"}
        else:
            good += 1
    return good >= len(filled) * _MOSTLY


def _column(rows: Sequence[tuple[Value, ...]], index: int) -> list[Value]:
    cells = (cells[index] for cells in rows if index < len(cells))
    filled = (cell for cell in cells if cell is not None)
    return list(islice(filled, _TRIED))


def _samples(values: Sequence[Value]) -> tuple[str, ...]:
    shown = dict.fromkeys(text_of(value) for value in values)
    return tuple(shown)[:SAMPLES]


def _padded(cells: Sequence[Value], width: int) -> tuple[Value, ...]:
    return (*cells, *[None] * (width - len(cells)))
