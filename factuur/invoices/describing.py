"""An invoice as a script describes it: read field by field, refused with the field's name."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from factuur.access.rules import checked_email
from factuur.clients.rules import checked_client_vat_id, is_country
from factuur.company.rules import checked_registration
from factuur.errors import N_, Refused
from factuur.invoices.refusals import MOST_LINES, TooManyLines
from factuur.invoices.rules import MOST_PRICE_E4, MOST_QUANTITY_E4, UNITS, LineValues

KNOWN = (
    "client", "vat_scheme", "supply_on", "supply_from", "terms_days", "buyer_reference", "lines",
    "discount", "charge", "prepaid", "note", "intro", "attention",
)  # fmt: skip
KNOWN_OF_LINE = (
    "description", "quantity", "unit", "unit_price", "vat", "discount_percent", "vat_scheme",
)  # fmt: skip
KNOWN_OF_CLIENT = (
    "name", "kind", "country", "vat_id", "registration", "language", "email", "street",
    "postcode", "city", "contact",
)  # fmt: skip
KINDS = ("business", "consumer", "public")
LANGUAGES = ("nl", "en")
LATER = ("discount", "charge", "prepaid")
LONGEST_TERM = 365
CENTS = 2  # decimals


class Misdescribed(Refused):
    """A description that does not say what an invoice needs; `example` says what would do."""

    code = "description"
    message = N_("%(where)s: “%(value)s” cannot be used. Write, for instance: %(example)s")

    def __init__(self, where: str, value: object, example: str) -> None:
        super().__init__(field=where, where=where, value=value, example=example)


class NotOffered(Refused):
    """What Factuur does not do yet is refused, rather than left out in silence."""

    code = "not_offered"
    message = N_("%(what)s is not offered yet: leave it out, or write it as a line of its own.")


@dataclass(frozen=True, slots=True)
class Described:
    """A described invoice; `client` is the name of a known one, or the columns of a new one."""

    client: str | Mapping[str, Any]
    lines: tuple[LineValues, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


def read_description(given: Any, rates: Sequence[int]) -> Described:
    """Read a description; refuses the first field that is missing, unknown, or not readable."""
    if not isinstance(given, dict):
        raise Misdescribed("invoice", given, '{"client": "Smit Bouw", "lines": []}')
    _check_known(given, KNOWN, "")
    _check_offered(given)
    lines = given.get("lines", [])
    if not isinstance(lines, list):
        raise Misdescribed("lines", lines, "[]")
    if len(lines) > MOST_LINES:
        raise TooManyLines
    read = tuple(_line(line, f"lines.{at}", rates) for at, line in enumerate(lines, 1))
    return Described(_client(given.get("client")), read, _head(given))


def _check_known(given: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for name in given:
        if name not in known:
            raise Misdescribed(where + name, given[name], " | ".join(known))


def _check_offered(given: Mapping[str, Any]) -> None:
    for name in LATER:
        value = given.get(name) or {}
        amounts = (
            [value.get("percent", "0"), value.get("amount", "0")]
            if isinstance(value, dict)
            else [value]
        )
        if any(_scaled(amount, 2, name) for amount in amounts):
            raise NotOffered(field=name, what=name)
    _check_scheme(given, "vat_scheme")


def _check_scheme(given: Mapping[str, Any], where: str) -> None:
    scheme = given.get("vat_scheme", "domestic")
    if scheme != "domestic":
        raise NotOffered(field=where, what=f"{where} {scheme}")


def _line(given: Any, where: str, rates: Sequence[int]) -> LineValues:
    if not isinstance(given, dict):
        raise Misdescribed(
            where, given, '{"description": "Advies", "quantity": "1", "unit_price": "95.00"}'
        )
    _check_known(given, KNOWN_OF_LINE, f"{where}.")
    _check_scheme(given, f"{where}.vat_scheme")
    unit = given.get("unit", "hour")
    if unit not in UNITS:
        raise Misdescribed(f"{where}.unit", unit, " | ".join(UNITS))
    vat = _scaled(given["vat"], 2, f"{where}.vat") if "vat" in given else rates[0]
    if vat not in rates:
        allowed = " | ".join(str(rate // 100) for rate in rates)
        raise Misdescribed(f"{where}.vat", given["vat"], allowed)
    discount = _scaled(given.get("discount_percent", "0"), 2, f"{where}.discount_percent")
    if not 0 <= discount <= 10_000:  # noqa: PLR2004 - a hundred percent
        raise Misdescribed(f"{where}.discount_percent", given["discount_percent"], "5")
    quantity, price = (
        _scaled(given.get(name), 4, f"{where}.{name}", most)
        for name, most in (("quantity", MOST_QUANTITY_E4), ("unit_price", MOST_PRICE_E4))
    )
    text = _text(given.get("description", ""), f"{where}.description")
    return LineValues(text, quantity, unit, price, discount, vat)


def _client(given: Any) -> str | Mapping[str, Any]:
    if isinstance(given, str) and given.strip():
        return given.strip()
    if not isinstance(given, dict):
        raise Misdescribed("client", given or "", '"Smit Bouw"')
    _check_known(given, KNOWN_OF_CLIENT, "client.")
    client = {name: _text(value, f"client.{name}") for name, value in given.items()}
    if not client.get("name"):
        raise Misdescribed("client.name", client.get("name", ""), "Smit Bouw")
    country = client.get("country", "NL").upper()
    if not is_country(country):
        raise Misdescribed("client.country", client["country"], "NL | BE | DE")
    for name, allowed in (("kind", KINDS), ("language", LANGUAGES)):
        if client.setdefault(name, allowed[0]) not in allowed:
            raise Misdescribed(f"client.{name}", client[name], " | ".join(allowed))
    client["email"] = checked_email(client.get("email", ""))
    client["vat_id"] = checked_client_vat_id(client.get("vat_id", ""), country)
    client["registration"] = checked_registration(client.get("registration", ""), country)
    return client | {"country": country}


def _head(given: Mapping[str, Any]) -> dict[str, Any]:
    """Read what is not a line; what is left out stays as agreed with the client."""
    readers: dict[str, Callable[[Any, str], Any]] = {
        "supply_on": _day,
        "supply_from": _day,
        "terms_days": _term,
        "buyer_reference": _text,
        "note": _text,
        "intro": _text,
        "attention": _text,
    }
    return {
        name: read(given[name], name)
        for name, read in readers.items()
        if given.get(name) is not None
    }


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise Misdescribed(where, value, '"…"')
    return value.replace("\x00", "").strip()


def _day(value: Any, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Misdescribed(where, value, "2026-12-31") from None


def _term(value: Any, where: str) -> int:
    if type(value) is not int or not 0 <= value <= LONGEST_TERM:
        raise Misdescribed(where, value, "14")
    return value


def _scaled(value: Any, digits: int, where: str, most: int = 10**15) -> int:
    """Read a decimal number with a dot, exactly, as a whole number of its last digit."""
    wanted = "12.50" if digits == CENTS else "12.3456"
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise Misdescribed(where, value, f'"{wanted}"')  # as text: a float would lose digits
    try:
        number = Decimal(value).scaleb(digits)
    except InvalidOperation:
        raise Misdescribed(where, value, wanted) from None
    if not number.is_finite() or number != number.to_integral_value() or abs(number) > most:
        raise Misdescribed(where, value, wanted)
    return int(number)
