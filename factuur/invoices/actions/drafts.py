"""What every change of a draft begins and ends with: taking hold of it, and its sums."""

from flask_babel import force_locale

from factuur import clock
from factuur.db import on_sqlite
from factuur.invoices.grouping import rounding_cents
from factuur.invoices.queries.papers import lines_of
from factuur.invoices.queries.worked import groups_of, untouched
from factuur.invoices.refusals import AlreadyIssued, NoSuchInvoice
from factuur.invoices.rules import ROUNDING, Sums, sums
from factuur.invoices.texts import rounding_text
from factuur.models import Invoice, Line

LAST = 100_000  # the position of rounding lines, below whatever is added
ONE_E4 = 10_000


def hold(administration_id: int, invoice_id: int) -> Invoice:
    """Give an invoice and keep others from changing it until the transaction ends."""
    query = Invoice.select().where(
        (Invoice.id == invoice_id) & (Invoice.administration == administration_id)
    )
    invoice: Invoice | None = (query if on_sqlite() else query.for_update()).first()
    if invoice is None:
        raise NoSuchInvoice(name=invoice_id)
    return invoice


def hold_draft(administration_id: int, invoice_id: int) -> Invoice:
    """Give a draft and keep others from changing it; refuses an issued invoice."""
    invoice = hold(administration_id, invoice_id)
    if invoice.number is not None:
        raise AlreadyIssued(number=invoice.number)
    return invoice


def recount(draft: Invoice, *, user_id: int | None) -> Sums:
    """Bring the rounding lines and the sums of a draft in line with its lines as they are now."""
    lines = lines_of(draft.id)
    total = sums(_with_rounding(draft, lines))
    values = {
        "net_cents": total.net_cents,
        "vat_cents": total.vat_cents,
        "total_cents": total.total_cents,
        "updated_at": clock.now(),
        "updated_by": user_id,
    }
    Invoice.update(values).where(Invoice.id == draft.id).execute()
    draft.__data__.update(values)
    return total


def _with_rounding(draft: Invoice, lines: list[Line]) -> list[Line]:
    """Make the rounding lines what they must be, and give all lines as they are then."""
    groups = untouched(groups_of(draft, lines), lines)
    wanted = rounding_cents(list(groups.values()))
    kept = [line for line in lines if line.kind != ROUNDING]
    there = {line.vat_bp: line for line in lines if line.kind == ROUNDING}
    for vat_bp, line in there.items():
        if wanted.get(vat_bp) != line.net_cents:
            line.delete_instance()
        else:
            kept.append(line)
            del wanted[vat_bp]
    return kept + [_add_rounding(draft, vat_bp, cents) for vat_bp, cents in wanted.items()]


def _add_rounding(draft: Invoice, vat_bp: int, cents: int) -> Line:
    """Write a difference as −1 × € 0.01 rather than 1 × −€ 0.01: EN 16931 wants prices above 0."""
    with force_locale(draft.language):
        description = rounding_text()
    return Line.create(
        invoice=draft,
        position=LAST,
        kind=ROUNDING,
        description=description,
        quantity_e4=ONE_E4 if cents > 0 else -ONE_E4,
        unit="piece",
        price_e4=abs(cents) * 100,
        vat_bp=vat_bp,
        net_cents=cents,
    )
