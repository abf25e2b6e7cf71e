"""What is open of whom, and what stands as credit."""

from dataclasses import dataclass
from typing import Any, cast

from peewee import JOIN, fn

from factuur.models import Allocation, Client, Invoice, Payment, Receivable, Trash
from factuur.payments.rules import Owed


@dataclass(frozen=True, slots=True)
class Credit:
    """What a client has paid beyond its invoices, in cents."""

    client_id: int
    client: str
    cents: int


@dataclass(frozen=True, slots=True)
class Debtor:
    """A client with open invoices: how many, and their sum in cents."""

    client_id: int
    client: str
    count: int
    open_cents: int


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


def clients_who_owe(administration_id: int, words: str) -> list[Debtor]:
    """Give the twenty clients whose names hold these words and who owe most."""
    opened = fn.SUM(Receivable.open_cents)
    query = (
        Receivable.select(Client.id, Client.name, fn.COUNT(Receivable.id), opened)
        .join(Client)
        .where((Receivable.administration == administration_id) & (Receivable.open_cents != 0))
        .group_by(Client.id, Client.name)
        .order_by(opened.desc(), Client.id)
        .limit(20)
    )
    if words:
        named = Client.select(Client.id).where(
            (Client.administration == administration_id) & Client.name.contains(words)
        )
        query = query.where(Receivable.client.in_(named))
    rows: Any = query.tuples()
    return [Debtor(client_id, name, count, int(cents)) for client_id, name, count, cents in rows]


def shares_of(payment_id: int) -> dict[int, int]:
    """Give the cents of a payment by invoice."""
    query = Allocation.select(Allocation.invoice, Allocation.amount_cents).where(
        Allocation.payment == payment_id
    )
    rows: Any = query.tuples()
    return dict(rows)


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
