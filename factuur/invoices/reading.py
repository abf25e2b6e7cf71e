"""What is typed or pasted in a line, read as the line keeps it; ValueError for anything else."""

from collections.abc import Sequence

from factuur.money import hours_e4, scaled
from imports.grammar import Unreadable, read_number, read_seconds

WHOLE_BP = 10_000
UNIT_WORDS = {
    "hour": ("hour", "hours", "hrs", "hr", "h", "u", "uur", "uren"),
    "day": ("day", "days", "dag", "dagen"),
    "piece": ("piece", "pieces", "pcs", "st", "stuk", "stuks", "x"),
    "month": ("month", "months", "maand", "maanden"),
    "km": ("km", "kilometer", "kilometers"),
    "percent": ("%", "percent", "procent"),
}
_UNITS = {word: unit for unit, words in UNIT_WORDS.items() for word in words}


def read_quantity(text: str) -> int:
    """Read a quantity in ten thousandths; 7:30 and 7u30 are 7.5 hours.

    >>> read_quantity("7,5"), read_quantity("7:30"), read_quantity("-1")
    (75000, 75000, -10000)
    """
    try:
        return _exact(text, 4)
    except Unreadable:
        return hours_e4(read_seconds(text))


def read_price(text: str) -> int:
    """Read a unit price in ten thousandths of a euro."""
    return _exact(text, 4)


def read_discount(text: str, *, signed: bool = False) -> int:
    """Read a discount of 0 to 100 % in basis points; `signed` asks for the sign behind it."""
    if signed and not text.endswith("%"):
        raise ValueError(text)
    value = _exact(text.rstrip("% "), 2)
    if not 0 <= value <= WHOLE_BP:
        raise ValueError(text)
    return value


def read_rate(text: str, rates: Sequence[int]) -> int:
    """Read a VAT rate in basis points; it must be one of `rates`."""
    value = _exact(text.rstrip("% "), 2)
    if value not in rates:
        raise ValueError(text)
    return value


def read_unit(text: str) -> str:
    """Read a unit as people write it, in Dutch or English."""
    unit = _UNITS.get(text.casefold().rstrip("."))
    if unit is None:
        raise ValueError(text)
    return unit


def _exact(text: str, digits: int) -> int:
    number = read_number(text)
    value = scaled(number, digits)
    if value != number.scaleb(digits):
        raise ValueError(text)
    return value


def within(value: int, most: int) -> int:
    """Give a number that is no further than `most` from zero."""
    if abs(value) > most:
        raise ValueError(value)
    return value
