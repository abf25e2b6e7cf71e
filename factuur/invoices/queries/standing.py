"""The facts from which the status of invoices follows, for many at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from peewee import fn

from factuur.clients.queries import tuples
from factuur.invoices.rules import CREDIT_NOTE
from factuur.invoices.snapshot import Snapshot
from factuur.invoices.status import Standing, Status, status_of
from factuur.models import Invoice, Mail, Receivable

TROUBLE = ("failed", "uncertain")


@dataclass(frozen=True, slots=True)
class Marks:
    """Of which invoices the last mail went wrong, and what was credited of them in cents."""

    mail_failed: frozenset[int]
    credited: dict[int, int]


def marks_of(invoice_ids: Sequence[int]) -> Marks:
    """Give the facts of these invoices in two queries."""
    mails = Mail.select(Mail.invoice, Mail.state).where(Mail.invoice.in_(invoice_ids))
    states = dict(tuples(mails.order_by(Mail.id)))
    notes = (
        Invoice.select(Invoice.credited, fn.SUM(Invoice.total_cents))
        .where(Invoice.credited.in_(invoice_ids) & Invoice.number.is_null(False))
        .where(Invoice.kind == CREDIT_NOTE)
        .group_by(Invoice.credited)
    )
    return Marks(
        mail_failed=frozenset(invoice for invoice, state in states.items() if state in TROUBLE),
        credited={invoice: int(cents) for invoice, cents in tuples(notes)},
    )


def status_on(paper: Snapshot, *, today: dt.date) -> Status:
    """Say where one invoice stands."""
    marks = marks_of([paper.id])
    receivable: Receivable | None = Receivable.get_or_none(Receivable.invoice == paper.id)
    standing = Standing(
        kind=paper.kind,
        is_draft=paper.is_draft,
        total_cents=paper.total_cents,
        open_cents=paper.open_cents,
        due_on=paper.due_on,
        dispatched=receivable is not None and receivable.sent_on is not None,
        mail_failed=paper.id in marks.mail_failed,
        credited_cents=marks.credited.get(paper.id, 0),
    )
    return status_of(standing, today)
