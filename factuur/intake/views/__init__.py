"""The pages of files that come in."""

from factuur.intake.views import batch, choices, rows, uploads
from factuur.intake.views.room import bp

__all__ = ["batch", "bp", "choices", "rows", "uploads"]
