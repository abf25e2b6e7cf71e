"""What the merge fields of a firm's texts stand for on one invoice."""

from factuur.company.rules import printed_iban
from factuur.company.texts import Facts
from factuur.documents.layout import long_day
from factuur.invoices.snapshot import Snapshot
from factuur.money import euros

LATER = "…"  # what a draft gets only when it is issued


def facts_of(shown: Snapshot, *, open_cents: int) -> Facts:
    """Give the fields as they are written in the language that is being written in."""
    return Facts(
        client_name=shown.buyer.name,
        contact=shown.buyer.contact,
        invoice_number=shown.number or LATER,
        amount=euros(shown.total_cents),
        open_amount=euros(open_cents),
        invoice_date=long_day(shown.issued_on) if shown.issued_on else LATER,
        due_date=long_day(shown.due_on) if shown.due_on else LATER,
        iban=printed_iban(shown.seller.iban),
        reference=shown.payment_reference or shown.number or LATER,
        sender=shown.seller.name,
    )
