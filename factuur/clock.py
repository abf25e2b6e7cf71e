"""What time it is: the only place that asks.

Rules and actions take `today` as an argument; views, jobs and commands ask here.
"""

import datetime as dt
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Amsterdam")  # Brussels keeps the same time


def today() -> dt.date:
    """Give the date at home, where the invoices are written."""
    return dt.datetime.now(HOME).date()


def now() -> dt.datetime:
    """Give this moment in UTC, without a zone, as the tables keep it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def at_home(moment: dt.datetime) -> dt.datetime:
    """Turn a moment from the tables into the time on the wall."""
    return moment.replace(tzinfo=dt.UTC).astimezone(HOME)
