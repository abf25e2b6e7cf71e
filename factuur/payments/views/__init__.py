"""Pages of payments: the list, one invoice, several invoices of one client."""

from factuur.payments.views import listing, one, several
from factuur.payments.views.blueprint import bp

__all__ = ["bp", "listing", "one", "several"]
