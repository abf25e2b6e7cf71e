"""An issued invoice: the paper, what happened to it, and what can be done."""

from flask import redirect, url_for

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ
from factuur.invoices import queries
from factuur.invoices.views.room import bp
from factuur.models import Invoice
from factuur.web import Response, found, may_write, show


@bp.get("/<int:invoice_id>")
@allow(READ)
def detail(invoice_id: int) -> Response:
    """Show an issued invoice; a draft has its editor."""
    invoice = found(Invoice, invoice_id)
    if invoice.number is None and may_write():
        return redirect(url_for(".edit", invoice_id=invoice.id))
    paper = queries.snapshot(invoice)
    return show(
        "invoices/detail.html",
        part="invoices/_facts_again.html",
        invoice=invoice,
        paper=paper,
        standing=queries.status_on(paper, today=clock.today()),
        events=queries.events_of(invoice),
        credits=queries.credit_notes_of(invoice.id),
    )
