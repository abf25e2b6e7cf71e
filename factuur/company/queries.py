"""What a firm has chosen: its words, its numbers, and how its settings stand."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from peewee import fn

from factuur.access.rules import Role
from factuur.company.default_texts import DEFAULTS
from factuur.company.rules import vat_rates
from factuur.company.series import number_of, series_year
from factuur.company.texts import Text
from factuur.models import Administration, Invoice, MailText, Membership, NumberSeries

__all__ = [
    "fingerprint",
    "founded_by",
    "has_own_mail_text",
    "is_used",
    "last_issued",
    "mail_text",
    "next_number_preview",
    "next_sequence",
    "pattern_of",
    "vat_rates",
]


def mail_text(administration_id: int, kind: str, language: str) -> Text:
    """Give the words for a kind of mail: the firm's own, else ours, else ours in English."""
    own = MailText.get_or_none(
        (MailText.administration == administration_id)
        & (MailText.kind == kind)
        & (MailText.language == language)
    )
    if own is not None:
        return Text(own.subject, own.body)
    return DEFAULTS.get((kind, language)) or DEFAULTS[kind, "en"]


def has_own_mail_text(administration_id: int, kind: str, language: str) -> bool:
    """Tell whether the firm wrote this mail itself."""
    return bool(
        MailText.select(MailText.id)
        .where(
            (MailText.administration == administration_id)
            & (MailText.kind == kind)
            & (MailText.language == language)
        )
        .exists()
    )


def pattern_of(administration: Administration, kind: str) -> str:
    """Give the pattern by which this kind of document is numbered."""
    credit = kind == "credit_note"
    return administration.credit_pattern if credit else administration.invoice_pattern


def next_sequence(administration: Administration, kind: str, year: int) -> int:
    """Give the counter that the next document would get; taking it is the issuer's."""
    row = NumberSeries.get_or_none(
        (NumberSeries.administration == administration.id)
        & (NumberSeries.kind == kind)
        & (NumberSeries.year == series_year(pattern_of(administration, kind), year))
    )
    return 1 + (row.last if row else 0)


def next_number_preview(administration: Administration, kind: str, today: dt.date) -> str:
    """Give the number that a document issued today would get."""
    pattern = pattern_of(administration, kind)
    sequence = next_sequence(administration, kind, today.year)
    return number_of(pattern, administration.number_digits, today.year, sequence)


def last_issued(administration_id: int, kind: str, year: int) -> int:
    """Give the highest counter that stands on a document of this series, 0 when there is none.

    Year 0 is the series that runs on through the years.
    """
    query = Invoice.select(fn.MAX(Invoice.sequence)).where(
        (Invoice.administration == administration_id)
        & (Invoice.kind == kind)
        & (Invoice.year == year)
    )
    return query.scalar() or 0


def is_used(administration_id: int, number: str) -> bool:
    """Tell whether a document carries this number."""
    here = Invoice.administration == administration_id
    return bool(Invoice.select(Invoice.id).where(here & (Invoice.number == number)).exists())


def fingerprint(administration: Administration, names: Iterable[str]) -> str:
    """Give a short mark of how these settings stand, to notice that somebody else changed them."""
    values = [(name, getattr(administration, name)) for name in sorted(names)]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def founded_by(user_id: int, name: str) -> Administration | None:
    """Give the administration of this name that a user owns."""
    query = (
        Administration.select()
        .join(Membership)
        .where(
            (Membership.user == user_id)
            & (Membership.role == Role.OWNER)
            & (Administration.name == name.strip())
        )
    )
    row: Administration | None = query.first()
    return row
