"""What there is to do today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from peewee import Case, fn

from factuur.insight.rules import Progress
from factuur.models import (
    Administration,
    Batch,
    Client,
    Dispatch,
    Entry,
    Invoice,
    LineEntry,
    Mail,
    Receivable,
)

SHOWN = 6  # of a list on the start page


@dataclass(frozen=True, slots=True)
class Figures:
    """The three amounts over the page, in cents."""

    open_cents: int
    late_cents: int
    late_count: int
    issued_cents: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things wait for a hand."""

    drafts: int
    draft_cents: int
    unsent: int
    failed: int
    uncertain: int


@dataclass(frozen=True, slots=True)
class Due:
    """An invoice that fell due just now."""

    invoice_id: int
    number: str
    client: str
    due_on: dt.date
    open_cents: int


@dataclass(frozen=True, slots=True)
class Unbilled:
    """Hours of a client that are on no invoice, in seconds."""

    client_id: int
    client: str
    seconds: int


@dataclass(frozen=True, slots=True)
class LastImport:
    """The last file that came in."""

    id: int
    filename: str
    started_at: dt.datetime
    accepted_at: dt.datetime | None
    undone_at: dt.datetime | None


def figures(administration_id: int, today: dt.date) -> Figures:
    """Give what is open, what of it is late, and what was invoiced this month without VAT."""
    late = (Receivable.due_on < today) & (Receivable.open_cents > 0)
    owed: Any = (
        Receivable.select(
            _sum(Receivable.open_cents),
            _sum(Case(None, [(late, Receivable.open_cents)], 0)),
            _sum(Case(None, [(late, 1)], 0)),
        )
        .where((Receivable.administration == administration_id) & (Receivable.open_cents != 0))
        .tuples()
    )
    way = Case(Invoice.kind, [("credit_note", Invoice.net_cents * -1)], Invoice.net_cents)
    month = (Invoice.issued_on >= today.replace(day=1)) & (Invoice.issued_on <= today)
    issued = Invoice.select(_sum(way)).where((Invoice.administration == administration_id) & month)
    open_cents, late_cents, late_count = owed.get()
    return Figures(int(open_cents), int(late_cents), int(late_count), int(issued.scalar()))


def waiting(administration_id: int) -> Waiting:
    """Give what waits to be issued, to be sent, or to be looked at."""
    drafts: Any = (
        Invoice.select(fn.COUNT(Invoice.id), _sum(Invoice.total_cents))
        .where((Invoice.administration == administration_id) & Invoice.number.is_null())
        .tuples()
    )
    unsent = Receivable.select(Receivable.id).where(
        (Receivable.administration == administration_id)
        & (Receivable.open_cents != 0)
        & Receivable.sent_on.is_null()
    )
    mails: Any = (
        Mail.select(Mail.state, fn.COUNT(Mail.id))
        .where((Mail.administration == administration_id) & Mail.state.in_(("failed", "uncertain")))
        .group_by(Mail.state)
        .tuples()
    )
    count, cents = drafts.get()
    by_state = dict(mails)
    return Waiting(
        count, int(cents), unsent.count(), by_state.get("failed", 0), by_state.get("uncertain", 0)
    )


def fell_due(administration_id: int, since: dt.date, today: dt.date) -> list[Due]:
    """Give what fell due from a day on, until yesterday, the largest first."""
    query = (
        Receivable.select(
            Receivable.invoice.alias("invoice_id"),
            Invoice.number,
            Client.name.alias("client"),
            Receivable.due_on,
            Receivable.open_cents,
        )
        .join(Invoice)
        .switch(Receivable)
        .join(Client)
        .where(
            (Receivable.administration == administration_id)
            & (Receivable.open_cents > 0)
            & (Receivable.due_on >= since)
            & (Receivable.due_on < today)
        )
        .order_by(Receivable.open_cents.desc(), Receivable.id)
        .limit(SHOWN + 1)
    )
    return list(cast("Iterable[Due]", query.objects(Due)))


def unbilled_by_client(administration_id: int) -> list[Unbilled]:
    """Give the billable hours on no invoice, by client, the most first."""
    billed = LineEntry.select(LineEntry.id).where(LineEntry.entry == Entry.id)
    seconds = fn.SUM(Entry.seconds)
    query: Any = (
        Entry.select(Client.id, Client.name, seconds)
        .join(Client)
        .where((Entry.administration == administration_id) & Entry.billable & ~fn.EXISTS(billed))
        .group_by(Client.id, Client.name)
        .order_by(seconds.desc(), Client.id)
        .limit(SHOWN + 1)
        .tuples()
    )
    return [Unbilled(client_id, client, int(worked)) for client_id, client, worked in query]


def last_import(administration_id: int) -> LastImport | None:
    """Give the file that came in last; None when there was none."""
    query = (
        Batch.select(Batch.id, Batch.filename, Batch.started_at, Batch.accepted_at, Batch.undone_at)
        .where((Batch.administration == administration_id) & Batch.cancelled_at.is_null())
        .order_by(Batch.started_at.desc(), Batch.id.desc())
        .limit(1)
        .objects(LastImport)
    )
    return cast("LastImport | None", query.first())


def progress_of(firm: Administration) -> Progress:
    """Give how far a new administration is on its way to the first invoice that left."""
    return Progress(
        has_upload=_any(Batch, firm),
        has_hours=_any(Entry, firm),
        has_invoice=_any(Invoice, firm),
        has_address=all((firm.street, firm.postcode, firm.city)),
        has_sent=_any(Dispatch, firm),
    )


def _any(model: Any, firm: Administration) -> bool:
    return bool(model.select(model.id).where(model.administration == firm.id).exists())


def _sum(what: Any) -> Any:
    return fn.COALESCE(fn.SUM(what), 0)
