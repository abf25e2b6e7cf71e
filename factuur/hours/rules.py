"""What can be asked of hours, and when they stay as they are. Pure."""

import datetime as dt
from dataclasses import dataclass

from factuur.errors import N_, Conflict, Refused
from factuur.money import hours

DAY_SECONDS = 24 * 60 * 60

PERIODS = (
    ("", N_("All days")),
    ("week", N_("This week")),
    ("month", N_("This month")),
    ("last_month", N_("Last month")),
    ("own", N_("From – to")),
)
BILLED = (
    ("", N_("Billed or not")),
    ("no", N_("Still to bill")),
    ("yes", N_("Billed")),
)


class Frozen(Refused):
    """Billed hours stand on an invoice: changing them would make it tell another story."""

    code = "billed"
    message = N_("These hours are on %(invoice)s and stay as they are. Take them off it first.")


class InDraft(Frozen):
    """Hours in a draft are changed there, so that its lines tell the same."""

    message = N_("These hours are on a draft and stay as they are. Take them off it first.")


class NothingTicked(Refused):
    """A bulk change of nothing."""

    code = "nothing_ticked"
    message = N_("Tick the hours first that this is about.")


class NothingChosen(Refused):
    """A bulk change to nothing in particular."""

    code = "nothing_chosen"
    message = N_("Fill in what is to change of the ticked hours.")


class UnknownProject(Refused):
    """A name that belongs to no project of this client."""

    code = "unknown_project"
    message = N_("%(client)s has no project “%(name)s”: choose one of the list, or leave it empty.")


class LongDay(Refused):
    """A day has 24 hours; more in one entry is a slip, such as 75 for 7,5."""

    code = "long_day"
    message = N_("%(hours)s hours is more than a day has: write at most 24 hours in one entry.")


class SeveralClients(Refused):
    """A project belongs to one client."""

    code = "several_clients"
    message = N_("The ticked hours are of several clients: name the client of project “%(name)s”.")


class MovedOn(Conflict):
    """Undo would overwrite what somebody did since."""

    code = "moved_on"
    message = N_("Some of these hours were changed or billed since, so nothing was put back.")


def check_day(seconds: int, before: int | None = None) -> None:
    """Refuse more than 24 hours; what a file brought may stay as it was. Corrections too."""
    if abs(seconds) > DAY_SECONDS and seconds != before:
        raise LongDay(field="seconds", hours=hours(seconds))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which hours are asked for; what is empty does not matter."""

    client: str = ""
    project: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    billed: str = ""  # yes, no, or either
    words: str = ""

    def __bool__(self) -> bool:
        return self != Filters()


def days_of(period: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and last day of a period; none for all days or for one's own.

    >>> days_of("last_month", dt.date(2026, 3, 15))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    if period == "week":
        return week_of(today)
    if period not in ("month", "last_month"):
        return None, None
    first = today.replace(day=1)
    if period == "last_month":
        last = first - dt.timedelta(days=1)
        return last.replace(day=1), last
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Give the Monday and the Sunday round a day."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)
