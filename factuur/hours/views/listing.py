"""The list of hours, and the row on top by which more are added."""

from flask import request
from flask_babel import gettext

from factuur import clock, money
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.errors import Refused
from factuur.fields import blame
from factuur.hours import actions
from factuur.hours.forms import EntryForm
from factuur.hours.views.parts import list_again, list_refused, list_values
from factuur.hours.views.room import bp
from factuur.models import Entry
from factuur.web import Response, administration, found, show


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the hours that are asked for; for a part, the list or the next rows of it."""
    part = "hours/_rows.html" if "before" in request.args else "hours/_list.html"
    return show("hours/index.html", part=part, **list_values())


@bp.post("/")
@allow(WRITE)
def add() -> Response:
    """Keep a new row, or show what is wrong with what was typed."""
    form = EntryForm(request.form)
    if not form.validate():
        return list_refused(form)
    try:
        entry = actions.add(administration().id, form.values())
    except Refused as error:
        blame(form, error)
        return list_refused(form)
    return list_again(_echo(entry))


@bp.post("/<int:entry_id>/repeat")
@allow(WRITE)
def repeat(entry_id: int) -> Response:
    """Write the same work down for today."""
    return list_again(_echo(actions.repeat(found(Entry, entry_id), clock.today())))


def _echo(entry: Entry) -> str:
    """Say how what was typed has been read."""
    return gettext(
        "%(hours)s hours (%(clock)s) for %(client)s on %(day)s were added.",
        hours=money.hours(entry.seconds),
        clock=money.clock_hours(entry.seconds),
        client=entry.client.name,
        day=money.day(entry.worked_on),
    )
