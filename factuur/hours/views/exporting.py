"""The filtered hours as a file, for the bookkeeper."""

from decimal import Decimal

from flask import make_response, request
from flask_babel import gettext

from factuur import clock, export
from factuur.access.guard import allow
from factuur.access.rules import READ
from factuur.hours import queries
from factuur.hours.views.parts import filters
from factuur.hours.views.room import bp
from factuur.money import hours_e4
from factuur.web import Response, administration


@bp.get("/export")
@allow(READ)
def export_list() -> Response:
    """Give all hours of the filter as a workbook, or as a CSV when `format` says so."""
    rows = (_cells(row) for row in queries.exported(administration().id, filters()))
    title = gettext("Hours")
    if request.args.get("format") == "csv":
        content, kind, ending = export.csv_bytes(_headings(), rows), export.CSV, "csv"
    else:
        content, kind, ending = export.xlsx_bytes(title, _headings(), rows), export.XLSX, "xlsx"
    response = make_response(content)
    response.headers["Content-Type"] = kind
    name = f"{title.lower()}-{clock.today():%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _headings() -> list[str]:
    return [
        gettext("Date"),
        gettext("Client"),
        gettext("Project"),
        gettext("Task"),
        gettext("Description"),
        gettext("Person"),
        gettext("Hours"),
        gettext("Rate"),
        gettext("Amount"),
        gettext("Billable"),
        gettext("Invoice"),
        gettext("From file"),
    ]


def _cells(row: queries.EntryRow) -> list[export.Cell]:
    return [
        row.worked_on,
        row.client,
        row.project,
        row.task,
        row.description,
        row.person,
        Decimal(hours_e4(row.seconds)).scaleb(-4).normalize(),
        Decimal(row.rate_e4).scaleb(-4),
        Decimal(row.cents).scaleb(-2),
        gettext("yes") if row.billable else gettext("no"),
        row.invoice_number,
        row.filename,
    ]
