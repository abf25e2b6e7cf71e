"""Everything that selects clients, and what the rooms to the right ask about them."""

from factuur.clients.queries.listing import (
    PAGE,
    ClientRow,
    called,
    client_names,
    client_row,
    clients,
    projects_of,
    the_client,
)
from factuur.clients.queries.people import (
    addressees_of,
    contact_of,
    contacts_of,
    invoice_recipients,
)
from factuur.clients.queries.selecting import dicts, tuples
from factuur.clients.queries.standing import (
    RATE_E4,
    Unbilled,
    habit_of,
    is_billed,
    is_used,
    latest_invoices,
    open_cents,
    priced,
    unbilled_of,
    unbilled_seconds,
    worth_cents,
)

__all__ = [
    "PAGE",
    "RATE_E4",
    "ClientRow",
    "Unbilled",
    "addressees_of",
    "called",
    "client_names",
    "client_row",
    "clients",
    "contact_of",
    "contacts_of",
    "dicts",
    "habit_of",
    "invoice_recipients",
    "is_billed",
    "is_used",
    "latest_invoices",
    "open_cents",
    "priced",
    "projects_of",
    "the_client",
    "tuples",
    "unbilled_of",
    "unbilled_seconds",
    "worth_cents",
]
