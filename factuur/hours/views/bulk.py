"""Many hours at once: changed, deleted, and the change taken back."""

from flask import request, url_for
from flask_babel import gettext, ngettext

from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.errors import Refused
from factuur.fields import blame
from factuur.hours import actions
from factuur.hours.forms import BulkForm
from factuur.hours.views.parts import bulk_refused, list_again
from factuur.hours.views.room import bp
from factuur.web import Response, administration, asked_on, go, user_id


@bp.post("/many")
@allow(WRITE)
def change_many() -> Response:
    """Change the ticked hours, or show what is wrong with what was typed."""
    form, ticked = BulkForm(request.form), _ticked()
    if not form.validate():
        return bulk_refused(form)
    try:
        kept = actions.change_many(administration().id, ticked, form.values(), user_id=user_id())
    except Refused as error:
        blame(form, error)
        return bulk_refused(form)
    count = len(ticked)
    message = ngettext("%(num)s entry was changed.", "%(num)s entries were changed.", count)
    return list_again(message, url_for(".take_back", trash_id=kept))


@bp.post("/many/delete")
@allow(WRITE)
def delete_many() -> Response:
    """Delete the ticked hours; undo brings them back."""
    ticked = _ticked()
    trash_id = actions.delete(administration().id, ticked, user_id=user_id())
    count = len(ticked)
    message = ngettext("%(num)s entry was deleted.", "%(num)s entries were deleted.", count)
    return list_again(message, url_for("clients.undo", trash_id=trash_id))


@bp.post("/many/<int:trash_id>/undo")
@allow(WRITE)
def take_back(trash_id: int) -> Response:
    """Give many hours back what they were before they were changed together."""
    actions.take_back(administration().id, trash_id, user_id=user_id())
    return go(asked_on(), gettext("It is as it was."))


def _ticked() -> list[int]:
    return request.form.getlist("entry", type=int)
