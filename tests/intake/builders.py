"""Sheets built in memory, sent and read, and what the business tables hold."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, cast

from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from factuur.intake.actions.reading import read
from factuur.intake.actions.uploading import upload
from factuur.models import (
    Administration,
    Batch,
    Client,
    Contact,
    Entry,
    Invoice,
    LineEntry,
    Project,
    ProjectRate,
)

HEADING = ("Datum", "Klant", "Project", "Omschrijving", "Uren", "Tarief")
ONE = (dt.date(2026, 10, 1), "Smit Bouw", "Verbouwing", "Overleg", 2, 95)
TWO = (dt.date(2026, 10, 2), "Café De Zon", "Website", "Bouwen", 7.5, 80)
BUSINESS = (Client, Contact, Project, ProjectRate, Entry, Invoice, LineEntry)


def book(*rows: Sequence[object], heading: Sequence[object] = HEADING) -> bytes:
    """A workbook of one sheet."""
    made = Workbook()
    sheet = made.active
    for row in (heading, *rows):
        sheet.append(tuple(row))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def lines(*rows: Iterable[object]) -> bytes:
    """A CSV file as a Dutch Excel saves it."""
    return "\r\n".join(";".join(map(str, row)) for row in rows).encode()


def batch_of(
    firm: Administration, content: bytes, *, kind: str = "hours", filename: str = "uren.xlsx"
) -> Batch:
    """A file that was uploaded and read."""
    batch = upload(firm.id, user_id=None, kind=kind, filename=filename, content=content)
    read(batch.id)
    return again(batch)


def again(batch: Batch) -> Batch:
    """The batch as it is now."""
    fresh: Batch = Batch.get_by_id(batch.id)
    return fresh


def send(
    browser: FlaskClient, content: bytes, name: str = "uren.xlsx", **more: Any
) -> TestResponse:
    """Upload a file as a browser does."""
    data = {"kind": "hours", "file": (io.BytesIO(content), name), **more.pop("data", {})}
    response = browser.post("/intake/", data=data, content_type="multipart/form-data", **more)
    response.request.environ["wsgi.input"].close()  # the test client leaves a large one open
    return response


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row of the business tables, to the last column."""
    return {model.__name__: list(_rows(model)) for model in BUSINESS}


def _rows(model: type[Any]) -> Iterable[dict[str, Any]]:
    return cast("Iterable[dict[str, Any]]", model.select().order_by(model.id).dicts())
