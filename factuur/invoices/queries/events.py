"""What happened to an invoice, from the rows that say so; the newest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN

from factuur import clock
from factuur.clients.queries import dicts
from factuur.models import (
    Activity,
    Allocation,
    Dispatch,
    Hold,
    Invoice,
    Mail,
    Payment,
    Reminder,
    User,
)

VERBS = ("invoice.drafted", "invoice.issued")
TONES = {
    "invoice.issued": "good",
    "mail_sent": "good",
    "mail_kept": "warn",
    "mail_failed": "bad",
    "mail_uncertain": "warn",
    "paid": "good",
    "reminded": "warn",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: a template has the words for its code."""

    code: str
    on: dt.date
    noted_at: dt.datetime
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def tone(self) -> str:
        """Give how it looks in the timeline."""
        return TONES.get(self.code, "neutral")


def events_of(invoice: Invoice) -> list[Event]:
    """Give the timeline of one invoice, in six queries."""
    found = [
        *_activities(invoice.id),
        *_mails(invoice.id),
        *_by_hand(invoice.id),
        *_payments(invoice.id),
        *_reminders(invoice.id),
        *_holds(invoice.id),
    ]
    return sorted(found, key=lambda event: event.noted_at, reverse=True)


def _activities(invoice_id: int) -> Iterator[Event]:
    query = (
        Activity.select(Activity.verb, Activity.at, User.name.alias("who"))
        .join(User, JOIN.LEFT_OUTER)
        .where((Activity.subject == "invoice") & (Activity.subject_id == invoice_id))
        .where(Activity.verb.in_(VERBS))
    )
    for row in dicts(query):
        yield Event(row["verb"], _day(row["at"]), row["at"], {"who": row["who"] or ""})


def _mails(invoice_id: int) -> Iterator[Event]:
    names = (Mail.state, Mail.via, Mail.recipient, Mail.error, Mail.created_at, Mail.sent_at)
    for row in dicts(Mail.select(*names).where(Mail.invoice == invoice_id)):
        at = row["sent_at"] or row["created_at"]
        code = "kept" if row["via"] == "mailbox" else row["state"]  # it never left this machine
        yield Event(f"mail_{code}", _day(at), at, row)


def _by_hand(invoice_id: int) -> Iterator[Event]:
    query = Dispatch.select(Dispatch.sent_on, Dispatch.note, Dispatch.created_at)
    for row in dicts(query.where((Dispatch.invoice == invoice_id) & (Dispatch.channel == "hand"))):
        yield Event("by_hand", row["sent_on"], row["created_at"], row)


def _payments(invoice_id: int) -> Iterator[Event]:
    names = (Payment.received_on, Payment.method, Payment.note, Allocation.created_at)
    query = Allocation.select(Allocation.amount_cents, *names).join(Payment)
    for row in dicts(query.where(Allocation.invoice == invoice_id)):
        code = "settled" if row["method"] == "settlement" else "paid"
        yield Event(code, row["received_on"], row["created_at"], row)


def _reminders(invoice_id: int) -> Iterator[Event]:
    names = (Reminder.reminded_on, Reminder.channel, Reminder.note, Reminder.created_at)
    for row in dicts(Reminder.select(*names).where(Reminder.invoice == invoice_id)):
        yield Event("reminded", row["reminded_on"], row["created_at"], row)


def _holds(invoice_id: int) -> Iterator[Event]:
    names = (Hold.reason, Hold.until_on, Hold.created_at)
    for row in dicts(Hold.select(*names).where(Hold.invoice == invoice_id)):
        yield Event("held", _day(row["created_at"]), row["created_at"], row)


def _day(moment: dt.datetime) -> dt.date:
    return clock.at_home(moment).date()
