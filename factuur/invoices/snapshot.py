"""An invoice as plain values: what the editor, the paper, the mail and the command all show."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass

from factuur.invoices.rules import CREDIT_NOTE, VatPart

HOUSE_COLOUR = "#0f5c56"


@dataclass(frozen=True, slots=True)
class Party:
    """The seller or the buyer, as they are now (a draft) or were at issue."""

    name: str
    kind: str = "business"
    country: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    vat_id: str = ""
    registration: str = ""
    language: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    contact: str = ""
    iban: str = ""

    def to_json(self) -> str:
        """Write the party down, the same text for the same party, as it is kept at issue."""
        return canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Party":
        """Read back what `to_json` wrote."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class SnapshotLine:
    """One line: printed quantity times printed price, less its discount, is its amount."""

    id: int
    kind: str  # manual, hours or rounding
    description: str
    quantity_e4: int
    unit: str
    price_e4: int
    discount_bp: int
    vat_bp: int
    net_cents: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of one invoice or credit note; `number` is "" as long as it is a draft.

    Amounts are as printed: positive on a credit note too, `open_cents` included.
    """

    id: int
    client_id: int
    kind: str
    number: str
    language: str
    vat_scheme: str
    seller: Party
    buyer: Party
    lines: tuple[SnapshotLine, ...]
    vat: tuple[VatPart, ...]
    net_cents: int
    vat_cents: int
    total_cents: int
    open_cents: int
    terms_days: int
    issued_on: dt.date | None = None
    due_on: dt.date | None = None
    supply_from: dt.date | None = None
    supply_on: dt.date | None = None
    buyer_reference: str = ""
    intro: str = ""
    note: str = ""
    payment_reference: str = ""
    credited_id: int | None = None
    credited_number: str = ""
    credited_on: dt.date | None = None
    rounding_minutes: int = 0  # 0: no hours, or not rounded
    rounding_way: str = "up"
    terms: str = ""  # the firm's terms, below each invoice
    colour: str = HOUSE_COLOUR
    logo: str = ""  # hash of the kept file

    @property
    def is_draft(self) -> bool:
        """Tell whether this is not yet an invoice in the eyes of the law."""
        return not self.number

    @property
    def is_credit_note(self) -> bool:
        """Tell whether the amounts go back to the client."""
        return self.kind == CREDIT_NOTE

    @property
    def paid_cents(self) -> int:
        """Give what was paid, or settled with a credit note."""
        return self.total_cents - self.open_cents


def canonical(value: object) -> str:
    """Write plain values as JSON in one way only, so that the same gives the same hash."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_in_words
    )


def digest(snapshot: Snapshot) -> str:
    """Give the SHA-256 of all that was issued: what stays the same whatever is paid later."""
    kept = asdict(snapshot)
    del kept["open_cents"]
    return hashlib.sha256(canonical(kept).encode()).hexdigest()


def fingerprint(value: object) -> str:
    """Give a short word that changes with any change of plain values."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:16]


def _in_words(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no plain value")
