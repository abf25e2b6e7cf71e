"""The door: what is not marked with who may use it, nobody may."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, make_response, redirect, request, url_for
from flask_login import LoginManager, current_user, login_user
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.wrappers import Response

from factuur import clock
from factuur.access import actions, queries
from factuur.access.rules import may
from factuur.faults import show_csrf_error
from factuur.web import announce

View = TypeVar("View", bound=Callable[..., Any])

login = LoginManager()
login.session_protection = None  # the session is a row; it does not hang on an address


def allow(allowed: frozenset[str]) -> Callable[[View], View]:
    """Mark a view with who may use it; place it right below the route."""

    def mark(view: View) -> View:
        view.allowed = allowed  # type: ignore[attr-defined]
        return view

    return mark


def _load(token: str) -> queries.Visitor | None:
    return queries.visitor(token, clock.now())


def check() -> Response | None:
    """Let a request pass, send it to sign in, or refuse it. Runs before every view."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    allowed: frozenset[str] | None = getattr(view, "allowed", None)
    if allowed is None:
        abort(403)
    visitor = _visitor()
    g.visitor, g.administration = visitor, visitor.administration if visitor else None
    if may(allowed, visitor.role if visitor else None, signed_in=visitor is not None):
        if visitor:
            actions.seen(visitor.session, clock.now())
        return None
    if visitor:
        abort(403)
    return _ask_to_sign_in()


def _visitor() -> queries.Visitor | None:
    user = current_user._get_current_object()  # noqa: SLF001 - the proxy's way to its value
    return user if isinstance(user, queries.Visitor) else None


def _ask_to_sign_in() -> Response:
    """Send a page to the sign-in form; a part of a page opens it in place: no text is lost."""
    if current_app.config["SETTINGS"].demo and _sign_in_as_owner():
        return redirect(request.full_path)
    if queries.is_new():
        return redirect(url_for("company.start"))
    if "HX-Request" in request.headers:
        dialog = url_for("access.sign_in", in_page=1)
        return announce(make_response("", 401), "login-needed", {"url": dialog})
    onward = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("access.sign_in", next=onward))


def answer_stale_token(error: CSRFError) -> Response:
    """Give a page of an ended session the way on: to sign in, or the token of the new session.

    The token is checked before the door, so somebody who signed out elsewhere arrives here.
    A request that was repeated already (X-Repeated) gets no second token: it would never end.
    """
    if "HX-Request" not in request.headers:
        return show_csrf_error(error)
    if _visitor() is None:
        return _ask_to_sign_in()
    if "X-Repeated" in request.headers:
        return show_csrf_error(error)
    return announce(make_response("", 400), "signed-in", {"csrf": generate_csrf()})


def _sign_in_as_owner() -> bool:
    """Open the made-up world as its owner; only this machine can ask for it."""
    owner = queries.first_user()
    if owner is None:
        return False
    now = clock.now()
    token = actions.start_session(owner, agent="demo", now=now)
    return bool(login_user(queries.visitor(token, now)))


def init_app(app: Flask) -> None:
    """Stand at the door of an app."""
    login.init_app(app)
    login.user_loader(_load)
    app.before_request(check)
    app.register_error_handler(CSRFError, answer_stale_token)
