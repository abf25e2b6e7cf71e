"""The list of invoices: a page by keyset, whatever is chosen, and what it comes to."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import SQL, Expression, ModelSelect, Tuple, fn

from factuur.clients.queries import dicts, tuples
from factuur.invoices.filters import Cursor, Filters, cursor, days_of, written_cursor
from factuur.invoices.queries.standing import Marks, marks_of
from factuur.invoices.queries.wording import matching
from factuur.invoices.rules import CREDIT_NOTE
from factuur.invoices.status import Standing, Status, status_of
from factuur.models import Client, Invoice, Receivable

PAGE = 50
NO_DAY = dt.date.min  # drafts are in order of their number only
# A bound value would keep SQLite from the partial index on what is open.
IS_OPEN = Receivable.open_cents != SQL("0")
PARTS_OF = {"all": ("drafts", "issued")}
# By which day each part is ordered, and which number settles a tie; rising where urgency does.
DAYS: dict[str, tuple[Any, ...]] = {
    "open": (Receivable.due_on, Receivable.invoice),
    "overdue": (Receivable.due_on, Receivable.invoice),
    "paid": (Receivable.settled_on, Receivable.invoice),
    "issued": (Invoice.issued_on, Invoice.id),
    "drafts": (Invoice.id,),
}
RISING = ("open", "overdue")
COLUMNS = (
    Invoice.id,
    Invoice.kind,
    Invoice.number,
    Invoice.client.alias("client_id"),
    Client.name.alias("client"),
    Invoice.issued_on,
    Invoice.due_on,
    Invoice.total_cents,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One invoice in the list; a credit note counts below zero here, so that columns add up."""

    id: int
    kind: str
    number: str | None
    client_id: int
    client: str
    issued_on: dt.date | None
    due_on: dt.date | None
    total_cents: int
    open_cents: int
    status: Status


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, and where the next one begins ("" at the end)."""

    rows: list[Row]
    after: str


@dataclass(frozen=True, slots=True)
class ListSums:
    """How many invoices a filter finds, and what they come to in cents."""

    count: int
    total_cents: int
    open_cents: int


def page_of(administration_id: int, filters: Filters, *, today: dt.date) -> Page:
    """Give a page of what the filters choose; the status of all takes two queries more."""
    found: list[dict[str, Any]] = []
    at = cursor(filters.after)
    for part in _parts_from(filters, at):
        where = _chosen(administration_id, part, filters, today)
        if at is not None and at.part == part:
            where &= _beyond(part, at)
        query = _select(part, *COLUMNS, *_shown(part)).where(where)
        query = query.order_by(*_order(part)).limit(PAGE + 1 - len(found))
        found += [{"on": NO_DAY, **row, "part": part} for row in dicts(query)]
        if len(found) > PAGE:
            break
    return _page(found, today)


def list_sums(administration_id: int, filters: Filters, *, today: dt.date) -> ListSums:
    """Add up all that the filters choose."""
    count = total = left = 0
    for part in _parts(filters):
        draft = part == "drafts"
        amount = Invoice.total_cents if draft else Receivable.total_cents
        still = SQL("0") if draft else Receivable.open_cents
        query = _source(part, fn.SUM(amount), fn.SUM(still), narrow=filters.is_narrow)
        query = query.where(_chosen(administration_id, part, filters, today))
        ((found, worth, unpaid),) = tuples(query)
        count, total, left = count + found, total + int(worth or 0), left + int(unpaid or 0)
    return ListSums(count, total, left)


def _parts(filters: Filters) -> tuple[str, ...]:
    return PARTS_OF.get(filters.show, (filters.show,))


def _parts_from(filters: Filters, at: Cursor | None) -> tuple[str, ...]:
    parts = _parts(filters)
    return parts[parts.index(at.part) :] if at is not None and at.part in parts else parts


def _select(part: str, *columns: Any) -> "ModelSelect[Any]":
    if part == "drafts":
        return Invoice.select(*columns).join(Client)
    if part == "issued":
        return Invoice.select(*columns).join(Client).switch(Invoice).join(Receivable)
    return Receivable.select(*columns).join(Invoice).join(Client)


def _source(part: str, *sums: Any, narrow: bool) -> "ModelSelect[Any]":
    """Select sums from no more tables than the filters ask for."""
    if part == "drafts":
        return Invoice.select(fn.COUNT(Invoice.id), *sums)
    query = Receivable.select(fn.COUNT(Receivable.id), *sums)
    return query.join(Invoice) if narrow or part == "issued" else query


def _shown(part: str) -> tuple[Any, ...]:
    """Give the columns that differ: what is open, and the day of the order."""
    if part == "drafts":
        return (Invoice.total_cents.alias("open_cents"), SQL("NULL").alias("sent_on"))
    return (Receivable.open_cents, Receivable.sent_on, DAYS[part][0].alias("on"))


def _order(part: str) -> list[Any]:
    return [field.asc() if part in RISING else field.desc() for field in DAYS[part]]


def _beyond(part: str, at: Cursor) -> Expression:
    """Give the condition that a row comes after the last of the page before."""
    fields = Tuple(*DAYS[part])
    place = Tuple(*((at.row_id,) if part == "drafts" else (at.on, at.row_id)))
    beyond: Expression = fields > place if part in RISING else fields < place
    return beyond


def _chosen(administration_id: int, part: str, filters: Filters, today: dt.date) -> Expression:
    """Give the condition of one part of the list and what was chosen from it."""
    if part == "drafts":
        where = (Invoice.administration == administration_id) & Invoice.number.is_null()
    elif part == "issued":
        where = (Invoice.administration == administration_id) & Invoice.issued_on.is_null(False)
    else:
        where = (Receivable.administration == administration_id) & _in_state(part, today)
    if filters.client is not None:
        where &= Invoice.client == filters.client
    days = days_of(filters.period, today)
    if days is not None:
        where &= Invoice.issued_on.between(*days)
    if filters.words:
        where &= matching(administration_id, filters.words)
    return where


def _in_state(part: str, today: dt.date) -> Expression:
    if part == "paid":
        return Receivable.settled_on.is_null(False)
    if part == "overdue":
        return IS_OPEN & (Receivable.open_cents > 0) & (Receivable.due_on < today)
    return IS_OPEN


def _page(found: list[dict[str, Any]], today: dt.date) -> Page:
    shown = found[:PAGE]
    marks = marks_of([row["id"] for row in shown])
    last = shown[-1] if len(found) > PAGE else None
    after = written_cursor(last["part"], last["on"], last["id"]) if last else ""
    return Page([_row(row, marks, today) for row in shown], after)


def _row(row: dict[str, Any], marks: Marks, today: dt.date) -> Row:
    sign = -1 if row["kind"] == CREDIT_NOTE else 1
    drafted = row["number"] is None
    open_cents = sign * row["open_cents"] if drafted else row["open_cents"]
    standing = Standing(
        kind=row["kind"],
        is_draft=drafted,
        total_cents=row["total_cents"],
        open_cents=sign * open_cents,
        due_on=row["due_on"],
        dispatched=row["sent_on"] is not None,
        mail_failed=row["id"] in marks.mail_failed,
        credited_cents=marks.credited.get(row["id"], 0),
    )
    names = ("id", "kind", "number", "client_id", "client", "issued_on", "due_on")
    return Row(
        **{name: row[name] for name in names},
        total_cents=sign * row["total_cents"],
        open_cents=open_cents,
        status=status_of(standing, today),
    )
