"""Cents, quantities and percentages: rounding them, and writing them as people read them.

Reading what people type is `imports.grammar`'s; this is the way out.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol
from flask_babel import get_locale

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide and round half away from zero, as Dutch and Belgian tax law do.

    Source: Uitvoeringsbesluit OB 1968, art. 5a; Python's own round goes to even.

    >>> divide_half_up(5, 10), divide_half_up(-5, 10), divide_half_up(14, 10)
    (1, -1, 1)
    """
    quotient, rest = divmod(abs(numerator), denominator)
    quotient += 2 * rest >= denominator
    return quotient if numerator >= 0 else -quotient


def line_cents(quantity_e4: int, price_e4: int, discount_bp: int = 0) -> int:
    """Work out a line's amount in cents: quantity × price − discount, rounded once.

    >>> line_cents(30_000, 333_300)  # 3 × 33.33
    9999
    """
    return divide_half_up(quantity_e4 * price_e4 * (10_000 - discount_bp), 10_000 * 10**6)


def hours_e4(seconds: int) -> int:
    """Give a duration as hours in ten thousandths, as it is printed: 50 minutes is 0.8333."""
    return divide_half_up(seconds * 10_000, 3600)


def scaled(number: Decimal, digits: int) -> int:
    """Give a decimal number as a whole number of its last digit, rounded half away from zero.

    >>> scaled(Decimal("33.335"), 2)
    3334
    """
    return int(number.scaleb(digits).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@lru_cache(maxsize=16)
def _symbols(language: str) -> tuple[str, str]:
    return get_group_symbol(language), get_decimal_symbol(language)


def language() -> str:
    """Give the language in which this page, document or mail is being written."""
    locale = get_locale()
    return locale.language if locale else "nl"


def _grouped(whole: int, symbol: str) -> str:
    return f"{whole:,}".replace(",", symbol)


def amount(cents: int) -> str:
    """Write cents as an amount without its sign of money: 1.234,50."""
    group, point = _symbols(language())
    whole, rest = divmod(abs(cents), 100)
    sign = MINUS if cents < 0 else ""
    return f"{sign}{_grouped(whole, group)}{point}{rest:02d}"


def euros(cents: int | None) -> str:
    """Write cents as people read them: € 1.234,50 in Dutch, €1,234.50 in English."""
    if cents is None:
        return ""
    gap = "" if language() == "en" else NBSP
    written = amount(abs(cents))
    return f"{MINUS if cents < 0 else ''}€{gap}{written}"


def quantity(e4: int | None, *, least: int = 0) -> str:
    """Write a quantity or unit price in ten thousandths with as many decimals as it has.

    At least `least` of them: 12.500 hours is “12,5”, a price asks for two.
    """
    if e4 is None:
        return ""
    group, point = _symbols(language())
    whole, rest = divmod(abs(e4), 10_000)
    decimals = f"{rest:04d}".rstrip("0").ljust(least, "0")
    sign = MINUS if e4 < 0 else ""
    return f"{sign}{_grouped(whole, group)}{point if decimals else ''}{decimals}"


def price(e4: int | None) -> str:
    """Write a unit price in ten thousandths: two decimals, or more where they are needed."""
    return quantity(e4, least=2)


def percent(bp: int | None) -> str:
    """Write basis points as a percentage: 21% or 5,5%."""
    return "" if bp is None else f"{quantity(bp * 100)}%"


def hours(seconds: int | None) -> str:
    """Write a duration as decimal hours of at most two places, as lists show it: 7,5 or 0,83."""
    if seconds is None:
        return ""
    return quantity(divide_half_up(seconds * 100, 3600) * 100)


def clock_hours(seconds: int) -> str:
    """Write a duration as hours and minutes: 7:30."""
    minutes = divide_half_up(abs(seconds), 60)
    return f"{MINUS if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02d}"


def plain(value: int, digits: int) -> str:
    """Write a scaled whole number for scripts: a dot, a fixed number of decimals, no groups.

    >>> plain(123450, 2), plain(-5, 2)
    ('1234.50', '-0.05')
    """
    whole, rest = divmod(abs(value), 10**digits)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{digits}d}"


def day(on: dt.date | None) -> str:
    """Write a date as people here do: 31-12-2026."""
    return "" if on is None else f"{on:%d-%m-%Y}"
