"""What was paid, what is open, and what stands as credit."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from peewee import JOIN, fn

from factuur.models import Allocation, Client, Invoice, Payment, Receivable, Trash
from factuur.payments.rules import Owed

PAGE = 50


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a payment that went to one invoice."""

    invoice_id: int
    number: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment as the list shows it."""

    id: int
    client_id: int
    client: str
    amount_cents: int
    received_on: dt.date
    method: str
    note: str
    shares: list[Share] = field(default_factory=list)

    @property
    def rest_cents(self) -> int:
        """Give what of it stands as credit; below zero was taken from credit."""
        return self.amount_cents - sum(share.amount_cents for share in self.shares)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which payments are asked for: words are looked for in the client's name and the numbers."""

    words: str = ""
    client_id: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of payments, the newest first, and from where the next goes on."""

    rows: list[PaymentRow]
    after: tuple[dt.date, int] | None


@dataclass(frozen=True, slots=True)
class Credit:
    """What a client has paid beyond its invoices, in cents."""

    client_id: int
    client: str
    cents: int


def owed_by(administration_id: int, client_id: int) -> list[Owed]:
    """Give what is open of a client, the longest due first; credit notes below zero."""
    query = _owed(administration_id).where(
        (Receivable.client == client_id) & (Receivable.open_cents != 0)
    )
    return list(query.order_by(Receivable.due_on, Invoice.id).objects(Owed))


def owed_of(administration_id: int, invoice_id: int) -> Owed | None:
    """Give what is open of one invoice, be it nothing; None for a draft or another's."""
    query = _owed(administration_id).where(Receivable.invoice == invoice_id).objects(Owed)
    return cast("Owed | None", query.first())


def owed_by_number(administration_id: int, number: str) -> Owed | None:
    """Give what is open of the invoice or credit note with this number."""
    query = _owed(administration_id).where(Invoice.number == number).objects(Owed)
    return cast("Owed | None", query.first())


def _owed(administration_id: int) -> Any:
    return (
        Receivable.select(
            Receivable.invoice.alias("invoice_id"),
            Receivable.client.alias("client_id"),
            Client.name.alias("client"),
            Invoice.number,
            Invoice.kind,
            Receivable.due_on,
            Receivable.total_cents,
            Receivable.open_cents,
        )
        .join(Invoice)
        .switch(Receivable)
        .join(Client)
        .where(Receivable.administration == administration_id)
    )


def credit_of(administration_id: int, client_id: int) -> int:
    """Give in cents what a client has paid beyond its invoices."""
    mine = (Payment.administration == administration_id) & (Payment.client == client_id)
    paid = Payment.select(fn.COALESCE(fn.SUM(Payment.amount_cents), 0)).where(mine).scalar()
    used = (
        Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount_cents), 0))
        .join(Payment)
        .where(mine)
        .scalar()
    )
    return int(paid) - int(used)


def credits_of_all(administration_id: int) -> list[Credit]:
    """Give the clients who have credit, by name."""
    used = (
        Allocation.select(Allocation.payment, fn.SUM(Allocation.amount_cents).alias("cents"))
        .group_by(Allocation.payment)
        .alias("used")
    )
    cents = fn.SUM(Payment.amount_cents - fn.COALESCE(used.c.cents, 0))
    query = (
        Payment.select(
            Client.id.alias("client_id"), Client.name.alias("client"), cents.alias("cents")
        )
        .join(Client)
        .join_from(Payment, used, JOIN.LEFT_OUTER, on=(used.c.payment_id == Payment.id))
        .where(Payment.administration == administration_id)
        .group_by(Client.id, Client.name)
        .having(cents != 0)
        .order_by(Client.name, Client.id)
    )
    rows: Any = query.tuples()
    return [Credit(client_id, name, int(cents)) for client_id, name, cents in rows]


def shares_of(payment_id: int) -> dict[int, int]:
    """Give the cents of a payment by invoice."""
    query = Allocation.select(Allocation.invoice, Allocation.amount_cents).where(
        Allocation.payment == payment_id
    )
    rows: Any = query.tuples()
    return dict(rows)


def payments(
    administration_id: int, wanted: Filter, after: tuple[dt.date, int] | None = None
) -> Page:
    """Give a page of payments, the newest first, in two queries however many there are."""
    query = (
        _rows()
        .where(_asked(administration_id, wanted))
        .order_by(Payment.received_on.desc(), Payment.id.desc())
        .limit(PAGE + 1)
    )
    if after:
        on, last_id = after
        query = query.where(
            (Payment.received_on < on) | ((Payment.received_on == on) & (Payment.id < last_id))
        )
    found = list(query.objects(PaymentRow))
    rows = found[:PAGE]
    _add_shares(rows)
    more = len(found) > PAGE
    return Page(rows, (rows[-1].received_on, rows[-1].id) if more else None)


def _rows() -> Any:
    return Payment.select(
        Payment.id,
        Payment.client.alias("client_id"),
        Client.name.alias("client"),
        Payment.amount_cents,
        Payment.received_on,
        Payment.method,
        Payment.note,
    ).join(Client)


def _asked(administration_id: int, wanted: Filter) -> Any:
    """Give the condition of a filter. Words find clients first: they are few beside payments."""
    asked = Payment.administration == administration_id
    if wanted.client_id:
        asked &= Payment.client == wanted.client_id
    if wanted.since:
        asked &= Payment.received_on >= wanted.since
    if wanted.until:
        asked &= Payment.received_on <= wanted.until
    if wanted.words:
        clients = Client.select(Client.id).where(
            (Client.administration == administration_id) & Client.name.contains(wanted.words)
        )
        numbered = (
            Allocation.select(Allocation.payment)
            .join(Invoice)
            .where(
                (Invoice.administration == administration_id)
                & Invoice.number.startswith(wanted.words)
            )
        )
        asked &= Payment.client.in_(clients) | Payment.id.in_(numbered)
    return asked


def _add_shares(rows: Sequence[PaymentRow]) -> None:
    """Fill in which invoices each payment went to."""
    by_id = {row.id: row for row in rows}
    query = (
        Allocation.select(
            Allocation.payment, Allocation.invoice, Invoice.number, Allocation.amount_cents
        )
        .join(Invoice)
        .where(Allocation.payment.in_(list(by_id)))
        .order_by(Allocation.id)
    )
    rows_of_shares: Any = query.tuples()
    for payment_id, *share in rows_of_shares:
        by_id[payment_id].shares.append(Share(*share))


def clients_in_bin(administration_id: int, trash_id: int) -> set[int]:
    """Give the clients of the payments kept under this number."""
    mine = (Trash.id == trash_id) & (Trash.administration == administration_id)
    kept = Trash.get_or_none(mine)
    tables = kept.rows if kept else []
    return {
        row["client"]
        for table in tables
        if table["table"] == "payment"
        for row in table["rows"]
        if row["client"]
    }
