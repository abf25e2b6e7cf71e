"""How Factuur says no, and how it says that something broke: one sentence, or one page."""

import secrets

from flask import Flask, current_app, g, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from peewee import DataError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from factuur.errors import Refused
from factuur.storage import trouble
from factuur.web import Response, show


def init_app(app: Flask) -> None:
    """Register the answers to refusals and faults."""
    app.register_error_handler(Refused, show_refusal)
    app.register_error_handler(OverflowError, show_no_such_number)
    app.register_error_handler(DataError, show_no_such_number)
    app.register_error_handler(InternalServerError, show_fault)
    app.register_error_handler(HTTPException, show_http_error)


def show_refusal(error: Refused) -> Response:
    """Say no in the message area, wherever the request was aimed."""
    message = gettext(error.message, **error.values)
    return _say(message, error.status)


def _say(message: str, status: int) -> Response:
    response = show("errors/refused.html", part="_messages.html", status=status, message=message)
    response.headers["HX-Retarget"] = "#messages"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def show_http_error(error: HTTPException) -> Response:
    """Show the page for 400, 403, 404, 405, 413 … in the user's words."""
    if error.response is not None or isinstance(error, SecurityError):  # a forged Host has no page
        return error.get_response()
    code = error.code or 500
    known = code in (400, 403, 404, 413)
    template = f"errors/{code}.html" if known else "errors/400.html"
    return show(template, status=code)


def show_csrf_error(error: CSRFError) -> Response:
    """Say that a form came without its token, or with another session's: nothing was done."""
    return show("errors/400.html", status=400, reason=error.description)


def show_fault(error: InternalServerError) -> Response:
    """Log a fault under an id and show that id; nothing of the fault itself."""
    fault_id = secrets.token_hex(4).upper()
    g.visitor = None  # the page of a fault asks nothing of a database that may be the fault
    current_app.logger.error("fault %s at %s %s", fault_id, request.method, request.path)
    if sentence := trouble(error.original_exception):
        return _say(gettext(sentence), 503)
    response = show("errors/500.html", status=500, fault_id=fault_id)
    response.headers["X-Request-ID"] = fault_id
    return response


def show_no_such_number(error: Exception) -> Response:
    """Answer a number in an address that no row can have: beyond what the databases count."""
    current_app.logger.info("no such number at %s: %s", request.path, error)
    return show("errors/404.html", status=404)
