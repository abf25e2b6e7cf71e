"""Pages of this room: the door, one's own account, the people, and joining by a link."""

from factuur.access.views import account, choices, door, joining, people
from factuur.access.views.room import bp

__all__ = ["account", "bp", "choices", "door", "joining", "people"]
