"""Joining an administration by the secret link of an invitation."""

from flask import g, request
from flask_babel import get_locale
from wtforms import Form

from factuur import clock
from factuur.access import actions, entry, people, queries
from factuur.access.forms import JoinAgainForm, JoinForm
from factuur.access.guard import allow
from factuur.access.rules import ANYONE
from factuur.access.views.room import bp
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Invitation, User
from factuur.web import Response, show


@bp.get("/join/<token>")
@allow(ANYONE)
def join(token: str) -> Response:
    """Ask who was invited for a name and password, or for the password they have."""
    invitation = queries.invitation(token, clock.now())
    if invitation is None:
        return _over()
    form = JoinAgainForm() if people.account_of(invitation) else JoinForm(name=invitation.name)
    return _form(form, invitation)


@bp.post("/join/<token>")
@allow(ANYONE)
def accept(token: str) -> Response:
    """Take the invitation up and sign in."""
    now = clock.now()
    invitation = queries.invitation(token, now)
    if invitation is None:
        return _over()
    known = people.account_of(invitation)
    form = JoinAgainForm(request.form) if known else JoinForm(request.form)
    if form.validate():
        try:
            session_token = _accept(invitation, form, known)
            return entry.let_in(session_token, "/", now)
        except Refused as error:
            blame(form, error)
    return _form(form, invitation, 422)


def _accept(invitation: Invitation, form: Form, known: User | None) -> str:
    """Give the token of a session in which the invited person has the role."""
    now, agent = clock.now(), entry.agent()
    if known:
        token = actions.sign_in(
            known.email, form["password"].data, address=entry.address(), agent=agent, now=now
        )
        people.accept(invitation, known, now)
    else:
        user = people.accept_as_new(
            invitation,
            name=form["name"].data,
            password=form["password"].data,
            language=str(get_locale()),
            now=now,
        )
        token = actions.start_session(user, agent=agent, now=now)
    visitor = queries.visitor(token, now)
    if visitor:
        actions.work_in(visitor.session, invitation.administration.id)
    return token


def _form(form: Form, invitation: Invitation, status: int = 200) -> Response:
    return show("access/join.html", status=status, form=form, invitation=invitation)


def _over() -> Response:
    """Say that a link is used, withdrawn or older than a week; who guesses learns no more."""
    return show("access/join_over.html", status=404, signed_in=g.visitor is not None)
