"""A credit note pays its invoice, as far as that is open; what is left stays as credit."""

from factuur.db import on_sqlite
from factuur.invoices.queries.papers import key_of
from factuur.invoices.rules import settled_by_credit
from factuur.invoices.snapshot import Snapshot
from factuur.models import Allocation, Invoice, Payment, Receivable


def settle(credit_note: Invoice, paper: Snapshot, *, user_id: int | None) -> None:
    """Let a credit note that was just issued and its invoice cancel each other out.

    No money moves: it is a payment of 0 with two allocations, one against the other.
    """
    if paper.credited_id is None:
        return
    query = Receivable.select().where(Receivable.invoice == paper.credited_id)
    original: Receivable = (query if on_sqlite() else query.for_update()).get()
    cents = settled_by_credit(paper.total_cents, original.open_cents)
    if cents == 0:
        return
    payment_id = Payment.insert(
        administration=key_of(credit_note, "administration"),
        client=paper.client_id,
        amount_cents=0,
        received_on=paper.issued_on,
        method="settlement",
        note=paper.number,
        created_by=user_id,
    ).execute()
    rows = [
        {"payment": payment_id, "invoice": paper.credited_id, "amount_cents": cents},
        {"payment": payment_id, "invoice": credit_note.id, "amount_cents": -cents},
    ]
    Allocation.insert_many(rows).execute()
