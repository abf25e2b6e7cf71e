"""Which entries a filter asks for, as a condition in SQL."""

from peewee import Expression, fn

from factuur.clients.queries import called, is_billed
from factuur.hours.rules import Filters
from factuur.models import Client, Entry, Project


def matching(administration_id: int, filters: Filters) -> Expression:
    """Give the condition that an entry of this administration matches."""
    where = Entry.administration == administration_id
    if filters.client:
        where &= Entry.client.in_(
            Client.select(Client.id).where(called(administration_id, filters.client))
        )
    if filters.project:
        same = fn.LOWER(Project.name) == fn.LOWER(filters.project)
        mine = Project.administration == administration_id
        where &= Entry.project.in_(Project.select(Project.id).where(mine & same))
    if filters.since:
        where &= Entry.worked_on >= filters.since
    if filters.until:
        where &= Entry.worked_on <= filters.until
    if filters.billed:
        where &= is_billed() if filters.billed == "yes" else Entry.billable & ~is_billed()
    for word in filters.words.split():
        where &= (
            Entry.description.contains(word)
            | Entry.task.contains(word)
            | Entry.person.contains(word)
        )
    return where
