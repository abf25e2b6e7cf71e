"""What may be typed about the firm."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, RadioField
from wtforms.fields import ColorField, SelectChoice
from wtforms.validators import Length, NumberRange

from factuur.access.rules import checked_email
from factuur.company.colours import checked_colour
from factuur.company.identifiers import checked_iban, checked_registration, checked_vat_id
from factuur.company.rules import ROUNDING_MINUTES
from factuur.company.series import DIGITS, checked_pattern
from factuur.company.texts import checked_text
from factuur.fields import CheckedForm, ChoiceField, CountField, LineField, Needed, TextField

Checks = dict[str, Callable[[Any], Any]]
LINE = Length(max=200)
LONG = Length(max=4000, message=_l("At most 4,000 characters fit here."))
LANDS = [SelectChoice("NL", _l("Netherlands")), SelectChoice("BE", _l("Belgium"))]
WAYS = [SelectChoice("up", _l("always up")), SelectChoice("nearest", _l("to the nearest"))]
STEPS = [SelectChoice(0, _l("not rounded"))] + [
    SelectChoice(minutes, _l("1 minute") if minutes == 1 else _l("%(n)s minutes", n=minutes))
    for minutes in ROUNDING_MINUTES[1:]
]
COUNTRY = _l("Country")


class OwnerForm(CheckedForm):
    """The first user; asked before the firm."""

    token = LineField(_l("Code from the log of the server"))
    owner = LineField(_l("Your name"), [Needed(_l("Fill in your name.")), LINE])
    email = LineField(_l("E-mail address"), [Needed(_l("Fill in your e-mail address."))])
    password = PasswordField(
        _l("Choose a password"), [Needed(_l("Choose a password.")), Length(max=1000)]
    )


class FirmForm(CheckedForm):
    """The four things by which a firm begins."""

    name = LineField(_l("Name of the firm"), [Needed(_l("Fill in the name of the firm.")), LINE])
    country = RadioField(COUNTRY, choices=LANDS, default="NL")
    vat_id = LineField(_l("VAT id"), [LINE])
    iban = LineField(_l("IBAN"), [LINE])

    def checks(self) -> Checks:
        """Look at the numbers, those of a country by its own rules."""
        country = self.country.data
        return {
            "vat_id": partial(checked_vat_id, country=country),
            "iban": checked_iban,
        }


class FirstRunForm(FirmForm, OwnerForm):
    """The first user and their firm, on one short page."""

    def checks(self) -> Checks:
        """Look at the address too."""
        return super().checks() | {"email": checked_email}


class SectionForm(CheckedForm):
    """Part of the settings; `seen` tells whether they are still as they were shown."""

    seen = HiddenField()

    def settings(self) -> dict[str, Any]:
        """Give the columns with their new values."""
        return {name: value for name, value in self.data.items() if name != "seen"}


class DetailsForm(SectionForm):
    """The firm as it stands on its invoices."""

    name = LineField(_l("Name of the firm"), [Needed(_l("Fill in the name of the firm.")), LINE])
    street = LineField(_l("Street and number"), [LINE])
    postcode = LineField(_l("Postcode"), [LINE])
    city = LineField(_l("City"), [LINE])
    country = ChoiceField(COUNTRY, choices=LANDS)
    registration = LineField(_l("KvK or KBO number"), [LINE])
    vat_id = LineField(_l("VAT id"), [LINE])
    iban = LineField(_l("IBAN"), [LINE])
    email = LineField(_l("E-mail address"), [LINE])
    phone = LineField(_l("Telephone"), [LINE])
    website = LineField(_l("Website"), [LINE])
    contact = LineField(_l("Contact"), [LINE])

    def checks(self) -> Checks:
        """Look at the numbers, those of a country by its own rules."""
        country = self.country.data
        return {
            "registration": partial(checked_registration, country=country),
            "vat_id": partial(checked_vat_id, country=country),
            "iban": checked_iban,
            "email": checked_email,
        }


class TermsForm(SectionForm):
    """When a client has to pay, and when the board begins to look."""

    terms_days = CountField(
        _l("Days to pay"),
        [
            Needed(_l("Fill in after how many days an invoice is due.")),
            NumberRange(0, 120, _l("Choose from 0 to 120 days.")),
        ],
    )
    due_soon_days = CountField(
        _l("Due soon"),
        [
            Needed(_l("Fill in how many days ahead an invoice is due soon.")),
            NumberRange(0, 30, _l("Choose from 0 to 30 days.")),
        ],
    )


class RoundingForm(SectionForm):
    """How hours are rounded before they are billed."""

    rounding_minutes = ChoiceField(_l("Round each entry to"), coerce=int, choices=STEPS)
    rounding_way = RadioField(_l("Which way"), choices=WAYS)


def _usable(pattern: str, *, field: str) -> str:
    checked_pattern(pattern, field=field)
    return pattern


class NumbersForm(SectionForm):
    """How documents are numbered, and with which number they go on."""

    invoice_pattern = LineField(_l("Pattern of invoices"), [Needed(_l("Fill in a pattern."))])
    credit_pattern = LineField(_l("Pattern of credit notes"), [Needed(_l("Fill in a pattern."))])
    number_digits = CountField(
        _l("Digits"),
        [
            Needed(_l("Fill in the number of digits.")),
            NumberRange(*DIGITS, _l("Choose from 1 to 8 digits.")),
        ],
    )
    next_invoice = LineField(_l("Next invoice"), [Needed(_l("Fill in the next number."))])
    next_credit = LineField(_l("Next credit note"), [Needed(_l("Fill in the next number."))])

    def checks(self) -> Checks:
        """Look at the patterns; they stay as typed, in the words of the screen."""
        return {
            name: partial(_usable, field=name) for name in ("invoice_pattern", "credit_pattern")
        }


class PaperTextsForm(SectionForm):
    """What stands above and below the lines of each invoice."""

    intro_text = TextField(_l("Above the lines"), [LONG])
    terms_text = TextField(_l("Below the sums"), [LONG])

    def checks(self) -> Checks:
        """Look at the merge fields."""
        return {
            name: partial(checked_text, field=name, late=False)
            for name in ("intro_text", "terms_text")
        }


class ColourForm(SectionForm):
    """The house colour, or the readable one that was proposed instead."""

    colour = ColorField(_l("Colour"))
    instead = HiddenField()

    def checks(self) -> Checks:
        """Look at the colour that was chosen."""
        return {"colour": lambda picked: checked_colour(self.instead.data or picked)}

    def settings(self) -> dict[str, Any]:
        """Give the one colour."""
        return {"colour": self.colour.data}


class MailTextForm(CheckedForm):
    """The firm's own words for one kind of mail."""

    subject = LineField(_l("Subject"), [Needed(_l("Fill in a subject.")), LINE])
    body = TextField(_l("Text"), [Needed(_l("Write the text of the mail.")), LONG])

    def __init__(self, *values: Any, late: bool = False, language: str = "nl", **more: Any) -> None:
        self.late, self.language = late, language
        super().__init__(*values, **more)

    def checks(self) -> Checks:
        """Look at the merge fields."""
        return {
            name: partial(checked_text, field=name, late=self.late, language=self.language)
            for name in ("subject", "body")
        }
