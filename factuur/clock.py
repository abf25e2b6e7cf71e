"""What time it is: the only place that asks.

Rules and actions take `today` as an argument; views, jobs and commands ask here.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Amsterdam")  # Brussels keeps the same time

_stopped: ContextVar[dt.datetime | None] = ContextVar("stopped", default=None)


def today() -> dt.date:
    """Give the date at home, where the invoices are written."""
    return at_home(now()).date()


def now() -> dt.datetime:
    """Give this moment in UTC, without a zone, as the tables keep it."""
    return _stopped.get() or dt.datetime.now(dt.UTC).replace(tzinfo=None)


@contextmanager
def stopped_at(moment: dt.datetime) -> Iterator[None]:
    """Let it be `moment` (UTC, without a zone) inside the block: to tell what happened then."""
    before = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(before)


def at_home(moment: dt.datetime) -> dt.datetime:
    """Turn a moment from the tables into the time on the wall."""
    return moment.replace(tzinfo=dt.UTC).astimezone(HOME)
