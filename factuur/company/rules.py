"""What an administration is made of: its country and rates, its numbers, its short name."""

import datetime as dt
import re
import unicodedata

from factuur.company.identifiers import (
    COUNTRIES,
    WrongIban,
    WrongRegistration,
    WrongVatId,
    checked_iban,
    checked_registration,
    checked_vat_id,
    printed_iban,
)

__all__ = [
    "COUNTRIES",
    "ROUNDING_MINUTES",
    "VAT_RATES",
    "VAT_SCHEMES",
    "WrongIban",
    "WrongRegistration",
    "WrongVatId",
    "checked_iban",
    "checked_registration",
    "checked_vat_id",
    "printed_iban",
    "rounded_seconds",
    "slug_of",
    "vat_rates",
]

# Standard and reduced rates in basis points, highest first, with the day from which they hold.
# NL: Wet OB 1968 art. 9, lid 2. BE: KB nr. 20 of 20 July 1970; Wbtw art. 37.
_RATES = {
    "NL": ((dt.date(2019, 1, 1), (2100, 900, 0)), (dt.date(2012, 10, 1), (2100, 600, 0))),
    "BE": ((dt.date(1996, 1, 1), (2100, 1200, 600, 0)),),
}
VAT_RATES = {country: periods[0][1] for country, periods in _RATES.items()}  # those of now

VAT_SCHEMES = (
    "domestic",
    "reverse_charge",
    "eu_service",
    "eu_goods",
    "export",
    "exempt",
    "small_business",
    "margin",
    "outside_eu",
)

ROUNDING_MINUTES = (0, 1, 5, 6, 10, 15, 30, 60)  # 0: not rounded


def vat_rates(country: str, on: dt.date) -> tuple[int, ...]:
    """Give the VAT rates in basis points that a firm of this country charges on a day of supply.

    None for another country, nor for a day before our books.
    """
    periods = _RATES.get(country, ())
    return next((rates for since, rates in periods if on >= since), ())


def rounded_seconds(seconds: int, minutes: int, way: str) -> int:
    """Round a duration to whole steps of so many minutes, up or to the nearest (half up).

    >>> rounded_seconds(50 * 60, 15, "up"), rounded_seconds(50 * 60, 15, "nearest")
    (3600, 2700)
    """
    step = minutes * 60
    if step == 0:
        return seconds
    extra = step - 1 if way == "up" else step // 2
    return (seconds + extra) // step * step


def slug_of(name: str) -> str:
    """Give the short name of an administration, for addresses and commands.

    >>> slug_of("Café De Zon & Zn. B.V.")
    'cafe-de-zon-zn-b-v'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "firma"
