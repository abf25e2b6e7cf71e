"""Getting mails out: claim, transmit, and say honestly how it ended.

Each step is one conditional UPDATE, so that of any number of workers one has the mail, and
whatever dies leaves a row behind that says how far it came.
"""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app

from factuur import clock
from factuur.db import database
from factuur.documents.press import PrintError, PrintTimedOut
from factuur.mailing import queries
from factuur.mailing.letters import letter, sender_of
from factuur.mailing.post import Line, NobodyKnows, NotSent
from factuur.mailing.rules import LEASE, Setback, State, Trouble, next_attempt
from factuur.mailing.workers import is_gone, my_name
from factuur.models import Activity, Administration, Dispatch, Mail

log = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]
SMTP, MAILBOX = "smtp", "mailbox"
WITH_DISPATCH = ("invoice", "credit_note")


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a round of the outbox came to."""

    sent: int = 0
    failed: int = 0
    uncertain: int = 0
    waiting: int = 0


def deliver_due(now: Clock) -> Delivered:
    """Send everything whose time has come, one mail after the other over one line.

    Stops when the server cannot be reached: the rest would only wait for it one by one.
    The round of the next minute knocks again, with one mail.
    """
    recover(now())
    ends: Counter[str] = Counter()
    with _line() as line:
        while not queries.is_server_down(now()) and (mail_id := queries.next_due(now())):
            ends[_deliver(mail_id, line, now) or "taken"] += 1
    waiting = queries.waiting()
    return Delivered(ends[State.SENT], ends[State.FAILED], ends[State.UNCERTAIN], waiting)


def recover(now: dt.datetime) -> None:
    """Take back what dead workers held: a claim is tried again, a mail half sent is doubtful.

    A worker on this machine is dead when its process is gone, one elsewhere after the lease.
    """
    for mail in queries.held():
        claimed_at = mail.claimed_at or mail.created_at
        if not is_gone(mail.claimed_by) and now - claimed_at < LEASE:
            continue
        if mail.state == State.CLAIMED:
            _move(mail, State.CLAIMED, state=State.QUEUED, claimed_by="", next_at=now)
        else:
            _move(mail, State.TRANSMITTING, state=State.UNCERTAIN, next_at=None)


def _line() -> Line:
    return Line(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


def _deliver(mail_id: int, line: Line, now: Clock) -> State | None:
    """Bring one mail to its end and give it; None when somebody else was first."""
    mail = _claim(mail_id, now())
    if mail is None:
        return None
    firm = Administration.get_by_id(mail.__data__["administration"])
    if not current_app.config["SETTINGS"].mail.server:
        return _sent(mail, firm, now(), via=MAILBOX)
    try:
        message = letter(mail, firm)
    except (PrintTimedOut, PrintError, OSError) as error:
        log.exception("mail %s has no PDF to carry", mail.id)
        return _set_back(mail, Setback(Trouble.UNFIT, str(error)[:300]), now())
    try:
        line.hand_over(message, sender_of(firm), lambda: _transmitting(mail))
    except NotSent as error:
        return _set_back(mail, error.setback, now())
    except NobodyKnows:
        _move(mail, State.TRANSMITTING, state=State.UNCERTAIN, next_at=None)
        return State.UNCERTAIN
    return _sent(mail, firm, now(), via=SMTP)


def _claim(mail_id: int, now: dt.datetime) -> Mail | None:
    me = my_name()
    with database.atomic():
        claimed = (
            Mail.update(
                state=State.CLAIMED, claimed_by=me, claimed_at=now, attempts=Mail.attempts + 1
            )
            .where((Mail.id == mail_id) & (Mail.state == State.QUEUED) & (Mail.next_at <= now))
            .execute()
        )
    return Mail.get_by_id(mail_id) if claimed else None


def _transmitting(mail: Mail) -> None:
    if not _move(mail, State.CLAIMED, state=State.TRANSMITTING):
        raise NotSent(Setback(Trouble.LATER, "somebody else has this mail now"))


def _set_back(mail: Mail, setback: Setback, now: dt.datetime) -> State:
    """Try again later, or give up and leave it to the user."""
    again = None if setback.is_final else next_attempt(mail.attempts, now)
    state = State.QUEUED if again else State.FAILED
    error = f"{setback.trouble} {setback.reply}".strip()
    _move(mail, State.CLAIMED, State.TRANSMITTING, state=state, next_at=again, error=error)
    return state


def _sent(mail: Mail, firm: Administration, now: dt.datetime, *, via: str) -> State:
    """Record that the mail is with the server; doubt that arose meanwhile is taken away."""
    with database.atomic():
        held = (State.CLAIMED, State.TRANSMITTING, State.UNCERTAIN)
        if _move(mail, *held, state=State.SENT, sent_at=now, next_at=None, error="", via=via):
            record_sent(mail, firm.id, clock.at_home(now).date())
    return State.SENT


def record_sent(
    mail: Mail, administration_id: int, today: dt.date, user_id: int | None = None
) -> None:
    """Write down that an invoice left the house. The caller holds the transaction."""
    invoice_id = mail.__data__["invoice"]
    if invoice_id is None or mail.kind not in WITH_DISPATCH:
        return
    Dispatch.create(
        administration=administration_id,
        invoice=invoice_id,
        channel="mail",
        mail=mail.id,
        sent_on=today,
        created_by=user_id or mail.__data__["created_by"],
    )
    Activity.create(
        administration=administration_id,
        user=user_id or mail.__data__["created_by"],
        verb="invoice.sent",
        subject="invoice",
        subject_id=invoice_id,
        words={"recipient": mail.recipient},
    )


def _move(mail: Mail, *held: State, **values: Any) -> bool:
    """Change a mail that this worker still holds; tells whether it did."""
    with database.atomic():
        rows = (
            Mail.update(**values)
            .where(
                (Mail.id == mail.id) & (Mail.claimed_by == mail.claimed_by) & Mail.state.in_(held)
            )
            .execute()
        )
    return bool(rows)
