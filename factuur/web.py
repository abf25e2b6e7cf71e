"""How a view answers: page or part, saved change, refusal. The one place that knows htmx."""

import json
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import (
    Flask,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from factuur.access.rules import WRITE
from factuur.models import Administration, Table

Row = TypeVar("Row", bound=Table)
Response = BaseResponse


def show(page: str, *, part: str = "", status: int = 200, **values: object) -> Response:
    """Render `part` when htmx asks for a piece of the page, else the whole `page`."""
    template = part if part and wants_part() else page
    response = make_response(render_template(template, **values), status)
    response.vary.add("HX-Request")
    return response


def wants_part() -> bool:
    """Tell an htmx swap from a browser visit, a boosted link and a history restore."""
    headers = request.headers
    return "HX-Request" in headers and not (
        "HX-Boosted" in headers or "HX-History-Restore-Request" in headers
    )


def saved(part: str, *, then: str, message: str = "", undo: str = "", **values: Any) -> Response:
    """Answer a change that was made: htmx gets `part`, a plain form goes on to `then` (303).

    `message` says what happened, `undo` is the address that takes it back by POST.
    """
    if not wants_part():
        if message:
            _flash(message, undo)
        return redirect(then, 303)
    response = show(part, part=part, **values)
    return toast(response, message, undo=undo) if message else response


def go(then: str, message: str = "", *, undo: str = "") -> Response:
    """Send the whole page on to `then`, from a form as well as from an htmx request."""
    if message:
        _flash(message, undo)
    if not wants_part():
        return redirect(then, 303)
    response = make_response("", 200)
    response.headers["HX-Redirect"] = then
    return response


def _flash(message: str, undo: str) -> None:
    """Keep what happened for the next page; `_messages.html` knows both shapes."""
    note: Any = {"message": message, "undo": undo}
    flash(note, "good")


def announce(response: Response, event: str, detail: object = None) -> Response:
    """Let other parts of the page know, through an event that htmx raises on the body."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    events[event] = detail
    response.headers["HX-Trigger"] = json.dumps(events)
    return response


def toast(response: Response, message: str, *, undo: str = "") -> Response:
    """Say in one line what happened, with the way back when there is one."""
    return announce(response, "toast", {"message": message, "undo": undo, "tone": "good"})


def done(
    message: str, *, then: str, undo: str = "", event: str = "", detail: object = None
) -> Response:
    """Answer what a dialog did: close it, say so, tell the page by `event`; a form goes on."""
    if not wants_part():
        return go(then, message, undo=undo)
    response = announce(toast(make_response(""), message, undo=undo), "close-dialog")
    return announce(response, event, detail) if event else response


def found(model: type[Row], row_id: int) -> Row:
    """Give a row of this administration; another's, or none, is a 404."""
    row: Row | None = model.get_or_none(
        (model.id == row_id) & (model.administration == administration().id)  # type: ignore[attr-defined]
    )
    if row is None:
        abort(404)
    return row


def administration() -> Administration:
    """Give the administration this visitor works in; without one there is nothing to see."""
    if g.get("administration") is None:
        abort(404)
    return g.administration  # type: ignore[no-any-return]


def user_id() -> int | None:
    """Give the number of who is signed in, to write beside what is done."""
    return g.visitor.user.id if g.get("visitor") else None


def may_write() -> bool:
    """Tell whether this visitor may change things here; a bookkeeper looks only."""
    visitor = g.get("visitor")
    return visitor is not None and visitor.role in WRITE


def safe_next(target: str, default: str) -> str:
    """Give `target` when it is a path of this site, else `default`."""
    parts = urlsplit(target)
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside and not parts.netloc and "\n" not in target else default


def came_from() -> str:
    """Give the page that sent somebody here to fill something in (`then`), or ""."""
    return safe_next(request.args.get("then", ""), "")


def asked_on() -> str:
    """Give the path of the page on which a button was pressed; Today when nobody says."""
    page = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    path = f"{page.path}?{page.query}" if page.query else page.path
    return safe_next(path, "/")


def external(endpoint: str, **values: object) -> str:
    """Give the full address of a page, for a mail: from FACTUUR_URL, never from the request."""
    settings = current_app.config["SETTINGS"]
    base = settings.url or f"http://{settings.host}:{settings.port}"
    with current_app.test_request_context(base_url=base):
        return url_for(endpoint, _external=True, **values)  # type: ignore[arg-type]


def refuse_cross_site() -> None:
    """Refuse a write that another site asked for; browsers say where a request comes from."""
    if "%00" in request.query_string.decode("latin-1"):
        abort(400)  # no text has a NUL in it, and PostgreSQL takes none
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)
    if request.headers.get("Origin") == "null":
        abort(403)


def init_app(app: Flask) -> None:
    """Stand before every request, and put the headers on every answer."""
    app.before_request(refuse_cross_site)
    app.after_request(_add_headers)
    app.add_template_global(may_write)
    app.add_template_global(came_from)


CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer would make every form a 400 on https
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
