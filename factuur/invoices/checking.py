"""What must be right before an invoice gets its number: legal contents, addressee, dates, sums.

Source: Wet OB 1968 art. 35a (NL), KB nr. 1 art. 5 (BE), Directive 2006/112 art. 226.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from factuur.errors import N_
from factuur.invoices.rules import HOURS
from factuur.invoices.snapshot import Snapshot, SnapshotLine

SIMPLIFIED_CENTS = 100_00  # up to here an invoice need not name the buyer. NL 34d, BE art. 13
LONGEST_TERM = {"business": 60, "public": 30}  # BW 6:119a and 6:119b; BE law of 2 August 2002
EMPTY_TEXT = N_("Line %(line)s has no description: say what it is for.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; `place` is a field of the draft, its client, or the firm."""

    code: str
    message: str
    place: str
    values: dict[str, Any] = field(default_factory=dict)
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the paper itself does not tell."""

    recipients: int = 0
    credit_left_cents: int | None = None  # of the invoice that is credited


@dataclass(frozen=True, slots=True)
class Findings:
    """What keeps a draft from being issued, and what is only worth a look."""

    blocking: tuple[Finding, ...]
    warning: tuple[Finding, ...]


def check(paper: Snapshot, facts: Facts, *, today: dt.date) -> Findings:
    """Look at a draft as the law, the client and the bank will."""
    return Findings(
        blocking=(*_seller(paper), *_buyer(paper), *_lines(paper), *_total(paper, facts)),
        warning=(*_addressee(paper, facts), *_terms(paper), *_period(paper, today)),
    )


def _seller(paper: Snapshot) -> Iterator[Finding]:
    seller = paper.seller
    if not (seller.street and seller.postcode and seller.city):
        yield Finding("seller_address", N_("Fill in the address of your firm."), "seller.street")
    if not seller.vat_id:
        yield Finding("seller_vat_id", N_("Fill in the VAT id of your firm."), "seller.vat_id")
    if not seller.registration:
        message = N_("Fill in the registration number of your firm.")
        yield Finding("seller_registration", message, "seller.registration")
    if not seller.iban and not paper.is_credit_note:
        message = N_("Fill in the IBAN on which you want to be paid.")
        yield Finding("seller_iban", message, "seller.iban")


def _buyer(paper: Snapshot) -> Iterator[Finding]:
    buyer = paper.buyer
    if not buyer.name:
        yield Finding("buyer_name", N_("Fill in the name of the client."), "buyer.name")
    if not _has_address(paper) and not _may_be_simple(paper):
        message = N_("Fill in the address of %(client)s.")
        yield Finding("buyer_address", message, "buyer.street", {"client": buyer.name})
    if _needs_buyer_vat_id(paper) and not buyer.vat_id:
        message = N_("Fill in the VAT id of %(client)s: in Belgium it stands on every invoice.")
        yield Finding("buyer_vat_id", message, "buyer.vat_id", {"client": buyer.name})


def _has_address(paper: Snapshot) -> bool:
    return bool(paper.buyer.street and paper.buyer.postcode and paper.buyer.city)


def _may_be_simple(paper: Snapshot) -> bool:
    """Tell whether a simplified invoice will do, or a credit note, or no invoice is due at all."""
    limited = paper.net_cents if paper.seller.country == "BE" else paper.total_cents
    consumer = paper.buyer.kind == "consumer"
    return consumer or paper.is_credit_note or limited <= SIMPLIFIED_CENTS


def _needs_buyer_vat_id(paper: Snapshot) -> bool:
    both_belgian = paper.seller.country == paper.buyer.country == "BE"
    return both_belgian and paper.buyer.kind == "business"


def _lines(paper: Snapshot) -> Iterator[Finding]:
    if not paper.lines:
        yield Finding("no_lines", N_("Add at least one line."), "lines")
    for number, line in enumerate(paper.lines, 1):
        if not line.description.strip():
            yield _on(line, number, "no_description", EMPTY_TEXT, "description")
        if line.kind == HOURS and line.price_e4 == 0:
            message = N_("Line %(line)s has hours without a rate: fill in the price of an hour.")
            yield _on(line, number, "no_rate", message, "price_e4")


def _on(line: SnapshotLine, number: int, code: str, message: str, column: str) -> Finding:
    return Finding(code, message, f"lines.{number}.{column}", {"line": number}, line.id)


def _total(paper: Snapshot, facts: Facts) -> Iterator[Finding]:
    if paper.lines and paper.total_cents == 0:
        yield Finding("total_zero", N_("The total is € 0: there is nothing to pay."), "lines")
    if paper.total_cents < 0:
        message = N_("The total is below € 0: make a credit note of it instead.")
        yield Finding("total_negative", message, "lines")
    left = facts.credit_left_cents
    if left is not None and paper.total_cents > left:
        message = N_("This credits more than is left of invoice %(number)s.")
        yield Finding("credit_too_large", message, "lines", {"number": paper.credited_number})


def _addressee(paper: Snapshot, facts: Facts) -> Iterator[Finding]:
    client = {"client": paper.buyer.name}
    if facts.recipients == 0:
        message = N_("%(client)s has no e-mail address: you cannot mail this invoice.")
        yield Finding("no_email", message, "buyer.email", client)
    if not _has_address(paper) and _may_be_simple(paper):
        message = N_("The address of %(client)s is not known.")
        yield Finding("buyer_address", message, "buyer.street", client)
    if paper.buyer.country != paper.seller.country and paper.buyer.kind == "business":
        message = N_("%(client)s is in another country: the VAT may have to be shifted to it.")
        yield Finding("abroad", message, "buyer.country", client)


def _terms(paper: Snapshot) -> Iterator[Finding]:
    longest = LONGEST_TERM.get(paper.buyer.kind)
    if longest is not None and paper.terms_days > longest:
        message = N_("A term of %(days)s days is longer than the law allows here: %(longest)s.")
        values = {"days": paper.terms_days, "longest": longest}
        yield Finding("terms_too_long", message, "terms_days", values)


def _period(paper: Snapshot, today: dt.date) -> Iterator[Finding]:
    if paper.is_credit_note or not paper.lines:
        return
    if paper.supply_on is None:
        message = N_("Fill in when the work was done, unless that was today.")
        yield Finding("no_supply_date", message, "supply_on")
    elif paper.supply_on > today:
        message = N_("The work is dated after today (%(day)s).")
        yield Finding(
            "supply_in_future", message, "supply_on", {"day": f"{paper.supply_on:%d-%m-%Y}"}
        )
