"""The list of the outbox."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from peewee import JOIN, ModelSelect, fn

from factuur.mailing.rules import State
from factuur.models import Client, Invoice, Mail

PAGE = 50

TABS: dict[str, tuple[State, ...]] = {
    "waiting": (State.QUEUED, State.CLAIMED, State.TRANSMITTING),
    "sent": (State.SENT,),
    "failed": (State.FAILED,),
    "uncertain": (State.UNCERTAIN,),
    "cancelled": (State.CANCELLED,),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A mail in the list of the outbox."""

    id: int
    state: str
    kind: str
    recipient: str
    subject: str
    error: str
    via: str
    next_at: dt.datetime | None
    sent_at: dt.datetime | None
    created_at: dt.datetime
    invoice_id: int | None
    number: str | None
    client: str | None


def outbox(
    administration_id: int, tab: str, *, before: int | None = None, via: str = ""
) -> list[Row]:
    """Give a page of mails in one query, the newest first; `before` is the last one's number."""
    query = (
        _rows(administration_id)
        .where(Mail.state.in_(TABS[tab]))
        .order_by(Mail.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        query = query.where(Mail.id < before)
    if via:
        query = query.where(Mail.via == via)
    return list(cast("Iterable[Row]", query.objects(Row)))


def row(administration_id: int, mail_id: int) -> Row:
    """Give one mail as it stands in the list."""
    return cast("Row", _rows(administration_id).where(Mail.id == mail_id).objects(Row).get())


def _rows(administration_id: int) -> "ModelSelect[Mail]":
    return (
        Mail.select(
            Mail.id,
            Mail.state,
            Mail.kind,
            Mail.recipient,
            Mail.subject,
            Mail.error,
            Mail.via,
            Mail.next_at,
            Mail.sent_at,
            Mail.created_at,
            Mail.invoice.alias("invoice_id"),
            Invoice.number,
            Client.name.alias("client"),
        )
        .join(Invoice, JOIN.LEFT_OUTER)
        .switch(Mail)
        .join(Client, JOIN.LEFT_OUTER)
        .where(Mail.administration == administration_id)
    )


def counts(administration_id: int) -> dict[str, int]:
    """Give how many mails stand under each tab."""
    query = (
        Mail.select(Mail.state, fn.COUNT(Mail.id))
        .where(Mail.administration == administration_id)
        .group_by(Mail.state)
        .tuples()
    )
    by_state = dict(cast("Iterable[tuple[str, int]]", query))
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in TABS.items()}
