"""The rules of the board in SQL: the same columns as `rules.column_of`, for all invoices at once.

A test lets both look at the same made-up invoices and compares.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import SQL, fn

from factuur.board.rules import LATE_LIMITS, PAID_DAYS, Column
from factuur.models import Client, Invoice, Receivable

R = Receivable.alias("r")  # the name by which the text below knows it
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
    mine = _filtered(scope) & (R.open_cents != 0)
    if scope.wanted.biggest:
        most = R.select(R.invoice).where(mine)
        most = most.order_by(R.open_cents.desc(), R.invoice).limit(BIGGEST)
        mine &= R.invoice.in_(most)
    return mine


def paid(scope: Scope) -> Any:
    """Give the condition of what was paid just now and passes the filters."""
    if scope.wanted.age or scope.wanted.biggest:
        return R.id == 0
    recent = (R.settled_on >= scope.days_ago(PAID_DAYS)) & (R.open_cents == 0)
    return _filtered(scope) & recent


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
    kept: Any = R.administration == scope.administration_id
    if wanted.client_id:
        kept &= R.client == wanted.client_id
    if wanted.least_cents:
        kept &= fn.ABS(R.total_cents) >= wanted.least_cents
    if wanted.words:
        numbered = Invoice.select(Invoice.id).where(
            (Invoice.administration == scope.administration_id)
            & Invoice.number.startswith(wanted.words)
        )
        kept &= R.client.in_(_named(scope)) | R.invoice.in_(numbered)
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
    due = R.due_on
    return {
        Column.LATE: (due < scope.today) & (due >= first),
        Column.LATER: (due < first) & (due >= second),
        Column.LATEST: due < second,
    }.get(Column(age) if age in set(Column) else Column.OPEN, due >= scope.today)


ORDER = list(Column)


def column_place(scope: Scope) -> SQL:
    """Give the column of an open invoice as its place in `ORDER`: a number sorts fast.

    The first whose condition holds decides.
    """
    cases = (
        f"WHEN {holds} THEN {ORDER.index(column)}" for column, holds in _decisions(scope).items()
    )
    return SQL(f"CASE {' '.join(cases)} END")


def in_column(scope: Scope, column: Column) -> SQL:
    """Give the condition of standing in a column: its own holds, and none before it."""
    decisions = _decisions(scope)
    order = list(decisions)
    before = [f"NOT ({decisions[each]})" for each in order[: order.index(column)]]
    return SQL(" AND ".join([f"({decisions[column]})", *before]))


def _decisions(scope: Scope) -> dict[Column, str]:
    """Give what puts an open invoice into a column, in the order of `rules.column_of`.

    As text: ten such queries cost peewee more to build than the database to answer. Nothing
    in it was typed by anybody: numbers of ours and dates.
    """
    firm, today = int(scope.administration_id), _quoted(scope.today)
    soon = _quoted(scope.today + dt.timedelta(days=scope.due_soon_days))
    first, second = (_quoted(scope.days_ago(days)) for days in LATE_LIMITS)
    return {
        Column.FAILED: f"r.invoice_id IN ({FAILED.format(firm=firm)})",
        Column.HELD: f"r.invoice_id IN ({HELD.format(firm=firm, today=today)})",
        Column.TO_SEND: "r.sent_on IS NULL",
        Column.OPEN: f"(r.open_cents < 0 OR r.due_on > {soon})",
        Column.DUE_SOON: f"r.due_on >= {today} AND r.due_on <= {soon}",
        Column.REMINDED: "r.reminded_on IS NOT NULL AND r.reminded_on > r.due_on",
        Column.LATE: f"r.due_on >= {first} AND r.due_on < {today}",
        Column.LATER: f"r.due_on >= {second} AND r.due_on < {first}",
        Column.LATEST: f"r.due_on < {second}",
    }


# A mail failed, or may have, and the invoice did not leave since.
FAILED = (
    "SELECT m.invoice_id FROM mail AS m WHERE m.administration_id = {firm} "
    "AND m.state IN ('failed', 'uncertain') AND m.invoice_id IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM dispatch AS d "
    "WHERE d.invoice_id = m.invoice_id AND d.created_at > m.created_at)"
)
HELD = (
    "SELECT h.invoice_id FROM hold AS h WHERE h.administration_id = {firm} "
    "AND h.ended_at IS NULL AND (h.until_on IS NULL OR h.until_on > {today})"
)


def _quoted(day: dt.date) -> str:
    return f"'{day.isoformat()}'"
