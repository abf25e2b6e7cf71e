"""The list of payments."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from factuur.models import Allocation, Client, Invoice, Payment

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
