"""How the board answers a move: where the card stands now, and how that column stands."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from factuur import money
from factuur.board import queries, rules
from factuur.board.blueprint import scope_of
from factuur.web import Response, done, safe_next


def moved(invoice_id: int, *, undo: str) -> Response:
    """Say to which column a card went, as it is read aloud too, with the way back."""
    scope = scope_of()
    column, card = rules.on_board(queries.card_of(scope, invoice_id))
    head = queries.heads(scope)[column]
    message = _(
        "%(number)s to %(column)s: %(count)s, %(sum)s.",
        number=card.number,
        column=_(rules.NAMES[column]),
        count=ngettext("%(num)s invoice", "%(num)s invoices", head.count),
        sum=money.euros(head.open_cents),
    )
    changed = {"invoices": [invoice_id]}
    return done(message, then=back(), undo=undo, event="invoice-changed", detail=changed)


def back() -> str:
    """Give the page that a form was opened from, or the board."""
    return safe_next(request.form.get("then", ""), url_for("board.index"))
