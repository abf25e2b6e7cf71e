"""The list of invoices."""

from flask import request, url_for

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ
from factuur.invoices import queries
from factuur.invoices.filters import PERIODS, SHOWS, filters_from
from factuur.invoices.views.room import bp
from factuur.web import Response, administration, show


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the invoices that match the filters; for htmx, one page of rows."""
    filters = filters_from(request.args)
    today = clock.today()
    page = queries.page_of(administration().id, filters, today=today)
    more = url_for(".index", **filters.args(after=page.after)) if page.after else ""
    # A sum over years of invoices says little and takes long.
    summed = filters.is_narrow or filters.show not in ("all", "paid")
    total = queries.list_sums(administration().id, filters, today=today) if summed else None
    return show(
        "invoices/index.html",
        part="invoices/_rows.html" if filters.after else "invoices/_list.html",
        filters=filters,
        rows=page.rows,
        more=more,
        total=total,
        shows=SHOWS,
        periods=PERIODS,
        client=queries.client_name(administration().id, filters.client),
    )
