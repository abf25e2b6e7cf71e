"""The people of an administration, for its owners."""

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext

from factuur import clock
from factuur.access import people, queries
from factuur.access.forms import InviteForm
from factuur.access.guard import allow
from factuur.access.rules import OWN, ROLES, Role
from factuur.access.views.room import bp
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Membership
from factuur.web import Response, administration, external, saved, show, user_id


@bp.get("/people", endpoint="people")
@allow(OWN)
def index() -> Response:
    """Show who works here and who was asked in."""
    return show("access/people.html", form=InviteForm(), link="", **_people())


def _people() -> dict[str, Any]:
    here = administration().id
    return {
        "members": queries.members_of(here),
        "invitations": queries.invitations_of(here, clock.now()),
        "roles": ROLES,
    }


@bp.post("/people")
@allow(OWN)
def invite() -> Response:
    """Make a secret link for somebody, and show it this once."""
    form, link = InviteForm(request.form), ""
    if form.validate():
        try:
            token = people.invite(
                administration(),
                form.email.data,
                Role(form.role.data),
                by=user_id(),
                now=clock.now(),
            )
            link = external("access.join", token=token)
        except Refused as error:
            blame(form, error)
    shown = form if form.errors else InviteForm(formdata=None)
    status = 422 if form.errors else 200
    return show(
        "access/people.html",
        part="access/_people.html",
        status=status,
        form=shown,
        link=link,
        invited=form.email.data,
        **_people(),
    )


@bp.post("/people/withdraw")
@allow(OWN)
def withdraw() -> Response:
    """End the link of somebody who was asked in."""
    if not people.withdraw(administration().id, request.form.get("email", "")):
        abort(404)
    return _people_saved(gettext("The invitation has been withdrawn; its link does not work."))


@bp.post("/people/<int:membership_id>/role")
@allow(OWN)
def change_role(membership_id: int) -> Response:
    """Give somebody another role."""
    membership, role = _member(membership_id), request.form.get("role", "")
    if role not in {*Role}:
        abort(400)
    people.change_role(membership, Role(role), by=user_id())
    return _people_saved(gettext("The role has been changed."))


@bp.post("/people/<int:membership_id>/remove")
@allow(OWN)
def remove(membership_id: int) -> Response:
    """Take somebody out of this administration."""
    membership = _member(membership_id)
    people.remove(membership, by=user_id())
    name = membership.user.name or membership.user.email
    return _people_saved(gettext("%(name)s does not work here any more.", name=name))


def _member(membership_id: int) -> Membership:
    membership = queries.member(administration().id, membership_id)
    if membership is None:
        abort(404)
    return membership


def _people_saved(message: str) -> Response:
    return saved(
        "access/_people.html",
        then=url_for(".people"),
        message=message,
        form=InviteForm(formdata=None),
        link="",
        **_people(),
    )
