"""What the start page weighs: which day counts as yesterday, and how far a newcomer is."""

import datetime as dt
from dataclasses import dataclass

SATURDAY = 5


def last_working_day(today: dt.date) -> dt.date:
    """Give the last day before today that was no Saturday or Sunday.

    >>> last_working_day(dt.date(2026, 11, 23))  # a Monday
    datetime.date(2026, 11, 20)
    """
    day = today - dt.timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= dt.timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class Progress:
    """What a new administration has done so far."""

    has_upload: bool
    has_hours: bool
    has_invoice: bool
    has_address: bool
    has_sent: bool


STEPS = ("upload", "check", "invoice", "address", "send")


def steps(progress: Progress) -> list[tuple[str, bool]]:
    """Give the steps to the first invoice that is sent, each with whether it was done.

    Hours typed by hand count as well: then there was nothing to upload or to check.
    """
    hours = progress.has_hours
    done = (
        progress.has_upload or hours or progress.has_invoice,
        hours or progress.has_invoice,
        progress.has_invoice,
        progress.has_address,
        progress.has_sent,
    )
    return list(zip(STEPS, done, strict=True))


def next_step(progress: Progress) -> str:
    """Give the first step that was not done; "" when the newcomer has arrived."""
    return next((name for name, done in steps(progress) if not done), "")
