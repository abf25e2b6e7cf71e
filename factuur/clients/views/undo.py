"""Undo, for whatever room deleted something: back to the page it was asked on."""

from flask_babel import gettext

from factuur import trash
from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.clients.views.room import bp
from factuur.web import Response, administration, asked_on, go, user_id


@bp.post("/undo/<int:trash_id>")
@allow(WRITE)
def undo(trash_id: int) -> Response:
    """Put back what was deleted."""
    trash.restore(administration().id, trash_id, user_id=user_id())
    return go(asked_on(), gettext("It is back."))
