"""Issuing: what will happen is shown first; then the number is given."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.clients.queries import invoice_recipients
from factuur.company.queries import next_number_preview
from factuur.errors import Refused
from factuur.fields import blame
from factuur.invoices import actions
from factuur.invoices.forms import IssueForm
from factuur.invoices.queries import invoices_with
from factuur.invoices.refusals import AlreadyIssued
from factuur.invoices.rules import due_on
from factuur.invoices.views.parts import sums_values
from factuur.invoices.views.room import bp, found_draft
from factuur.models import Invoice
from factuur.money import day
from factuur.web import Response, administration, found, go, show, user_id


@bp.get("/<int:invoice_id>/issue")
@allow(WRITE)
def confirm(invoice_id: int) -> Response:
    """Show number, date, amount and recipient before a draft becomes an invoice."""
    draft = found_draft(invoice_id)
    asked = {"issued_on": request.args.get("issued_on") or day(clock.today())}
    form = IssueForm(MultiDict(asked | {"shown_cents": str(draft.total_cents)}))
    status = 200 if form.validate() else 422
    return _confirmation(draft, form, status=status)


@bp.post("/<int:invoice_id>/issue")
@allow(WRITE)
def issue(invoice_id: int) -> Response:
    """Issue a draft; the same button twice gives the same invoice."""
    invoice = found(Invoice, invoice_id)
    form = IssueForm(request.form)
    if not form.validate():
        return _confirmation(found_draft(invoice.id), form, status=422)
    try:
        invoice = actions.issue(
            administration(),
            invoice.id,
            today=clock.today(),
            issued_on=form.issued_on.data,
            shown_cents=form.shown_cents.data,
            user_id=user_id(),
        )
    except AlreadyIssued:
        return go(url_for(".detail", invoice_id=invoice.id))
    except Refused as error:
        blame(form, error)
        return _confirmation(found_draft(invoice.id), form, status=error.status)
    message = _("%(number)s is issued. It can be sent now.", number=invoice.number)
    return go(url_for(".detail", invoice_id=invoice.id), message)


@bp.post("/issue")
@allow(WRITE)
def issue_many() -> Response:
    """Issue the ticked drafts, and report on each."""
    ids = request.form.getlist("invoice_id", type=int)
    issued, refused = actions.issue_many(
        administration(), ids, today=clock.today(), user_id=user_id()
    )
    names = invoices_with(administration().id, [each.invoice_id for each in refused])
    reasons = {each.invoice_id: each.error for each in refused}
    return show(
        "invoices/issued.html",
        issued=invoices_with(administration().id, [invoice.id for invoice in issued]),
        refused=[(row, reasons[row.id]) for row in names],
    )


def _confirmation(draft: Invoice, form: IssueForm, *, status: int = 200) -> Response:
    values = sums_values(draft)
    on = form.issued_on.data or clock.today()
    return show(
        "invoices/issue.html",
        part="invoices/_issue.html",
        status=status,
        form=form,
        number=next_number_preview(administration(), draft.kind, on),
        due_on=due_on(on, draft.terms_days),
        recipients=invoice_recipients(values["paper"].client_id),
        **values,
    )
