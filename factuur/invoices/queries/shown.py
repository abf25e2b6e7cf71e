"""An invoice as scripts read it: amounts with a dot and two decimals, dates as ISO."""

import datetime as dt
from typing import Any

from peewee import fn

from factuur.invoices.queries.papers import snapshot
from factuur.invoices.rules import VatPart
from factuur.invoices.snapshot import Party, Snapshot, SnapshotLine
from factuur.models import Document, Invoice, Receivable, Reminder
from factuur.money import plain

PARTY = (
    "name", "kind", "country", "vat_id", "registration", "language", "email", "street",
    "postcode", "city", "contact",
)  # fmt: skip


def shown(invoice: Invoice) -> dict[str, Any]:
    """Give an invoice as JSON can hold it; the same figures as on paper."""
    paper = snapshot(invoice)
    return {
        "id": paper.id,
        "number": paper.number or None,
        "kind": paper.kind,
        "issued_on": _iso(paper.issued_on),
        "due_on": _iso(paper.due_on),
        "client": _party(paper.buyer),
        "seller": _party(paper.seller) | {"iban": paper.seller.iban},
        "vat_scheme": paper.vat_scheme,
        "supply_on": _iso(paper.supply_on),
        "terms_days": paper.terms_days,
        "buyer_reference": paper.buyer_reference,
        "note": paper.note,
        "credits": paper.credited_number or None,
        "lines": [_line(line) for line in paper.lines],
        "vat_breakdown": [_vat(part) for part in paper.vat],
        "totals": _totals(paper),
        "payment_reference": _reference(paper),
        "facts": _facts(paper),
        "files": _files(paper.id),
    }


def _party(party: Party) -> dict[str, str]:
    return {name: getattr(party, name) for name in PARTY}


def _line(line: SnapshotLine) -> dict[str, str]:
    return {
        "description": line.description,
        "quantity": _trimmed(line.quantity_e4),
        "unit": line.unit,
        "unit_price": _trimmed(line.price_e4, least=2),
        "vat": _trimmed(line.vat_bp * 100),
        "discount_percent": _trimmed(line.discount_bp * 100),
        "net": plain(line.net_cents, 2),
        "kind": line.kind,
    }


def _trimmed(e4: int, *, least: int = 0) -> str:
    """Write ten thousandths with as many decimals as they have."""
    whole, _, decimals = plain(e4, 4).partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole


def _vat(part: VatPart) -> dict[str, str]:
    """Give the VAT of one rate with its code of EN 16931: S is taxed, Z taxed at 0 %."""
    return {
        "category": "S" if part.rate_bp else "Z",
        "rate": _trimmed(part.rate_bp * 100),
        "net": plain(part.net_cents, 2),
        "vat": plain(part.vat_cents, 2),
        "reason": "",
    }


def _totals(paper: Snapshot) -> dict[str, str]:
    cents = {
        "net": paper.net_cents,
        "vat": paper.vat_cents,
        "gross": paper.total_cents,
        "prepaid": 0,
        "payable": paper.total_cents,
        "paid": paper.paid_cents,
        "open": paper.open_cents,
    }
    return {name: plain(value, 2) for name, value in cents.items()}


def _reference(paper: Snapshot) -> dict[str, str] | None:
    if not paper.payment_reference:
        return None
    kind = "ogm" if paper.payment_reference.startswith("+++") else "text"
    return {"kind": kind, "value": paper.payment_reference}


def _facts(paper: Snapshot) -> dict[str, str | None]:
    """Give the days on which things happened; what did not is null."""
    receivable: Receivable | None = Receivable.get_or_none(Receivable.invoice == paper.id)
    reminded = Reminder.select(fn.MAX(Reminder.reminded_on)).where(Reminder.invoice == paper.id)
    return {
        "issued": _iso(paper.issued_on),
        "sent": _iso(receivable.sent_on) if receivable else None,
        "opened": None,
        "reminded": _iso(reminded.scalar()),
        "promised": None,
        "disputed": None,
        "paid": _iso(receivable.settled_on) if receivable else None,
    }


def _files(invoice_id: int) -> list[dict[str, str]]:
    query = Document.select().where(Document.invoice == invoice_id).order_by(Document.id)
    return [{"kind": row.kind, "name": row.name, "sha256": row.sha256} for row in query]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
