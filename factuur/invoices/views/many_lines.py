"""All lines at once: pasted, grouped another way, put back."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.company.rules import VAT_RATES
from factuur.invoices import actions
from factuur.invoices.actions.many_lines import Change
from factuur.invoices.forms import GROUPING_NAMES, GroupingForm
from factuur.invoices.pasting import USUAL, read_pasted
from factuur.invoices.views.lines import lines_anew
from factuur.invoices.views.room import bp, found_draft
from factuur.web import Response, administration, user_id


@bp.post("/<int:invoice_id>/lines/paste")
@allow(WRITE)
def paste(invoice_id: int) -> Response:
    """Spread cells from a spreadsheet over the lines, from the one that has the focus on."""
    draft = found_draft(invoice_id)
    column = request.form.get("column", "")
    start = column if column in USUAL[0] else USUAL[0][0]
    rates = VAT_RATES[administration().country]
    cells = read_pasted(request.form.get("text", ""), start, rates)
    at = request.form.get("row", "").removeprefix("line-")
    line_id = int(at) if at.isascii() and at.isdigit() else None
    change = actions.paste(administration(), draft.id, cells, at=line_id, user_id=user_id())
    message = ngettext("%(num)s row pasted.", "%(num)s rows pasted.", len(cells))
    return lines_anew(draft.id, message, undo=_undo(draft.id, change))


@bp.post("/<int:invoice_id>/grouping")
@allow(WRITE)
def regroup(invoice_id: int) -> Response:
    """Put the hours on lines another way; the total stays."""
    draft = found_draft(invoice_id)
    form = GroupingForm(request.form)
    grouping = form.grouping.data if form.validate() else draft.grouping
    change = actions.regroup(administration().id, draft.id, grouping, user_id=user_id())
    name = str(GROUPING_NAMES[grouping]).lower()
    message = _("Lines of hours made anew, by %(grouping)s.", grouping=name)
    return lines_anew(draft.id, message, undo=_undo(draft.id, change))


@bp.post("/<int:invoice_id>/lines/back/<int:trash_id>/<stamp>")
@allow(WRITE)
def lines_back(invoice_id: int, trash_id: int, stamp: str) -> Response:
    """Put all lines back as they were before."""
    draft = found_draft(invoice_id)
    change = Change(trash_id, stamp, request.args.get("grouping", ""))
    actions.put_lines_back(administration().id, draft.id, change, user_id=user_id())
    return lines_anew(draft.id, _("The lines are as they were."))


def _undo(invoice_id: int, change: Change) -> str:
    address = url_for(
        ".lines_back",
        invoice_id=invoice_id,
        trash_id=change.trash_id,
        stamp=change.stamp,
        grouping=change.grouping or None,
    )
    return str(address)
