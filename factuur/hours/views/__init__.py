"""Pages of this room: the list, its rows, many at once, and the list as a file."""

from factuur.hours.views import bulk, exporting, listing, rows
from factuur.hours.views.room import bp

__all__ = ["bp", "bulk", "exporting", "listing", "rows"]
