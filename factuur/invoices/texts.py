"""What is written on an invoice by itself: the texts of its lines, in the client's language."""

import datetime as dt

from babel.dates import format_date
from flask_babel import gettext

from factuur.invoices.grouping import Group
from factuur.money import language

SHOWN = 6  # descriptions of one day; more would hide the work instead of naming it


def line_text(group: Group, grouping: str) -> str:
    """Name the work of one line and its period: “Verbouwing, oktober 2026”."""
    first = group.entries[0]
    if grouping == "day":
        return _day_text(group)
    name = {"project": first.project, "task": first.task, "person": first.person}.get(grouping, "")
    return f"{name or _common_name(group)}, {period(group.first_on, group.last_on)}"


def rounding_text() -> str:
    """Name the line that carries the cents by which a grouping differs."""
    return gettext("Rounding difference")


def period(first: dt.date, last: dt.date) -> str:
    """Write a period as people say it: a day, a month, or from month to month."""
    if first == last:
        return _written(first, "d MMMM y")
    if (first.year, first.month) == (last.year, last.month):
        return _written(first, "MMMM y")
    start = "MMMM" if first.year == last.year else "MMMM y"
    return f"{_written(first, start)} – {_written(last, 'MMMM y')}"


def _written(day: dt.date, pattern: str) -> str:
    return str(format_date(day, pattern, locale=language()))


def _common_name(group: Group) -> str:
    """Give the project that all share, or the plain word for work."""
    projects = {entry.project for entry in group.entries}
    return projects.pop() if len(projects) == 1 and "" not in projects else gettext("Work")


def _day_text(group: Group) -> str:
    texts = dict.fromkeys(entry.description or entry.task for entry in group.entries)
    named = [text for text in texts if text] or [_common_name(group)]
    more = "; …" if len(named) > SHOWN else ""
    return f"{_written(group.first_on, 'd MMMM y')}: {'; '.join(named[:SHOWN])}{more}"
