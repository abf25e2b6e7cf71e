"""The settings of the firm: one page of sections, each a form of its own that is saved in place."""

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import OWN, READ
from factuur.company import actions, queries
from factuur.company.actions import ChangedMeanwhile
from factuur.company.colours import legible
from factuur.company.forms import (
    ColourForm,
    DetailsForm,
    NumbersForm,
    PaperTextsForm,
    RoundingForm,
    SectionForm,
    TermsForm,
)
from factuur.company.rules import rounded_seconds
from factuur.company.series import shown_pattern
from factuur.company.texts import names
from factuur.company.views.room import bp
from factuur.languages import selected
from factuur.models import Administration
from factuur.web import Response, administration, announce, saved, show, user_id

SECTIONS: dict[str, type[SectionForm]] = {
    "details": DetailsForm,
    "colour": ColourForm,
    "terms": TermsForm,
    "rounding": RoundingForm,
    "numbers": NumbersForm,
    "paper": PaperTextsForm,
}
AT_ONCE = ("colour", "rounding")  # saved as soon as something is chosen
EXAMPLE_SECONDS = 50 * 60


@bp.get("/settings")
@allow(READ)
def index() -> Response:
    """Show how the firm works; who is no owner may look."""
    return page()


@bp.post("/settings/<section>")
@allow(OWN)
def change(section: str) -> Response:
    """Save one section, or show what is wrong with it."""
    if section not in SECTIONS or section == "numbers":
        abort(404)
    form = SECTIONS[section](request.form)
    if not form.validate():
        return page(section, form, 422)
    try:
        values = form.settings()
        actions.change_settings(administration(), values, seen=form.seen.data or "", by=user_id())
    except ChangedMeanwhile:
        return conflict(section, form)
    return section_saved(section)


def section_saved(section: str, message: str = "") -> Response:
    """Answer with the section as it now is; where it shows by itself, it is only read aloud."""
    firm = Administration.get_by_id(administration().id)
    forms = {section: shown(section, firm)} if section in SECTIONS else {}
    message = message or gettext("Saved.")
    response = saved(
        f"company/_{section}.html",
        then=url_for("company.index") + f"#settings-{section}",
        message="" if section in AT_ONCE else message,
        **values_of(firm, forms),
    )
    return announce(response, "announce", message) if section in AT_ONCE else response


def page(
    section: str = "", form: SectionForm | None = None, status: int = 200, **more: Any
) -> Response:
    """Show the page, or with htmx the one section that was sent."""
    firm = administration()
    forms = {name: shown(name, firm) for name in SECTIONS} | ({section: form} if form else {})
    part = f"company/_{section}.html" if section else ""
    values = values_of(firm, forms) | more
    return show("company/index.html", part=part, status=status, form=form, **values)


def conflict(section: str, form: SectionForm) -> Response:
    """Show what was typed beside what somebody else saved; saving once more keeps the typed."""
    firm = Administration.get_by_id(administration().id)
    fresh = shown(section, firm)
    form.others = {
        field.label.text: fresh[field.name].data
        for field in form
        if field.name != "seen" and field.data != fresh[field.name].data
    }
    form.seen.data = fresh.seen.data
    return page(section, form, 409)


def shown(section: str, firm: Administration) -> SectionForm:
    """Give the form of a section as the settings stand."""
    form = SECTIONS[section](obj=firm)
    names = [name for name in form.settings() if hasattr(firm, name)]
    form.seen.data = queries.fingerprint(firm, names)
    if isinstance(form, NumbersForm):
        today = clock.today()
        form.invoice_pattern.data = shown_pattern(firm.invoice_pattern, selected())
        form.credit_pattern.data = shown_pattern(firm.credit_pattern, selected())
        form.next_invoice.data = queries.next_number_preview(firm, "invoice", today)
        form.next_credit.data = queries.next_number_preview(firm, "credit_note", today)
    return form


def values_of(firm: Administration, forms: dict[str, SectionForm]) -> dict[str, Any]:
    """Give what the sections show beside their forms."""
    rounded = rounded_seconds(EXAMPLE_SECONDS, firm.rounding_minutes, firm.rounding_way)
    return {
        "firm": firm,
        "forms": forms,
        "readable": legible(firm.colour),
        "example": EXAMPLE_SECONDS,
        "rounded": rounded,
        "merge_fields": names(selected(), late=False),
    }
