"""What the list of hours is made of. The filter stands in the address of every request."""

import datetime as dt
from typing import Any

from flask import request, url_for

from factuur import clock
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


def list_values(form: EntryForm | None = None, bulk: BulkForm | None = None) -> dict[str, Any]:
    """Give what the list shows for the filter of this request."""
    firm, filter_form, before = administration().id, FilterForm(request.args), cursor()
    filter_form.validate()
    wanted = filter_form.filters(clock.today())
    rows = queries.entries(firm, wanted, before=before)
    page = rows[: queries.PAGE]
    more = f"{page[-1].worked_on}.{page[-1].id}" if len(rows) > queries.PAGE else None
    return {
        "filter_form": filter_form,
        "query": asked(),
        "weeks": queries.weeks(firm, wanted, page, before),
        "more": more,
        "totals": queries.totals(firm, wanted) if before is None else None,
        "add_form": form or new_entry_form(),
        "bulk_form": bulk or BulkForm(),
        "none_yet": not (page or wanted or before) and queries.nothing_yet(firm),
    }


def new_entry_form() -> EntryForm:
    """Give the row on top: today, with the client, project and person of last time."""
    last = queries.last_added(administration().id)
    client = full_name(last["client"], last["number"]) if last else ""
    return EntryForm(
        worked_on=clock.today(),
        client=request.args.get("client") or client,
        project=(request.args.get("project") or last.get("project") or ""),
        person=last.get("person", ""),
    )


def list_again(message: str, undo: str = "") -> Response:
    """Show the list anew after a change, under the same filter."""
    then = url_for("hours.index", **asked())
    return saved("hours/_list.html", then=then, message=message, undo=undo, **list_values())


def list_refused(form: EntryForm | None = None, bulk: BulkForm | None = None) -> Response:
    """Show the list with what is wrong in the form on top, or in the bar for many."""
    values = list_values(form, bulk)
    return show(
        "hours/index.html", part="hours/_list.html", status=422, form=form or bulk, **values
    )
