"""What is asked about mails."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from flask_babel import force_locale
from peewee import JOIN, fn

from factuur.clients.queries import addressees_of
from factuur.company.queries import mail_text
from factuur.company.rules import printed_iban
from factuur.company.texts import Facts, filled
from factuur.documents.layout import long_day
from factuur.invoices.queries import snapshot
from factuur.invoices.snapshot import Snapshot
from factuur.mailing.rules import State, Trouble
from factuur.models import Administration, Client, Invoice, Mail
from factuur.money import euros

PAGE = 50
QUIET = dt.timedelta(seconds=50)  # after a server was out of reach; the sweep knocks each minute

TABS: dict[str, tuple[State, ...]] = {
    "waiting": (State.QUEUED, State.CLAIMED, State.TRANSMITTING),
    "sent": (State.SENT,),
    "failed": (State.FAILED,),
    "uncertain": (State.UNCERTAIN,),
    "cancelled": (State.CANCELLED,),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mail as the firm's texts would have it, for the user to change before sending."""

    client: str
    recipients: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    subject: str
    body: str


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


def proposal(firm: Administration, invoice: Invoice) -> Proposal:
    """Give the mail that would carry an invoice, in the language of its client."""
    shown = snapshot(invoice)
    to = addressees_of([shown.client_id])[shown.client_id]
    with force_locale(shown.language):
        facts = _facts(shown)
    text = filled(mail_text(firm.id, shown.kind, shown.language), facts)
    return Proposal(
        client=shown.buyer.name,
        recipients=tuple((each.name, each.email) for each in to.to),
        copies=tuple((each.name, each.email) for each in to.copies),
        subject=text.subject,
        body=text.body,
    )


def _facts(shown: Snapshot) -> Facts:
    return Facts(
        client_name=shown.buyer.name,
        contact=shown.buyer.contact,
        invoice_number=shown.number,
        amount=euros(shown.total_cents),
        open_amount=euros(shown.open_cents),
        invoice_date=long_day(shown.issued_on) if shown.issued_on else "",
        due_date=long_day(shown.due_on) if shown.due_on else "",
        iban=printed_iban(shown.seller.iban),
        reference=shown.payment_reference or shown.number,
        sender=shown.seller.contact or shown.seller.name,
    )


def outbox(
    administration_id: int, tab: str, *, before: int | None = None, via: str = ""
) -> list[Row]:
    """Give a page of mails in one query, the newest first; `before` is the last one's number."""
    query = (
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
        .where((Mail.administration == administration_id) & Mail.state.in_(TABS[tab]))
        .order_by(Mail.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        query = query.where(Mail.id < before)
    if via:
        query = query.where(Mail.via == via)
    return list(cast("Iterable[Row]", query.objects(Row)))


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


def issued(administration_id: int, invoice_ids: Sequence[int]) -> list[Invoice]:
    """Give the issued invoices among these numbers, in the order of their own."""
    query = (
        Invoice.select()
        .where(
            (Invoice.administration == administration_id)
            & Invoice.id.in_(list(invoice_ids))
            & Invoice.number.is_null(False)
        )
        .order_by(Invoice.number)
    )
    return list(cast("Iterable[Invoice]", query))


def by_number(administration_id: int, number: str) -> Invoice | None:
    """Give the invoice that carries this number."""
    mine = Invoice.administration == administration_id
    invoice: Invoice | None = Invoice.get_or_none(mine & (Invoice.number == number))
    return invoice


def waits(invoice_id: int, recipient: str) -> bool:
    """Tell whether this invoice is about to go to this address already."""
    query = Mail.select(Mail.id).where(
        (Mail.invoice == invoice_id)
        & (Mail.recipient == recipient)
        & Mail.state.in_(TABS["waiting"])
    )
    return bool(query.exists())


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
