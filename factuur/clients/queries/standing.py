"""What stands between a client and us: hours to bill, money to come, and how it pays."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from peewee import JOIN, Expression, ModelSelect, fn

from factuur.clients.queries.selecting import tuples
from factuur.clients.rules import Habit, habit
from factuur.models import Client, Entry, Invoice, LineEntry, Project, ProjectRate, Receivable
from factuur.money import divide_half_up

HABIT_OF = 20  # invoices; older habits say little about tomorrow

# The price of one hour, as projects.rules.rate_for has it, for sums the database makes.
RATE_E4 = fn.COALESCE(Entry.rate_e4, ProjectRate.rate_e4, Project.rate_e4, Client.rate_e4, 0)


@dataclass(frozen=True, slots=True)
class Unbilled:
    """Hours that wait for an invoice: how long, what they are worth without VAT, since when."""

    seconds: int
    cents: int
    since: dt.date | None


def priced(query: "ModelSelect[Any]") -> "ModelSelect[Any]":
    """Join to a selection of entries what RATE_E4 needs."""
    same_person = fn.LOWER(ProjectRate.person) == fn.LOWER(Entry.person)
    return (
        query.join_from(Entry, Client)
        .join_from(Entry, Project, JOIN.LEFT_OUTER)
        .join_from(
            Entry,
            ProjectRate,
            JOIN.LEFT_OUTER,
            on=(ProjectRate.project == Entry.project) & same_person,
        )
    )


def worth_cents(seconds_times_rate: int | None) -> int:
    """Turn a sum of seconds × rate (×10,000 an hour) into cents, rounded once."""
    return divide_half_up(int(seconds_times_rate or 0), 360_000)


def is_billed() -> Expression:
    """Give the condition that an entry is on an invoice, draft or issued."""
    billed = LineEntry.select(LineEntry.id).where(LineEntry.entry == Entry.id)
    return cast("Expression", fn.EXISTS(billed))


def unbilled_seconds(administration_id: int, client_ids: Collection[int]) -> dict[int, int]:
    """Give for each of these clients how long was worked that is on no invoice yet."""
    query = (
        Entry.select(Entry.client, fn.SUM(Entry.seconds))
        .where(
            (Entry.administration == administration_id)
            & Entry.client.in_(client_ids)
            & Entry.billable
            & ~is_billed()
        )
        .group_by(Entry.client)
    )
    return {client: int(seconds) for client, seconds in tuples(query)}


def open_cents(administration_id: int, client_ids: Collection[int]) -> dict[int, int]:
    """Give for each of these clients what is still to be paid, in cents."""
    query = (
        Receivable.select(Receivable.client, fn.SUM(Receivable.open_cents))
        .where(
            (Receivable.administration == administration_id)
            & Receivable.client.in_(client_ids)
            & (Receivable.open_cents != 0)
        )
        .group_by(Receivable.client)
    )
    return {client: int(cents) for client, cents in tuples(query)}


def unbilled_of(administration_id: int, client_id: int) -> Unbilled:
    """Give what waits to be billed to one client."""
    query = priced(
        Entry.select(
            fn.SUM(Entry.seconds), fn.SUM(Entry.seconds * RATE_E4), fn.MIN(Entry.worked_on)
        )
    ).where(
        (Entry.administration == administration_id)
        & (Entry.client == client_id)
        & Entry.billable
        & ~is_billed()
    )
    seconds, worth, since = next(iter(tuples(query)))
    return Unbilled(int(seconds or 0), worth_cents(worth), since)


def latest_invoices(administration_id: int, client_id: int) -> list[Invoice]:
    """Give the last ten invoices and drafts of a client, drafts first, each with `open_cents`."""
    query = (
        Invoice.select(Invoice, Receivable.open_cents)
        .join(Receivable, JOIN.LEFT_OUTER)
        .where((Invoice.administration == administration_id) & (Invoice.client == client_id))
        .order_by(Invoice.number.is_null().desc(), Invoice.issued_on.desc(), Invoice.id.desc())
        .limit(10)
    )
    return list(query.objects())


def habit_of(administration_id: int, client_id: int) -> Habit | None:
    """Give how a client paid its last invoices; None when none has been paid."""
    query = (
        Receivable.select(Invoice.issued_on, Receivable.due_on, Receivable.settled_on)
        .join(Invoice)
        .where(
            (Receivable.administration == administration_id)
            & (Receivable.client == client_id)
            & (Receivable.total_cents > 0)
            & Receivable.settled_on.is_null(False)
        )
        .order_by(Receivable.settled_on.desc())
        .limit(HABIT_OF)
    )
    rows = tuples(query)
    return habit([((paid - issued).days, (paid - due).days) for issued, due, paid in rows])


def is_used(client_id: int) -> bool:
    """Tell whether hours, projects or invoices refer to this client."""
    return any(
        model.select(model.id).where(model.client == client_id).exists()
        for model in (Entry, Project, Invoice)
    )
