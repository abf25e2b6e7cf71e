"""The cards of a column, a page at a time."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Value, chunked, fn

from factuur.board.queries import conditions
from factuur.board.queries.conditions import R, Scope
from factuur.board.rules import Column
from factuur.models import Client, Hold, Invoice, Mail

PAGE = 30
CHUNK = 500  # numbers in one query
After = tuple[dt.date | None, int]  # the due date (none: among the drafts) and invoice of the last


@dataclass(frozen=True, slots=True)
class Card:
    """One invoice on the board. Amounts in cents; open is below zero for a credit note."""

    invoice_id: int
    client_id: int
    client: str
    number: str | None
    kind: str
    due_on: dt.date | None
    total_cents: int
    open_cents: int
    settled_on: dt.date | None
    reminded_on: dt.date | None
    held_until: dt.date | None
    held_for: str | None
    is_queued: bool


@dataclass(frozen=True, slots=True)
class Cards:
    """A page of cards, and from where the next goes on."""

    rows: list[Card]
    after: After | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a card stands in its column, before anything else is known of it."""

    day: dt.date | None  # none: a draft
    invoice_id: int


def cards(scope: Scope, column: Column, *, after: After | None = None, limit: int = PAGE) -> Cards:
    """Give a page of a column's cards, the longest due first; what was paid, the last first."""
    return boards_cards(scope, {column: limit}, after=after)[column]


def boards_cards(
    scope: Scope, limits: Mapping[Column, int], *, after: After | None = None
) -> dict[Column, Cards]:
    """Give the first cards of several columns: one query for each, and two for what is on them."""
    places = {
        column: list(_places(scope, column, after, limit + 1)) for column, limit in limits.items()
    }
    known = _cards_at(scope, [place for some in places.values() for place in some])
    found = {}
    for column, limit in limits.items():
        page, rest = places[column][:limit], places[column][limit:]
        rows = [known[place.invoice_id] for place in page]
        found[column] = Cards(rows, (page[-1].day, page[-1].invoice_id) if rest else None)
    return found


def all_cards(scope: Scope, column: Column) -> list[Card]:
    """Give every card of a column."""
    places = list(_places(scope, column, None, None))
    known = _cards_at(scope, places)
    return [known[place.invoice_id] for place in places]


def card_of(scope: Scope, invoice_id: int) -> tuple[Column, Card] | None:
    """Give the card of one invoice and the column it stands in; None when it is on none."""
    known = _cards_at(scope, [_Place(scope.today, invoice_id), _Place(None, invoice_id)])
    card = known.get(invoice_id)
    if card is None:
        return None
    for column in Column:
        if any(place.invoice_id == invoice_id for place in _places_of_one(scope, column, card)):
            return column, card
    return None


def _places_of_one(scope: Scope, column: Column, card: Card) -> Iterator[_Place]:
    if card.number is None:
        draft = column is Column.TO_SEND
        return iter([_Place(None, card.invoice_id)] if draft else [])
    return iter(_issued(scope, column, None).where(R.invoice == card.invoice_id))


def _places(
    scope: Scope, column: Column, after: After | None, limit: int | None
) -> Iterator[_Place]:
    """Give the places of a column in order: issued invoices, then drafts where they belong."""
    count = 0
    if after is None or after[0] is not None:
        for place in _issued(scope, column, after).limit(limit):
            count += 1
            yield place
    if column is Column.TO_SEND and (limit is None or count < limit):
        first = after if after and after[0] is None else None
        yield from _drafts(scope, first).limit(limit and limit - count)


def _issued(scope: Scope, column: Column, after: After | None) -> Any:
    """Give the query of where a column's issued invoices stand."""
    is_paid = column is Column.PAID
    day, key = (R.settled_on if is_paid else R.due_on), R.invoice
    query = R.select(day.alias("day"), key.alias("invoice_id")).where(
        conditions.paid(scope)
        if is_paid
        else conditions.opened(scope) & conditions.in_column(scope, column)
    )
    if after and is_paid:
        query = query.where((day < after[0]) | ((day == after[0]) & (key < after[1])))
    elif after:
        query = query.where((day > after[0]) | ((day == after[0]) & (key > after[1])))
    order = (day.desc(), key.desc()) if is_paid else (day, key)
    return query.order_by(*order).objects(_Place)


def _drafts(scope: Scope, after: After | None) -> Any:
    query = Invoice.select(Value(None).alias("day"), Invoice.id.alias("invoice_id")).where(
        conditions.drafts(scope)
    )
    if after:
        query = query.where(Invoice.id > after[1])
    return query.order_by(Invoice.id).objects(_Place)


def _cards_at(scope: Scope, places: list[_Place]) -> dict[int, Card]:
    """Give what is on the cards, in two queries: of what was issued, and of drafts."""
    issued = [place.invoice_id for place in places if place.day]
    drafts = [place.invoice_id for place in places if not place.day]
    found: dict[int, Card] = {}
    for some in chunked(issued, CHUNK):
        found |= {card.invoice_id: card for card in _issued_cards(scope, some)}
    for some in chunked(drafts, CHUNK):
        found |= {card.invoice_id: card for card in _draft_cards(scope, some)}
    return found


def _issued_cards(scope: Scope, invoice_ids: list[int]) -> Any:
    mine = Hold.invoice == R.invoice
    held = Hold.select(fn.MAX(Hold.id)).where(mine & Hold.ended_at.is_null())
    queued = Mail.select(Mail.id).where(
        (Mail.invoice == R.invoice) & Mail.state.in_(("queued", "claimed", "transmitting"))
    )
    return (
        R.select(
            R.invoice.alias("invoice_id"),
            R.client.alias("client_id"),
            Client.name.alias("client"),
            Invoice.number,
            Invoice.kind,
            R.due_on,
            R.total_cents,
            R.open_cents,
            R.settled_on,
            R.reminded_on,
            Hold.until_on.alias("held_until"),
            Hold.reason.alias("held_for"),
            fn.EXISTS(queued).alias("is_queued"),
        )
        .join(Invoice)
        .switch(R)
        .join(Client)
        .join_from(R, Hold, JOIN.LEFT_OUTER, on=(Hold.id == held))
        .where((R.administration == scope.administration_id) & R.invoice.in_(invoice_ids))
        .objects(Card)
    )


def _draft_cards(scope: Scope, invoice_ids: list[int]) -> Any:
    nothing: dict[str, Any] = dict.fromkeys(
        ("due_on", "settled_on", "reminded_on", "held_until", "held_for")
    )
    return (
        Invoice.select(
            Invoice.id.alias("invoice_id"),
            Invoice.client.alias("client_id"),
            Client.name.alias("client"),
            Invoice.number,
            Invoice.kind,
            Invoice.total_cents,
        )
        .join(Client)
        .where(
            (Invoice.administration == scope.administration_id)
            & Invoice.id.in_(invoice_ids)
            & Invoice.number.is_null()
        )
        .objects(lambda **row: Card(**row, **nothing, open_cents=0, is_queued=False))
    )
