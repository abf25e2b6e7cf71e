"""The outbox: what waits, what left, what failed, and what nobody can be sure of."""

from flask import request, url_for
from flask_babel import gettext

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.mailing import actions, queries
from factuur.mailing.letters import sender_of
from factuur.mailing.views.blueprint import bp
from factuur.models import Mail, User
from factuur.web import Response, administration, found, go, saved, show, user_id


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the mails under one tab, the newest first; doubt comes before failure and waiting."""
    counts = queries.counts(administration().id)
    urgent = next((tab for tab in ("uncertain", "failed", "waiting") if counts[tab]), "sent")
    tab = request.args.get("tab", urgent)
    tab = tab if tab in queries.TABS else urgent
    rows = queries.outbox(administration().id, tab, before=request.args.get("before", type=int))
    more = url_for(".index", tab=tab, before=rows[-1].id) if len(rows) == queries.PAGE else ""
    return show(
        "mailing/index.html",
        part="mailing/_rows.html",
        rows=rows,
        more=more,
        tab=tab,
        counts=counts,
    )


@bp.get("/mailbox")
@allow(READ)
def mailbox() -> Response:
    """Show the mails that stayed on this machine because no mail server is set up."""
    before = request.args.get("before", type=int)
    rows = queries.outbox(administration().id, "sent", before=before, via="mailbox")
    more = url_for(".mailbox", before=rows[-1].id) if len(rows) == queries.PAGE else ""
    return show("mailing/mailbox.html", part="mailing/_rows.html", rows=rows, more=more)


@bp.get("/mails/<int:mail_id>")
@allow(READ)
def detail(mail_id: int) -> Response:
    """Show one mail as it was written, and how it fared."""
    mail = found(Mail, mail_id)
    sender = sender_of(administration())
    row = queries.row(administration().id, mail.id)
    return show("mailing/detail.html", mail=mail, row=row, sender=sender)


@bp.post("/mails/<int:mail_id>/cancel")
@allow(WRITE)
def cancel(mail_id: int) -> Response:
    """Keep a mail from going out."""
    found(Mail, mail_id)
    actions.cancel(administration().id, mail_id)
    return _changed(mail_id, gettext("The mail will not be sent."))


@bp.post("/mails/<int:mail_id>/retry")
@allow(WRITE)
def retry(mail_id: int) -> Response:
    """Send a mail again."""
    found(Mail, mail_id)
    actions.retry(administration().id, mail_id, clock.now())
    return _changed(mail_id, gettext("The mail is in the outbox again."))


@bp.post("/mails/<int:mail_id>/sent")
@allow(WRITE)
def mark_as_sent(mail_id: int) -> Response:
    """Settle a doubt: the mail arrived."""
    found(Mail, mail_id)
    actions.mark_as_sent(
        administration().id, mail_id, clock.now(), today=clock.today(), user_id=user_id()
    )
    return _changed(mail_id, gettext("The mail is noted as sent."))


@bp.post("/test")
@allow(WRITE)
def test() -> Response:
    """Send a mail to oneself, to see whether mail works."""
    user = User.get_by_id(user_id())
    subject = gettext("A test mail from Factuur")
    body = gettext("Mail from %(name)s works.", name=administration().name)
    actions.queue_test(administration(), user, subject, body)
    return go(
        url_for(".index"), gettext("A test mail to %(email)s is on its way.", email=user.email)
    )


def _changed(mail_id: int, message: str) -> Response:
    row = queries.row(administration().id, mail_id)
    then = url_for(".index")
    return saved("mailing/_row.html", then=then, message=message, row=row)
