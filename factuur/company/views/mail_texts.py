"""The firm's own words for each kind of mail, with a preview while they are written."""

import datetime as dt
from typing import Any

from babel.dates import format_date
from flask import abort, request, url_for
from flask_babel import force_locale, gettext

from factuur import clock, money
from factuur.access.guard import allow
from factuur.access.rules import OWN, READ
from factuur.company import actions, queries
from factuur.company.forms import MailTextForm
from factuur.company.identifiers import printed_iban
from factuur.company.texts import KINDS, LANGUAGES, Facts, Text, filled, names
from factuur.company.views.room import bp
from factuur.web import Response, administration, saved, show, user_id

EXAMPLE_CENTS = 1_234_50


@bp.get("/settings/mails", defaults={"kind": "invoice", "language": "nl"})
@bp.get("/settings/mails/<kind>/<language>")
@allow(READ)
def mail_text(kind: str, language: str) -> Response:
    """Show the words of one kind of mail in one language, and how they read."""
    _check(kind, language)
    text = queries.mail_text(administration().id, kind, language)
    return _page(kind, language, MailTextForm(obj=text))


@bp.post("/settings/mails/<kind>/<language>")
@allow(OWN)
def change_mail_text(kind: str, language: str) -> Response:
    """Keep the firm's own words, or say which field is not on the list."""
    _check(kind, language)
    form = _form(kind, language)
    if not form.validate():
        return _page(kind, language, form, 422)
    actions.write_mail_text(administration(), kind, language, _typed(form), by=user_id())
    return _saved(kind, language, form, gettext("Saved. Mails from now on read like this."))


@bp.post("/settings/mails/<kind>/<language>/default")
@allow(OWN)
def drop_mail_text(kind: str, language: str) -> Response:
    """Take Factuur's own words again."""
    _check(kind, language)
    actions.drop_mail_text(administration(), kind, language, by=user_id())
    form = MailTextForm(obj=queries.mail_text(administration().id, kind, language))
    return _saved(kind, language, form, gettext("The text of Factuur is back."))


@bp.post("/settings/mails/<kind>/<language>/preview")
@allow(OWN)
def preview_mail_text(kind: str, language: str) -> Response:
    """Show how the words read so far; nothing is kept."""
    _check(kind, language)
    form = _form(kind, language)
    form.validate()  # what does not fit is said above the preview
    return show(
        "company/mail_text.html",
        part="company/_mail_preview.html",
        **_values(kind, language, form),
    )


def _check(kind: str, language: str) -> None:
    if kind not in KINDS or language not in LANGUAGES:
        abort(404)


def _form(kind: str, language: str) -> MailTextForm:
    return MailTextForm(request.form, late=kind == "reminder", language=language)


def _page(kind: str, language: str, form: MailTextForm, status: int = 200) -> Response:
    return show(
        "company/mail_text.html",
        part="company/_mail_text.html",
        status=status,
        **_values(kind, language, form),
    )


def _saved(kind: str, language: str, form: MailTextForm, message: str) -> Response:
    return saved(
        "company/_mail_text.html",
        then=url_for("company.mail_text", kind=kind, language=language),
        message=message,
        **_values(kind, language, form),
    )


def _typed(form: MailTextForm) -> Text:
    return Text(form.subject.data or "", form.body.data or "")


def _values(kind: str, language: str, form: MailTextForm) -> dict[str, Any]:
    return {
        "form": form,
        "kind": kind,
        "language": language,
        "kinds": KINDS,
        "languages": LANGUAGES,
        "merge_fields": names(language, late=kind == "reminder"),
        "own": queries.has_own_mail_text(administration().id, kind, language),
        "preview": filled(_typed(form), _example(language)),
    }


def _example(language: str) -> Facts:
    """Give an invoice that could be: the firm is the user's own."""
    firm, today = administration(), clock.today()
    with force_locale(language):
        amount = money.euros(EXAMPLE_CENTS)
    due = today + dt.timedelta(days=firm.terms_days)
    number = queries.next_number_preview(firm, "invoice", today)
    return Facts(
        client_name="Bouwbedrijf Smit",
        contact="Karin Smit",
        invoice_number=number,
        amount=amount,
        open_amount=amount,
        invoice_date=_long_day(today, language),
        due_date=_long_day(due, language),
        days_late="8",
        iban=printed_iban(firm.iban),
        reference=number,
        sender=firm.name,
    )


def _long_day(day: dt.date, language: str) -> str:
    return str(format_date(day, format="long", locale="en_GB" if language == "en" else language))
