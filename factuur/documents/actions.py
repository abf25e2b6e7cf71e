"""Making documents: each once, kept by its hash."""

import logging
import re

from flask_babel import force_locale
from flask_babel import gettext as _

from factuur import files
from factuur.db import database
from factuur.documents import queries
from factuur.documents.layout import sheet_html
from factuur.documents.paper import Paper
from factuur.documents.press import PrintError, PrintTimedOut, print_pdf
from factuur.errors import N_, Refused
from factuur.models import Document, Invoice

log = logging.getLogger(__name__)

SWEEP = 100


class StillDraft(Refused):
    """A draft has no document: it can still change."""

    code = "still_draft"
    message = N_("This invoice is still a draft. Issue it first.")


def archive(invoice_id: int) -> Document:
    """Print an issued invoice once and keep it; the second time the same document comes back.

    Two workers at once print the same bytes, and one row remains. Refuses a draft.
    """
    kept = queries.kept_pdf(invoice_id)
    if kept is not None:
        return kept
    invoice: Invoice = Invoice.get_by_id(invoice_id)
    if invoice.number is None:
        raise StillDraft
    paper = queries.paper_of(invoice)
    pdf = print_pdf(sheet_html(paper))
    with database.atomic():
        Document.insert(
            administration=invoice.__data__["administration"],
            invoice=invoice_id,
            kind=queries.PDF,
            name=file_name(paper),
            sha256=files.keep(pdf),
            size=len(pdf),
        ).on_conflict_ignore().execute()
    return Document.get((Document.invoice == invoice_id) & (Document.kind == queries.PDF))


def sweep() -> int:
    """Archive issued invoices whose wake-up call was lost, and give how many there were.

    One that cannot be printed is logged and does not hold up the others.
    """
    done = 0
    for invoice_id in queries.unarchived(SWEEP):
        try:
            archive(invoice_id)
            done += 1
        except (PrintTimedOut, PrintError):
            log.exception("invoice %s could not be printed", invoice_id)
    return done


def file_name(paper: Paper) -> str:
    """Name the file of a paper as its receiver will look for it: Factuur 2026-0041.pdf."""
    credit = paper.kind == "credit_note"
    with force_locale(paper.language):
        if paper.is_draft:
            name = _("Draft credit note") if credit else _("Draft invoice")
        elif credit:
            name = _("Credit note %(number)s", number=paper.number)
        else:
            name = _("Invoice %(number)s", number=paper.number)
    return re.sub(r"[^\w .-]+", "-", name).strip(" .") + ".pdf"
