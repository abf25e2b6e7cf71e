"""The firm's words on invoices and in mails, with merge fields. Pure.

A merge field is a name between braces from a flat list. It is never a template language:
whatever a client is called, and whatever a user types, is only ever text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from factuur.errors import N_, Refused

_FIELD = re.compile(r"\{([^{}]*)\}")

# As the user writes them: Dutch first, the English name beside it.
NAMES = {
    "klantnaam": "client_name",
    "contactpersoon": "contact",
    "factuurnummer": "invoice_number",
    "bedrag": "amount",
    "open_bedrag": "open_amount",
    "factuurdatum": "invoice_date",
    "vervaldatum": "due_date",
    "dagen_te_laat": "days_late",
    "iban": "iban",
    "kenmerk": "reference",
    "afzender": "sender",
}
_ENGLISH = NAMES | {english: english for english in NAMES.values()}
LATE_ONLY = {"days_late"}  # says nothing on an invoice that has just been written

KINDS = {
    "invoice": N_("Invoice"),
    "credit_note": N_("Credit note"),
    "reminder": N_("Reminder"),
}
LANGUAGES = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True, slots=True)
class Text:
    """A mail before its fields are filled in, or after."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the merge fields stand for, each as it is printed in the client's language."""

    client_name: str = ""
    contact: str = ""  # none: the client is greeted by the client's name
    invoice_number: str = ""
    amount: str = ""
    open_amount: str = ""
    invoice_date: str = ""
    due_date: str = ""
    days_late: str = ""
    iban: str = ""
    reference: str = ""
    sender: str = ""

    def values(self) -> dict[str, str]:
        """Give every field by its English name."""
        values: dict[str, str] = {each.name: getattr(self, each.name) for each in fields(self)}
        return values | {"contact": self.contact or self.client_name}


class UnknownField(Refused):
    """Refused when it is saved, so that no client ever reads it."""

    code = "unknown_field"
    message = N_("{%(name)s} is not a field of this text. You can use: %(known)s.")


def names(language: str = "nl", *, late: bool = True) -> list[str]:
    """Give the merge fields that a text may have, as written in a language."""
    return [
        dutch if language == "nl" else english
        for dutch, english in NAMES.items()
        if late or english not in LATE_ONLY
    ]


def checked_text(text: str, *, field: str, late: bool = True, language: str = "nl") -> str:
    """Give the text; refuses a field that is not on the list, naming those that are."""
    for written in _FIELD.findall(text):
        english = _ENGLISH.get(_key(written))
        if english is None or (english in LATE_ONLY and not late):
            known = ", ".join(f"{{{name}}}" for name in names(language, late=late))
            raise UnknownField(field=field, name=written, known=known)
    return text


def fill(text: str, facts: Facts) -> str:
    """Put the facts in the place of the fields, in one pass: what a fact says is not read again."""
    values = facts.values()
    return _FIELD.sub(lambda found: _value(found, values), text)


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    english = _ENGLISH.get(_key(found[1]))
    return found[0] if english is None else values[english]


def _key(written: str) -> str:
    return written.strip().lower()


def filled(text: Text, facts: Facts) -> Text:
    """Fill in a whole mail; the subject stays one line, whatever a client is called."""
    subject = " ".join(fill(text.subject, facts).split())
    return Text(subject, fill(text.body, facts))
