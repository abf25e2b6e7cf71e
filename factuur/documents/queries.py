"""The paper of an invoice, and the files that were kept of it."""

from collections.abc import Iterable
from typing import cast

from flask_babel import force_locale
from flask_babel import gettext as _

from factuur import files
from factuur.company.texts import fill
from factuur.documents.merging import facts_of
from factuur.documents.paper import Paper, PaperLine, Party, VatLine
from factuur.invoices import snapshot as invoices
from factuur.invoices.queries import snapshot
from factuur.models import Document, Invoice

PDF = "pdf"


def paper_of(invoice: Invoice, *, with_payments: bool = False) -> Paper:
    """Give what is printed of a draft or an issued invoice.

    An issued one asks for its total, as on the day it was issued: that is the document.
    `with_payments` gives a copy that asks for what is still open.
    """
    shown = snapshot(invoice)
    same = ("number", "language", "issued_on", "due_on", "supply_from", "supply_on")
    more = ("net_cents", "vat_cents", "total_cents", "buyer_reference", "note")
    last = ("payment_reference", "credited_number", "credited_on", "colour")
    open_cents = shown.open_cents if with_payments else shown.total_cents
    with force_locale(shown.language):
        facts = facts_of(shown, open_cents=open_cents)
    return Paper(
        kind="credit_note" if shown.is_credit_note else "invoice",
        seller=_party(shown.seller),
        buyer=_party(shown.buyer),
        lines=tuple(_line(line) for line in shown.lines),
        vat=tuple(VatLine(part.rate_bp, part.net_cents, part.vat_cents) for part in shown.vat),
        open_cents=open_cents,
        intro=fill(shown.intro, facts),
        terms=fill(shown.terms, facts),
        rounding=_rounding(shown),
        logo=files.read(shown.logo) if shown.logo else None,
        **{name: getattr(shown, name) for name in same + more + last},
    )


def _party(party: invoices.Party) -> Party:
    names = ("name", "street", "postcode", "city", "country", "vat_id", "registration")
    more = ("email", "phone", "website", "iban", "contact")
    return Party(**{name: getattr(party, name) for name in names + more})


def _line(line: invoices.SnapshotLine) -> PaperLine:
    names = ("description", "quantity_e4", "unit", "price_e4")
    more = ("discount_bp", "vat_bp", "net_cents")
    return PaperLine(**{name: getattr(line, name) for name in names + more})


def _rounding(shown: invoices.Snapshot) -> str:
    """Say in the client's language how hours were rounded; "" when they were not."""
    minutes = shown.rounding_minutes
    if not minutes:
        return ""
    with force_locale(shown.language):
        if shown.rounding_way == "up":
            return _(
                "Hours are rounded up to whole steps of %(minutes)s minutes for each entry.",
                minutes=minutes,
            )
        return _(
            "Hours are rounded to the nearest %(minutes)s minutes for each entry.", minutes=minutes
        )


def kept_pdf(invoice_id: int) -> Document | None:
    """Give the PDF that was kept of an invoice, if it was made already."""
    kept: Document | None = Document.get_or_none(
        (Document.invoice == invoice_id) & (Document.kind == PDF)
    )
    return kept


def unarchived(limit: int) -> list[int]:
    """Give the issued invoices of all administrations that have no PDF yet, the oldest first."""
    query = (
        Invoice.select(Invoice.id)
        .left_outer_join(Document, on=(Document.invoice == Invoice.id) & (Document.kind == PDF))
        .where(Invoice.number.is_null(False) & Document.id.is_null())
        .order_by(Invoice.id)
        .limit(limit)
    )
    return [row.id for row in cast("Iterable[Invoice]", query)]
