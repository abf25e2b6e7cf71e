"""A small, remembered world for tests: the firm, its people, its clients."""

import datetime as dt
from itertools import count
from typing import Any

from factuur.access import actions as access
from factuur.access.rules import Role
from factuur.invoices.queries.papers import seller_copy, snapshot
from factuur.models import (
    Administration,
    Client,
    Dispatch,
    Entry,
    Invoice,
    Line,
    Membership,
    Project,
    Receivable,
    User,
)

_next = count(1)
PASSWORD = "een lang wachtwoord"
_HASH = access.hash_password(PASSWORD)
NL_IBAN = "NL91ABNA0417164300"
TODAY = dt.date(2026, 11, 20)


def make_administration(**values: Any) -> Administration:
    """Make a Dutch firm with everything an invoice needs."""
    number = next(_next)
    given = {
        "slug": f"studio-{number}",
        "name": "Studio Noord",
        "country": "NL",
        "street": "Keizersgracht 1",
        "postcode": "1015 CN",
        "city": "Amsterdam",
        "registration": "12345678",
        "vat_id": "NL002455799B11",
        "iban": NL_IBAN,
        "email": "post@studionoord.example",
    }
    return Administration.create(**given | values)


def make_user(administration: Administration | None, role: Role, **values: Any) -> User:
    """Make a user with a role in an administration; the password is PASSWORD."""
    number = next(_next)
    given = {"email": f"user{number}@example.nl", "name": "Anja de Vries", "password_hash": _HASH}
    user = User.create(**given | values)
    if administration is not None:
        Membership.create(user=user, administration=administration, role=role)
    return user


def make_client(administration: Administration, **values: Any) -> Client:
    """Make a business client with an address, an e-mail address and a rate of 95 euros an hour."""
    given = {
        "name": "Smit Bouw",
        "street": "Dorpsstraat 5",
        "postcode": "3511 AB",
        "city": "Utrecht",
        "email": "admin@smitbouw.example",
        "rate_e4": 950_000,
    }
    return Client.create(administration=administration, **given | values)


def make_project(client: Client, **values: Any) -> Project:
    """Make a project of a client."""
    given = {"name": "Verbouwing"}
    return Project.create(administration=client.administration, client=client, **given | values)


def make_entry(client: Client, **values: Any) -> Entry:
    """Make two hours of work at a client, yesterday."""
    given = {
        "worked_on": TODAY - dt.timedelta(days=1),
        "seconds": 7200,
        "description": "Tekenwerk",
        "person": "Anja",
    }
    return Entry.create(administration=client.administration, client=client, **given | values)


def make_issued(
    client: Client,
    *,
    total_cents: int = 121_00,
    due_on: dt.date = TODAY + dt.timedelta(days=14),
    sent: bool = True,
    kind: str = "invoice",
) -> Invoice:
    """Make an issued invoice of one line, and what is open of it; a credit note owes us less."""
    number = next(_next)
    prefix = "C" if kind == "credit_note" else ""
    invoice = Invoice.create(administration=client.administration, client=client, kind=kind)
    Line.create(
        invoice=invoice,
        position=1,
        description="Advies",
        unit="piece",
        price_e4=total_cents * 100,
        vat_bp=0,
        net_cents=total_cents,
    )
    invoice.number = f"{prefix}2026-{number:04d}"
    invoice.year, invoice.sequence = 2026, number
    invoice.issued_on = min(due_on - dt.timedelta(days=14), TODAY)
    invoice.due_on = due_on
    invoice.net_cents = invoice.total_cents = total_cents
    shown = snapshot(Invoice.get_by_id(invoice.id))
    invoice.seller, invoice.buyer = seller_copy(shown), shown.buyer.to_json()
    invoice.save()
    owed = -total_cents if kind == "credit_note" else total_cents
    Receivable.create(
        invoice=invoice,
        administration=client.administration,
        client=client,
        due_on=due_on,
        total_cents=owed,
        open_cents=owed,
    )
    if sent:
        Dispatch.create(
            administration=client.administration,
            invoice=invoice,
            channel="mail",
            sent_on=invoice.issued_on,
        )
    return invoice
