"""What changes a client: one transaction each."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from factuur import trash
from factuur.clients import queries
from factuur.clients.rules import InUse
from factuur.db import database
from factuur.models import Activity, Administration, Client, Contact
from factuur.versions import change

Values = Mapping[str, Any]


def add(administration: Administration, values: Values, *, user_id: int | None) -> Client:
    """Make a client of what was filled in."""
    with database.atomic():
        client = Client.create(administration=administration, **values)
        _note(client, "client.added", user_id)
    return client


def save(client: Client, version: int, values: Values, *, user_id: int | None) -> None:
    """Keep what was filled in; raises Stale when somebody else saved since `version`."""
    with database.atomic():
        change(client, version, values)
        _note(client, "client.changed", user_id)


def archive(client: Client, at: dt.datetime, *, user_id: int | None) -> None:
    """Take a client out of the lists; its hours and invoices stay."""
    _set_archived(client, "client.archived", user_id, archived_at=at)


def unarchive(client: Client, *, user_id: int | None) -> None:
    """Bring an archived client back into the lists."""
    _set_archived(client, "client.unarchived", user_id, archived_at=None)


def _set_archived(client: Client, verb: str, user_id: int | None, **values: Any) -> None:
    with database.atomic():
        Client.update(version=Client.version + 1, **values).where(Client.id == client.id).execute()
        _note(client, verb, user_id)


def delete(client: Client, *, user_id: int | None) -> int:
    """Bin a client with its contacts and give the number for undo; refuses one that is in use."""
    with database.atomic():
        if queries.is_used(client.id):
            raise InUse(name=client.name)
        return trash.bin_rows(client.administration.id, "client", [client], user_id=user_id)


def add_contact(client: Client, values: Values) -> Contact:
    """Add a person at a client."""
    with database.atomic():
        return Contact.create(client=client, **values)


def save_contact(contact: Contact, values: Values) -> None:
    """Keep what was filled in about a person."""
    with database.atomic():
        Contact.update(**values).where(Contact.id == contact.id).execute()


def delete_contact(client: Client, contact: Contact, *, user_id: int | None) -> int:
    """Bin a person at a client and give the number for undo."""
    with database.atomic():
        return trash.bin_rows(client.administration.id, "contact", [contact], user_id=user_id)


def _note(client: Client, verb: str, user_id: int | None) -> None:
    Activity.create(
        administration=client.__data__["administration"],
        user=user_id,
        verb=verb,
        subject="client",
        subject_id=client.id,
        words={"name": client.name},
    )
