"""Correcting what was issued: a credit note, and a fresh draft of the same lines."""

from dataclasses import asdict

from factuur.db import database
from factuur.invoices.actions.drafting import new_draft
from factuur.invoices.actions.drafts import hold, recount
from factuur.invoices.actions.many_lines import NewLine, write_lines
from factuur.invoices.queries.checks import credited_cents
from factuur.invoices.queries.papers import key_of, lines_of
from factuur.invoices.refusals import CannotCredit, FullyCredited, NotIssued
from factuur.invoices.rules import CREDIT_NOTE, LineValues
from factuur.models import Administration, Client, Invoice, Line

SAME = ("language", "attention", "buyer_reference", "terms_days", "grouping")


def credit(administration: Administration, invoice_id: int, *, user_id: int | None) -> Invoice:
    """Make a draft credit note with the lines and VAT rates of an issued invoice.

    Amounts are positive, as printed; lines that need no correction can be deleted. Refuses
    a draft, a credit note, and an invoice that was credited in full already.
    """
    with database.atomic():
        original = hold(administration.id, invoice_id)
        if original.number is None:
            raise NotIssued
        if original.kind == CREDIT_NOTE:
            raise CannotCredit(number=original.number)
        if credited_cents(original.id) >= original.total_cents:
            raise FullyCredited(number=original.number)
        return _copy(
            administration,
            original,
            user_id=user_id,
            kind=CREDIT_NOTE,
            credited=original,
            intro="",
            supply_from=original.supply_from,
            supply_on=original.supply_on,
        )


def duplicate(administration: Administration, invoice_id: int, *, user_id: int | None) -> Invoice:
    """Make a draft invoice with the lines of another; its hours stay with the first."""
    with database.atomic():
        original = hold(administration.id, invoice_id)
        return _copy(
            administration, original, user_id=user_id, intro=original.intro, note=original.note
        )


def _copy(
    administration: Administration, original: Invoice, *, user_id: int | None, **values: object
) -> Invoice:
    client = Client.get_by_id(key_of(original, "client"))
    same = {name: getattr(original, name) for name in SAME}
    draft = new_draft(administration, client, user_id=user_id, **(same | values))
    write_lines(draft, [NewLine(_values(line)) for line in lines_of(original.id)])
    recount(draft, user_id=user_id)
    return draft


def _values(line: Line) -> LineValues:
    return LineValues(**{name: getattr(line, name) for name in asdict(LineValues())})
