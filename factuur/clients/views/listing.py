"""The list of clients, edited in place."""

from flask import render_template, request, url_for
from flask_babel import gettext

from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.clients import actions, queries
from factuur.clients.forms import ClientRowForm
from factuur.clients.views.room import bp
from factuur.models import Client
from factuur.versions import Difference, Stale, caught_up
from factuur.web import Response, administration, found, saved, show, user_id


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the clients that match `q`; while typing, only their rows."""
    words = request.args.get("q", "")
    archived = "archived" in request.args
    after = request.args.get("after", type=int)
    rows = queries.clients(administration().id, words, archived=archived, after=after)
    return show(
        "clients/index.html",
        part="clients/_rows.html",
        clients=rows[: queries.PAGE],
        more=rows[queries.PAGE - 1].id if len(rows) > queries.PAGE else None,
        words=words,
        archived=archived,
        none_yet=not (rows or words or archived or after),
    )


@bp.get("/names")
@allow(READ)
def names() -> str:
    """Offer names for a box in which a client is being typed."""
    words = request.args.get("client", "")
    return render_template(
        "clients/_names.html", names=queries.client_names(administration().id, words)
    )


@bp.get("/<int:client_id>/row")
@allow(READ)
def row(client_id: int) -> str:
    """Show one row of the list, as Cancel wants it back."""
    found(Client, client_id)
    return _row(client_id)


@bp.get("/<int:client_id>/row/edit")
@allow(WRITE)
def edit_row(client_id: int) -> Response:
    """Turn a row of the list into a form."""
    client = found(Client, client_id)
    return _row_form(client, ClientRowForm(obj=client))


@bp.post("/<int:client_id>/row")
@allow(WRITE)
def save_row(client_id: int) -> Response:
    """Keep what was typed in the row, or show what is wrong with it."""
    client = found(Client, client_id)
    form = ClientRowForm(request.form)
    if not form.validate():
        return _row_form(client, form, 422)
    try:
        actions.save(client, form.version.data or 0, form.values(), user_id=user_id())
    except Stale:
        client = found(Client, client_id)
        return _row_form(client, form, 409, caught_up(form, ClientRowForm(obj=client)))
    row = queries.client_row(administration().id, client_id)
    return saved("clients/_row.html", then=url_for(".index"), message=gettext("Saved."), client=row)


def _row(client_id: int) -> str:
    row = queries.client_row(administration().id, client_id)
    return render_template("clients/_row.html", client=row)


def _row_form(
    client: Client,
    form: ClientRowForm,
    status: int = 200,
    differences: list[Difference] | None = None,
) -> Response:
    return show(
        "clients/edit_row.html",
        part="clients/_row_form.html",
        status=status,
        client=client,
        form=form,
        differences=differences or [],
    )
