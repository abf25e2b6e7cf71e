"""How templates write figures and dates: the one place where an amount is drawn."""

import datetime as dt

from flask import Flask
from flask_babel import gettext, ngettext

from factuur import clock, money


def ago(on: dt.date | None) -> str:
    """Write a date as people say it: today, 3 days ago, in 5 days."""
    if on is None:
        return ""
    days = (clock.today() - on).days
    if days == 0:
        return gettext("today")
    if days > 0:
        return ngettext("%(num)s day ago", "%(num)s days ago", days)
    return ngettext("in %(num)s day", "in %(num)s days", -days)


def moment(at: dt.datetime | None) -> str:
    """Write a moment from the tables as the time at home: 31-12-2026 14:03."""
    return "" if at is None else f"{clock.at_home(at):%d-%m-%Y %H:%M}"


def iso(on: dt.date | None) -> str:
    """Write a date for a machine to read."""
    return "" if on is None else on.isoformat()


def init_app(app: Flask) -> None:
    """Give the templates their filters."""
    for function in (
        money.euros,
        money.amount,
        money.quantity,
        money.price,
        money.percent,
        money.hours,
        money.clock_hours,
        money.day,
        ago,
        moment,
        iso,
    ):
        app.add_template_filter(function)
