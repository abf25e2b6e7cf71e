"""Where the pages of the board hang, and whose board it is."""

from flask import Blueprint

from factuur import clock
from factuur.board.forms import FilterForm
from factuur.board.queries import Scope, Wanted
from factuur.web import administration

bp = Blueprint("board", __name__, url_prefix="/board")


def scope_of(form: FilterForm | None = None) -> Scope:
    """Give the board of this administration as of today, with the filters of a form."""
    firm = administration()
    wanted = Wanted()
    if form:
        wanted = Wanted(
            words=form.words.data,
            client_id=form.client.data,
            age=form.age.data or "",
            least_cents=form.amount.data or 0,
            biggest=form.biggest.data,
        )
    return Scope(firm.id, clock.today(), firm.due_soon_days, wanted)
