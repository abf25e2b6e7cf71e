"""Pages of this room: the list, and one project with the rates of its people."""

from factuur.projects.views import listing, page, rates
from factuur.projects.views.room import bp

__all__ = ["bp", "listing", "page", "rates"]
