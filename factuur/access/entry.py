"""How somebody is let in: a session goes into the cookie of their browser."""

import datetime as dt

from flask import g, redirect, request, session
from flask_login import login_user

from factuur.access import actions, queries
from factuur.web import Response

YEAR = dt.timedelta(days=365)


def let_in(token: str, then: str, now: dt.datetime) -> Response:
    """Give this browser the session of a token and send it on.

    Whatever it carried before is dropped: a cookie planted earlier opens nothing.
    """
    visitor = begin(token, now)
    response = redirect(then, 303)
    keep_choice(response, "theme", visitor.user.theme)
    return response


def begin(token: str, now: dt.datetime) -> queries.Visitor:
    """Put a session in the cookie of this browser; one it had before ends."""
    visitor = queries.visitor(token, now)
    if visitor is None:
        raise RuntimeError("a session that was just made is not there")
    if g.visitor:
        actions.sign_out(g.visitor.session)
    session.clear()
    session.permanent = visitor.session.trusted
    login_user(visitor)
    return visitor


def keep_choice(response: Response, name: str, value: str) -> None:
    """Keep a choice of this browser for a year, also for the page before signing in."""
    response.set_cookie(
        name, value, max_age=YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
    )


def agent() -> str:
    """Give how this browser names itself."""
    return request.headers.get("User-Agent", "")


def address() -> str:
    """Give the address that this request came from, as the proxy that is trusted tells it."""
    return request.remote_addr or ""
