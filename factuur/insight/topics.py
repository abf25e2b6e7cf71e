"""What the help is about, and which pages ask for which topic."""

from factuur.errors import N_

TOPICS = {
    "import": N_("Importing"),
    "hours": N_("Hours"),
    "invoices": N_("Invoices"),
    "sending": N_("Sending"),
    "board": N_("Board"),
    "payments": N_("Payments"),
    "clients": N_("Clients and projects"),
    "settings": N_("Settings"),
}

_ASKED_IN = {
    "intake": "import",
    "hours": "hours",
    "invoices": "invoices",
    "documents": "invoices",
    "mailing": "sending",
    "board": "board",
    "payments": "payments",
    "clients": "clients",
    "projects": "clients",
    "company": "settings",
    "access": "settings",
}


def topic_of(room: str) -> str:
    """Give the topic that helps with the pages of a room; "" for all topics together."""
    return _ASKED_IN.get(room, "")
