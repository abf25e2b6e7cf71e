"""Invoices and clients by name, number or id."""

from collections.abc import Iterable, Sequence
from typing import cast

from factuur.invoices.refusals import NoSuchInvoice
from factuur.invoices.rules import CREDIT_NOTE
from factuur.models import Client, Invoice


def invoice_named(administration_id: int, name: str) -> Invoice:
    """Give an invoice by its number, or by its id as long as no number is so called."""
    mine = Invoice.administration == administration_id
    found: Invoice | None = Invoice.get_or_none(mine & (Invoice.number == name))
    if found is None and name.isascii() and name.isdigit():
        found = Invoice.get_or_none(mine & (Invoice.id == int(name)))
    if found is None:
        raise NoSuchInvoice(name=name)
    return found


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
