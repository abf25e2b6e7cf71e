"""What is asked about invoices. Every query takes the administration first."""

from factuur.invoices.queries.checks import credited_cents, findings, findings_on
from factuur.invoices.queries.events import Event, events_of
from factuur.invoices.queries.listing import ListSums, Page, Row, list_sums, page_of
from factuur.invoices.queries.naming import (
    client_name,
    client_named,
    credit_notes_of,
    draft_ids,
    invoice_ids,
    invoice_named,
    invoices_with,
)
from factuur.invoices.queries.papers import lines_of, snapshot
from factuur.invoices.queries.shown import shown
from factuur.invoices.queries.standing import marks_of, status_on

__all__ = [
    "Event",
    "ListSums",
    "Page",
    "Row",
    "client_name",
    "client_named",
    "credit_notes_of",
    "credited_cents",
    "draft_ids",
    "events_of",
    "findings",
    "findings_on",
    "invoice_ids",
    "invoice_named",
    "invoices_with",
    "lines_of",
    "list_sums",
    "marks_of",
    "page_of",
    "shown",
    "snapshot",
    "status_on",
]
