"""After issue: a credit note, and a fresh draft of the same lines."""

from flask import url_for
from flask_babel import gettext as _

from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.invoices import actions
from factuur.invoices.views.room import bp
from factuur.models import Invoice
from factuur.web import Response, administration, found, go, user_id


@bp.post("/<int:invoice_id>/credit")
@allow(WRITE)
def credit(invoice_id: int) -> Response:
    """Make a draft credit note of an issued invoice."""
    invoice = found(Invoice, invoice_id)
    draft = actions.credit(administration(), invoice.id, user_id=user_id())
    message = _("Credit note for %(number)s. Delete the lines that stay.", number=invoice.number)
    return go(url_for(".edit", invoice_id=draft.id), message)


@bp.post("/<int:invoice_id>/duplicate")
@allow(WRITE)
def duplicate(invoice_id: int) -> Response:
    """Make a draft with the same lines."""
    invoice = found(Invoice, invoice_id)
    draft = actions.duplicate(administration(), invoice.id, user_id=user_id())
    return go(url_for(".edit", invoice_id=draft.id), _("A draft with the same lines."))
