"""The paper on the screen, its style, and the PDF."""

from io import BytesIO

from flask import Blueprint, make_response, request, send_file, url_for
from markupsafe import Markup

from factuur import files
from factuur.access.guard import allow
from factuur.access.rules import READ
from factuur.documents import queries
from factuur.documents.actions import file_name
from factuur.documents.layout import paper_html, sheet_html, stylesheet
from factuur.documents.press import print_pdf
from factuur.models import Invoice
from factuur.web import Response, administration, found, show

bp = Blueprint("documents", __name__, url_prefix="/documents")


@bp.get("/paper.css", endpoint="stylesheet")
@allow(READ)
def house_style() -> Response:
    """Give the style of the paper in the house colour of this administration."""
    fonts = url_for("static", filename="vendor/fonts/")
    response = make_response(stylesheet(administration().colour, fonts=fonts))
    response.mimetype = "text/css"
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


@bp.get("/<int:invoice_id>/paper")
@allow(READ)
def paper(invoice_id: int) -> Response:
    """Show a draft as it would be printed, or an issued invoice as it was."""
    invoice = found(Invoice, invoice_id)
    article = Markup(paper_html(queries.paper_of(invoice)))  # noqa: S704 - our own template's
    return show(
        "documents/page.html", part="documents/_article.html", article=article, invoice=invoice
    )


@bp.get("/<int:invoice_id>/pdf")
@allow(READ)
def pdf(invoice_id: int) -> Response:
    """Give the kept PDF; a draft, or with `?open=1` a copy that asks for what is open, made now."""
    invoice = found(Invoice, invoice_id)
    kept = queries.kept_pdf(invoice.id)
    if kept is not None and "open" not in request.args:
        return _download(files.read(kept.sha256), kept.name)
    printed = queries.paper_of(invoice, with_payments="open" in request.args)
    return _download(print_pdf(sheet_html(printed)), file_name(printed))


def _download(content: bytes, name: str) -> Response:
    return send_file(
        BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name
    )
