"""What the checks before issuing need to know."""

import datetime as dt

from peewee import fn

from factuur.clients.queries import invoice_recipients
from factuur.invoices.checking import Facts, Findings, check
from factuur.invoices.queries.papers import key_of, snapshot
from factuur.invoices.rules import CREDIT_NOTE
from factuur.invoices.snapshot import Snapshot
from factuur.models import Invoice


def findings(draft: Invoice, *, today: dt.date) -> Findings:
    """Give what blocks a draft and what is worth a look."""
    return findings_on(draft, snapshot(draft), today=today)


def findings_on(draft: Invoice, paper: Snapshot, *, today: dt.date) -> Findings:
    """Give what blocks a draft that was read already."""
    facts = Facts(
        recipients=len(invoice_recipients(paper.client_id)), credit_left_cents=credit_left(draft)
    )
    return check(paper, facts, today=today)


def credited_cents(invoice_id: int) -> int:
    """Give what issued credit notes took back of an invoice."""
    total = fn.COALESCE(fn.SUM(Invoice.total_cents), 0)
    return int(
        Invoice.select(total)
        .where(
            (Invoice.credited == invoice_id)
            & (Invoice.kind == CREDIT_NOTE)
            & Invoice.number.is_null(False)
        )
        .scalar()
    )


def credit_left(draft: Invoice) -> int | None:
    """Give what a credit note may still take back of its invoice; None for an invoice."""
    if draft.__data__.get("credited") is None:
        return None
    original = Invoice.get_by_id(key_of(draft, "credited"))
    total: int = original.total_cents
    return total - credited_cents(original.id)
