"""Letting an invoice wait, and no longer."""

from flask import request, url_for
from flask_babel import gettext as _

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.board import actions
from factuur.board.answers import back, moved
from factuur.board.blueprint import bp, scope_of
from factuur.board.forms import HoldForm
from factuur.board.queries import Card
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Invoice
from factuur.web import Response, administration, done, found, show, user_id


@bp.route("/<int:invoice_id>/hold", methods=["GET", "POST"])
@allow(WRITE)
def hold(invoice_id: int) -> Response:
    """Show the form that lets an invoice wait; or do it."""
    found(Invoice, invoice_id)
    _column, card = actions.chased(scope_of(), invoice_id)
    if request.method == "GET":
        then = request.args.get("then", "")
        form = HoldForm(reason=card.held_for, until_on=card.held_until, then=then)
        return _hold_form(card, form)
    form = HoldForm(request.form)
    if not form.validate():
        return _hold_form(card, form, status=422)
    try:
        hold_id = _hold(invoice_id, form)
    except Refused as refusal:
        blame(form, refusal)
        return _hold_form(card, form, status=422)
    return moved(invoice_id, undo=url_for(".forget_hold", hold_id=hold_id))


def _hold(invoice_id: int, form: HoldForm) -> int:
    return actions.hold(
        scope_of(),
        invoice_id,
        reason=form.reason.data,
        until_on=form.until_on.data,
        now=clock.now(),
        user_id=user_id(),
    )


def _hold_form(card: Card, form: HoldForm, *, status: int = 200) -> Response:
    return show("board/hold.html", part="board/_hold.html", status=status, form=form, card=card)


@bp.post("/<int:invoice_id>/release")
@allow(WRITE)
def release(invoice_id: int) -> Response:
    """Let an invoice wait no longer."""
    found(Invoice, invoice_id)
    hold_id = actions.release(scope_of(), invoice_id, now=clock.now(), user_id=user_id())
    return moved(invoice_id, undo=url_for(".hold_again", hold_id=hold_id))


@bp.post("/holds/<int:hold_id>/undo")
@allow(WRITE)
def forget_hold(hold_id: int) -> Response:
    """Take a hold back."""
    invoice_id = actions.forget_hold(administration().id, hold_id, user_id=user_id())
    return _undone(_("The invoice is not on hold."), invoice_id)


@bp.post("/holds/<int:hold_id>/again")
@allow(WRITE)
def hold_again(hold_id: int) -> Response:
    """Let an invoice wait on, after all."""
    invoice_id = actions.hold_again(
        administration().id, hold_id, now=clock.now(), user_id=user_id()
    )
    return _undone(_("The invoice is on hold again."), invoice_id)


def _undone(message: str, invoice_id: int) -> Response:
    changed = {"invoices": [invoice_id]}
    return done(message, then=back(), event="invoice-changed", detail=changed)
