"""Pages of this room: the list, one client, the people there, and undo for every room."""

from factuur.clients.views import listing, page, people, undo
from factuur.clients.views.room import bp

__all__ = ["bp", "listing", "page", "people", "undo"]
