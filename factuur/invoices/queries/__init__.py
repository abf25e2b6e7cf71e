"""What is asked about invoices. Every query takes the administration first."""

from factuur.invoices.queries.papers import lines_of, snapshot

__all__ = ["lines_of", "snapshot"]
