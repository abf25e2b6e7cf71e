"""Taking over a list of clients: new ones are made, known ones filled where empty."""

from collections.abc import Sequence
from typing import Any

from factuur import clock
from factuur.db import database
from factuur.intake.actions.ending import check_ready, finish, lock
from factuur.intake.actions.making import change_client, insert_many
from factuur.intake.checking_clients import ListedClient, Standing
from factuur.intake.previewing import ListPreview, preview_clients
from factuur.intake.queries import rows_of
from factuur.intake.refusals import InDoubt, NothingNew
from factuur.models import Batch, BatchChange, Client, Contact


def take_clients(
    batch: Batch, *, user_id: int | None, key: str = "", leave_out: bool = False
) -> None:
    """Make the new clients of a list, and add to known ones what they lack.

    All or nothing, and once, as `take_hours`. What stands on a client is never written over.
    """
    with database.atomic():
        mine = lock(batch, clock.now(), key)
        if mine is None:
            return
        preview = preview_clients(mine)
        check_ready(preview, leave_out=leave_out)
        for client in preview.survey.of(Standing.DOUBTFUL):
            raise InDoubt(name=client.row.name)
        finish(mine, _store(preview), user_id=user_id, key=key)


def _store(preview: ListPreview) -> dict[str, Any]:
    survey = preview.survey
    new = survey.of(Standing.NEW)
    changed = len(preview.fillings)
    if not new and not changed:
        raise NothingNew(name=preview.batch.filename)
    for filling in preview.fillings:
        change_client(preview.batch, filling.client, filling.values)
    _make(preview.batch, new, preview.language)
    return {
        "rows": len(new),
        "clients": len(new),
        "changed": changed,
        "seen": survey.counts[Standing.KNOWN] + survey.counts[Standing.TWICE] - changed,
        "left": preview.error_rows,
        "skipped": preview.skipped_rows,
    }


def _make(batch: Batch, new: Sequence[ListedClient], language: str) -> None:
    now = clock.now()
    common = {
        "administration": batch.__data__["administration"],
        "batch": batch.id,
        "created_at": now,
    }
    rows = [
        {
            **common,
            **client.values,
            "name": client.row.name,
            "country": client.country,
            "language": client.row.language or language,
        }
        for client in new
    ]
    insert_many(Client, rows)
    _make_contacts(batch, [client for client in new if client.row.contact])


def _make_contacts(batch: Batch, new: Sequence[ListedClient]) -> None:
    """Make the person named beside each client, and note how it was made: undo compares."""
    made = Client.select(Client.name, Client.number, Client.id).where(Client.batch == batch.id)
    ids = {(name, number): client_id for name, number, client_id in rows_of(made)}
    people = [
        {
            "client": ids[client.row.name, client.row.number],
            "name": client.row.contact,
            "role": "buyer",
        }
        for client in new
    ]
    insert_many(Contact, people)
    contacts = Contact.select(Contact.id, Contact.name, Contact.role).where(
        Contact.client.in_(Client.select(Client.id).where(Client.batch == batch.id))
    )
    notes = [
        {"batch": batch.id, "kind": "contact", "row_id": contact_id, "before": {}, "after": after}
        for contact_id, name, role in rows_of(contacts)
        for after in [{"name": name, "role": role}]
    ]
    insert_many(BatchChange, notes)
