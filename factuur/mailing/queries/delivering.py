"""What a worker asks: whose turn it is, who holds what, and whether the server is there."""

import datetime as dt
from collections.abc import Iterable
from typing import cast

from factuur.mailing.queries.listing import TABS
from factuur.mailing.rules import State, Trouble
from factuur.models import Mail

QUIET = dt.timedelta(seconds=50)  # after a server was out of reach; the sweep knocks each minute


def next_due(now: dt.datetime) -> int | None:
    """Give the mail of any administration whose turn it is."""
    row = (
        Mail.select(Mail.id)
        .where((Mail.state == State.QUEUED) & (Mail.next_at <= now))
        .order_by(Mail.next_at, Mail.id)
        .first()
    )
    return row.id if row else None


def waiting(administration_id: int | None = None) -> int:
    """Give how many mails have not come to an end, of one administration or of all."""
    query = Mail.select(Mail.id).where(Mail.state.in_(TABS["waiting"]))
    if administration_id is not None:
        query = query.where(Mail.administration == administration_id)
    return int(query.count())


def held() -> list[Mail]:
    """Give the mails that some worker holds."""
    query = Mail.select().where(Mail.state.in_((State.CLAIMED, State.TRANSMITTING)))
    return list(cast("Iterable[Mail]", query))


def is_server_down(now: dt.datetime) -> bool:
    """Tell whether the mail server was out of reach just now, so that knocking again can wait."""
    query = Mail.select(Mail.id).where(
        (Mail.state == State.QUEUED)
        & (Mail.next_at > now)
        & (Mail.claimed_at > now - QUIET)
        & (Mail.error.startswith(Trouble.UNREACHABLE) | Mail.error.startswith(Trouble.LOGIN))
    )
    return bool(query.exists())
