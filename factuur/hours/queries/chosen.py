"""Entries that somebody ticked, and whether they may still change."""

from collections.abc import Collection

from peewee import chunked

from factuur.clients.queries import tuples
from factuur.models import Entry, Invoice, Line, LineEntry

CHUNK = 500


def entries_by_id(administration_id: int, entry_ids: Collection[int]) -> list[Entry]:
    """Give the entries of this administration with these numbers."""
    found: list[Entry] = []
    for ids in chunked(sorted(entry_ids), CHUNK):
        mine = (Entry.administration == administration_id) & Entry.id.in_(ids)
        found.extend(Entry.select().where(mine).order_by(Entry.id))
    return found


def billed_among(entry_ids: Collection[int]) -> list[str]:
    """Give the numbers of the invoices that these entries are on, in order; a draft's is empty."""
    numbers: set[str] = set()
    for ids in chunked(sorted(entry_ids), CHUNK):
        query = (
            LineEntry.select(Invoice.number)
            .join(Line)
            .join(Invoice)
            .where(LineEntry.entry.in_(ids))
        )
        numbers |= {number or "" for (number,) in tuples(query)}
    return sorted(numbers)
