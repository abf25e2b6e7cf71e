"""Writing one mail: see it, change it, send it; or note that it went by hand."""

import secrets

from flask import request, url_for
from flask_babel import gettext
from markupsafe import Markup

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.documents.layout import paper_html
from factuur.documents.queries import paper_of
from factuur.errors import Refused
from factuur.mailing import actions, queries
from factuur.mailing.forms import ByHandForm, LetterForm, proposed
from factuur.mailing.views.blueprint import bp
from factuur.models import Dispatch, Invoice
from factuur.web import Response, administration, found, go, show, user_id


@bp.get("/invoices/<int:invoice_id>")
@allow(WRITE)
def compose(invoice_id: int) -> Response:
    """Show the mail that would carry an invoice, to be changed before it goes."""
    invoice = _issued(invoice_id)
    proposal = queries.proposal(administration(), invoice)
    form = proposed(proposal, secrets.token_urlsafe(16))
    return _page(invoice, form, ByHandForm(sent_on=clock.today()), missing=not proposal.recipients)


@bp.post("/invoices/<int:invoice_id>")
@allow(WRITE)
def send(invoice_id: int) -> Response:
    """Put the mail into the outbox, or show what is wrong with what was typed."""
    invoice, form = _issued(invoice_id), LetterForm(request.form)
    by_hand_form = ByHandForm(sent_on=clock.today())
    if not form.validate():
        return _page(invoice, form, by_hand_form, status=422)
    try:
        key = form.key.data or ""
        actions.queue(administration(), invoice, form.letter(), user_id=user_id(), key=key)
    except Refused as refusal:
        form.recipients.errors = (gettext(refusal.message, **refusal.values),)
        return _page(invoice, form, by_hand_form, status=422)
    message = gettext("%(number)s is in the outbox.", number=invoice.number)
    return go(url_for(".index"), message)


@bp.post("/invoices/<int:invoice_id>/by-hand")
@allow(WRITE)
def by_hand(invoice_id: int) -> Response:
    """Note that an invoice was printed, handed over, or sent by another program."""
    invoice, form = _issued(invoice_id), ByHandForm(request.form)
    if not form.validate():
        letter = proposed(queries.proposal(administration(), invoice), secrets.token_urlsafe(16))
        return _page(invoice, letter, form, status=422)
    dispatch = actions.by_hand(
        administration(), invoice, today=form.sent_on.data, user_id=user_id(), note=form.note.data
    )
    message = gettext("%(number)s is noted as sent.", number=invoice.number)
    undo = url_for(".take_back", dispatch_id=dispatch.id)
    return go(url_for("invoices.detail", invoice_id=invoice.id), message, undo=undo)


@bp.post("/dispatches/<int:dispatch_id>/undo")
@allow(WRITE)
def take_back(dispatch_id: int) -> Response:
    """Undo a note that an invoice was sent by hand."""
    dispatch = found(Dispatch, dispatch_id)
    invoice_id = dispatch.__data__["invoice"]
    actions.take_back(administration().id, dispatch, user_id=user_id())
    return go(url_for("invoices.detail", invoice_id=invoice_id), gettext("Undone."))


def _issued(invoice_id: int) -> Invoice:
    invoice = found(Invoice, invoice_id)
    if invoice.number is None:
        raise actions.NotIssued
    return invoice


def _page(
    invoice: Invoice,
    form: LetterForm,
    by_hand_form: ByHandForm,
    *,
    missing: bool = False,
    status: int = 200,
) -> Response:
    return show(
        "mailing/compose.html",
        status=status,
        invoice=invoice,
        form=form,
        by_hand_form=by_hand_form,
        missing=missing,
        article=Markup(paper_html(paper_of(invoice))),  # noqa: S704 - our own template's
    )
