"""The people at a client, and who of them gets what."""

from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from peewee import chunked

from factuur.clients.queries.selecting import tuples
from factuur.clients.rules import Addressees, Recipient, addressees
from factuur.models import Client, Contact

CHUNK = 500


def contacts_of(client_id: int) -> list[Contact]:
    """Give the people at a client; who gets the invoices first."""
    return list(
        Contact.select().where(Contact.client == client_id).order_by(Contact.role, Contact.id)
    )


def contact_of(client_id: int, contact_id: int) -> Contact | None:
    """Give one person at a client, None when this client has nobody by that number."""
    mine = (Contact.client == client_id) & (Contact.id == contact_id)
    found: Contact | None = Contact.get_or_none(mine)
    return found


def invoice_recipients(client_id: int) -> list[Recipient]:
    """Give to whom the invoices of one client go; nobody when no address is known."""
    return list(addressees_of([client_id])[client_id].to)


def addressees_of(client_ids: Sequence[int]) -> dict[int, Addressees]:
    """Give for each of these clients who gets the invoices and who a copy, in a few queries."""
    people: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    own: dict[int, tuple[str, str]] = {}
    for ids in chunked(client_ids, CHUNK):
        owners = Client.select(Client.id, Client.name, Client.email).where(Client.id.in_(ids))
        own |= {client: (name, email) for client, name, email in tuples(owners)}
        fields = (Contact.client, Contact.name, Contact.email, Contact.role)
        contacts = Contact.select(*fields).where(Contact.client.in_(ids)).order_by(Contact.id)
        for client, *person in tuples(contacts):
            people[client].append(cast("tuple[str, str, str]", tuple(person)))
    return {client: addressees(*own[client], people[client]) for client in client_ids}
