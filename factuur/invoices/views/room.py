"""The room's blueprint, and how its views find a draft."""

from flask import Blueprint

from factuur.invoices.refusals import AlreadyIssued
from factuur.models import Invoice
from factuur.web import found

bp = Blueprint("invoices", __name__, url_prefix="/invoices")


def found_draft(invoice_id: int) -> Invoice:
    """Give a draft of this administration; another's is a 404, an issued one is refused."""
    invoice = found(Invoice, invoice_id)
    if invoice.number is not None:
        raise AlreadyIssued(number=invoice.number)
    return invoice
