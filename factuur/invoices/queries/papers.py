"""One invoice as plain values: live from the tables for a draft, from its copies once issued."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, cast

from factuur.invoices.rules import CREDIT_NOTE, HOURS, sums
from factuur.invoices.snapshot import Party, Snapshot, SnapshotLine, canonical
from factuur.models import Administration, Client, Invoice, Line, Receivable, Table


def key_of(row: Table, name: str) -> int:
    """Give the number that a reference holds, without fetching what it refers to."""
    return cast("int", row.__data__[name])


def lines_of(invoice_id: int) -> list[Line]:
    """Give the lines of an invoice as they are printed."""
    query = Line.select().where(Line.invoice == invoice_id).order_by(Line.position, Line.id)
    return list(cast("Iterable[Line]", query))


def snapshot(invoice: Invoice) -> Snapshot:
    """Give an invoice or credit note complete in itself, each amount as it is printed."""
    lines = tuple(_line(line) for line in lines_of(invoice.id))
    total = sums(lines)
    open_cents = total.total_cents if invoice.number is None else _open_cents(invoice)
    house = _house_now(invoice) if invoice.number is None else _house_then(invoice)
    hours = any(line.kind == HOURS for line in lines)
    return Snapshot(
        **house,
        **_own_values(invoice),
        **_credited(invoice),
        lines=lines,
        vat=total.vat,
        net_cents=total.net_cents,
        vat_cents=total.vat_cents,
        total_cents=total.total_cents,
        open_cents=open_cents,
        rounding_minutes=invoice.rounding_minutes if hours else 0,
        rounding_way=invoice.rounding_way,
    )


def seller_copy(paper: Snapshot) -> str:
    """Write down the seller and the look of the paper, as they are kept at issue."""
    house = {"terms": paper.terms, "colour": paper.colour, "logo": paper.logo}
    return canonical(asdict(paper.seller) | {"house": house})


def seller_now(administration: Administration) -> Party:
    """Give the firm as it is today."""
    same = ("name", "country", "street", "postcode", "city", "vat_id", "registration", "language")
    more = ("email", "phone", "website", "contact", "iban")
    return Party(**{name: getattr(administration, name) for name in same + more})


def buyer_now(client: Client, attention: str) -> Party:
    """Give the client as it is today, for the attention of somebody there."""
    same = ("name", "kind", "country", "street", "postcode", "city", "vat_id", "registration")
    more = ("language", "email", "phone")
    return Party(contact=attention, **{name: getattr(client, name) for name in same + more})


def _line(line: Line) -> SnapshotLine:
    return SnapshotLine(
        id=line.id,
        kind=line.kind,
        description=line.description,
        quantity_e4=line.quantity_e4,
        unit=line.unit,
        price_e4=line.price_e4,
        discount_bp=line.discount_bp,
        vat_bp=line.vat_bp,
        net_cents=line.net_cents,
    )


def _own_values(invoice: Invoice) -> dict[str, Any]:
    """Give what the invoice's own row says."""
    texts = ("kind", "language", "vat_scheme", "buyer_reference", "intro", "note")
    days = ("issued_on", "due_on", "supply_from", "supply_on")
    names = ("id", "terms_days", "payment_reference", *texts, *days)
    values = {name: getattr(invoice, name) for name in names}
    return values | {"number": invoice.number or "", "client_id": key_of(invoice, "client")}


def _house_now(invoice: Invoice) -> dict[str, Any]:
    firm = Administration.get_by_id(key_of(invoice, "administration"))
    client = Client.get_by_id(key_of(invoice, "client"))
    return {
        "seller": seller_now(firm),
        "buyer": buyer_now(client, invoice.attention),
        "terms": firm.terms_text,
        "colour": firm.colour,
        "logo": firm.logo,
    }


def _house_then(invoice: Invoice) -> dict[str, Any]:
    seller = json.loads(invoice.seller)
    house: dict[str, Any] = seller.pop("house")
    return {"seller": Party(**seller), "buyer": Party.from_json(invoice.buyer), **house}


def _open_cents(invoice: Invoice) -> int:
    receivable = Receivable.get(Receivable.invoice == invoice.id)
    open_cents: int = receivable.open_cents
    return -open_cents if invoice.kind == CREDIT_NOTE else open_cents


def _credited(invoice: Invoice) -> dict[str, Any]:
    """Say which invoice a credit note takes back."""
    credited_id = invoice.__data__.get("credited")
    if credited_id is None:
        return {}
    original = Invoice.get_by_id(credited_id)
    return {
        "credited_id": credited_id,
        "credited_number": original.number,
        "credited_on": original.issued_on,
    }
