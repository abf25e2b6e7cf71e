"""What can be done with a card, and noting a reminder that was given."""

import secrets

from flask import request, url_for
from flask_babel import gettext as _

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.board import actions, rules
from factuur.board.answers import back, moved
from factuur.board.blueprint import bp, scope_of
from factuur.board.faces import face_of
from factuur.board.forms import RemindForm
from factuur.board.queries import card_of
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Invoice
from factuur.web import Response, administration, done, found, show, user_id


@bp.get("/<int:invoice_id>")
@allow(READ)
def moves(invoice_id: int) -> Response:
    """Show all that can be done with a card: what dragging does, and more."""
    found(Invoice, invoice_id)
    scope = scope_of()
    column, card = rules.on_board(card_of(scope, invoice_id))
    late = rules.days_late(card.due_on, scope.today)
    is_credit = card.kind == "credit_note"
    offered = rules.moves(column, is_draft=not card.number, is_credit=is_credit, late=late)
    return show(
        "board/moves.html",
        part="board/_moves.html",
        face=face_of(column, card, scope.today),
        column_name=rules.NAMES[column],
        moves=offered,
        key=secrets.token_urlsafe(16),
    )


@bp.route("/<int:invoice_id>/remind", methods=["GET", "POST"])
@allow(WRITE)
def remind(invoice_id: int) -> Response:
    """Show the form that notes a reminder; or note it. Nothing is mailed."""
    found(Invoice, invoice_id)
    scope = scope_of()
    card = actions.late(scope, invoice_id)
    if request.method == "GET":
        form = RemindForm(reminded_on=clock.today(), then=request.args.get("then", ""))
        return _remind_form(card.number, form, invoice_id)
    form = RemindForm(request.form)
    if not form.validate():
        return _remind_form(card.number, form, invoice_id, status=422)
    try:
        reminder_id = _note(invoice_id, form)
    except Refused as refusal:
        blame(form, refusal)
        return _remind_form(card.number, form, invoice_id, status=422)
    return moved(invoice_id, undo=url_for(".forget_reminder", reminder_id=reminder_id))


def _note(invoice_id: int, form: RemindForm) -> int:
    return actions.remind(
        scope_of(),
        invoice_id,
        channel=form.channel.data,
        reminded_on=form.reminded_on.data,
        note=form.note.data,
        user_id=user_id(),
    )


def _remind_form(
    number: str | None, form: RemindForm, invoice_id: int, *, status: int = 200
) -> Response:
    return show(
        "board/remind.html",
        part="board/_remind.html",
        status=status,
        form=form,
        number=number,
        invoice_id=invoice_id,
    )


@bp.post("/reminders/<int:reminder_id>/undo")
@allow(WRITE)
def forget_reminder(reminder_id: int) -> Response:
    """Take back that somebody was reminded."""
    invoice_id = actions.forget_reminder(administration().id, reminder_id, user_id=user_id())
    return done(
        _("The reminder is taken back."),
        then=back(),
        event="invoice-changed",
        detail={"invoices": [invoice_id]},
    )
