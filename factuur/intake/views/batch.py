"""One upload: being read, to be checked, taken over, taken back."""

import datetime as dt
import secrets
from typing import Any

from flask import request, url_for
from flask_babel import gettext, ngettext

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.intake import background, messages, queries
from factuur.intake.actions import reading, undoing
from factuur.intake.actions.taking import take_hours
from factuur.intake.actions.taking_clients import take_clients
from factuur.intake.messages import refused
from factuur.intake.previewing import preview_clients, preview_hours
from factuur.intake.views.parts import preview_part
from factuur.intake.views.room import bp
from factuur.models import Batch
from factuur.web import Response, found, go, show, user_id
from imports.sheets.reading import Complaint

LEFT_SHOWN = 50
_PREVIEW: dict[str, Any] = {"hours": preview_hours, "clients": preview_clients}
_TAKE: dict[str, Any] = {"hours": take_hours, "clients": take_clients}


@bp.get("/<int:batch_id>")
@allow(READ)
def batch(batch_id: int) -> Response:
    """Show an upload as far as it is."""
    row = found(Batch, batch_id)
    if row.accepted_at:
        return show("intake/taken.html", batch=row, **_taken(row))
    if row.cancelled_at:
        return show("intake/stopped.html", batch=row, reason=gettext("Reading was stopped."))
    if row.refusal:
        refusal = refused(row.refusal)
        reason = gettext(refusal.message, **refusal.values)
        return show("intake/stopped.html", batch=row, reason=reason)
    if row.read_at is None:
        return show("intake/reading.html", batch=row)
    return preview_part(row)


@bp.get("/<int:batch_id>/reading")
@allow(READ)
def progress(batch_id: int) -> Response:
    """Show how far the reading is, and take it up when nobody gives a sign of life."""
    row = found(Batch, batch_id)
    if row.read_at or row.cancelled_at:
        return go(url_for(".batch", batch_id=batch_id))
    if reading.is_stray(row):
        background.start(batch_id, patience=0)
    return show("intake/reading.html", part="intake/_reading.html", batch=row)


@bp.post("/<int:batch_id>/cancel")
@allow(WRITE)
def cancel(batch_id: int) -> Response:
    """Stop reading."""
    reading.cancel(found(Batch, batch_id))
    return go(url_for(".index"), gettext("Reading was stopped. Nothing was taken over."))


@bp.post("/<int:batch_id>/accept")
@allow(WRITE)
def accept(batch_id: int) -> Response:
    """Take the rows over, all or nothing; a second click does nothing."""
    row = found(Batch, batch_id)
    key, leave_out = request.form.get("key", ""), "leave_out" in request.form
    _TAKE[row.kind](row, user_id=user_id(), key=key, leave_out=leave_out)
    return go(url_for(".batch", batch_id=batch_id))


@bp.post("/<int:batch_id>/undo")
@allow(WRITE)
def undo(batch_id: int) -> Response:
    """Take a batch back, and name what stays."""
    undone = undoing.undo(found(Batch, batch_id), user_id=user_id())
    message = ngettext("%(num)s row removed.", "%(num)s rows removed.", undone.removed)
    return go(url_for(".batch", batch_id=batch_id), message)


def _left(row: Batch) -> list[Complaint]:
    """Give what was wrong with the rows that stayed behind."""
    if not row.counts.get("left"):
        return []
    return list(_PREVIEW[row.kind](row).complaints[:LEFT_SHOWN])


def _taken(row: Batch) -> dict[str, Any]:
    last = (row.accepted_at or clock.now()) + dt.timedelta(days=undoing.DAYS)
    return {
        "key": secrets.token_urlsafe(16),
        "last_undo_on": clock.at_home(last).date(),
        "may_undo": row.undone_at is None and clock.now() < last,
        "by": queries.name_of(row.user_id),
        "left": _left(row),
        "words": messages,
    }
