"""Pages of this room: the first run, another administration, settings, house style, mail texts."""

from factuur.company.views import founding, mail_texts, numbering, settings, style
from factuur.company.views.room import bp

__all__ = ["bp", "founding", "mail_texts", "numbering", "settings", "style"]
