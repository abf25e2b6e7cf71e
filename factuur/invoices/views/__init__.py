"""Pages of this room: the list, a new draft, its editor and lines, issuing, and what was issued."""

from factuur.invoices.views import (
    correcting,
    detail,
    editor,
    issuing,
    lines,
    listing,
    many_lines,
    starting,
)
from factuur.invoices.views.room import bp

__all__ = [
    "bp",
    "correcting",
    "detail",
    "editor",
    "issuing",
    "lines",
    "listing",
    "many_lines",
    "starting",
]
