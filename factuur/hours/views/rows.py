"""One row of the list: shown, edited in place, deleted."""

from flask import request, url_for
from flask_babel import gettext

from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.clients.rules import full_name
from factuur.errors import Refused
from factuur.fields import blame
from factuur.hours import actions, queries
from factuur.hours.forms import EditForm
from factuur.hours.rules import week_of
from factuur.hours.views.parts import asked, correction, filters, list_again, totals_values
from factuur.hours.views.room import bp
from factuur.models import Entry
from factuur.versions import Difference, Stale, caught_up
from factuur.web import Response, administration, found, saved, show, user_id


@bp.get("/<int:entry_id>")
@allow(READ)
def row(entry_id: int) -> Response:
    """Show one row, as Cancel wants it back."""
    found(Entry, entry_id)
    entry = queries.entry_row(administration().id, entry_id)
    return show("hours/row.html", part="hours/_row.html", entry=entry, query=asked())


@bp.get("/<int:entry_id>/edit")
@allow(WRITE)
def edit(entry_id: int) -> Response:
    """Turn a row into a form."""
    entry = found(Entry, entry_id)
    return _row_form(entry, _form_of(entry))


@bp.post("/<int:entry_id>")
@allow(WRITE)
def save(entry_id: int) -> Response:
    """Keep what was typed in the row, or show what is wrong with it, or who was first."""
    entry = found(Entry, entry_id)
    form = EditForm(request.form)
    if not form.validate():
        return _row_form(entry, form, 422)
    try:
        actions.save(entry, form.version.data or 0, form.values())
    except Stale:
        entry = found(Entry, entry_id)
        return _row_form(entry, form, 409, caught_up(form, _form_of(entry)))
    except Refused as error:
        blame(form, error)
        return _row_form(entry, form, 422)
    return _saved(entry_id)


@bp.post("/<int:entry_id>/delete")
@allow(WRITE)
def delete(entry_id: int) -> Response:
    """Delete one row; undo brings it back."""
    found(Entry, entry_id)
    trash_id = actions.delete(administration().id, [entry_id], user_id=user_id())
    undo = url_for("clients.undo", trash_id=trash_id)
    return list_again(gettext("The hours were deleted."), undo)


def _saved(entry_id: int) -> Response:
    """Show the row again, with the sums that follow from it."""
    firm, wanted = administration().id, filters()
    entry = queries.entry_row(firm, entry_id)
    return saved(
        "hours/_row_saved.html",
        then=url_for(".index", **asked()),
        message=correction(entry.seconds) or gettext("Saved."),
        entry=entry,
        query=asked(),
        monday=week_of(entry.worked_on)[0],
        week_seconds=queries.week_seconds(firm, wanted, entry.worked_on),
        **totals_values(wanted),
    )


def _row_form(
    entry: Entry, form: EditForm, status: int = 200, differences: list[Difference] | None = None
) -> Response:
    return show(
        "hours/edit.html",
        part="hours/_row_form.html",
        status=status,
        entry=queries.entry_row(administration().id, entry.id),
        form=form,
        query=asked(),
        differences=differences or [],
    )


def _form_of(entry: Entry) -> EditForm:
    """Fill the form in, with the client and the project by their names."""
    names = {
        "client": full_name(entry.client.name, entry.client.number),
        "project": entry.project.name if entry.project else "",
    }
    return EditForm(data=entry.__data__ | names)
