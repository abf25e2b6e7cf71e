"""What may be typed about a client and about its people."""

from collections.abc import Callable, Iterable
from functools import partial
from operator import itemgetter
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from factuur.access.rules import checked_email
from factuur.clients.rules import EU, KINDS, NEAR, NO_COUNTRY, ROLES, Nobody, checked_client_vat_id
from factuur.company.identifiers import checked_registration
from factuur.fields import (
    CheckedForm,
    ChoiceField,
    CountField,
    LineField,
    Needed,
    PriceField,
    TextField,
)

Checks = dict[str, Callable[[Any], Any]]
LANGUAGES = {"nl": "Nederlands", "en": "English"}
SHORT = Length(max=200, message=_l("That is longer than 200 characters: make it shorter."))
LONG = Length(max=5000, message=_l("That is longer than 5000 characters: make it shorter."))
NAME = [Needed(_l("Fill in the name of the client.")), SHORT]
TERMS = NumberRange(0, 365, _l("Payment term: write a number of days up to 365."))
RATE = NumberRange(0, 10**9, _l("Rate: write an amount up to 100.000,00 an hour."))


class ClientRowForm(CheckedForm):
    """What is edited in the list itself."""

    name = LineField(_l("Name"), NAME)
    number = LineField(_l("Client number"), [SHORT])
    city = LineField(_l("City"), [SHORT])
    email = LineField(_l("E-mail address"), [SHORT])
    rate_e4 = PriceField(_l("Hourly rate"), [Optional(), RATE])
    version = CountField(widget=HiddenInput())

    def checks(self) -> Checks:
        """Look at the address."""
        return {"email": checked_email}


class ClientForm(ClientRowForm):
    """All about a client, as it stands on its own page."""

    kind = ChoiceField(_l("Kind"), default="business")
    country = ChoiceField(_l("Country"), default="NL")
    street = LineField(_l("Street and number"), [SHORT])
    postcode = LineField(_l("Postcode"), [SHORT])
    vat_id = LineField(_l("VAT id"), [SHORT])
    registration = LineField(_l("KvK or KBO number"), [SHORT])
    phone = LineField(_l("Telephone"), [SHORT])
    language = ChoiceField(_l("Language of invoices"), choices=LANGUAGES, default="nl")
    terms_days = CountField(_l("Payment term"), [Optional(), TERMS])
    buyer_reference = LineField(_l("Reference of the client"), [SHORT])
    note = TextField(_l("Note"), [LONG])

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.kind.choices = {kind: gettext(words) for kind, words in KINDS}
        self.country.choices = countries()

    def checks(self) -> Checks:
        """Look at the numbers by the rules of the country that was chosen."""
        country = self.country.data
        return super().checks() | {
            "vat_id": partial(checked_client_vat_id, country=country),
            "registration": partial(checked_registration, country=country),
        }


class ContactForm(CheckedForm):
    """A person at a client, and what this person gets."""

    name = LineField(_l("Name"), [SHORT])
    email = LineField(_l("E-mail address"), [SHORT])
    phone = LineField(_l("Telephone"), [SHORT])
    role = ChoiceField(_l("Role"), default="accounts_payable")

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.role.choices = {role: gettext(words) for role, words in ROLES}

    def checks(self) -> Checks:
        """Look at the address, and have at least something to go by."""
        return {"email": checked_email, "name": self._somebody}

    def _somebody(self, name: str) -> str:
        if not name and not self.email.data:
            raise Nobody(field="name")
        return name


def country_name(code: str) -> str:
    """Give the name of a country in the language of the page."""
    locale = get_locale()
    return str(locale.territories.get(code, code)) if locale else code


def countries() -> dict[str, dict[str, str]]:
    """Give the countries in the language of the page: those near by, the EU, and the rest."""
    locale = get_locale()
    names: dict[str, str] = dict(locale.territories) if locale else {}
    rest = {code for code in names if code.isalpha()} - NO_COUNTRY - {*NEAR, *EU}

    def by_name(codes: Iterable[str]) -> dict[str, str]:
        found = [(code, names.get(code, code)) for code in codes]
        return dict(sorted(found, key=itemgetter(1)))

    return {
        gettext("Near by"): {code: names.get(code, code) for code in NEAR},
        gettext("European Union"): by_name(EU),
        gettext("Elsewhere"): by_name(rest),
    }
