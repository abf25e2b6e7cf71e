"""The invariants of the books, recomputed from the rows: what does not fit is named."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Case, DoesNotExist, fn

from factuur import files
from factuur.invoices import queries as invoices
from factuur.invoices import rules, snapshot
from factuur.models import (
    Administration,
    Allocation,
    Client,
    Document,
    Entry,
    Invoice,
    Line,
    LineEntry,
    Mail,
    NumberSeries,
    Payment,
    Receivable,
)

BATCH = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit: which check, and which row."""

    check: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, how many rows of each, and what did not fit."""

    checked: dict[str, int]
    problems: list[Problem]

    @property
    def ok(self) -> bool:
        """Tell whether the books are right."""
        return not self.problems


Finding = tuple[int, list[str]]  # rows looked at, what does not fit


def books(administration: Administration) -> Report:
    """Recompute the books of one administration; reads everything, changes nothing."""
    checks: dict[str, Callable[[Administration], Finding]] = {
        "numbers": _numbers,
        "sums": _sums,
        "copies": _copies,
        "open": _open_amounts,
        "payments": _payments,
        "hours": _hours,
        "tenants": _tenants,
        "documents": _documents,
        "outbox": _outbox,
    }
    checked: dict[str, int] = {}
    problems: list[Problem] = []
    for name, check in checks.items():
        checked[name], found = check(administration)
        problems += [Problem(name, what) for what in found]
    return Report(checked, problems)


def _issued(administration: Administration) -> Any:
    return (Invoice.administration == administration) & Invoice.number.is_null(False)


def _rows(query: Any) -> list[Any]:
    """Give the rows of a query as tuples; peewee's types end here."""
    return list(query.tuples())


def _numbers(administration: Administration) -> Finding:
    """See that each series runs without a gap, up to what its counter says."""
    rows = _rows(
        Invoice.select(Invoice.kind, Invoice.year, Invoice.sequence, Invoice.number)
        .where(_issued(administration))
        .order_by(Invoice.kind, Invoice.year, Invoice.sequence)
    )
    found = []
    previous: dict[tuple[str, int], int] = {}
    for kind, year, sequence, number in rows:
        before = previous.get((kind, year))
        if before is not None and sequence != before + 1:
            found.append(f"{number}: {before + 1} is missing before it")
        previous[kind, year] = sequence
    for series in NumberSeries.select().where(NumberSeries.administration == administration):
        last = previous.get((series.kind, series.year))
        if last is not None and last != series.last:
            found.append(f"{series.kind} {series.year}: counter {series.last}, last number {last}")
    return len(rows), found


def _sums(administration: Administration) -> Finding:
    """See that each line is its quantity times its price, and the totals their sums."""
    found, count = [], 0
    for invoice, lines in _with_lines(Invoice.administration == administration):
        count += 1
        name = invoice.number or f"draft {invoice.id}"
        found += [
            f"{name}: line {line.position} is not its quantity times its price"
            for line in lines
            if line.net_cents != rules.priced(line.quantity_e4, line.price_e4, line.discount_bp)
        ]
        total = rules.sums(lines)
        stored = (invoice.net_cents, invoice.vat_cents, invoice.total_cents)
        if stored != (total.net_cents, total.vat_cents, total.total_cents):
            found.append(f"{name}: the totals are not the sums of its lines")
    return count, found


def _with_lines(condition: Any) -> Iterable[tuple[Invoice, list[Line]]]:
    """Give invoices with their lines, a few hundred at a time."""
    last = 0
    while True:
        batch = list(
            Invoice.select()
            .where(condition & (Invoice.id > last))
            .order_by(Invoice.id)
            .limit(BATCH)
        )
        if not batch:
            return
        lines: dict[int, list[Line]] = {invoice.id: [] for invoice in batch}
        query = Line.select().where(Line.invoice.in_(list(lines))).order_by(Line.position)
        for line in query:
            lines[line.__data__["invoice"]].append(line)
        yield from ((invoice, lines[invoice.id]) for invoice in batch)
        last = batch[-1].id


def _copies(administration: Administration) -> Finding:
    """See by its hash that what was issued is still what it was."""
    rows = Invoice.select().where(_issued(administration)).order_by(Invoice.id)
    found = [
        f"{invoice.number}: is not what was issued" for invoice in rows if not _is_itself(invoice)
    ]
    return len(rows), found


def _is_itself(invoice: Invoice) -> bool:
    try:
        return bool(snapshot.digest(invoices.snapshot(invoice)) == invoice.sha256)
    except DoesNotExist:
        return False


def _open_amounts(administration: Administration) -> Finding:
    """See that what is open is the total less what was allocated, for every issued invoice."""
    given = fn.COALESCE(fn.SUM(Allocation.amount_cents), 0)
    signed = Case(
        Invoice.kind, ((rules.CREDIT_NOTE, Invoice.total_cents * -1),), Invoice.total_cents
    )
    rows = _rows(
        Invoice.select(Invoice.number, signed, given, Receivable.total_cents, Receivable.open_cents)
        .join(Receivable, JOIN.LEFT_OUTER)
        .join(Allocation, JOIN.LEFT_OUTER, on=(Allocation.invoice == Invoice.id))
        .where(_issued(administration))
        .group_by(Invoice.id, Receivable.id)
    )
    found = [
        f"{number}: open {left}, but {total} less {allocated} is {total - allocated}"
        for number, total, allocated, kept, left in rows
        if kept != total or left != total - allocated
    ]
    return len(rows), found


def _payments(administration: Administration) -> Finding:
    """See that no payment gives out more than came in."""
    given = fn.COALESCE(fn.SUM(Allocation.amount_cents), 0)
    rows = _rows(
        Payment.select(Payment.id, Payment.amount_cents, given)
        .join(Allocation, JOIN.LEFT_OUTER)
        .where(Payment.administration == administration)
        .group_by(Payment.id)
    )
    found = [
        f"payment {row_id}: {allocated} allocated of {amount}"
        for row_id, amount, allocated in rows
        if (allocated > amount if amount >= 0 else allocated < amount)
    ]
    return len(rows), found


def _hours(administration: Administration) -> Finding:
    """See that what is billed is billed to the client it was worked for."""
    rows = _rows(
        LineEntry.select(Entry.id, Entry.client, Invoice.client, Invoice.id)
        .join(Line)
        .join(Invoice)
        .join(Entry, on=(LineEntry.entry == Entry.id))
        .where(Invoice.administration == administration)
    )
    found = [
        f"entry {entry}: worked for client {worked}, billed to {billed} on invoice {invoice}"
        for entry, worked, billed, invoice in rows
        if worked != billed
    ]
    return len(rows), found


def _tenants(administration: Administration) -> Finding:
    """See that no row points into another administration."""
    rows = _rows(
        Invoice.select(Invoice.id, Client.administration)
        .join(Client)
        .where(Invoice.administration == administration)
    )
    found = [f"invoice {row}: its client is another firm's" for row, owner in rows
             if owner != administration.id]  # fmt: skip
    return len(rows), found


def _documents(administration: Administration) -> Finding:
    """See that every kept file is there, and is what it was."""
    rows = list(Document.select().where(Document.administration == administration))
    found = []
    for row in rows:
        try:
            if hashlib.sha256(files.read(row.sha256)).hexdigest() != row.sha256:
                found.append(f"{row.name}: the file is not what was made")
        except FileNotFoundError:
            found.append(f"{row.name}: the file is gone")
    return len(rows), found


def _outbox(administration: Administration) -> Finding:
    """See that a mail that was sent says when, and one that waits until when."""
    rows = list(Mail.select().where(Mail.administration == administration))
    found = [
        f"mail {row.id}: {row.state}, but that is not what its dates say"
        for row in rows
        if (row.state == "sent") != bool(row.sent_at)
        or (row.state == "queued" and row.next_at is None)
    ]
    return len(rows), found
