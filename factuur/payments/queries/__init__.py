"""What was paid, what is open, and what stands as credit."""

from factuur.payments.queries.listing import Filter, Page, PaymentRow, Share, payments
from factuur.payments.queries.owed import (
    Credit,
    Debtor,
    clients_in_bin,
    clients_who_owe,
    credit_of,
    credits_of_all,
    owed_by,
    owed_by_number,
    owed_of,
    shares_of,
)

__all__ = [
    "Credit",
    "Debtor",
    "Filter",
    "Page",
    "PaymentRow",
    "Share",
    "clients_in_bin",
    "clients_who_owe",
    "credit_of",
    "credits_of_all",
    "owed_by",
    "owed_by_number",
    "owed_of",
    "payments",
    "shares_of",
]
