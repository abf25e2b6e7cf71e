"""Pages of mail: writing one, sending many, and the outbox."""

from factuur.mailing.views import batch, outbox, sending
from factuur.mailing.views.blueprint import bp

__all__ = ["batch", "bp", "outbox", "sending"]
