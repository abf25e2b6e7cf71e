"""Which entries a filter asks for, as a condition in SQL."""

from typing import Any

from peewee import Expression, fn

from factuur.clients.queries import is_billed
from factuur.hours.rules import Filters
from factuur.models import Client, Entry, Project


def matching(administration_id: int, filters: Filters) -> Expression:
    """Give the condition that an entry of this administration matches."""
    where = Entry.administration == administration_id
    if filters.client:
        where &= Entry.client.in_(_clients(administration_id, filters.client))
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


def _clients(administration_id: int, name: str) -> Any:
    """Select the clients that go by this name, with or without their number; the archived too."""
    full = fn.LOWER(Client.name.concat(" (").concat(Client.number).concat(")"))
    same = (fn.LOWER(Client.name) == fn.LOWER(name)) | (full == fn.LOWER(name))
    return Client.select(Client.id).where((Client.administration == administration_id) & same)
