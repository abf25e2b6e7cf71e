"""One invoice or many on their way into the outbox."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from flask_babel import force_locale

from factuur.clients.queries import addressees_of
from factuur.company.queries import mail_text
from factuur.company.texts import filled
from factuur.documents.merging import facts_of
from factuur.invoices.queries import snapshot
from factuur.mailing.queries.listing import TABS
from factuur.models import Administration, Client, Invoice, Mail, Submission


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mail as the firm's texts would have it, for the user to change before sending."""

    client: str
    recipients: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Planned:
    """An invoice that would be sent with others, and what stands in its way."""

    id: int
    number: str
    client: str
    total_cents: int
    recipients: tuple[str, ...]
    waits: bool

    @property
    def can_go(self) -> bool:
        """Tell whether this one would go out."""
        return bool(self.recipients) and not self.waits


@dataclass(frozen=True, slots=True)
class Round:
    """How far the mails are that were queued together."""

    key: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Give how many mails it is about."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Give how many have come to an end."""
        return self.total - self.counts["waiting"]


def proposal(firm: Administration, invoice: Invoice) -> Proposal:
    """Give the mail that would carry an invoice, in the language of its client."""
    shown = snapshot(invoice)
    to = addressees_of([shown.client_id])[shown.client_id]
    with force_locale(shown.language):
        facts = facts_of(shown, open_cents=shown.open_cents)
    if len(to.to) == 1:  # one reader is greeted by name, unless the invoice names another
        facts = replace(facts, contact=facts.contact or to.to[0].name)
    text = filled(mail_text(firm.id, shown.kind, shown.language), facts)
    return Proposal(
        client=shown.buyer.name,
        recipients=tuple((each.name, each.email) for each in to.to),
        copies=tuple((each.name, each.email) for each in to.copies),
        subject=text.subject,
        body=text.body,
    )


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


def plan(administration_id: int, invoice_ids: Sequence[int]) -> list[Planned]:
    """Give the issued invoices among these with their recipients, in a few queries."""
    fields = (Invoice.id, Invoice.number, Invoice.client, Client.name, Invoice.total_cents)
    query = (
        Invoice.select(*fields)
        .join(Client)
        .where(
            (Invoice.administration == administration_id)
            & Invoice.id.in_(list(invoice_ids))
            & Invoice.number.is_null(False)
        )
        .order_by(Invoice.number)
        .tuples()
    )
    rows = list(cast("Iterable[tuple[int, str, int, str, int]]", query))
    known = addressees_of(list({row[2] for row in rows}))
    busy = _waiting_among([row[0] for row in rows])
    return [
        Planned(
            number=number,
            id=invoice_id,
            client=name,
            total_cents=total,
            recipients=tuple(each.email for each in known[client].to + known[client].copies),
            waits=invoice_id in busy,
        )
        for invoice_id, number, client, name, total in rows
    ]


def _waiting_among(invoice_ids: Sequence[int]) -> set[int]:
    query = Mail.select(Mail.invoice).where(
        Mail.invoice.in_(list(invoice_ids)) & Mail.state.in_(TABS["waiting"])
    )
    return {invoice_id for (invoice_id,) in cast("Iterable[tuple[int]]", query.tuples())}


def mails_in(location: str) -> list[int]:
    """Read back the numbers of the mails that one form put into the outbox."""
    numbers = location.removeprefix("mails:")
    return [int(number) for number in numbers.split(",")] if numbers else []


def round_of(administration_id: int, key: str) -> Round:
    """Give how far a batch is; an unknown key is a batch of nothing."""
    first = Submission.get_or_none(Submission.key == key)
    query = Mail.select(Mail.state).where(
        (Mail.administration == administration_id)
        & Mail.id.in_(mails_in(first.location) if first else [])
    )
    states = [state for (state,) in cast("Iterable[tuple[str]]", query.tuples())]
    counts = {tab: sum(state in held for state in states) for tab, held in TABS.items()}
    return Round(key, counts)
