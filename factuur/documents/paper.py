"""What is printed on an invoice: plain values, complete in themselves.

A paper holds everything that the page shows. That of an issued invoice is made from the
copies kept at issue, so it is the same when client, firm and rates have long changed.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from factuur.invoices.snapshot import HOUSE_COLOUR

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Party:
    """The seller or the buyer as they are named on paper; "" is left out."""

    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""  # two letters; printed when the other party lives elsewhere
    vat_id: str = ""
    registration: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    iban: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as printed: quantity times price less discount is the net amount."""

    description: str
    quantity_e4: int
    unit: str
    price_e4: int
    discount_bp: int
    vat_bp: int
    net_cents: int


@dataclass(frozen=True, slots=True)
class VatLine:
    """The VAT of one rate over the net amounts of that rate."""

    rate_bp: int
    net_cents: int
    vat_cents: int


@dataclass(frozen=True, slots=True)
class Paper:
    """An invoice or a credit note; `number` is "" as long as it is a draft."""

    kind: Literal["invoice", "credit_note"]
    number: str
    language: str
    seller: Party
    buyer: Party
    lines: tuple[PaperLine, ...]
    vat: tuple[VatLine, ...]
    net_cents: int
    vat_cents: int
    total_cents: int
    open_cents: int
    issued_on: dt.date | None = None
    due_on: dt.date | None = None
    supply_from: dt.date | None = None
    supply_on: dt.date | None = None
    buyer_reference: str = ""
    intro: str = ""
    note: str = ""
    terms: str = ""
    payment_reference: str = ""
    credited_number: str = ""
    credited_on: dt.date | None = None
    rounding: str = ""
    phrases: tuple[str, ...] = ()
    logo: bytes | None = field(default=None, repr=False)
    colour: str = HOUSE_COLOUR

    def __post_init__(self) -> None:
        """Refuse, with ValueError, a colour that could be more than a colour in CSS."""
        if not HEX_COLOUR.fullmatch(self.colour):
            raise ValueError(f"{self.colour!r} is not a colour such as {HOUSE_COLOUR}")

    @property
    def is_draft(self) -> bool:
        """Tell whether this is not yet an invoice in the eyes of the law."""
        return not self.number

    @property
    def crosses_border(self) -> bool:
        """Tell whether the countries must stand in the addresses."""
        return bool(self.buyer.country) and self.buyer.country != self.seller.country
