"""Sending many invoices at once: see what will go, say yes, watch it go."""

import secrets

from flask import request, url_for

from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.mailing import actions, queries
from factuur.mailing.views.blueprint import bp
from factuur.web import Response, administration, go, show, user_id


@bp.post("/batch")
@allow(WRITE)
def batch() -> Response:
    """Show what would be sent to whom; with `sure` put it all into the outbox."""
    chosen = request.form.getlist("invoice_id", type=int)
    if "sure" in request.form:
        key = request.form.get("key") or secrets.token_urlsafe(16)
        actions.queue_many(administration(), chosen, user_id=user_id(), key=key)
        return go(url_for(".progress", key=key))
    plan = queries.plan(administration().id, chosen)
    return show("mailing/batch.html", plan=plan, key=secrets.token_urlsafe(16))


@bp.get("/batch/<key>")
@allow(READ)
def progress(key: str) -> Response:
    """Show how far a batch is; the part asks again until every mail has come to an end."""
    round_ = queries.round_of(administration().id, key)
    return show("mailing/progress.html", part="mailing/_progress.html", round=round_)
