"""Where an open invoice stands, derived from facts: nothing here is stored."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from factuur.errors import N_, Refused

Place = TypeVar("Place")

PAID_DAYS = 14  # so long a paid invoice stays on the board
REMIND_AGAIN_DAYS = 7  # after a reminder; before that a client has had no time to pay
LATE_LIMITS = (14, 30)  # days late up to which the first two columns go
CHANNELS = ("telephone", "mail", "letter", "in_person")


class Column(StrEnum):
    """The columns, from left to right."""

    TO_SEND = "to-send"
    OPEN = "open"
    DUE_SOON = "due-soon"
    LATE = "late"
    LATER = "later"
    LATEST = "latest"
    REMINDED = "reminded"
    FAILED = "failed"
    HELD = "held"
    PAID = "paid"


NAMES = {
    Column.TO_SEND: N_("To send"),
    Column.OPEN: N_("Open"),
    Column.DUE_SOON: N_("Due soon"),
    Column.LATE: N_("Late, 1–14 days"),
    Column.LATER: N_("Late, 15–30 days"),
    Column.LATEST: N_("Late, over 30 days"),
    Column.REMINDED: N_("Reminded"),
    Column.FAILED: N_("Mail failed"),
    Column.HELD: N_("On hold"),
    Column.PAID: N_("Paid"),
}

LATENESS = (Column.LATE, Column.LATER, Column.LATEST)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one invoice. Amounts in cents; open is below zero for a credit note."""

    is_draft: bool
    due_on: dt.date | None
    open_cents: int
    settled_on: dt.date | None = None
    is_sent: bool = False
    reminded_on: dt.date | None = None  # the last time
    mail_failed: bool = False
    is_held: bool = False


def column_of(facts: Facts, today: dt.date, due_soon_days: int) -> Column | None:
    """Tell in which column an invoice stands; None once it has been paid for a while.

    What blocks the way comes first: a mail that failed, a reason to wait, a draft or an
    invoice that never left. A credit note is ours to settle: it waits in Open, whatever its
    date, with its amount below zero, so that the columns together are what clients owe.
    """
    if facts.is_draft:
        return Column.TO_SEND
    if facts.open_cents == 0:
        return Column.PAID if _just_paid(facts.settled_on, today) else None
    if facts.mail_failed:
        return Column.FAILED
    if facts.is_held:
        return Column.HELD
    if not facts.is_sent:
        return Column.TO_SEND
    return _by_age(facts, today, due_soon_days)


def _just_paid(settled_on: dt.date | None, today: dt.date) -> bool:
    return settled_on is not None and settled_on >= today - dt.timedelta(days=PAID_DAYS)


def _by_age(facts: Facts, today: dt.date, due_soon_days: int) -> Column:
    """Tell the column of an invoice that left the house and that nothing holds up."""
    late = days_late(facts.due_on, today)
    if facts.open_cents < 0 or late < -due_soon_days:
        return Column.OPEN
    if late <= 0:
        return Column.DUE_SOON
    if facts.reminded_on and facts.due_on and facts.reminded_on > facts.due_on:
        return Column.REMINDED
    first, second = LATE_LIMITS
    if late <= first:
        return Column.LATE
    return Column.LATER if late <= second else Column.LATEST


def days_late(due_on: dt.date | None, today: dt.date) -> int:
    """Give how many days ago an invoice fell due; below zero is still to come, 0 for a draft."""
    return (today - due_on).days if due_on else 0


def remind_again_on(reminded_on: dt.date, today: dt.date) -> dt.date:
    """Give the day to remind again: a week after the last time, today at the earliest."""
    return max(today, reminded_on + dt.timedelta(days=REMIND_AGAIN_DAYS))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column: how many, what is open of them in cents, the oldest day.

    Drafts ask for nothing yet and what is paid no more: `other_cents` is their worth.
    """

    column: Column
    count: int = 0
    open_cents: int = 0
    other_cents: int = 0
    drafts: int = 0
    oldest_on: dt.date | None = None


class ReminderAhead(Refused):
    """A reminder is noted once it was given."""

    code = "reminder_ahead"
    message = N_("%(day)s is still to come. Enter the day you reminded the client.")


class NotLate(Refused):
    """Nobody is reminded of what is not due, or was paid."""

    code = "not_late"
    message = N_("%(number)s is not late, so there is nothing to remind of.")


class NotChased(Refused):
    """A draft, a credit note or a paid invoice is not chased, so it cannot be put on hold."""

    code = "not_chased"
    message = N_("Nothing is asked of the client for %(number)s, so there is nothing to hold.")


class HoldPast(Refused):
    """A hold ends on a day to come."""

    code = "hold_past"
    message = N_("%(day)s has been. Choose a day to come, or leave it empty.")


class BeforeDue(Refused):
    """A reminder asks for what is late."""

    code = "before_due"
    message = N_("It fell due on %(day)s. Enter a day after that.")


class NotHeld(Refused):
    """Nothing to let go."""

    code = "not_held"
    message = N_("This invoice is not on hold any more.")


class NotOnBoard(Refused):
    """Paid a while ago, so there is nothing left to do."""

    code = "not_on_board"
    message = N_("This invoice has been paid: it is not on the board any more.")


class NoColumn(Refused):
    """An address that somebody typed."""

    code = "no_column"
    message = N_("The board has no column “%(key)s”.")
    status = 404


def column_named(key: str) -> Column:
    """Give the column of an address; refuses what is none."""
    if key not in set(Column):
        raise NoColumn(key=key)
    return Column(key)


def on_board(place: Place | None) -> Place:
    """Give a card and its column; refuses an invoice that has left the board."""
    if place is None:
        raise NotOnBoard
    return place


SOFT_LIMIT = 20  # more than so many at once that ask for something is too much to see
ASKING = (Column.TO_SEND, *LATENESS, Column.FAILED)


def is_over(head: Head) -> bool:
    """Tell whether a column that asks for work has more than is wise."""
    return head.column in ASKING and head.count > SOFT_LIMIT


def tone(column: Column, late: int, *, is_owed: bool) -> str:
    """Give the variant of a card's colour; its words say the same."""
    if column is Column.PAID:
        return "paid"
    if not is_owed:
        return ""
    if late > LATE_LIMITS[0]:
        return "very-late"
    if late > 0:
        return "late"
    return "due" if column is Column.DUE_SOON else ""


def moves(column: Column, *, is_draft: bool, is_credit: bool, late: int) -> tuple[str, ...]:
    """Give what can be done with a card, the likeliest first; dragging does no more than this."""
    if is_draft:
        return ("edit",)
    if column is Column.PAID:
        return ("pdf", "detail")
    if is_credit:
        return ("refund", "settle", "send", "pdf", "detail")
    first = {Column.TO_SEND: ("send",), Column.FAILED: ("mail",)}.get(column, ())
    chase = ("remind",) if late > 0 else ()
    wait = ("release",) if column is Column.HELD else ("hold",)
    last = ("pdf", "detail") if "send" in first else ("send", "pdf", "detail")
    return (*first, "pay", *chase, *wait, *last)
