"""Giving a draft its number: from here on it is a legal document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from peewee import IntegrityError

from factuur.company.series import number_of, series_year
from factuur.db import database, on_sqlite
from factuur.errors import Refused
from factuur.invoices.actions.drafts import hold, recount
from factuur.invoices.actions.settling import settle
from factuur.invoices.checking import Facts, check
from factuur.invoices.numbering import payment_reference
from factuur.invoices.queries.checks import credit_left
from factuur.invoices.queries.papers import key_of, seller_copy, snapshot
from factuur.invoices.refusals import (
    AlreadyIssued,
    DayBeforeLast,
    DayNotCome,
    DraftChanged,
    NotReady,
    NumberTaken,
)
from factuur.invoices.rules import CREDIT_NOTE, INVOICE, due_on
from factuur.invoices.snapshot import Snapshot, digest
from factuur.models import Activity, Administration, Invoice, NumberSeries, Receivable
from factuur.money import day, euros
from factuur.queue import wake


@dataclass(frozen=True, slots=True)
class Refusal:
    """A draft that could not be issued, and why."""

    invoice_id: int
    error: Refused


def issue(
    administration: Administration,
    invoice_id: int,
    *,
    today: dt.date,
    issued_on: dt.date | None = None,
    shown_cents: int | None = None,
    user_id: int | None,
) -> Invoice:
    """Give a draft its number, dates and copies of both parties, and let it be archived.

    The number is the next of its series without a gap: the counter is raised in the same
    transaction, after everything that could refuse. Refuses what is issued already, what
    the checks block, a date to come or before the last of the series, and a total other
    than the one that was shown.
    """
    on = issued_on or today
    with database.atomic():
        invoice = _held(administration.id, invoice_id)
        recount(invoice, user_id=user_id)
        paper = snapshot(invoice)
        _check(invoice, paper, shown_cents, today)
        series = _held_series(administration, invoice.kind, on)
        _check_day(series, on, today)
        paper = _issued(paper, administration, series, on)
        _write(invoice, paper, series, user_id)
        wake("documents.archive", invoice.id)
    issued: Invoice = Invoice.get_by_id(invoice_id)
    return issued


def issue_many(
    administration: Administration,
    invoice_ids: Sequence[int],
    *,
    today: dt.date,
    issued_on: dt.date | None = None,
    user_id: int | None,
) -> tuple[list[Invoice], list[Refusal]]:
    """Issue drafts one by one, in the order given; one that is refused does not stop the others."""
    issued: list[Invoice] = []
    refused: list[Refusal] = []
    for invoice_id in invoice_ids:
        try:
            issued.append(
                issue(administration, invoice_id, today=today, issued_on=issued_on, user_id=user_id)
            )
        except Refused as error:
            refused.append(Refusal(invoice_id, error))
    return issued, refused


def _held(administration_id: int, invoice_id: int) -> Invoice:
    """Give a draft that nobody else can issue meanwhile, nor credit the same invoice."""
    invoice = hold(administration_id, invoice_id)
    if invoice.number is not None:
        raise AlreadyIssued(number=invoice.number)
    if invoice.kind == CREDIT_NOTE:
        hold(administration_id, key_of(invoice, "credited"))
    return invoice


def _check(invoice: Invoice, paper: Snapshot, shown_cents: int | None, today: dt.date) -> None:
    if shown_cents is not None and shown_cents != paper.total_cents:
        raise DraftChanged(shown=euros(shown_cents), now=euros(paper.total_cents))
    facts = Facts(credit_left_cents=credit_left(invoice))
    blocking = check(paper, facts, today=today).blocking
    if blocking:
        raise NotReady(blocking)


def _held_series(administration: Administration, kind: str, on: dt.date) -> NumberSeries:
    """Give the counter of a series, made at its first number, and keep others from it."""
    pattern = administration.invoice_pattern if kind == INVOICE else administration.credit_pattern
    key = {"administration": administration.id, "kind": kind, "year": series_year(pattern, on.year)}
    query = NumberSeries.select().filter(**key)
    held = query if on_sqlite() else query.for_update()
    series: NumberSeries | None = held.first()
    if series is None:
        NumberSeries.insert(**key).on_conflict_ignore().execute()
        series = held.get()
    return series


def _check_day(series: NumberSeries, on: dt.date, today: dt.date) -> None:
    if on > today:
        raise DayNotCome(field="issued_on", today=day(today))
    last: Invoice | None = (
        Invoice.select(Invoice.number, Invoice.issued_on)
        .where(
            (Invoice.administration == key_of(series, "administration"))
            & (Invoice.kind == series.kind)
            & (Invoice.year == series.year)
        )
        .order_by(Invoice.sequence.desc())
        .first()
    )
    if last is not None and last.issued_on is not None and on < last.issued_on:
        raise DayBeforeLast(field="issued_on", last=day(last.issued_on), number=last.number)


def _issued(
    paper: Snapshot, administration: Administration, series: NumberSeries, on: dt.date
) -> Snapshot:
    """Give the paper as it will read; takes the next number."""
    query = NumberSeries.update(last=NumberSeries.last + 1).where(NumberSeries.id == series.id)
    (row,) = query.returning(NumberSeries.last).execute()
    series.last = row.last
    credit = paper.is_credit_note
    pattern = administration.credit_pattern if credit else administration.invoice_pattern
    number = number_of(pattern, administration.number_digits, on.year, series.last)
    country = paper.seller.country
    reference = payment_reference(country, on.year, series.last, number)
    return replace(
        paper,
        number=number,
        issued_on=on,
        due_on=on if credit else due_on(on, paper.terms_days),
        payment_reference="" if credit else reference,
    )


def _write(invoice: Invoice, paper: Snapshot, series: NumberSeries, user_id: int | None) -> None:
    """Freeze the invoice and write down what is to be paid of it."""
    values: dict[str, Any] = {
        "number": paper.number,
        "year": series.year,
        "sequence": series.last,
        "issued_on": paper.issued_on,
        "due_on": paper.due_on,
        "payment_reference": paper.payment_reference,
        "seller": seller_copy(paper),
        "buyer": paper.buyer.to_json(),
        "sha256": digest(paper),
        "version": invoice.version + 1,
    }
    try:
        Invoice.update(values).where(Invoice.id == invoice.id).execute()
    except IntegrityError as error:
        raise NumberTaken(number=paper.number) from error
    _write_receivable(invoice, paper)
    if paper.kind == CREDIT_NOTE:
        settle(invoice, paper, user_id=user_id)
    Activity.create(
        administration=key_of(invoice, "administration"),
        user=user_id,
        verb="invoice.issued",
        subject="invoice",
        subject_id=invoice.id,
        words={"number": paper.number},
    )


def _write_receivable(invoice: Invoice, paper: Snapshot) -> None:
    cents = -paper.total_cents if paper.is_credit_note else paper.total_cents
    Receivable.insert(
        invoice=invoice.id,
        administration=key_of(invoice, "administration"),
        client=paper.client_id,
        due_on=paper.due_on,
        total_cents=cents,
        open_cents=cents,
    ).execute()
