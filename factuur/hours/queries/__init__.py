"""Everything that selects hours."""

from factuur.hours.queries.chosen import billed_among, entries_by_id
from factuur.hours.queries.listing import (
    PAGE,
    Cursor,
    EntryRow,
    entries,
    entry_row,
    exported,
    last_added,
    nothing_yet,
)
from factuur.hours.queries.summing import Totals, Week, is_long, totals, week_seconds, weeks
from factuur.hours.queries.unbilled import Worked, unbilled

__all__ = [
    "PAGE",
    "Cursor",
    "EntryRow",
    "Totals",
    "Week",
    "Worked",
    "billed_among",
    "entries",
    "entries_by_id",
    "entry_row",
    "exported",
    "is_long",
    "last_added",
    "nothing_yet",
    "totals",
    "unbilled",
    "week_seconds",
    "weeks",
]
