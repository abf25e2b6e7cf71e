"""Which rows of a file are new, changed since last time, or here already. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from imports.packing import Hour

Rows = Callable[[], Iterable[Hour]]
ClientOf = Callable[[Hour], int | None]


class State(StrEnum):
    """What a row is to the hours that are here already."""

    NEW = "new"
    CHANGED = "changed"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An entry that an earlier upload of a file by the same name made."""

    entry_id: int
    batch_id: int
    fingerprint: str
    worked_on: str
    seconds: int
    client_id: int
    person: str
    billed: bool


class Sifted(NamedTuple):
    """One row, what it is, and for a changed one how it was."""

    row: Hour
    state: State
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the days in a file, and by place in the sheet of files by its name."""

    seen: frozenset[str] = frozenset()
    earlier: Mapping[tuple[str, int], Earlier] = field(default_factory=dict)


def sift(rows: Rows, memory: Memory, client_of: ClientOf) -> Iterator[Sifted]:
    """Tell for each row whether it is new, changed or seen before.

    A row is changed when its place in the file held another one before, which is gone from
    the file now. Two files may have one name by chance, so that is believed only when half
    of what came in with that other row is still here, or its day, client and person are.
    """
    gone, kept_batches = _gone(rows, memory) if memory.earlier else ({}, frozenset())
    for row in rows():
        if row.fingerprint in memory.seen:
            yield Sifted(row, State.SEEN)
            continue
        earlier = gone.get((row.sheet, row.row)) if gone else None
        if earlier and (earlier.batch_id in kept_batches or _alike(row, earlier, client_of)):
            yield Sifted(row, State.CHANGED, earlier)
        else:
            yield Sifted(row, State.NEW)


def _gone(rows: Rows, memory: Memory) -> tuple[dict[tuple[str, int], Earlier], frozenset[int]]:
    """Give the earlier rows that the file no longer has, and the uploads it is a later copy of."""
    here = {row.fingerprint for row in rows()}
    gone = {
        place: earlier
        for place, earlier in memory.earlier.items()
        if earlier.fingerprint not in here
    }
    made = Counter(earlier.batch_id for earlier in memory.earlier.values())
    lost = Counter(earlier.batch_id for earlier in gone.values())
    return gone, frozenset(batch for batch in made if 2 * lost[batch] <= made[batch])


def _alike(row: Hour, earlier: Earlier, client_of: ClientOf) -> bool:
    return (
        row.on == earlier.worked_on
        and row.person == earlier.person
        and client_of(row) == earlier.client_id
    )
