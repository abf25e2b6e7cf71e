"""How the pages of payments answer once money was booked or taken back."""

import datetime as dt
from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from factuur import money
from factuur.models import Payment
from factuur.web import Response, done


def booked(payment: Payment, *, then: str, invoices: Sequence[int]) -> Response:
    """Say what was booked, with the way back."""
    amount = money.euros(abs(payment.amount_cents))
    if payment.method == "settlement":
        message = _("Settled.")
    elif payment.amount_cents < 0:
        message = _("%(amount)s booked as paid back.", amount=amount)
    else:
        message = _("%(amount)s booked.", amount=amount)
    undo = url_for("payments.undo", payment_id=payment.id)
    return answer(message, undo=undo, then=then, invoices=invoices)


def answer(message: str, *, then: str, undo: str = "", invoices: Sequence[int] = ()) -> Response:
    """Say what happened, and which invoices changed by it."""
    changed = {"invoices": list(invoices)}
    return done(message, then=then, undo=undo, event="invoice-changed", detail=changed)


def cursor(after: tuple[dt.date, int] | None) -> str:
    """Write from where a list goes on: the day and number of its last row."""
    return f"{after[0].isoformat()}_{after[1]}" if after else ""


def read_cursor(text: str) -> tuple[dt.date, int] | None:
    """Read from where a list goes on; None, the beginning, for anything else."""
    day, _mark, number = text.partition("_")
    try:
        return dt.date.fromisoformat(day), int(number)
    except ValueError:
        return None
