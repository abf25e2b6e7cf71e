"""The arithmetic of an invoice: lines priced, VAT per rate, the sums below."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from factuur.money import divide_half_up, line_cents

UNITS = ("hour", "day", "piece", "month", "km", "percent")
HOURS, MANUAL, ROUNDING = "hours", "manual", "rounding"
MOST_QUANTITY_E4 = 10**6 * 10_000  # a million hours, and € 10 million for one of them
MOST_PRICE_E4 = 10**7 * 10_000
INVOICE, CREDIT_NOTE = "invoice", "credit_note"


class Priced(Protocol):
    """Anything with a net amount and a VAT rate: a stored line, a described one, a test."""

    @property
    def net_cents(self) -> int:
        """Give the amount without VAT."""

    @property
    def vat_bp(self) -> int:
        """Give the VAT rate in basis points."""


@dataclass(frozen=True, slots=True)
class VatPart:
    """The VAT of one rate over the net amounts of that rate."""

    rate_bp: int
    net_cents: int
    vat_cents: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What stands below the lines: the VAT of each rate, highest rate first, and three totals."""

    vat: tuple[VatPart, ...]
    net_cents: int
    vat_cents: int
    total_cents: int


def vat_parts(lines: Iterable[Priced]) -> tuple[VatPart, ...]:
    """Work out the VAT of each rate, highest rate first.

    The net amounts of a rate are added up before the rate is applied, so the VAT of an
    invoice can differ by some cents from the sum of the VAT of its lines.
    Source: EN 16931, BR-CO-17; KB nr. 1 art. 13ter (BE) allows no other way since 2026.
    """
    net: defaultdict[int, int] = defaultdict(int)
    for line in lines:
        net[line.vat_bp] += line.net_cents
    return tuple(
        VatPart(bp, net[bp], divide_half_up(net[bp] * bp, 10_000))
        for bp in sorted(net, reverse=True)
    )


def sums(lines: Iterable[Priced]) -> Sums:
    """Add the lines up: net per rate, VAT per rate, and the total to pay.

    >>> from types import SimpleNamespace as Line
    >>> sums([Line(net_cents=3750, vat_bp=2100), Line(net_cents=1250, vat_bp=2100)]).total_cents
    6050
    """
    parts = vat_parts(lines)
    net = sum(part.net_cents for part in parts)
    vat = sum(part.vat_cents for part in parts)
    return Sums(parts, net, vat, net + vat)


@dataclass(frozen=True, slots=True)
class LineValues:
    """What somebody may type in a line."""

    description: str = ""
    quantity_e4: int = 10_000
    unit: str = "hour"
    price_e4: int = 0
    discount_bp: int = 0
    vat_bp: int = 2100

    @property
    def net_cents(self) -> int:
        """Give the amount of such a line."""
        return priced(self.quantity_e4, self.price_e4, self.discount_bp)


def priced(quantity_e4: int, price_e4: int, discount_bp: int) -> int:
    """Give a line's amount in cents: its printed quantity times its printed price, less discount.

    Source: EN 16931, BR-CO-10 sums these, so each is rounded once and stands as printed.
    """
    return line_cents(quantity_e4, price_e4, discount_bp)


def due_on(issued_on: dt.date, terms_days: int) -> dt.date:
    """Give the last day to pay."""
    return issued_on + dt.timedelta(days=terms_days)


def settled_by_credit(credit_cents: int, open_cents: int) -> int:
    """Give how much of a credit note goes to its invoice: no more than what is open there."""
    return max(0, min(credit_cents, open_cents))
