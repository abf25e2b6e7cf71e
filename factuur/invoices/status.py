"""Where an invoice stands, derived from facts: one word for a list, a tone, and days."""

import datetime as dt
from dataclasses import dataclass

from factuur.invoices.rules import CREDIT_NOTE


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts a status follows from; amounts as printed, positive on a credit note too."""

    kind: str
    is_draft: bool
    total_cents: int
    open_cents: int
    due_on: dt.date | None
    dispatched: bool = False
    mail_failed: bool = False
    credited_cents: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """A code that a template has words for, its tone, and days until (below 0: since) due."""

    code: str
    tone: str
    days: int = 0


def status_of(standing: Standing, today: dt.date) -> Status:
    """Say where an invoice stands; what needs a hand goes before what only waits."""
    if standing.is_draft:
        return Status("draft", "neutral")
    if standing.mail_failed:
        return Status("mail_failed", "bad")
    if standing.open_cents == 0:
        return _settled(standing)
    if standing.kind == CREDIT_NOTE:
        return Status("credit_left", "info")
    if not standing.dispatched:
        return Status("to_send", "warn")
    return _waiting(standing, today)


def _settled(standing: Standing) -> Status:
    if standing.kind == CREDIT_NOTE:
        return Status("settled", "neutral")
    if standing.credited_cents >= standing.total_cents:
        return Status("credited", "neutral")
    return Status("paid", "good")


def _waiting(standing: Standing, today: dt.date) -> Status:
    days = (standing.due_on - today).days if standing.due_on else 0
    if days < 0:
        return Status("late", "bad", days)
    part = 0 < standing.open_cents < standing.total_cents
    return Status("part_paid" if part else "open", "info", days)
