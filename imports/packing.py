"""A reading as bytes: a head, then blocks of rows, so that a page of it costs a page.

The child process packs, so that only bytes cross the pipe: a hundred thousand rows are
never objects in the process that serves pages.
"""

import datetime as dt
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from imports.sheets.reading import (
    Choice,
    ClientRow,
    Column,
    Complaint,
    HourRow,
    Question,
    Reading,
    Skipped,
)

BLOCK: Final = 1000
_LENGTH: Final = 8  # bytes in front of the head
_BREAK: Final = "\x1f"
Thing = TypeVar("Thing")


class Hour(NamedTuple):
    """One packed row of hours; the day is ISO text, as the tables keep it."""

    sheet: str
    row: int
    on: str
    seconds: int
    client: str
    client_number: str
    project: str
    task: str
    description: str
    person: str
    rate_e4: int | None
    billable: bool
    fingerprint: str


class Listed(NamedTuple):
    """One packed row of a client list."""

    sheet: str
    row: int
    name: str
    number: str
    contact: str
    email: str
    phone: str
    street: str
    postcode: str
    city: str
    country: str
    vat_id: str
    registration: str
    language: str
    terms_days: int | None
    rate_e4: int | None


def pack_with(
    read: Callable[..., Reading[Any]],
    path: Path,
    *,
    remembered: Mapping[str, Mapping[str, Any]] | None = None,
    **options: Any,
) -> bytes:
    """Read a file and give the packed reading; the target for the bounded child.

    `remembered` holds, by the fingerprint of headings, the columns and answers that somebody
    chose for them before; they are used when these are the headings.
    """
    started = time.process_time()
    reading = read(path, **options)
    choice = (remembered or {}).get(reading.fingerprint)
    if choice:
        reading = read(path, **{**options, **choice})
    spent = time.process_time() - started
    return pack(reading, spent_ms=round(spent * 1000), was_remembered=bool(choice))


def pack(reading: Reading[Any], *, spent_ms: int = 0, was_remembered: bool = False) -> bytes:
    """Turn a reading into bytes that `Packed` opens."""
    first = next(iter(reading.rows), None)
    rows = _hours(reading.rows) if isinstance(first, HourRow) else _listed(reading.rows)
    blocks = [_json(block) for block in _blocks(rows)]
    head = _json(
        {
            "layout": reading.layout,
            "fingerprint": reading.fingerprint,
            "sheets": reading.sheets,
            "columns": [astuple(column) for column in reading.columns],
            "complaints": [_values(complaint) for complaint in reading.complaints],
            "skipped": [_values(skipped) for skipped in reading.skipped],
            "questions": [astuple(question) for question in reading.questions],
            "cells": [[*place, texts] for place, texts in reading.cells.items()],
            "above": [[*place, list(texts.items())] for place, texts in reading.above.items()],
            "count": len(reading.rows),
            "span": _span(reading.rows),
            "blocks": [len(block) for block in blocks],
            "spent_ms": spent_ms,
            "was_remembered": was_remembered,
        }
    )
    return b"".join((len(head).to_bytes(_LENGTH), head, *blocks))


class Packed:
    """A packed reading, opened: its head at once, its rows as they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            length = int.from_bytes(file.read(_LENGTH))
            head: dict[str, Any] = json.loads(file.read(length))
        self._start = _LENGTH + length
        self._blocks: list[int] = head["blocks"]
        self.layout: str = head["layout"]
        self.fingerprint: str = head["fingerprint"]
        self.sheets: tuple[str, ...] = tuple(head["sheets"])
        self.columns = tuple(
            Column(index, heading, field, confidence, tuple(samples))
            for index, heading, field, confidence, samples in head["columns"]
        )
        self.complaints = tuple(Complaint(*it) for it in head["complaints"])
        self.skipped = tuple(Skipped(*it) for it in head["skipped"])
        self.questions = tuple(
            Question(key, column, tuple(Choice(*choice) for choice in choices), *likely)
            for key, column, choices, *likely in head["questions"]
        )
        self.cells: Mapping[tuple[str, int], tuple[str, ...]] = {
            (sheet, row): tuple(texts) for sheet, row, texts in head["cells"]
        }
        self.above: Mapping[tuple[str, int], Mapping[int, str]] = {
            (sheet, row): dict(texts)
            for sheet, row, texts in head.get("above", ())  # files read before it was kept
        }
        self.count: int = head["count"]
        self.span: tuple[str, str] | None = tuple(head["span"]) if head["span"] else None
        self.spent_ms: int = head["spent_ms"]
        self.was_remembered: bool = head["was_remembered"]

    def hours(self, first: int = 0, most: int | None = None) -> Iterator[Hour]:
        """Give rows of hours from the first one asked for, a block in memory at a time."""
        return map(Hour._make, self._rows(first, most))

    def listed(self, first: int = 0, most: int | None = None) -> Iterator[Listed]:
        """Give rows of a client list from the first one asked for."""
        return map(Listed._make, self._rows(first, most))

    def _rows(self, first: int, most: int | None) -> Iterator[list[Any]]:
        last = self.count if most is None else min(self.count, first + most)
        with self._path.open("rb") as file:
            place = first // BLOCK
            file.seek(self._start + sum(self._blocks[:place]))
            for number in range(place, -(-last // BLOCK)):
                block = json.loads(file.read(self._blocks[number]))
                start = number * BLOCK
                yield from block[max(first - start, 0) : last - start]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def _values(thing: object) -> tuple[object, ...]:
    return tuple(getattr(thing, each.name) for each in fields(thing))  # type: ignore[arg-type]


def _blocks(rows: Iterable[Thing]) -> Iterator[list[Thing]]:
    block: list[Thing] = []
    for row in rows:
        block.append(row)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def _listed(rows: Iterable[ClientRow]) -> Iterator[Sequence[object]]:
    return map(attrgetter(*Listed._fields), rows)


def _hours(rows: Iterable[HourRow]) -> Iterator[Sequence[object]]:
    """Give each row with its fingerprint: equal rows of one file are told apart by their order.

    The fingerprint is of what the row says, so a row is known again wherever it stands.
    """
    values_of = attrgetter(*Hour._fields[:-1])
    days: dict[dt.date, str] = {}
    told: Counter[str] = Counter()
    for row in rows:
        sheet, number, on, *rest = values_of(row)
        day = days.get(on) or days.setdefault(on, on.isoformat())
        seconds, client, client_number, project, task, description, person = rest[:7]
        said = _BREAK.join(
            (client, client_number, day, person, project, task, description, str(seconds))
        )
        told[said] += 1
        print_of = hashlib.blake2b(f"{said}{_BREAK}{told[said]}".encode(), digest_size=12)
        yield (sheet, number, day, *rest, print_of.hexdigest())


def _span(rows: Sequence[Any]) -> tuple[str, str] | None:
    """Give the first and the last day, for hours."""
    days = [row.on for row in rows if isinstance(row, HourRow)]
    return (min(days).isoformat(), max(days).isoformat()) if days else None
