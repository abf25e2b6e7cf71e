"""What is chosen and mended in the preview; each answers with the preview as it is then."""

from flask import request, url_for

from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.errors import N_, Refused
from factuur.intake import background, listing
from factuur.intake.actions import choosing
from factuur.intake.checking_clients import FILL, SKIP
from factuur.intake.forms import CellForm, RateForm
from factuur.intake.matching import ADD, LEAVE, REPLACE
from factuur.intake.previewing import packed_of, preview_clients, preview_hours
from factuur.intake.views.parts import FIELDS, preview_part
from factuur.intake.views.room import bp
from factuur.models import Batch, Client
from factuur.web import Response, found, go, wants_part


class OddChoice(Refused):
    """A choice that the page does not offer."""

    code = "odd_choice"
    message = N_("Choose one of the answers on the page.")


@bp.post("/<int:batch_id>/columns")
@allow(WRITE)
def columns(batch_id: int) -> Response:
    """Take the columns for what the user says they are."""
    batch = found(Batch, batch_id)
    chosen = {
        int(name.removeprefix("column-")): field
        for name, field in request.form.items()
        if name.removeprefix("column-").isdecimal() and field in {"", *FIELDS[batch.kind]}
    }
    choosing.choose_columns(batch, chosen)
    return _read_again(batch)


@bp.post("/<int:batch_id>/answers")
@allow(WRITE)
def answers(batch_id: int) -> Response:
    """Settle what nothing in the file could."""
    batch = found(Batch, batch_id)
    given = {
        name.removeprefix("answer-"): value.strip()
        for name, value in request.form.items()
        if name.startswith("answer-") and value.strip()
    }
    choosing.answer(batch, given)
    return _read_again(batch)


@bp.post("/<int:batch_id>/cells")
@allow(WRITE)
def cells(batch_id: int) -> Response:
    """Put another text in a cell, or in all cells with the same mistake."""
    batch = found(Batch, batch_id)
    form = CellForm(request.form)
    form.validate()
    choosing.mend(batch, dict.fromkeys(_places(batch), str(form.text.data)))
    return _read_again(batch)


@bp.post("/<int:batch_id>/above")
@allow(WRITE)
def above(batch_id: int) -> Response:
    """Give the rows that lack their client that of the rows above them, and its project."""
    batch = found(Batch, batch_id)
    rows = packed_of(batch).above.items()
    texts = {(*place, at): text for place, cells in rows for at, text in cells.items()}
    choosing.mend(batch, texts)
    return _read_again(batch)


@bp.post("/<int:batch_id>/client")
@allow(WRITE)
def client(batch_id: int) -> Response:
    """Say who a client of the file is: one that is here, or a new one."""
    batch = found(Batch, batch_id)
    to = request.form.get("to", "")
    if to != "new" and not to.isdecimal():
        raise OddChoice
    client_id = None if to == "new" else found(Client, int(to)).id
    name, number = request.form.get("name", ""), request.form.get("number", "")
    choosing.choose_client(batch, name, number, client_id)
    return _changed(batch)


@bp.post("/<int:batch_id>/rate")
@allow(WRITE)
def rate(batch_id: int) -> Response:
    """Name the price of an hour for a client that has none."""
    batch = found(Batch, batch_id)
    form = RateForm(request.form)
    target = request.form.get("target", "")
    if not form.validate():
        wrong = {target: (form.rate.raw_data[0], form.rate.errors[0])}
        return preview_part(batch, status=422, wrong_rates=wrong)
    choosing.choose_rate(batch, target, form.rate.data)
    return _changed(batch)


@bp.post("/<int:batch_id>/way")
@allow(WRITE)
def way(batch_id: int) -> Response:
    """Say what becomes of rows that changed, or of clients that are here already."""
    batch = found(Batch, batch_id)
    if request.form.get("changed") in {REPLACE, ADD, LEAVE}:
        choosing.choose_changed(batch, request.form["changed"])
    elif request.form.get("known") in {SKIP, FILL}:
        choosing.choose_known(batch, request.form["known"])
    else:
        raise OddChoice
    return _changed(batch)


def _places(batch: Batch) -> list[choosing.Place]:
    """Give the cell that was typed over, or all that have the mistake it has."""
    if "code" not in request.form:
        sheet = request.form.get("sheet", "")
        row = request.form.get("row", 0, type=int)
        column = request.form.get("column", 0, type=int)
        return [(sheet, row, column)]
    preview = preview_hours(batch) if batch.kind == "hours" else preview_clients(batch)
    same = tuple(request.form.get(name, "") for name in ("code", "field", "value"))
    return [
        (it.sheet, it.row, place)
        for it in preview.complaints
        if (it.code, it.field, it.value) == same
        and (place := listing.place_of(it, preview.packed.columns)) is not None
    ]


def _read_again(batch: Batch) -> Response:
    background.start(batch.id)
    return _changed(batch)


def _changed(batch: Batch) -> Response:
    """Show the preview as it is now; without scripts, or while it is read for long, the page."""
    fresh = found(Batch, batch.id)
    if not wants_part() or fresh.read_at is None or fresh.refusal:
        return go(url_for(".batch", batch_id=batch.id))
    return preview_part(fresh)
