"""A new draft: from unbilled hours, or empty for a client; another client; and away with it."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.clients.queries import clients
from factuur.invoices import actions
from factuur.invoices.refusals import NothingToBill
from factuur.invoices.views.room import bp, found_draft
from factuur.models import Client
from factuur.web import Response, administration, found, go, show, user_id

SHOWN = 20


@bp.get("/new")
@allow(WRITE)
def new() -> Response:
    """Let somebody choose for whom a new invoice is."""
    return _choice(action=url_for(".create"))


@bp.post("/")
@allow(WRITE)
def create() -> Response:
    """Make an empty draft for a client."""
    client = found(Client, request.form.get("client_id", 0, type=int))
    draft = actions.draft_empty(administration(), client, user_id=user_id())
    return go(url_for(".edit", invoice_id=draft.id))


@bp.post("/draft")
@allow(WRITE)
def draft() -> Response:
    """Make drafts from unbilled hours: for one client, or for all that have any."""
    client_id = request.form.get("client_id", type=int)
    if client_id is not None:
        found(Client, client_id)
    made = actions.draft_hours(administration(), client_id=client_id, user_id=user_id())
    if not made:
        raise NothingToBill
    if len(made) == 1:
        return go(url_for(".edit", invoice_id=made[0]), _("Draft made from the hours."))
    message = ngettext("%(num)s draft made.", "%(num)s drafts made.", len(made))
    return go(url_for(".index", show="drafts"), message)


@bp.route("/<int:invoice_id>/client", methods=["GET", "POST"])
@allow(WRITE)
def choose_client(invoice_id: int) -> Response:
    """Let a draft be for another client."""
    draft = found_draft(invoice_id)
    if request.method == "GET":
        return _choice(action=url_for(".choose_client", invoice_id=draft.id))
    client = found(Client, request.form.get("client_id", 0, type=int))
    actions.give_to(administration().id, draft.id, client, user_id=user_id())
    return go(url_for(".edit", invoice_id=draft.id))


@bp.post("/<int:invoice_id>/delete")
@allow(WRITE)
def delete(invoice_id: int) -> Response:
    """Throw a draft away, with a way back; its hours are unbilled again."""
    draft = found_draft(invoice_id)
    trash_id = actions.delete_draft(administration().id, draft.id, user_id=user_id())
    undo = url_for("clients.undo", trash_id=trash_id)
    return go(url_for(".index", show="drafts"), _("Draft deleted."), undo=undo)


def _choice(action: str) -> Response:
    words = " ".join(request.args.get("words", "").split())
    found_clients = clients(administration().id, words)[:SHOWN]
    return show(
        "invoices/new.html",
        part="invoices/_clients.html",
        clients=found_clients,
        words=words,
        action=action,
    )
