"""Somebody's own account: name, language, password, and where they are signed in."""

from flask import abort, g, request, url_for
from flask_babel import gettext

from factuur import clock
from factuur.access import actions, entry, queries
from factuur.access.forms import AccountForm, NewPasswordForm
from factuur.access.guard import allow
from factuur.access.rules import SIGNED_IN, device
from factuur.access.views.room import bp
from factuur.errors import Refused
from factuur.fields import blame
from factuur.languages import COOKIE
from factuur.web import Response, go, saved, show


@bp.get("/account")
@allow(SIGNED_IN)
def account() -> Response:
    """Show the account of who is signed in."""
    return _page()


def _page(*, status: int = 200, part: str = "", **forms: object) -> Response:
    user = g.visitor.user
    values = {"account_form": AccountForm(obj=user), "password_form": NewPasswordForm()} | forms
    return show(
        "access/account.html",
        part=part,
        status=status,
        sessions=queries.sessions_of(user.id, clock.now()),
        device=device,
        form=next(iter(forms.values()), None),
        **values,
    )


@bp.post("/account")
@allow(SIGNED_IN)
def change_account() -> Response:
    """Save the name and the language; the page comes again, in that language."""
    form = AccountForm(request.form)
    if not form.validate():
        return _page(status=422, part="access/_account.html", account_form=form)
    actions.change_account(g.visitor.user, name=form.name.data, language=form.language.data)
    response = go(url_for(".account"), gettext("Your details have been saved."))
    entry.keep_choice(response, COOKIE, form.language.data)
    return response


@bp.post("/account/password")
@allow(SIGNED_IN)
def change_password() -> Response:
    """Take another password; everywhere else this user is signed out."""
    form, visitor = NewPasswordForm(request.form), g.visitor
    if form.validate():
        try:
            actions.change_password(
                visitor.session, visitor.user, present=form.present.data, new=form.new.data
            )
        except Refused as error:
            blame(form, error)
    if form.errors:
        return _page(status=422, part="access/_password.html", password_form=form)
    message = gettext("Your password has been changed. Everywhere else you are signed out.")
    return go(url_for(".account"), message)


@bp.post("/account/sessions/<int:session_id>/end")
@allow(SIGNED_IN)
def end_session(session_id: int) -> Response:
    """Sign out one other browser of this user."""
    if not actions.sign_out_elsewhere(g.visitor.user, session_id):
        abort(404)
    return saved(
        "access/_sessions.html",
        then=url_for(".account"),
        message=gettext("That browser has been signed out."),
        sessions=queries.sessions_of(g.visitor.user.id, clock.now()),
        device=device,
    )
