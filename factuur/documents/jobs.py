"""When documents are made: soon after the issue, and what was left behind every five minutes."""

from factuur.documents import actions
from factuur.queue import every, job


@job("documents.archive")
def archive(invoice_id: int) -> None:
    """Keep the PDF of an invoice that was just issued."""
    actions.archive(invoice_id)


@every("documents.sweep", minute="*/5")
def sweep() -> None:
    """Keep the PDFs that a lost call left behind."""
    actions.sweep()
