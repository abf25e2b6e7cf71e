"""Changing how documents are numbered, and where the counting goes on."""

import datetime as dt
from dataclasses import dataclass

from factuur.company import actions, queries
from factuur.company.series import checked_pattern, number_of, sequence_in, series_year
from factuur.db import database, on_sqlite
from factuur.errors import N_, Refused
from factuur.models import Administration, NumberSeries


class SamePattern(Refused):
    """Two series that write the same numbers would run into each other."""

    code = "same_pattern"
    message = N_("Credit notes need another pattern than invoices, such as C%(value)s.")


class NumberGivenOut(Refused):
    """A number is used once: the tax office must find one document by it."""

    code = "number_given_out"
    message = N_("Number %(number)s has been given out already; the first free one is %(free)s.")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a firm numbers: two patterns, the digits, and the next of each as it was typed."""

    invoice_pattern: str
    credit_pattern: str
    number_digits: int
    next_invoice: str
    next_credit: str


def change_numbering(
    administration: Administration,
    wanted: Numbering,
    *,
    today: dt.date,
    seen: str,
    by: int | None,
) -> None:
    """Save patterns and counters; refuses a number that was given out already."""
    columns = {
        "invoice_pattern": checked_pattern(wanted.invoice_pattern, field="invoice_pattern"),
        "credit_pattern": checked_pattern(wanted.credit_pattern, field="credit_pattern"),
        "number_digits": wanted.number_digits,
    }
    if columns["invoice_pattern"] == columns["credit_pattern"]:
        raise SamePattern(field="credit_pattern", value=wanted.invoice_pattern)
    with database.atomic():
        actions.change_settings(administration, columns, seen=seen, by=by)
        fresh = Administration.get_by_id(administration.id)
        for kind, typed, field in (
            ("invoice", wanted.next_invoice, "next_invoice"),
            ("credit_note", wanted.next_credit, "next_credit"),
        ):
            # What was typed may still follow the pattern as it was when the page was shown.
            patterns = (queries.pattern_of(fresh, kind), queries.pattern_of(administration, kind))
            sequence = sequence_in(typed, patterns, fresh.number_digits, today.year, field=field)
            _go_on_at(fresh, kind, sequence, field, today.year)


def _go_on_at(
    administration: Administration, kind: str, wanted: int, field: str, calendar_year: int
) -> None:
    """Let a series go on at a number. The caller holds the transaction."""
    pattern, digits = queries.pattern_of(administration, kind), administration.number_digits
    year = series_year(pattern, calendar_year)
    row = _locked_series(administration.id, kind, year)
    free = queries.last_issued(administration.id, kind, year) + 1
    number = number_of(pattern, digits, calendar_year, wanted)
    if wanted < free or queries.is_used(administration.id, number):
        first = number_of(pattern, digits, calendar_year, free)
        raise NumberGivenOut(field=field, number=number, free=first)
    NumberSeries.update(last=wanted - 1).where(NumberSeries.id == row.id).execute()


def _locked_series(administration_id: int, kind: str, year: int) -> NumberSeries:
    """Give the counter's row, which nobody else takes a number from until this is done."""
    series = {"administration": administration_id, "kind": kind, "year": year}
    NumberSeries.insert(**series).on_conflict_ignore().execute()
    query = NumberSeries.select().where(
        (NumberSeries.administration == administration_id)
        & (NumberSeries.kind == kind)
        & (NumberSeries.year == year)
    )
    row: NumberSeries = (query if on_sqlite() else query.for_update()).get()
    return row  # on SQLite the whole transaction has the lock
