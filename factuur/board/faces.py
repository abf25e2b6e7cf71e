"""What stands on a card, in words: how late, and what comes next."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from factuur import money
from factuur.board.queries import Card
from factuur.board.rules import LATENESS, Column, days_late, remind_again_on, tone


@dataclass(frozen=True, slots=True)
class Face:
    """A card as it is drawn."""

    card: Card
    column: Column
    tone: str
    lateness: str
    next_step: str

    @property
    def cents(self) -> int:
        """Give the amount on the card: what is open, or the whole of a draft or a paid one."""
        is_whole = self.card.number is None or self.column is Column.PAID
        return self.card.total_cents if is_whole else self.card.open_cents

    @property
    def is_part_paid(self) -> bool:
        """Tell whether some of it was paid."""
        return abs(self.card.open_cents) not in (0, abs(self.card.total_cents))


def face_of(column: Column, card: Card, today: dt.date) -> Face:
    """Put a card into words, as of today."""
    late = days_late(card.due_on, today)
    return Face(
        card=card,
        column=column,
        tone=tone(column, late, is_owed=card.open_cents > 0),
        lateness=_lateness(column, card, late),
        next_step=_next_step(column, card, today),
    )


def due_words(late: int) -> str:
    """Say how late, or how soon."""
    if late > 0:
        return ngettext("%(num)s day late", "%(num)s days late", late)
    if late == 0:
        return _("due today")
    return ngettext("due in %(num)s day", "due in %(num)s days", -late)


def _lateness(column: Column, card: Card, late: int) -> str:
    if card.number is None:
        return _("no number yet")
    if column is Column.PAID:
        return _("paid %(day)s", day=money.day(card.settled_on))
    return _("credit note") if card.open_cents < 0 else due_words(late)


def _next_step(column: Column, card: Card, today: dt.date) -> str:
    """Say what comes next, and when."""
    if column is Column.HELD:
        return _held(card)
    if column in (Column.OPEN, Column.DUE_SOON) and card.open_cents > 0:
        return _("Wait until %(day)s", day=_short(card.due_on))
    if column is Column.REMINDED and card.reminded_on:
        return _again(card.reminded_on, today)
    if column is Column.TO_SEND and card.is_queued:
        return _("Mail is waiting to go")
    return _step_of_today(column, card)


def _step_of_today(column: Column, card: Card) -> str:
    if column is Column.TO_SEND:
        return _("Check and issue") if card.number is None else _("Send today")
    if column is Column.FAILED:
        return _("Look at the mail today")
    if column in LATENESS:
        return _("Remind today")
    return _("Settle it") if card.open_cents < 0 else ""


def _again(reminded_on: dt.date, today: dt.date) -> str:
    again = remind_again_on(reminded_on, today)
    if again == today:
        return _("Remind again today")
    return _("Remind again on %(day)s", day=_short(again))


def _held(card: Card) -> str:
    if card.held_until:
        return _("Until %(day)s: %(reason)s", day=_short(card.held_until), reason=card.held_for)
    return _("Waits: %(reason)s", reason=card.held_for)


def _short(on: dt.date | None) -> str:
    """Write a day of these weeks: a card has no room for its year."""
    return f"{on:%d-%m}" if on else ""
