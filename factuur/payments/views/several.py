"""Money for several invoices of one client, and credit that is used or goes back."""

import secrets
from typing import Any

from flask import request, url_for

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Client, Payment
from factuur.payments import actions, queries, rules
from factuur.payments.answers import booked
from factuur.payments.forms import RefundForm, SeveralForm, several_form, share_name
from factuur.payments.rules import Owed, Receipt
from factuur.payments.views.blueprint import bp
from factuur.web import Response, administration, found, show, user_id


@bp.get("/new")
@allow(WRITE)
def choose() -> Response:
    """Show the clients who owe something, to choose whose money came in."""
    words = request.args.get("words", "").strip()
    rows = queries.clients_who_owe(administration().id, words)
    return show("payments/choose.html", part="payments/_debtors.html", rows=rows, words=words)


@bp.route("/client/<int:client_id>", methods=["GET", "POST"])
@allow(WRITE)
def several(client_id: int) -> Response:
    """Show what a client has open, each with a box for what goes to it; or book it."""
    client = found(Client, client_id)
    owed = queries.owed_by(administration().id, client_id)
    if request.method == "GET":
        form = several_form(owed)(received_on=clock.today(), key=secrets.token_urlsafe(16))
        return _form(client, owed, form)
    form = several_form(owed)(request.form)
    if not form.validate():
        return _form(client, owed, form, status=422)
    try:
        payment = _book(client_id, owed, form)
    except Refused as refusal:
        blame(form, refusal)
        return _form(client, owed, form, status=422, refused=refusal.code)
    return booked(payment, then=url_for(".index"), invoices=[each.invoice_id for each in owed])


@bp.post("/client/<int:client_id>/divide")
@allow(WRITE)
def divide(client_id: int) -> Response:
    """Fill the boxes in from the amount and the ticks; writes nothing."""
    client = found(Client, client_id)
    owed = queries.owed_by(administration().id, client_id)
    form = several_form(owed)(request.form)
    credit_cents = queries.credit_of(administration().id, client_id) if form.use_credit.data else 0
    amount, shares = rules.proposal(
        form.amount_cents.data, _ticked(), owed, credit_cents=credit_cents
    )
    filled: dict[str, Any] = {share_name(each): cents for each, cents in shares.items()}
    kept = {name: form[name].data for name in ("received_on", "method", "note", "key")}
    form = several_form(owed)(
        amount_cents=amount, use_credit=form.use_credit.data, **kept, **filled
    )
    return _form(client, owed, form)


@bp.route("/client/<int:client_id>/refund", methods=["GET", "POST"])
@allow(WRITE)
def refund(client_id: int) -> Response:
    """Show the form that books credit as paid back; or book it."""
    client = found(Client, client_id)
    credit_cents = queries.credit_of(administration().id, client_id)
    if request.method == "GET":
        form = RefundForm(
            amount_cents=credit_cents, received_on=clock.today(), key=secrets.token_urlsafe(16)
        )
        return _refund_form(client, form)
    form = RefundForm(request.form)
    if not form.validate():
        return _refund_form(client, form, status=422)
    try:
        payment = _pay_back(client_id, form)
    except Refused as refusal:
        blame(form, refusal)
        return _refund_form(client, form, status=422)
    return booked(payment, then=url_for(".credit"), invoices=[])


def _ticked() -> set[int]:
    return {int(each) for each in request.form.getlist("chosen") if each.isdecimal()}


def _book(client_id: int, owed: list[Owed], form: SeveralForm) -> Payment:
    """Book what the boxes say; where none was filled in, what the amount and ticks propose."""
    typed = {each.invoice_id: form[share_name(each.invoice_id)].data for each in owed}
    shares = {each: cents for each, cents in typed.items() if cents}
    amount = form.amount_cents.data
    if not shares:
        amount, shares = rules.proposal(amount, _ticked(), owed)
    receipt = Receipt(
        client_id=client_id,
        amount_cents=amount or 0,
        received_on=form.received_on.data,
        shares=shares,
        method=form.method.data,
        note=form.note.data,
        keep_rest=form.keep_rest.data,
    )
    return _record(receipt, form.key.data)


def _pay_back(client_id: int, form: RefundForm) -> Payment:
    cents = rules.above_nothing(form.amount_cents.data)
    receipt = Receipt(
        client_id=client_id,
        amount_cents=-cents,
        received_on=form.received_on.data,
        method=form.method.data,
        note=form.note.data,
    )
    return _record(receipt, form.key.data)


def _record(receipt: Receipt, key: str) -> Payment:
    return actions.record(
        administration().id, receipt, today=clock.today(), user_id=user_id(), key=key
    )


def _form(
    client: Client, owed: list[Owed], form: SeveralForm, *, status: int = 200, refused: str = ""
) -> Response:
    """Show the form with its boxes beside their invoices, and what they come to."""
    boxes = [form[share_name(each.invoice_id)] for each in owed]
    shared = sum(box.data or 0 for box in boxes)
    return show(
        "payments/several.html",
        part="payments/_several.html",
        status=status,
        client=client,
        rows=list(zip(owed, boxes, strict=True)),
        form=form,
        ticked=_ticked(),
        refused=refused,
        shared_cents=shared,
        rest_cents=(form.amount_cents.data or 0) - shared,
        credit_cents=queries.credit_of(administration().id, client.id),
    )


def _refund_form(client: Client, form: RefundForm, *, status: int = 200) -> Response:
    return show(
        "payments/refund.html",
        part="payments/_refund.html",
        status=status,
        client=client,
        form=form,
    )
