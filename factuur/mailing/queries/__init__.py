"""What is asked about mails."""

from factuur.mailing.queries.delivering import held, is_server_down, next_due, waiting
from factuur.mailing.queries.listing import PAGE, TABS, Row, counts, outbox, row
from factuur.mailing.queries.sending import (
    Planned,
    Proposal,
    Round,
    by_number,
    issued,
    mails_in,
    plan,
    proposal,
    round_of,
    waits,
)

__all__ = [
    "PAGE",
    "TABS",
    "Planned",
    "Proposal",
    "Round",
    "Row",
    "by_number",
    "counts",
    "held",
    "is_server_down",
    "issued",
    "mails_in",
    "next_due",
    "outbox",
    "plan",
    "proposal",
    "round_of",
    "row",
    "waiting",
    "waits",
]
