"""What the list of hours is made of. The filter stands in the address of every request."""

import datetime as dt
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from factuur import clock, money
from factuur.clients.rules import full_name
from factuur.hours import queries
from factuur.hours.forms import BulkForm, EntryForm, FilterForm
from factuur.hours.rules import Filters
from factuur.web import Response, administration, saved, show


def asked() -> dict[str, Any]:
    """Give the filter as it stands in the address, without what is empty."""
    names = ("client", "project", "period", "since", "until", "billed", "q")
    return {name: request.args[name] for name in names if request.args.get(name)}


def filters() -> Filters:
    """Give the hours that are asked for."""
    form = FilterForm(request.args)
    form.validate()
    return form.filters(clock.today())


def cursor() -> queries.Cursor | None:
    """Give where the page before ended: the day and number of its last row."""
    day, _, number = request.args.get("before", "").partition(".")
    try:
        return dt.date.fromisoformat(day), int(number)
    except ValueError:
        return None


def rows_values() -> dict[str, Any]:
    """Give a page of hours under the headings of their weeks, and where the next one begins."""
    firm, wanted, before = administration().id, filters(), cursor()
    rows = queries.entries(firm, wanted, before=before)
    page = rows[: queries.PAGE]
    more = f"{page[-1].worked_on}.{page[-1].id}" if len(rows) > queries.PAGE else None
    weeks = queries.weeks(firm, wanted, page, before)
    return {"query": asked(), "weeks": weeks, "more": more}


def list_values(form: EntryForm | None = None, bulk: BulkForm | None = None) -> dict[str, Any]:
    """Give what the list shows for the filter of this request."""
    filter_form, wanted, shown = FilterForm(request.args), filters(), rows_values()
    filter_form.validate()
    return {
        **shown,
        **totals_values(wanted),
        "filter_form": filter_form,
        "add_form": form or new_entry_form(),
        "bulk_form": bulk or BulkForm(),
        "none_yet": not (shown["weeks"] or wanted) and queries.nothing_yet(administration().id),
    }


def totals_values(wanted: Filters) -> dict[str, Any]:
    """Give the sums of what is asked for; of a long list they follow the page in a moment."""
    firm = administration().id
    follow = "totals" not in request.args and queries.is_long(firm, wanted)
    return {"totals": None if follow else queries.totals(firm, wanted), "totals_follow": follow}


def correction(seconds: int) -> str:
    """Say aloud that hours below zero were meant; "" for other hours."""
    if seconds >= 0:
        return ""
    return str(gettext("%(hours)s hours: kept as a correction.", hours=money.hours(seconds)))


def new_entry_form() -> EntryForm:
    """Give the row on top: today, with the client, project and person of last time."""
    last = queries.last_added(administration().id)
    before = full_name(last["client"], last["number"]) if last else ""
    client = request.args.get("client") or before
    same = client in (before, last.get("client"))
    return EntryForm(
        worked_on=clock.today(),
        client=client,
        project=request.args.get("project") or (last.get("project") if same else ""),
        person=last.get("person", ""),
    )


def list_again(message: str, undo: str = "") -> Response:
    """Show the list anew after a change, under the same filter."""
    then = url_for("hours.index", **asked())
    return saved("hours/_list.html", then=then, message=message, undo=undo, **list_values())


def add_refused(form: EntryForm) -> Response:
    """Show the list with what is wrong in the row on top."""
    values = list_values(form)
    return show("hours/index.html", part="hours/_list.html", status=422, form=form, **values)


def bulk_refused(form: BulkForm) -> Response:
    """Show what is wrong in the bar for many; the rows below keep their ticks."""
    values = list_values(bulk=form) | {"ticked": request.form.getlist("entry", type=int)}
    response = show("hours/index.html", part="hours/_bulk.html", status=422, form=form, **values)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#bulk", "outerHTML"
    return response
