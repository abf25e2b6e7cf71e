"""The small choices in the menu of the user: theme, language, administration."""

from flask import abort, current_app, g, make_response, redirect, request

from factuur.access import actions, entry
from factuur.access.guard import allow
from factuur.access.rules import ANYONE, SIGNED_IN, THEMES
from factuur.access.views.room import bp
from factuur.languages import COOKIE
from factuur.settings import LANGUAGES
from factuur.web import Response, safe_next, wants_part


@bp.post("/theme")
@allow(ANYONE)
def choose_theme() -> Response:
    """Keep light, dark, or as the machine."""
    theme = request.form.get("theme", "")
    if theme not in THEMES:
        abort(400)
    if g.visitor:
        actions.change_account(g.visitor.user, theme=theme)
    response = make_response("", 204) if wants_part() else redirect(_back(), 303)
    entry.keep_choice(response, "theme", theme)
    return response


@bp.post("/language")
@allow(ANYONE)
def choose_language() -> Response:
    """Keep the language of the screens."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    if g.visitor:
        actions.change_account(g.visitor.user, language=language)
    response = redirect(_back(), 303)
    entry.keep_choice(response, COOKIE, language)
    return response


@bp.post("/administration")
@allow(SIGNED_IN)
def choose_administration() -> Response:
    """Go on in another administration, at its start page."""
    actions.work_in(g.visitor.session, request.form.get("administration", 0, type=int))
    return redirect("/", 303)


def _back() -> str:
    """Give the page one was on, or the start page when that was the answer to a form."""
    then = safe_next(request.form.get("then", ""), "/")
    adapter = current_app.create_url_adapter(request)
    can_be_shown = adapter is not None and adapter.test(then.split("?")[0], method="GET")
    return then if can_be_shown else "/"
