"""What can be done with invoices: one transaction each."""

from factuur.invoices.actions.creating import create
from factuur.invoices.actions.crediting import credit, duplicate
from factuur.invoices.actions.drafting import draft_empty, draft_hours
from factuur.invoices.actions.heading import delete_draft, give_to, save_head
from factuur.invoices.actions.issuing import Refusal, issue, issue_many
from factuur.invoices.actions.lines import (
    add_line,
    delete_line,
    move_line,
    put_line_back,
    save_line,
)
from factuur.invoices.actions.many_lines import paste, put_lines_back, regroup

__all__ = [
    "Refusal",
    "add_line",
    "create",
    "credit",
    "delete_draft",
    "delete_line",
    "draft_empty",
    "draft_hours",
    "duplicate",
    "give_to",
    "issue",
    "issue_many",
    "move_line",
    "paste",
    "put_line_back",
    "put_lines_back",
    "regroup",
    "save_head",
    "save_line",
]
