"""Invoices and clients by name, number or id."""

from collections.abc import Iterable, Sequence
from typing import cast

from peewee import fn

from factuur.invoices.refusals import NoSuchInvoice
from factuur.invoices.rules import CREDIT_NOTE
from factuur.models import Client, Invoice, Receivable


def invoice_named(administration_id: int, name: str) -> Invoice:
    """Give an invoice by its number, or by its id as long as no number is so called."""
    mine = Invoice.administration == administration_id
    found: Invoice | None = Invoice.get_or_none(mine & (Invoice.number == name))
    if found is None and name.isascii() and name.isdigit():
        found = Invoice.get_or_none(mine & (Invoice.id == int(name)))
    if found is None:
        raise NoSuchInvoice(name=name)
    return found


def client_named(administration_id: int, name: str) -> Client | None:
    """Give the client of this name, capitals aside, that is not archived; the first of several."""
    query = (
        Client.select()
        .where((Client.administration == administration_id) & Client.archived_at.is_null())
        .where(fn.LOWER(Client.name) == fn.LOWER(name))
        .order_by(Client.id)
    )
    found: Client | None = query.first()
    return found


def draft_ids(administration_id: int) -> list[int]:
    """Give the numbers of all drafts, in the order in which they were made."""
    mine = (Invoice.administration == administration_id) & Invoice.number.is_null()
    return [draft.id for draft in Invoice.select(Invoice.id).where(mine).order_by(Invoice.id)]


def invoice_ids(administration_id: int, *, only_open: bool) -> list[int]:
    """Give the numbers of all invoices, or of those of which something is open."""
    query = Invoice.select(Invoice.id).where(Invoice.administration == administration_id)
    if only_open:
        query = query.join(Receivable).where(Receivable.open_cents != 0)
    return [invoice.id for invoice in query.order_by(Invoice.id)]


def invoices_with(administration_id: int, invoice_ids: Sequence[int]) -> list[Invoice]:
    """Give these invoices, each with its client, in one query."""
    query = (
        Invoice.select(Invoice, Client)
        .join(Client)
        .where((Invoice.administration == administration_id) & Invoice.id.in_(invoice_ids))
        .order_by(Invoice.id)
    )
    return list(cast("Iterable[Invoice]", query))


def credit_notes_of(invoice_id: int) -> list[Invoice]:
    """Give the credit notes of an invoice, drafts too."""
    query = Invoice.select().where((Invoice.credited == invoice_id) & (Invoice.kind == CREDIT_NOTE))
    return list(cast("Iterable[Invoice]", query.order_by(Invoice.id)))


def client_name(administration_id: int, client_id: int | None) -> str:
    """Give the name of a client that a list was narrowed to; "" for nobody of ours."""
    if client_id is None:
        return ""
    mine = (Client.administration == administration_id) & (Client.id == client_id)
    client: Client | None = Client.get_or_none(mine)
    return client.name if client else ""
