"""Coming in and going out."""

from flask import g, make_response, redirect, request, session, url_for
from flask_wtf.csrf import generate_csrf

from factuur import clock
from factuur.access import actions, entry, queries
from factuur.access.forms import SignInForm
from factuur.access.guard import allow
from factuur.access.rules import ANYONE, SIGNED_IN
from factuur.access.views.room import bp
from factuur.errors import Refused
from factuur.fields import blame
from factuur.web import Response, announce, safe_next, show


@bp.get("/sign-in")
@allow(ANYONE)
def sign_in() -> Response:
    """Show the sign-in form: as a page, or over the page on which a session ran out."""
    if queries.is_new():
        return redirect(url_for("company.start"))
    onward = request.args.get("next", "")
    if g.visitor and not _over_a_page():
        return redirect(safe_next(onward, "/"))
    return _form(SignInForm(next=onward))


@bp.post("/sign-in")
@allow(ANYONE)
def enter() -> Response:
    """Let somebody in, or say what does not fit; the address that was typed stays."""
    form, now = SignInForm(request.form), clock.now()
    if not form.validate():
        return _form(form, 422)
    try:
        token = actions.sign_in(
            form.email.data,
            form.password.data,
            address=entry.address(),
            agent=entry.agent(),
            now=now,
            trusted=form.trusted.data,
        )
    except Refused as error:
        blame(form, error)
        return _form(form, error.status)
    if _over_a_page():
        entry.begin(token, now)
        return announce(make_response("", 204), "signed-in", {"csrf": generate_csrf()})
    return entry.let_in(token, safe_next(form.next.data or "", "/"), now)


def _over_a_page() -> bool:
    return "in_page" in request.values


def _form(form: SignInForm, status: int = 200) -> Response:
    """Show the form; over a page it goes into its dialog, whatever the status."""
    if not _over_a_page():
        return show("access/sign_in.html", status=status, form=form)
    for asked in form:
        asked.id = f"sign-in-{asked.id}"  # the page below may have an #email of its own
    response = show("access/_sign_in_dialog.html", status=status, form=form)
    if status != 200:  # noqa: PLR2004 - a 429 would not be swapped in otherwise
        response.headers["HX-Retarget"] = "#sign-in"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


@bp.post("/sign-out")
@allow(SIGNED_IN)
def sign_out() -> Response:
    """End this session: its row goes, so its cookie is worth nothing any more."""
    actions.sign_out(g.visitor.session)
    session.clear()
    return redirect(url_for(".sign_in"), 303)


@bp.post("/sign-out-everywhere")
@allow(SIGNED_IN)
def sign_out_everywhere() -> Response:
    """End all sessions of this user, this one too."""
    actions.sign_out_everywhere(g.visitor.user)
    session.clear()
    return redirect(url_for(".sign_in"), 303)
