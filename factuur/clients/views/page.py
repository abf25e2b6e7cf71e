"""One client: the page about it, adding, changing, archiving, deleting."""

from flask import request, url_for
from flask_babel import gettext

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.clients import actions, queries
from factuur.clients.forms import ClientForm, ContactForm, country_name
from factuur.clients.views.room import bp
from factuur.models import Client
from factuur.versions import Difference, Stale, caught_up
from factuur.web import Response, administration, came_from, found, go, show, user_id


@bp.get("/new")
@allow(WRITE)
def new() -> Response:
    """Show the few questions that a new client needs."""
    return _form_page(ClientForm(country=administration().country))


@bp.post("/new")
@allow(WRITE)
def create() -> Response:
    """Make the client, or show what is wrong with what was typed."""
    form = ClientForm(request.form)
    if not form.validate():
        return _form_page(form, status=422)
    client = actions.add(administration(), form.values(), user_id=user_id())
    message = gettext("%(name)s was added.", name=client.name)
    return go(url_for(".detail", client_id=client.id), message)


@bp.get("/<int:client_id>")
@allow(READ)
def detail(client_id: int) -> Response:
    """Show all there is about one client."""
    client, firm = found(Client, client_id), administration()
    return show(
        "clients/detail.html",
        client=client,
        country=country_name(client.country),
        contacts=queries.contacts_of(client_id),
        contact_form=ContactForm(),
        addressees=queries.addressees_of([client_id])[client_id],
        projects=queries.projects_of(client_id),
        unbilled=queries.unbilled_of(firm.id, client_id),
        open_cents=queries.open_cents(firm.id, [client_id]).get(client_id, 0),
        invoices=queries.latest_invoices(firm.id, client_id),
        habit=queries.habit_of(firm.id, client_id),
        today=clock.today(),
    )


@bp.get("/<int:client_id>/edit")
@allow(WRITE)
def edit(client_id: int) -> Response:
    """Show everything that can be changed about a client."""
    client = found(Client, client_id)
    return _form_page(ClientForm(obj=client), client)


@bp.post("/<int:client_id>/edit")
@allow(WRITE)
def update(client_id: int) -> Response:
    """Keep what was typed, or show what is wrong with it, or who was first."""
    client = found(Client, client_id)
    form = ClientForm(request.form)
    if not form.validate():
        return _form_page(form, client, 422)
    try:
        actions.save(client, form.version.data or 0, form.values(), user_id=user_id())
    except Stale:
        client = found(Client, client_id)
        return _form_page(form, client, 409, caught_up(form, ClientForm(obj=client)))
    return go(came_from() or url_for(".detail", client_id=client_id), gettext("Saved."))


@bp.post("/<int:client_id>/archive")
@allow(WRITE)
def archive(client_id: int) -> Response:
    """Take a client out of the lists."""
    client = found(Client, client_id)
    actions.archive(client, clock.now(), user_id=user_id())
    message = gettext("%(name)s is in the archive.", name=client.name)
    return go(url_for(".index"), message, undo=url_for(".unarchive", client_id=client_id))


@bp.post("/<int:client_id>/unarchive")
@allow(WRITE)
def unarchive(client_id: int) -> Response:
    """Bring a client back into the lists."""
    client = found(Client, client_id)
    actions.unarchive(client, user_id=user_id())
    message = gettext("%(name)s is back in the list.", name=client.name)
    return go(url_for(".detail", client_id=client_id), message)


@bp.post("/<int:client_id>/delete")
@allow(WRITE)
def delete(client_id: int) -> Response:
    """Delete a client without hours or invoices; undo brings it back."""
    client = found(Client, client_id)
    trash_id = actions.delete(client, user_id=user_id())
    message = gettext("%(name)s was deleted.", name=client.name)
    return go(url_for(".index"), message, undo=url_for("clients.undo", trash_id=trash_id))


def _form_page(
    form: ClientForm,
    client: Client | None = None,
    status: int = 200,
    differences: list[Difference] | None = None,
) -> Response:
    return show(
        "clients/form.html", status=status, form=form, client=client, differences=differences or []
    )
