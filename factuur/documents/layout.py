"""Writes a paper as a page: the article that stands on the screen, and the sheet for the press."""

import base64
import datetime as dt

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from flask import current_app
from flask_babel import force_locale, get_locale, ngettext
from flask_babel import gettext as _
from stdnum.iban import format as spaced_iban

from factuur.company.colours import legible, tint
from factuur.documents.paper import Paper
from factuur.documents.qr import epc_png

KEPT = 600  # characters of the last two lines that are kept with the sums: less than a page
PNG = b"\x89PNG"


def paper_html(paper: Paper) -> str:
    """Write the article of a paper in its own language, as the preview shows it."""
    with force_locale(paper.language):
        return _write("documents/invoice.html", **_context(paper))


def sheet_html(paper: Paper) -> str:
    """Write the whole page for `press.print_pdf`: the same article, its style inside."""
    with force_locale(paper.language):
        return _write("documents/sheet.html", **_context(paper), fonts="")


def stylesheet(colour: str, *, fonts: str) -> str:
    """Write the style for browsers in a house colour; `fonts` ends in a slash."""
    return _write("documents/stylesheet.css", **_colours(colour), fonts=fonts)


def _write(template: str, **values: object) -> str:
    """Render without what the app tells its own pages: paper looks the same to everybody."""
    return current_app.jinja_env.get_template(template).render(**values)


def _context(paper: Paper) -> dict[str, object]:
    code = epc_png(
        paper.seller.name,
        paper.seller.iban,
        0 if paper.is_draft else paper.open_cents,
        paper.payment_reference or paper.number,
    )
    return {
        "paper": paper,
        "logo": _image(paper.logo),
        "code": _image(code),
        "part_paid": paper.kind == "invoice" and paper.open_cents != paper.total_cents,
        "kept_together": all(len(line.description) < KEPT for line in paper.lines[-2:]),
        "facts": facts(paper),
        "long_day": long_day,
        "country": country,
        "unit": unit,
        "iban": spaced_iban,
        **_colours(paper.colour),
    }


def _colours(colour: str) -> dict[str, str]:
    return {"colour": colour, "accent": legible(colour), "tint": tint(colour)}


def _image(content: bytes | None) -> str:
    if content is None:
        return ""
    kind = "png" if content.startswith(PNG) else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def facts(paper: Paper) -> list[tuple[str, str]]:
    """Name the dates and numbers of a paper, those it has."""
    if paper.kind == "credit_note":
        named = [
            (_("Date"), paper.issued_on),
            (_("Credits invoice"), paper.credited_number),
            (_("Of"), paper.credited_on),
        ]
    else:
        named = [
            (_("Invoice date"), paper.issued_on),
            (_("Due date"), paper.due_on),
            (_("Period") if paper.supply_from else _("Delivered on"), supplied(paper)),
        ]
    named += [
        (_("Your reference"), paper.buyer_reference),
        (_("Your VAT number"), paper.buyer.vat_id),
    ]
    return [
        (label, long_day(value) if isinstance(value, dt.date) else value)
        for label, value in named
        if value
    ]


def supplied(paper: Paper) -> str:
    """Say when the work was done: a month by its name, else the days; "" when it is not known."""
    first, last = paper.supply_from or paper.supply_on, paper.supply_on
    if first is None or last is None or first == last:
        return long_day(last) if last else ""
    whole = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
    if whole and (first.year, first.month) == (last.year, last.month):
        return str(format_skeleton("yMMMM", last, locale=_european()))
    return str(format_interval(first, last, "yMMMd", locale=_european()))


def long_day(day: dt.date) -> str:
    """Write a date in words, which nobody reads the wrong way round."""
    return str(format_date(day, format="long", locale=_european()))


def country(code: str) -> str:
    """Name a country in the language of the page, or repeat a code that nobody knows."""
    return str(_locale().territories.get(code.upper(), code))


def _european() -> Locale:
    """Give English as it is written on this side of the ocean, any other language as it is."""
    locale = _locale()
    return Locale("en", "GB") if locale.language == "en" else locale


def _locale() -> Locale:
    return get_locale() or Locale("nl")


def unit(code: str, quantity_e4: int) -> str:
    """Name what is counted, one or more of it; a unit of the user's own is repeated."""
    one = 1 if abs(quantity_e4) == 10_000 else 2  # noqa: PLR2004 - ten thousandths
    names = {
        "hour": ngettext("hour", "hours", one),
        "day": ngettext("day", "days", one),
        "piece": ngettext("piece", "pieces", one),
        "month": ngettext("month", "months", one),
        "km": "km",
        "percent": "%",
    }
    return names.get(code, code)
