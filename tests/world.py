"""A firm with a row of everything, and what every address of the app needs to be filled in.

A new variable in an address is added to `World.values`; a new table to `make_world`.
The walks of test_doors.py fail by name until that is done.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from factuur import clock, trash
from factuur.access import people
from factuur.access.rules import Role
from factuur.models import (
    ALL,
    Activity,
    Administration,
    Allocation,
    Attempt,
    Batch,
    Client,
    Contact,
    Dispatch,
    Document,
    Hold,
    Invoice,
    Line,
    Mail,
    MailText,
    Membership,
    Payment,
    ProjectRate,
    Reminder,
    Session,
    User,
)
from tests.conftest import signed_in
from tests.factories import (
    TODAY,
    make_administration,
    make_client,
    make_entry,
    make_issued,
    make_project,
    make_user,
)

SHEET = b"Datum;Klant;Uren;Omschrijving\n02-11-2026;%s;2,5;Advies\n"
EVERYDAY = (Session, Attempt)  # that somebody came by, and nothing of the business


@dataclass(frozen=True, slots=True)
class World:
    """A firm, its people signed in, and the values of the variables in its addresses."""

    firm: Administration
    people: dict[str, FlaskClient]
    values: dict[str, Any]

    def address(self, app: Flask, rule: Rule, **other: Any) -> str:
        """Give the address of a rule for a row of this firm; fails by name on a new variable."""
        known = self.values | other
        filled = {}
        for name in rule.arguments - set(rule.defaults or {}):
            special = f"{rule.endpoint}.{name}"
            assert special in known or name in known, f"add {name} of {rule} to tests/world.py"
            filled[name] = known.get(special, known.get(name))
        adapter = app.url_map.bind("localhost")
        return adapter.build(rule.endpoint, {**filled, **(rule.defaults or {})})


def make_world(app: Flask, word: str) -> World:
    """Make a firm with a row of everything; `word` stands in every text of it."""
    firm = make_administration(name=f"Firma {word}", contact=word, terms_text=word)
    browsers, owner = {}, None
    for role in Role:
        user = make_user(firm, role, name=f"{role} {word}")
        owner = owner or user
        browsers[role.value] = signed_in(app, user)
    assert owner is not None
    client = make_client(firm, name=f"Klant {word}", note=word)
    values = _work(client, word) | _money(client, word) | _access(firm, owner, word)
    values |= {"batch_id": _upload(browsers[Role.OWNER], word), **CHOICES}
    MailText.create(administration=firm, kind="invoice", language="nl", subject=word, body=word)
    Activity.create(administration=firm, user=owner, verb="client.added", words={"name": word})
    return World(firm, browsers, values)


CHOICES = {
    "company.change.section": "terms",
    "kind": "invoice",
    "language": "nl",
    "name": "clockify.csv",
    "way": "down",
    "stamp": "0",
    "board.column.key": "open",
    "topic": "board",
    "key": "nobody",
}


def _work(client: Client, word: str) -> dict[str, Any]:
    contact = Contact.create(client=client, name=word, email="ap@klant.example")
    project = make_project(client, name=f"Project {word}")
    rate = ProjectRate.create(project=project, person=word, rate_e4=1_000_000)
    entry = make_entry(client, project=project, description=f"Werk {word}", person=word)
    binned = make_entry(client, description=word)
    administration = client.administration
    trash_id = trash.bin_rows(administration.id, "entries", [binned], user_id=None)
    draft = Invoice.create(administration=administration, client=client, note=word, intro=word)
    line = Line.create(invoice=draft, position=1, description=word, price_e4=950_000)
    return {
        "client_id": client.id,
        "contact_id": contact.id,
        "project_id": project.id,
        "rate_id": rate.id,
        "entry_id": entry.id,
        "trash_id": trash_id,
        "invoice_id": draft.id,
        "line_id": line.id,
    }


def _money(client: Client, word: str) -> dict[str, Any]:
    firm, yesterday = client.administration, TODAY - dt.timedelta(days=1)
    invoice = make_issued(client, due_on=yesterday)
    here = {"administration": firm, "invoice": invoice}
    payment = Payment.create(
        administration=firm, client=client, amount_cents=100, received_on=yesterday, note=word
    )
    Allocation.create(payment=payment, invoice=invoice, amount_cents=100)
    mail = Mail.create(
        **here, client=client, kind="invoice", recipient="ap@klant.example", subject=word,
        body=word, state="failed", error=f"refused {word}", next_at=None,
    )  # fmt: skip
    Document.create(**here, kind="ubl", name=word, sha256="0" * 64, size=1)
    dispatch = Dispatch.get(Dispatch.invoice == invoice)
    reminder = Reminder.create(**here, reminded_on=yesterday, note=word)
    hold = Hold.create(**here, reason=word)
    return {
        "issued_id": invoice.id,
        "payment_id": payment.id,
        "mail_id": mail.id,
        "dispatch_id": dispatch.id,
        "reminder_id": reminder.id,
        "hold_id": hold.id,
    }


def _access(firm: Administration, owner: User, word: str) -> dict[str, Any]:
    email = f"gast-{word.lower()}@example.nl"
    token = people.invite(firm, email, Role.MEMBER, by=owner.id, now=clock.now())
    return {
        "token": token,
        "membership_id": Membership.get(Membership.user == owner).id,
        "session_id": Session.get(Session.user == owner).id,
    }


def _upload(browser: FlaskClient, word: str) -> int:
    file = (BytesIO(SHEET % word.encode()), f"{word}.csv")
    response = browser.post("/intake/", data={"kind": "hours", "file": file})
    assert response.status_code in (200, 303), response.text
    newest = Batch.select().order_by(Batch.id.desc()).get()
    return int(newest.id)


def business_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of the business, to compare with later."""
    return {
        model.__name__: sorted(cast("Iterable[tuple[Any, ...]]", model.select().tuples()), key=repr)
        for model in ALL
        if model not in EVERYDAY
    }
