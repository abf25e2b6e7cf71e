"""The list of hours, and the row on top by which more are added."""

from flask import render_template, request
from flask_babel import gettext

from factuur import clock, money
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.errors import Refused
from factuur.fields import blame
from factuur.hours import actions, queries
from factuur.hours.forms import EntryForm
from factuur.hours.views.parts import (
    add_refused,
    correction,
    filters,
    list_again,
    list_values,
    rows_values,
)
from factuur.hours.views.room import bp
from factuur.models import Entry
from factuur.web import Response, administration, found, show, wants_part


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the hours that are asked for; for a part, the list or the next rows of it."""
    if wants_part() and "before" in request.args:
        return show("hours/_rows.html", **rows_values())
    return show("hours/index.html", part="hours/_list.html", **list_values())


@bp.get("/totals")
@allow(READ)
def totals() -> str:
    """Add up all hours of a long list, after the page itself is there."""
    sums = queries.totals(administration().id, filters())
    return render_template("hours/_totals.html", totals=sums)


@bp.post("/")
@allow(WRITE)
def add() -> Response:
    """Keep a new row, or show what is wrong with what was typed."""
    form = EntryForm(request.form)
    if not form.validate():
        return add_refused(form)
    try:
        entry = actions.add(administration().id, form.values())
    except Refused as error:
        blame(form, error)
        return add_refused(form)
    return list_again(_echo(entry))


@bp.post("/<int:entry_id>/repeat")
@allow(WRITE)
def repeat(entry_id: int) -> Response:
    """Write the same work down for today."""
    return list_again(_echo(actions.repeat(found(Entry, entry_id), clock.today())))


def _echo(entry: Entry) -> str:
    """Say how what was typed has been read."""
    return correction(entry.seconds) or gettext(
        "%(hours)s hours (%(clock)s) for %(client)s on %(day)s were added.",
        hours=money.hours(entry.seconds),
        clock=money.clock_hours(entry.seconds),
        client=entry.client.name,
        day=money.day(entry.worked_on),
    )
