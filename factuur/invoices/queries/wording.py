"""Which invoices somebody means by some words: a number, a client, or an amount."""

from typing import Any

from peewee import Expression, ModelSelect

from factuur.clients.queries import tuples
from factuur.models import Client, Invoice
from factuur.money import scaled
from imports.grammar import Unreadable, read_number

MOST = 500  # more than this is no answer; a statement carries no more values either


def matching(administration_id: int, words: str) -> Expression:
    """Give the condition that an invoice has these words as its number, client or amount.

    Clients and numbers first, each from its own index: they are few, and lead to invoices.
    """
    mine = (Client.administration == administration_id) & Client.name.contains(words)
    clients = _ids(Client.select(Client.id).where(mine))
    ours = Invoice.administration == administration_id
    numbered = _ids(Invoice.select(Invoice.id).where(ours & Invoice.number.contains(words)))
    where: Expression = Invoice.id.in_(numbered) | Invoice.client.in_(clients)
    cents = _cents(words)
    return where if cents is None else where | (Invoice.total_cents == cents)


def _ids(query: "ModelSelect[Any]") -> list[int]:
    return [row_id for (row_id,) in tuples(query.limit(MOST))]


def _cents(words: str) -> int | None:
    try:
        return scaled(read_number(words), 2)
    except Unreadable:
        return None
