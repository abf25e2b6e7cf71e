"""Invoices that left the house without us: printed, handed over, by another mail program."""

import datetime as dt

from factuur import trash
from factuur.db import database
from factuur.mailing.actions.writing import NotIssued
from factuur.models import Activity, Administration, Dispatch, Invoice


def by_hand(
    firm: Administration, invoice: Invoice, *, today: dt.date, user_id: int | None, note: str = ""
) -> Dispatch:
    """Write down that the user sent an invoice; refuses a draft."""
    if invoice.number is None:
        raise NotIssued
    with database.atomic():
        dispatch: Dispatch = Dispatch.create(
            administration=firm.id,
            invoice=invoice.id,
            channel="hand",
            sent_on=today,
            note=note,
            created_by=user_id,
        )
        _note(firm.id, invoice.id, user_id, "invoice.sent_by_hand", note=note)
    return dispatch


def take_back(administration_id: int, dispatch: Dispatch, *, user_id: int | None) -> None:
    """Undo such a note. What went by mail has gone, and its row stays."""
    if dispatch.channel != "hand":
        return
    with database.atomic():
        trash.bin_rows(administration_id, "dispatch", [dispatch], user_id=user_id)
        invoice_id = dispatch.__data__["invoice"]
        _note(administration_id, invoice_id, user_id, "invoice.sent_undone")


def _note(
    administration_id: int, invoice_id: int, user_id: int | None, verb: str, **words: str
) -> None:
    Activity.create(
        administration=administration_id,
        user=user_id,
        verb=verb,
        subject="invoice",
        subject_id=invoice_id,
        words=words,
    )
