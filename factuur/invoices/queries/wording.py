"""Which invoices somebody means by some words: a number, a client, or an amount."""

from peewee import Expression

from factuur.clients.queries import tuples
from factuur.models import Client, Invoice
from factuur.money import scaled
from imports.grammar import Unreadable, read_number

MOST_CLIENTS = 500


def matching(administration_id: int, words: str) -> Expression:
    """Give the condition that an invoice has these words as its number, client or amount.

    Clients first: their names are few, and their numbers lead to invoices by an index.
    """
    mine = (Client.administration == administration_id) & Client.name.contains(words)
    clients = [
        number for (number,) in tuples(Client.select(Client.id).where(mine).limit(MOST_CLIENTS))
    ]
    where: Expression = Invoice.number.contains(words) | Invoice.client.in_(clients)
    cents = _cents(words)
    return where if cents is None else where | (Invoice.total_cents == cents)


def _cents(words: str) -> int | None:
    try:
        return scaled(read_number(words), 2)
    except Unreadable:
        return None
