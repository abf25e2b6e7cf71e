"""What the tables know that matters to a file that comes in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from peewee import JOIN, fn

from factuur.intake.rules import Directory, Known
from factuur.intake.sifting import Earlier, Memory
from factuur.models import (
    Administration,
    Batch,
    BatchCell,
    Client,
    Document,
    Entry,
    HeadingMemory,
    LineEntry,
    Project,
    User,
)
from imports.packing import Packed

PAGE = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """One line of the list of former uploads."""

    id: int
    kind: str
    filename: str
    started_at: dt.datetime
    accepted_at: dt.datetime | None
    undone_at: dt.datetime | None
    counts: dict[str, Any]
    user: str


def rows_of(query: Any) -> Iterable[tuple[Any, ...]]:
    """Give the rows of a query as plain tuples."""
    return cast("Iterable[tuple[Any, ...]]", query.tuples())


def uploads(administration_id: int, *, before_id: int | None = None) -> list[Upload]:
    """Give a page of uploads, the newest first; one row more means: go on."""
    query = (
        Batch.select(
            Batch.id,
            Batch.kind,
            Batch.filename,
            Batch.started_at,
            Batch.accepted_at,
            Batch.undone_at,
            Batch.counts,
            fn.COALESCE(User.name, "").alias("user"),
        )
        .left_outer_join(User, on=(User.id == Batch.user_id))
        .where((Batch.administration == administration_id) & Batch.cancelled_at.is_null())
        .order_by(Batch.id.desc())
        .limit(PAGE + 1)
    )
    if before_id is not None:
        query = query.where(Batch.id < before_id)
    return list(cast("Iterable[Upload]", query.objects(Upload)))


def same_file(batch: Batch) -> Batch | None:
    """Give the last time these very bytes were taken over and not taken back."""
    found: Batch | None = (
        Batch.select()
        .where(
            (Batch.administration == batch.administration)
            & (Batch.sha256 == batch.sha256)
            & (Batch.kind == batch.kind)
            & (Batch.id != batch.id)
            & Batch.accepted_at.is_null(False)
            & Batch.undone_at.is_null()
        )
        .order_by(Batch.id.desc())
        .first()
    )
    return found


def name_of(user_id: int | None) -> str:
    """Give the name of who did something, "" for a command."""
    user = User.get_or_none(User.id == user_id) if user_id else None
    return user.name if user else ""


def is_pointed_at(digest: str) -> bool:
    """Tell whether anything else still needs the file kept under this hash."""
    return (
        Batch.select(Batch.id).where((Batch.sha256 == digest) | (Batch.result == digest)).exists()
        or Document.select(Document.id).where(Document.sha256 == digest).exists()
        or Administration.select(Administration.id).where(Administration.logo == digest).exists()
    )


def mended_cells(batch_id: int) -> dict[tuple[str, int, int], str]:
    """Give what was typed over in the preview, by sheet, row and column."""
    rows = BatchCell.select().where(BatchCell.batch == batch_id)
    return {(cell.sheet, cell.row, cell.column): cell.text for cell in rows}


def remembered(administration_id: int, kind: str) -> dict[str, dict[str, Any]]:
    """Give what was chosen for each set of headings before: the columns, and the answers."""
    rows = HeadingMemory.select().where(
        (HeadingMemory.administration == administration_id) & (HeadingMemory.kind == kind)
    )
    return {
        row.fingerprint: {
            "columns": {int(index): field for index, field in row.columns.items()},
            "answers": row.answers,
        }
        for row in rows
    }


def directory(administration_id: int) -> Directory:
    """Give every client by which a file may mean one, archived ones included."""
    query = (
        Client.select(
            Client.id,
            Client.name,
            Client.number,
            Client.vat_id,
            Client.email,
            Client.city,
            Client.rate_e4,
        )
        .where(Client.administration == administration_id)
        .order_by(Client.id)
    )
    return Directory(Known(*row) for row in rows_of(query))


def clients_by_id(administration_id: int) -> dict[int, Client]:
    """Give every client by its number, archived ones included."""
    clients = Client.select().where(Client.administration == administration_id)
    return {client.id: client for client in clients}


def project_numbers(administration_id: int) -> dict[tuple[int, str], int]:
    """Give the number of each project, by client and name in small letters."""
    query = Project.select(Project.client, Project.name, Project.id).where(
        Project.administration == administration_id
    )
    return {(client, name.casefold()): number for client, name, number in rows_of(query)}


def memory(batch: Batch, packed: Packed) -> Memory:
    """Give what is known of the days in this file, and of files by its name."""
    if packed.span is None:
        return Memory()
    seen = Entry.select(Entry.fingerprint).where(
        (Entry.administration == batch.administration)
        & Entry.worked_on.between(*packed.span)
        & (Entry.fingerprint != "")
    )
    return Memory(frozenset(print_of for (print_of,) in rows_of(seen)), _earlier(batch))


def _earlier(batch: Batch) -> dict[tuple[str, int], Earlier]:
    query = (
        Entry.select(
            Entry.source_sheet,
            Entry.source_row,
            Entry.id,
            Entry.batch,
            Entry.fingerprint,
            Entry.worked_on,
            Entry.seconds,
            Entry.client,
            Entry.person,
            LineEntry.id,
        )
        .join(Batch)
        .switch(Entry)
        .join(LineEntry, JOIN.LEFT_OUTER, on=(LineEntry.entry == Entry.id))
        .where(
            (Batch.administration == batch.administration)
            & (Batch.filename == batch.filename)
            & (Batch.id != batch.id)
        )
        .order_by(Entry.batch, Entry.id)
    )
    return {(sheet, row): _earlier_of(*rest) for sheet, row, *rest in rows_of(query)}


def _earlier_of(
    entry_id: int,
    batch_id: int,
    fingerprint: str,
    worked_on: dt.date,
    seconds: int,
    client_id: int,
    person: str,
    line_entry: int | None,
) -> Earlier:
    day = worked_on.isoformat()
    billed = line_entry is not None
    return Earlier(entry_id, batch_id, fingerprint, day, seconds, client_id, person, billed)
