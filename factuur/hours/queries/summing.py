"""What the filtered hours come to: in all, and for each week on a page."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from peewee import Case, fn

from factuur.clients.queries import priced, tuples, worth_cents
from factuur.hours.queries.filtering import matching
from factuur.hours.queries.listing import RATE, Cursor, EntryRow
from factuur.hours.rules import Filters, week_of
from factuur.models import Entry

LONG = 5_000  # entries: some milliseconds to add up


@dataclass(frozen=True, slots=True)
class Totals:
    """What the filtered hours come to; the amount is without VAT."""

    entries: int
    seconds: int
    billable_seconds: int
    cents: int


@dataclass(frozen=True, slots=True)
class Week:
    """The entries of one week on a page, and the sum of the whole week under this filter."""

    monday: dt.date
    sunday: dt.date
    seconds: int
    entries: Sequence[EntryRow]
    goes_on: bool = False  # its heading stands on the page before


def totals(administration_id: int, filters: Filters) -> Totals:
    """Add up all hours that match: the whole list, not the page."""
    billable = fn.SUM(Case(None, [(Entry.billable, Entry.seconds)], 0))
    worth = fn.SUM(Entry.seconds * RATE)
    query = Entry.select(fn.COUNT(Entry.id), fn.SUM(Entry.seconds), billable, worth)
    query = priced(query).where(matching(administration_id, filters))
    count, seconds, billable_seconds, money = next(iter(tuples(query)))
    return Totals(count, int(seconds or 0), int(billable_seconds or 0), worth_cents(money))


def is_long(administration_id: int, filters: Filters) -> bool:
    """Tell whether so many hours match that adding them up would keep the page waiting."""
    if filters.words:  # to find out takes as long as adding up
        return False
    query = Entry.select(Entry.id).where(matching(administration_id, filters))
    return bool(query.limit(1).offset(LONG).exists())


def weeks(
    administration_id: int, filters: Filters, page: Sequence[EntryRow], before: Cursor | None = None
) -> list[Week]:
    """Gather a page of hours by week, each with its sum, in one query more."""
    if not page:
        return []
    by_monday: defaultdict[dt.date, list[EntryRow]] = defaultdict(list)
    for entry in page:
        by_monday[week_of(entry.worked_on)[0]].append(entry)
    sums = _week_sums(administration_id, filters, page[-1].worked_on, page[0].worked_on)
    last = week_of(before[0])[0] if before else None
    return [
        Week(monday, week_of(monday)[1], sums[monday], found, goes_on=monday == last)
        for monday, found in by_monday.items()
    ]


def week_seconds(administration_id: int, filters: Filters, day: dt.date) -> int:
    """Add up the filtered hours of the week round a day."""
    return _week_sums(administration_id, filters, day, day)[week_of(day)[0]]


def _week_sums(
    administration_id: int, filters: Filters, first: dt.date, last: dt.date
) -> dict[dt.date, int]:
    inside = Entry.worked_on.between(week_of(first)[0], week_of(last)[1])
    query = (
        Entry.select(Entry.worked_on, fn.SUM(Entry.seconds))
        .where(matching(administration_id, filters) & inside)
        .group_by(Entry.worked_on)
    )
    sums: defaultdict[dt.date, int] = defaultdict(int)
    for day, seconds in tuples(query):
        sums[week_of(day)[0]] += int(seconds)
    return sums
