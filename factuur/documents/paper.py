"""What is printed on an invoice: plain values, complete in themselves.

A paper holds everything that the page shows, so a document can be printed again
from its stored JSON when the client, the firm, and the rates have long changed.
"""

import base64
import datetime as dt
import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
HOUSE_COLOUR = "#0f5c56"


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

    def to_json(self) -> str:
        """Write the paper down, the same text for the same paper."""
        return json.dumps(asdict(self), default=_plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Paper":
        """Read back what `to_json` wrote."""
        stored: dict[str, Any] = json.loads(text)
        for name in ("issued_on", "due_on", "supply_from", "supply_on", "credited_on"):
            if stored[name] is not None:
                stored[name] = dt.date.fromisoformat(stored[name])
        if stored["logo"] is not None:
            stored["logo"] = base64.b64decode(stored["logo"])
        stored["seller"] = Party(**stored["seller"])
        stored["buyer"] = Party(**stored["buyer"])
        stored["lines"] = tuple(PaperLine(**line) for line in stored["lines"])
        stored["vat"] = tuple(VatLine(**line) for line in stored["vat"])
        stored["phrases"] = tuple(stored["phrases"])
        return cls(**stored)


def _plain(value: dt.date | bytes) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat()
