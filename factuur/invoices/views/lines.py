"""One line at a time: each change saves itself, and what hangs on it follows."""

from flask import request, url_for
from flask_babel import gettext as _

from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.invoices import actions
from factuur.invoices.forms import LineForm
from factuur.invoices.refusals import LineChanged
from factuur.invoices.views.differences import between
from factuur.invoices.views.parts import Row, editor_values, row_of, saved_row, sums_values
from factuur.invoices.views.room import bp, found_draft
from factuur.models import Invoice
from factuur.web import Response, administration, announce, saved, show, user_id, wants_part


@bp.post("/<int:invoice_id>/lines")
@allow(WRITE)
def add_line(invoice_id: int) -> Response:
    """Add an empty line, ready to be typed in."""
    draft = found_draft(invoice_id)
    line = actions.add_line(administration(), draft.id, user_id=user_id())
    row = row_of(draft, line.id)
    return saved("invoices/_line.html", then=_place(row), row=row, invoice=draft, is_new=True)


@bp.get("/<int:invoice_id>/lines/<int:line_id>")
@allow(WRITE)
def line(invoice_id: int, line_id: int) -> Response:
    """Show a line as it is now."""
    draft = found_draft(invoice_id)
    values = editor_values(draft) | {"row": row_of(draft, line_id)}
    return show("invoices/edit.html", part="invoices/_line.html", **values)


@bp.post("/<int:invoice_id>/lines/<int:line_id>")
@allow(WRITE)
def save_line(invoice_id: int, line_id: int) -> Response:
    """Save what was typed in a line, or say what is wrong with it."""
    draft = found_draft(invoice_id)
    row = row_of(draft, line_id, request.form)
    if not row.form.validate():
        return _wrong(draft, row)
    try:
        line = actions.save_line(
            administration().id,
            draft.id,
            line_id,
            row.form.values(),
            version=row.form.version.data,
            user_id=user_id(),
        )
    except LineChanged:
        return _changed(draft, row)
    return _saved(draft, saved_row(row, line))


@bp.post("/<int:invoice_id>/lines/<int:line_id>/move/<any(up, down):way>")
@allow(WRITE)
def move_line(invoice_id: int, line_id: int, way: str) -> Response:
    """Move a line one place."""
    draft = found_draft(invoice_id)
    step = -1 if way == "up" else 1
    actions.move_line(administration().id, draft.id, line_id, step, user_id=user_id())
    then = _place(row_of(draft, line_id))
    response = saved("invoices/_lines.html", then=then, **editor_values(found_draft(draft.id)))
    return announce(response, "invoice-changed")


@bp.post("/<int:invoice_id>/lines/<int:line_id>/delete")
@allow(WRITE)
def delete_line(invoice_id: int, line_id: int) -> Response:
    """Delete a line, with a way to put it back."""
    draft = found_draft(invoice_id)
    trash_id = actions.delete_line(administration().id, draft.id, line_id, user_id=user_id())
    undo = url_for(".restore_line", invoice_id=draft.id, trash_id=trash_id)
    response = saved(
        "invoices/_after.html",
        then=url_for(".edit", invoice_id=draft.id),
        message=_("Line deleted."),
        undo=undo,
        **sums_values(found_draft(draft.id)),
    )
    return announce(response, "invoice-changed")


@bp.post("/<int:invoice_id>/lines/restore/<int:trash_id>")
@allow(WRITE)
def restore_line(invoice_id: int, trash_id: int) -> Response:
    """Put a deleted line back."""
    draft = found_draft(invoice_id)
    actions.put_line_back(administration().id, draft.id, trash_id, user_id=user_id())
    return lines_anew(draft.id, _("The line is back."))


def lines_anew(invoice_id: int, message: str, *, undo: str = "") -> Response:
    """Show all lines again, wherever the request was aimed."""
    values = editor_values(found_draft(invoice_id))
    then = url_for(".edit", invoice_id=invoice_id)
    response = saved("invoices/_lines.html", then=then, message=message, undo=undo, **values)
    if wants_part():
        response.headers["HX-Retarget"] = "#lines"
        response.headers["HX-Reswap"] = "innerHTML"
    return announce(response, "invoice-changed")


def _place(row: Row) -> str:
    return url_for(".edit", invoice_id=row.line.__data__["invoice"], _anchor=row.place)


def _saved(draft: Invoice, row: Row) -> Response:
    response = saved(
        "invoices/_line_saved.html", then=_place(row), row=row, **sums_values(found_draft(draft.id))
    )
    return announce(response, "invoice-changed")


def _wrong(draft: Invoice, row: Row) -> Response:
    """Say in the row what is wrong; what was typed stays."""
    if wants_part():
        return show("invoices/_line_saved.html", status=422, row=row, **sums_values(draft))
    return _page_with(draft, row, status=422)


def _changed(draft: Invoice, row: Row) -> Response:
    """Show both texts of a line that two windows changed, and let somebody choose."""
    differences = between(row.form, LineForm(obj=row.line))
    row.form.version.data, row.form.version.raw_data = row.line.version, None
    if not wants_part():
        return _page_with(draft, row, status=409, differences=differences)
    response = show(
        "invoices/_line.html", status=409, row=row, invoice=draft, differences=differences
    )
    response.headers["HX-Retarget"] = f"#{row.place}"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def _page_with(draft: Invoice, row: Row, *, status: int, differences: object = None) -> Response:
    values = editor_values(draft)
    rows = [row if each.line.id == row.line.id else each for each in values["rows"]]
    values |= {"rows": rows, "wrong_row": row, "differences": differences, "form": row.form}
    return show("invoices/edit.html", status=status, **values)
