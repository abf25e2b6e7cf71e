"""Pages of the rows of a file."""

from flask import request

from factuur.access.guard import allow
from factuur.access.rules import READ
from factuur.intake import listing
from factuur.intake.previewing import preview_clients, preview_hours
from factuur.intake.views.parts import shown
from factuur.intake.views.room import bp
from factuur.models import Batch
from factuur.web import Response, found, show


@bp.get("/<int:batch_id>/rows")
@allow(READ)
def rows(batch_id: int) -> Response:
    """Show rows from the first one asked for; with `wrong` those to mend."""
    batch = found(Batch, batch_id)
    preview = preview_hours(batch) if batch.kind == "hours" else preview_clients(batch)
    wrong = "wrong" in request.args
    first = max(request.args.get("first", 0, type=int), 0)
    rows, more = (listing.wrong_rows if wrong else listing.good_rows)(preview, first=first)
    return show(
        "intake/rows.html",
        part="intake/_rows.html",
        batch=batch,
        rows=rows,
        more=more,
        wrong=wrong,
        **shown(preview),
    )
