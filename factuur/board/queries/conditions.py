"""The rules of the board in SQL: the same columns as `rules.column_of`, for all invoices at once.

A test lets both look at the same made-up invoices and compares.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import Case, fn

from factuur.board.rules import LATE_LIMITS, LATENESS, PAID_DAYS, Column
from factuur.models import Client, Dispatch, Hold, Invoice, Mail, Receivable

TROUBLED = ("failed", "uncertain")
BIGGEST = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters over the board; nothing chosen shows everything."""

    words: str = ""
    client_id: int | None = None
    age: str = ""  # a column of lateness, or "not-late"
    least_cents: int = 0
    biggest: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose board, as of which day, and what of it."""

    administration_id: int
    today: dt.date
    due_soon_days: int
    wanted: Wanted = Wanted()

    def days_ago(self, days: int) -> dt.date:
        """Give the date so many days before today."""
        return self.today - dt.timedelta(days=days)


def opened(scope: Scope) -> Any:
    """Give the condition of what is open and passes the filters."""
    mine = (Receivable.administration == scope.administration_id) & (Receivable.open_cents != 0)
    mine &= _filtered(scope)
    if scope.wanted.biggest:
        most = Receivable.select(Receivable.invoice).where(mine)
        most = most.order_by(Receivable.open_cents.desc(), Receivable.invoice).limit(BIGGEST)
        mine &= Receivable.invoice.in_(most)
    return mine


def paid(scope: Scope) -> Any:
    """Give the condition of what was paid just now and passes the filters."""
    if scope.wanted.age or scope.wanted.biggest:
        return Receivable.id == 0
    return (
        (Receivable.administration == scope.administration_id)
        & (Receivable.settled_on >= scope.days_ago(PAID_DAYS))
        & (Receivable.open_cents == 0)
        & _filtered(scope)
    )


def drafts(scope: Scope) -> Any:
    """Give the condition of the drafts that pass the filters."""
    wanted = scope.wanted
    mine = (Invoice.administration == scope.administration_id) & Invoice.number.is_null()
    if wanted.age or wanted.biggest:
        return mine & (Invoice.id == 0)
    if wanted.client_id:
        mine &= Invoice.client == wanted.client_id
    if wanted.least_cents:
        mine &= Invoice.total_cents >= wanted.least_cents
    if wanted.words:
        mine &= Invoice.client.in_(_named(scope))
    return mine


def _filtered(scope: Scope) -> Any:
    wanted = scope.wanted
    kept: Any = Receivable.administration == scope.administration_id
    if wanted.client_id:
        kept &= Receivable.client == wanted.client_id
    if wanted.least_cents:
        kept &= fn.ABS(Receivable.total_cents) >= wanted.least_cents
    if wanted.words:
        numbered = Invoice.select(Invoice.id).where(
            (Invoice.administration == scope.administration_id)
            & Invoice.number.startswith(wanted.words)
        )
        kept &= Receivable.client.in_(_named(scope)) | Receivable.invoice.in_(numbered)
    if wanted.age:
        kept &= _aged(scope, wanted.age)
    return kept


def _named(scope: Scope) -> Any:
    """Give the clients whose names hold the words: few beside their invoices."""
    return Client.select(Client.id).where(
        (Client.administration == scope.administration_id)
        & Client.name.contains(scope.wanted.words)
    )


def _aged(scope: Scope, age: str) -> Any:
    """Give the condition of how late, in the words of the columns."""
    first, second = (scope.days_ago(days) for days in LATE_LIMITS)
    due = Receivable.due_on
    return {
        Column.LATE: (due < scope.today) & (due >= first),
        Column.LATER: (due < first) & (due >= second),
        Column.LATEST: due < second,
    }.get(Column(age) if age in set(Column) else Column.OPEN, due >= scope.today)


def column_name(scope: Scope) -> Any:
    """Give the column of an open invoice: the first whose condition holds decides."""
    return Case(None, [(condition, str(column)) for column, condition in _decisions(scope).items()])


def in_column(scope: Scope, column: Column) -> Any:
    """Give the condition of standing in a column; its own part lets an index narrow the search."""
    return _decisions(scope)[column] & (column_name(scope) == str(column))


def _decisions(scope: Scope) -> dict[Column, Any]:
    """Give what puts an open invoice into a column, in the order of `rules.column_of`."""
    soon = scope.today + dt.timedelta(days=scope.due_soon_days)
    due = Receivable.due_on
    return {
        Column.FAILED: Receivable.invoice.in_(_failed(scope)),
        Column.HELD: Receivable.invoice.in_(_held(scope)),
        Column.TO_SEND: Receivable.sent_on.is_null(),
        Column.OPEN: (Receivable.open_cents < 0) | (due > soon),
        Column.DUE_SOON: (due <= soon) & (due >= scope.today),
        Column.REMINDED: Receivable.reminded_on > due,
        **{column: _aged(scope, column) for column in LATENESS},
    }


def _failed(scope: Scope) -> Any:
    """Give the invoices whose mail failed, or may have, and that did not leave since."""
    since = Dispatch.select(Dispatch.id).where(
        (Dispatch.invoice == Mail.invoice) & (Dispatch.created_at > Mail.created_at)
    )
    return Mail.select(Mail.invoice).where(
        (Mail.administration == scope.administration_id)
        & Mail.state.in_(TROUBLED)
        & Mail.invoice.is_null(False)
        & ~fn.EXISTS(since)
    )


def _held(scope: Scope) -> Any:
    return Hold.select(Hold.invoice).where(
        (Hold.administration == scope.administration_id) & holds_on(scope.today)
    )


def holds_on(today: dt.date) -> Any:
    """Give the condition of a hold that is not over on this day."""
    return Hold.ended_at.is_null() & (Hold.until_on.is_null() | (Hold.until_on > today))
