"""The list of payments, the clients with credit, and taking a payment back."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from factuur import money
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.models import Payment
from factuur.payments import actions, queries
from factuur.payments.answers import answer, cursor, read_cursor
from factuur.payments.forms import PeriodForm
from factuur.payments.views.blueprint import bp
from factuur.web import Response, administration, found, safe_next, show, user_id


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the payments that match the filters; for htmx, one page of rows."""
    form = PeriodForm(request.args)
    form.validate()
    client_id = request.args.get("client", type=int)
    wanted = queries.Filter(form.words.data, client_id, form.since.data, form.until.data)
    some = queries.payments(administration().id, wanted, read_cursor(request.args.get("after", "")))
    filters: dict[str, Any] = {**request.args.to_dict(), "after": cursor(some.after)}
    return show(
        "payments/index.html",
        part="payments/_page.html",
        form=form,
        some=some,
        more=url_for(".index", **filters) if some.after else "",
        filtered=wanted != queries.Filter(),
    )


@bp.get("/credit")
@allow(READ)
def credit() -> Response:
    """Show which clients have paid more than was asked."""
    return show("payments/credit.html", rows=queries.credits_of_all(administration().id))


@bp.post("/<int:payment_id>/undo")
@allow(WRITE)
def undo(payment_id: int) -> Response:
    """Take a payment back, with a way to bring it in again."""
    payment = found(Payment, payment_id)
    invoices = list(queries.shares_of(payment_id))
    trash_id = actions.undo(administration().id, payment_id, user_id=user_id())
    message = _("Payment of %(amount)s undone.", amount=money.euros(abs(payment.amount_cents)))
    return answer(
        message, undo=url_for(".bring_back", trash_id=trash_id), then=_back(), invoices=invoices
    )


@bp.post("/bin/<int:trash_id>/restore")
@allow(WRITE)
def bring_back(trash_id: int) -> Response:
    """Book a payment again that was taken back."""
    actions.bring_back(administration().id, trash_id, user_id=user_id())
    return answer(_("The payment is booked again."), then=_back())


def _back() -> str:
    return safe_next(request.form.get("then", ""), url_for(".index"))
