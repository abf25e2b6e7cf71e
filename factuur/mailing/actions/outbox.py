"""What a person decides about a mail: stop it, try it again, or settle a doubt."""

import datetime as dt

from factuur.db import database
from factuur.errors import N_, Conflict
from factuur.mailing.actions.delivery import record_sent
from factuur.mailing.rules import CAN_BE_CANCELLED, CAN_BE_RETRIED, CAN_BE_SETTLED, State
from factuur.models import Mail
from factuur.queue import wake


class TooLate(Conflict):
    """The worker was faster, or somebody else decided first."""

    code = "mail_too_late"
    message = N_("This mail to %(recipient)s is already on its way or settled. Look again.")


def cancel(administration_id: int, mail_id: int) -> None:
    """Keep a mail from going out; refuses one that is being sent or was sent."""
    _decide(administration_id, mail_id, CAN_BE_CANCELLED, State.CANCELLED, None)


def retry(administration_id: int, mail_id: int, now: dt.datetime) -> None:
    """Send a failed, doubtful or cancelled mail again, from the first attempt on."""
    with database.atomic():
        _decide(administration_id, mail_id, CAN_BE_RETRIED, State.QUEUED, now)
        wake("mailing.deliver")


def mark_as_sent(
    administration_id: int, mail_id: int, now: dt.datetime, *, today: dt.date, user_id: int | None
) -> None:
    """Settle a doubt: somebody knows that the mail arrived."""
    with database.atomic():
        mail = _decide(administration_id, mail_id, CAN_BE_SETTLED, State.SENT, None)
        Mail.update(sent_at=now).where(Mail.id == mail_id).execute()
        record_sent(mail, administration_id, today, user_id)


def _decide(
    administration_id: int,
    mail_id: int,
    held: tuple[State, ...],
    state: State,
    next_at: dt.datetime | None,
) -> Mail:
    mine = (Mail.id == mail_id) & (Mail.administration == administration_id)
    with database.atomic():
        changed = (
            Mail.update(state=state, next_at=next_at, attempts=0, error="", claimed_by="")
            .where(mine & Mail.state.in_(held))
            .execute()
        )
        mail: Mail = Mail.get(mine)
        if not changed:
            raise TooLate(recipient=mail.recipient)
    return mail
