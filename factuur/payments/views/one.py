"""The form that books money on one invoice: from the list, the invoice, or its card."""

import secrets

from flask import request, url_for

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Invoice, Payment
from factuur.payments import actions, queries, rules
from factuur.payments.answers import booked
from factuur.payments.forms import PaymentForm
from factuur.payments.views.blueprint import bp
from factuur.web import Response, administration, found, safe_next, show, user_id


@bp.route("/invoice/<int:invoice_id>", methods=["GET", "POST"])
@allow(WRITE)
def record(invoice_id: int) -> Response:
    """Show the form that books money on one invoice, filled in; or book it."""
    owed = _owed(invoice_id)
    if request.method == "GET":
        rules.still_open(owed)
        form = PaymentForm(
            amount_cents=abs(owed.open_cents),
            received_on=clock.today(),
            key=secrets.token_urlsafe(16),
        )
        return _form(owed, form)
    form = PaymentForm(request.form)
    if not form.validate():
        return _form(owed, form, status=422)
    try:
        payment = _book(owed, form)
    except Refused as refusal:
        blame(form, refusal)
        return _form(owed, form, status=422, refused=refusal.code)
    then = safe_next(
        request.form.get("then", ""), url_for("invoices.detail", invoice_id=invoice_id)
    )
    return booked(payment, then=then, invoices=[invoice_id])


def _owed(invoice_id: int) -> rules.Owed:
    """Give what is open of an issued invoice; a draft takes no money."""
    invoice = found(Invoice, invoice_id)
    owed = queries.owed_of(administration().id, invoice.id)
    if owed is None:
        raise rules.NotOpen
    return owed


def _book(owed: rules.Owed, form: PaymentForm) -> Payment:
    receipt = rules.receipt_for_one(
        owed,
        form.amount_cents.data,
        form.received_on.data,
        method=form.method.data,
        note=form.note.data,
        keep_rest=form.keep_rest.data,
    )
    return actions.record(
        administration().id,
        receipt,
        today=clock.today(),
        user_id=user_id(),
        key=form.key.data,
    )


def _form(owed: rules.Owed, form: PaymentForm, *, status: int = 200, refused: str = "") -> Response:
    return show(
        "payments/record.html",
        part="payments/_record.html",
        status=status,
        owed=owed,
        form=form,
        refused=refused,
        credit_cents=queries.credit_of(administration().id, owed.client_id),
        then=request.values.get("then", ""),
    )
