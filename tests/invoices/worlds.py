"""Drafts for the tests of this room."""

import multiprocessing
from collections.abc import Callable, Sequence
from typing import Any

from factuur.db import database
from factuur.errors import Refused
from factuur.invoices import actions
from factuur.invoices.queries import lines_of
from factuur.models import Administration, Client, Entry, Invoice, Line, LineEntry
from tests.factories import TODAY


def make_draft(firm: Administration, client: Client, *lines: dict[str, Any]) -> Invoice:
    """Make a draft of described lines; one of € 100 at 21 % when none is given."""
    line = {"description": "Advies", "quantity": "1", "unit": "piece", "unit_price": "100.00"}
    given = {
        "client": client.name,
        "supply_on": TODAY.isoformat(),
        "lines": [line | each for each in lines or ({},)],
    }
    return actions.create(firm, given, user_id=None)


def issue(firm: Administration, draft: Invoice, **values: Any) -> Invoice:
    """Issue a draft today."""
    return actions.issue(firm, draft.id, **{"today": TODAY, "user_id": None} | values)


def fresh(invoice: Invoice) -> Invoice:
    """Read an invoice again."""
    read: Invoice = Invoice.get_by_id(invoice.id)
    return read


def nets_of(invoice: Invoice) -> list[int]:
    """Give the amounts of the lines in cents, in their order."""
    return [line.net_cents for line in lines_of(invoice.id)]


def unbilled() -> set[int]:
    """Give the numbers of the entries that are on no line."""
    billed = {row.entry.id for row in LineEntry.select()}
    return {entry.id for entry in Entry.select()} - billed


def values_of(line: Line, **changes: str) -> dict[str, str]:
    """Give what the form of a line would send."""
    given = {
        "description": line.description,
        "quantity_e4": str(line.quantity_e4 / 10_000).replace(".", ","),
        "unit": line.unit,
        "price_e4": str(line.price_e4 / 10_000).replace(".", ","),
        "discount_bp": "",
        "vat_bp": str(line.vat_bp),
        "version": str(line.version),
    }
    return given | changes


def at_once(jobs: Sequence[Callable[[], object]]) -> list[str]:
    """Do each job in a process of its own, all at the same time, and give what was refused."""
    processes = multiprocessing.get_context("fork")
    refusals = processes.SimpleQueue()
    database.close()  # each process opens its own
    running = [processes.Process(target=_work, args=(job, refusals)) for job in jobs]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    database.connect()
    assert [process.exitcode for process in running] == [0] * len(jobs)
    found = []
    while not refusals.empty():
        found.append(refusals.get())
    return found


def _work(job: Callable[[], object], refusals: Any) -> None:
    with database.connection_context():
        try:
            job()
        except Refused as error:
            refusals.put(error.code)
