"""What stands above each column: three small queries, however many invoices are open."""

import datetime as dt
from typing import Any

from peewee import SQL, Case, fn

from factuur.board.queries import conditions
from factuur.board.queries.conditions import R, Scope
from factuur.board.rules import Column, Head
from factuur.models import Invoice, Receivable


def heads(scope: Scope) -> dict[Column, Head]:
    """Give the head of every column, empty ones too, from left to right."""
    found = {column: Head(column) for column in Column}
    for place, count, cents, oldest in _open_by_column(scope):
        column = conditions.ORDER[place]
        found[column] = Head(column, count, int(cents), oldest_on=_date(oldest))
    found[Column.TO_SEND] = _with_drafts(found[Column.TO_SEND], scope)
    found[Column.PAID] = _paid(scope)
    return found


def open_sum(administration_id: int) -> int:
    """Give in cents all that is open: what the columns together must come to."""
    query = Receivable.select(fn.COALESCE(fn.SUM(Receivable.open_cents), 0)).where(
        (Receivable.administration == administration_id) & (Receivable.open_cents != 0)
    )
    return int(query.scalar())


def _open_by_column(scope: Scope) -> Any:
    return (
        R.select(
            conditions.column_place(scope).alias("board_column"),
            fn.COUNT(R.id),
            fn.SUM(R.open_cents),
            fn.MIN(Case(None, [(R.open_cents > 0, R.due_on)])),
        )
        .where(conditions.opened(scope))
        .group_by(SQL("board_column"))
        .tuples()
    )


def _with_drafts(head: Head, scope: Scope) -> Head:
    query: Any = (
        Invoice.select(fn.COUNT(Invoice.id), fn.COALESCE(fn.SUM(Invoice.total_cents), 0))
        .where(conditions.drafts(scope))
        .tuples()
    )
    count, cents = query.get()
    return Head(
        Column.TO_SEND,
        head.count + count,
        head.open_cents,
        other_cents=int(cents),
        drafts=count,
        oldest_on=head.oldest_on,
    )


def _paid(scope: Scope) -> Head:
    query: Any = (
        R.select(fn.COUNT(R.id), fn.COALESCE(fn.SUM(R.total_cents), 0))
        .where(conditions.paid(scope))
        .tuples()
    )
    count, cents = query.get()
    return Head(Column.PAID, count, other_cents=int(cents))


def _date(value: Any) -> dt.date | None:
    """Give the date of an aggregate, which SQLite hands over as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
