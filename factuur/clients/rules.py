"""What a client may be, who gets its invoices, and how it pays. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from factuur.company.identifiers import WrongVatId, checked_vat_id
from factuur.errors import N_, Refused
from factuur.money import divide_half_up

KINDS = (
    ("business", N_("Business")),
    ("consumer", N_("Consumer")),
    ("public", N_("Public body")),
)
ROLES = (
    ("accounts_payable", N_("Gets the invoices")),
    ("copy", N_("Gets a copy")),
    ("buyer", N_("Orders the work")),
    ("legal", N_("Legal matters")),
)
NEAR = ("NL", "BE", "DE", "FR")
# The member states beside these, by ISO 3166. Greece writes its VAT ids with EL.
EU = tuple(
    "AT,BG,CY,CZ,DK,EE,ES,FI,GR,HR,HU,IE,IT,LT,LU,LV,MT,PL,PT,RO,SE,SI,SK".split(",")  # noqa: SIM905
)
VAT_PREFIX = {"GR": "EL"}
NO_COUNTRY = frozenset(  # in the list of names, not in ISO 3166
    ("EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ")
)


class OtherCountry(Refused):
    """A VAT id begins with its country; an invoice with one of another would be wrong."""

    code = "vat_country"
    message = N_(
        "VAT id “%(value)s” is one of %(found)s, while this client is in %(country)s: "
        "change one of the two."
    )


class InUse(Refused):
    """What has hours or invoices is kept: they refer to it."""

    code = "in_use"
    message = N_("%(name)s has hours, projects or invoices and stays: archive it instead.")


class Nobody(Refused):
    """A contact is a name or an address."""

    code = "nobody"
    message = N_("Fill in a name or an e-mail address.")


class Unknown(Refused):
    """A name that belongs to no client, or to several."""

    code = "unknown_client"
    message = N_("There is no client “%(name)s”: choose one of the list, or add the client first.")


class Several(Unknown):
    """The same name twice: the number tells them apart."""

    code = "several_clients"
    message = N_("Several clients are called “%(name)s”: choose one with its number from the list.")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a mail."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """To whom the invoices of a client go, and who gets a copy."""

    to: tuple[Recipient, ...] = ()
    copies: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Habit:
    """How a client pays so many invoices: average days from issue, and past the due date."""

    invoices: int
    days: int
    late: int


def full_name(name: str, number: str) -> str:
    """Give the name by which one client is told from another: with its number, where it has one."""
    return f"{name} ({number})" if number else name


def addressees(name: str, email: str, contacts: Sequence[tuple[str, str, str]]) -> Addressees:
    """Give who gets the invoices, of contacts as (name, email, role).

    That is who pays the invoices there; without one the client's own address.
    """
    known = [(person or name, address, role) for person, address, role in contacts if address]
    payers = tuple(Recipient(p, a) for p, a, role in known if role == "accounts_payable")
    copies = tuple(Recipient(p, a) for p, a, role in known if role == "copy")
    own = (Recipient(name, email),) if email else ()
    return Addressees(payers or own, copies)


def checked_client_vat_id(text: str, country: str) -> str:
    """Give the VAT id of a client in this country, bare; refuses one of another country by name.

    Outside the EU there is nothing to check it by: it stays as it was typed.
    """
    compact = re.sub(r"[\s.\-/]", "", text).upper()
    if country not in NEAR + EU:
        return text
    prefix = VAT_PREFIX.get(country, country)
    prefixes = {VAT_PREFIX.get(each, each) for each in NEAR + EU}
    if compact[:2] in prefixes - {prefix}:
        raise OtherCountry(field="vat_id", value=text, found=compact[:2], country=country)
    try:
        return checked_vat_id(text, prefix)
    except WrongVatId:
        if compact[:1].isdigit():  # the country was left out, as many do
            return checked_vat_id(prefix + compact, prefix)
        raise


def is_country(code: str) -> bool:
    """Tell whether these two letters are a country of ISO 3166."""
    return code.isalpha() and code in Locale("en").territories and code not in NO_COUNTRY


def habit(paid: Sequence[tuple[int, int]]) -> Habit | None:
    """Average pairs of (days from issue to payment, days past due); None when nothing was paid."""
    if not paid:
        return None
    days = divide_half_up(sum(each for each, _ in paid), len(paid))
    late = divide_half_up(sum(each for _, each in paid), len(paid))
    return Habit(len(paid), days, late)
