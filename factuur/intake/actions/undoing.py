"""Taking a batch back: what it made goes, what it changed is as it was, what was used stays."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Expression, ForeignKeyField, fn

from factuur import clock, money
from factuur.db import database
from factuur.intake.queries import rows_of
from factuur.intake.refusals import NotTaken, TooLate
from factuur.models import (
    ALL,
    Activity,
    Batch,
    BatchChange,
    Client,
    Contact,
    Entry,
    LineEntry,
    Project,
    Table,
)

DAYS = 30
_CHANGED: dict[str, type[Client | Entry]] = {"client": Client, "entry": Entry}


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of a batch that stays, as it was used or changed since."""

    what: str  # client, project, entry
    name: str
    why: str  # billed, edited, in_use


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a batch back came to, in rows."""

    removed: int
    restored: int
    kept: tuple[Kept, ...]


def undo(batch: Batch, *, user_id: int | None) -> Undone:
    """Take a batch back; rows that were billed or edited since stay, and are named.

    Refuses a batch that was not taken over, or longer than DAYS ago.
    """
    now = clock.now()
    with database.atomic():
        _lock(batch, now)
        restored, kept_changes = _restore_changes(batch)
        entries, kept_entries = _remove_entries(batch)
        projects, kept_projects = _remove(batch, Project, _in_use(Project))
        used = _in_use(Client, but=Contact) | Client.id.in_(_other_contacts(batch))
        clients, kept_clients = _remove(batch, Client, used)
        undone = Undone(
            entries + projects + clients,
            restored,
            (*kept_changes, *kept_entries, *kept_projects, *kept_clients),
        )
        _write_down(batch, undone, user_id)
    return undone


def _lock(batch: Batch, now: dt.datetime) -> None:
    taken = (Batch.id == batch.id) & Batch.accepted_at.is_null(False) & Batch.undone_at.is_null()
    if not Batch.update(undone_at=now).where(taken).execute():
        raise NotTaken(name=batch.filename)
    accepted = Batch.get_by_id(batch.id).accepted_at or now
    if now - accepted > dt.timedelta(days=DAYS):
        raise TooLate(name=batch.filename, days=DAYS)


def _remove_entries(batch: Batch) -> tuple[int, list[Kept]]:
    """Delete the entries that nobody touched, in one statement."""
    billed = LineEntry.select(LineEntry.entry)
    untouched = (Entry.batch == batch.id) & (Entry.version == 1) & Entry.id.not_in(billed)
    removed: int = Entry.delete().where(untouched).execute()
    left = (
        Entry.select(Entry.worked_on, Entry.description, Client.name, LineEntry.id)
        .join(Client)
        .switch(Entry)
        .join(LineEntry, JOIN.LEFT_OUTER, on=(LineEntry.entry == Entry.id))
        .where(Entry.batch == batch.id)
        .order_by(Entry.worked_on, Entry.id)
    )
    kept = [
        Kept("entry", f"{money.day(on)} {client} {text}".strip(), "billed" if line else "edited")
        for on, text, client, line in rows_of(left)
    ]
    return removed, kept


def _remove(
    batch: Batch, model: type[Client | Project], used: Expression
) -> tuple[int, list[Kept]]:
    """Delete the clients or projects of a batch that nothing hangs on and nobody edited."""
    mine = model.batch == batch.id
    removed: int = model.delete().where(mine & (model.version == 1) & ~used).execute()
    left = model.select(model.name, model.version).where(mine).order_by(model.name)
    what = "client" if model is Client else "project"
    kept = [
        Kept(what, name, "edited" if version > 1 else "in_use") for name, version in rows_of(left)
    ]
    return removed, kept


def _in_use(model: type[Table], but: type[Table] | None = None) -> Any:
    """Tell, for each row of a table, whether a row of any other table refers to it."""
    used: Any = model.id.in_([])
    for other, key in _references_to(model):
        if other is not but:
            used |= fn.EXISTS(other.select(other.id).where(key == model.id))
    return used


def _other_contacts(batch: Batch) -> list[int]:
    """Give the clients of a batch whose contacts are no longer those that came with it."""
    made = {
        change.row_id: change.after
        for change in BatchChange.select().where(
            (BatchChange.batch == batch.id) & (BatchChange.kind == "contact")
        )
    }
    contacts = Contact.select().join(Client).where(Client.batch == batch.id)
    return [
        contact.__data__["client"]
        for contact in contacts
        if made.get(contact.id) != {"name": contact.name, "role": contact.role}
        or contact.email
        or contact.phone
    ]


def _references_to(model: type[Table]) -> Iterator[tuple[type[Table], ForeignKeyField]]:
    for other in ALL:
        for key in other._meta.refs:  # noqa: SLF001 - peewee says it nowhere else
            if key.rel_model is model:
                yield other, key


def _restore_changes(batch: Batch) -> tuple[int, list[Kept]]:
    """Put back how rows were, the last change first; what was edited since stays as it is."""
    restored, kept = 0, []
    mine = (BatchChange.batch == batch.id) & BatchChange.kind.in_(list(_CHANGED))
    changes = list(BatchChange.select().where(mine).order_by(BatchChange.id.desc()))
    for change in changes:
        model = _CHANGED[change.kind]
        row = model.get_or_none(model.id == change.row_id)
        why = _why_kept(change, row) if row else ""
        if row and why:
            kept.append(Kept(change.kind, _name_of(row), why))
        elif row:
            model.update(change.before).where(model.id == row.id).execute()
            restored += 1
    return restored, kept


def _why_kept(change: BatchChange, row: Client | Entry) -> str:
    if isinstance(row, Entry) and LineEntry.select().where(LineEntry.entry == row.id).exists():
        return "billed"
    now = {name: _plain(row.__data__[name]) for name in change.after}
    return "" if now == change.after else "edited"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _name_of(row: Client | Entry) -> str:
    if isinstance(row, Client):
        return str(row.name)
    return f"{money.day(row.worked_on)} {row.description}".strip()


def _write_down(batch: Batch, undone: Undone, user_id: int | None) -> None:
    kept = [{"what": it.what, "name": it.name, "why": it.why} for it in undone.kept]
    counts = {**batch.counts, "removed": undone.removed, "restored": undone.restored}
    Batch.update(counts={**counts, "kept": kept}).where(Batch.id == batch.id).execute()
    Activity.create(
        administration=batch.__data__["administration"],
        user=user_id,
        verb="import.undone",
        subject="batch",
        subject_id=batch.id,
        words={"filename": batch.filename, "removed": undone.removed, "kept": len(kept)},
    )
