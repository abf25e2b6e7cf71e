"""The people at a client, on the page of that client."""

from flask import abort, request, url_for
from flask_babel import gettext

from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.clients import actions, queries
from factuur.clients.forms import ContactForm
from factuur.clients.views.room import bp
from factuur.models import Client, Contact
from factuur.web import Response, found, saved, show, user_id


@bp.get("/<int:client_id>/people")
@allow(READ)
def people(client_id: int) -> Response:
    """Show the people at a client, one of them in a form when `edit` says who."""
    client = found(Client, client_id)
    edited = request.args.get("edit", type=int)
    if edited is None:
        return _people(client, ContactForm())
    contact = _contact(client, edited)
    return _people(client, ContactForm(obj=contact), edited=contact)


@bp.post("/<int:client_id>/people")
@allow(WRITE)
def add_person(client_id: int) -> Response:
    """Add a person, or show what is wrong with what was typed."""
    client = found(Client, client_id)
    form = ContactForm(request.form)
    if not form.validate():
        return _people(client, form, status=422)
    contact = actions.add_contact(client, form.values())
    return _saved(client, gettext("%(name)s was added.", name=contact.name or contact.email))


@bp.post("/<int:client_id>/people/<int:contact_id>")
@allow(WRITE)
def save_person(client_id: int, contact_id: int) -> Response:
    """Keep what was typed about a person, or show what is wrong with it."""
    client = found(Client, client_id)
    contact = _contact(client, contact_id)
    form = ContactForm(request.form)
    if not form.validate():
        return _people(client, form, edited=contact, status=422)
    actions.save_contact(contact, form.values())
    return _saved(client, gettext("Saved."))


@bp.post("/<int:client_id>/people/<int:contact_id>/delete")
@allow(WRITE)
def delete_person(client_id: int, contact_id: int) -> Response:
    """Delete a person; undo brings them back."""
    client = found(Client, client_id)
    contact = _contact(client, contact_id)
    trash_id = actions.delete_contact(client, contact, user_id=user_id())
    message = gettext("%(name)s was deleted.", name=contact.name or contact.email)
    return _saved(client, message, undo=url_for("clients.undo", trash_id=trash_id))


def _contact(client: Client, contact_id: int) -> Contact:
    contact = queries.contact_of(client.id, contact_id)
    if contact is None:
        abort(404)
    return contact


def _people(
    client: Client, form: ContactForm, *, edited: Contact | None = None, status: int = 200
) -> Response:
    return show(
        "clients/people.html",
        part="clients/_people.html",
        status=status,
        client=client,
        contacts=queries.contacts_of(client.id),
        addressees=queries.addressees_of([client.id])[client.id],
        contact_form=form,
        edited=edited,
        form=form,
    )


def _saved(client: Client, message: str, undo: str = "") -> Response:
    return saved(
        "clients/_people.html",
        then=url_for(".detail", client_id=client.id),
        message=message,
        undo=undo,
        client=client,
        contacts=queries.contacts_of(client.id),
        addressees=queries.addressees_of([client.id])[client.id],
        contact_form=ContactForm(),
    )
