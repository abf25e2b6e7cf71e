"""Exports of the programs people track time with, told by the headings only they write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Layout:
    """A known export: the headings that give it away, and what its columns are."""

    name: str
    marks: tuple[frozenset[str], ...]
    """All headings of one of these sets must be there, in their normal spelling."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """By normal heading, where it differs from what people mean by the word; "" is unused."""


_TOGGL = {
    "user": "person",
    "email": "",
    "description": "description",
    "end date": "",
    "duration": "hours",
    "start date": "date",
    "tags": "",
    "task": "task",
}
_CLOCKIFY = {
    "start date": "date",
    "end date": "",
    "duration h": "hours",
    "duration decimal": "",
    "user": "person",
    "email": "",
    "group": "",
    "tags": "",
    "tag": "",
    "type": "kind",
    "activity": "task",
    "invoiced": "invoiced",
    "date of creation": "",
}
_HARVEST = {
    "hours": "hours",
    "hours rounded": "",
    "notes": "description",
    "project code": "",
    "first name": "person",
    "last name": "person",
    "employee id": "",
    "employee": "",
    "billable rate": "rate",
    "billable amount": "amount",
    "currency": "",
    "roles": "",
}
_KIMAI = {
    "name": "person",
    "user": "",
    "e mail": "",
    "account": "client_number",
    "type": "",
    "hourly price": "rate",
    "price": "amount",
    "internal price": "",
    "fixed price": "",
    "uurtarief": "rate",
    "bedrag": "amount",
    "intern tarief": "",
    "vast bedrag": "",
    "naam": "person",
    "gebruikersnaam": "",
    "rekening": "client_number",
    "labels": "",
    "stundenlohn": "rate",
    "preis": "amount",
    "benutzer": "",
    "konto": "client_number",
}

LAYOUTS: Final = (
    Layout(
        "clockify",
        (
            frozenset({"start date", "duration h"}),
            frozenset({"start date", "duration decimal"}),
        ),
        _CLOCKIFY,
    ),
    Layout(
        "toggl",
        (
            frozenset({"user", "email", "start date", "start time", "duration"}),
            frozenset({"description", "billable", "start date", "start time", "duration"}),
        ),
        _TOGGL,
    ),
    Layout(
        "harvest",
        (
            frozenset({"date", "client", "notes", "hours", "first name", "last name"}),
            frozenset({"date", "client", "project code", "task", "hours"}),
            frozenset({"date", "notes", "hours", "billable", "invoiced"}),
        ),
        _HARVEST,
    ),
    Layout(
        "kimai",
        (
            frozenset({"date", "duration", "hourly price", "customer", "activity"}),
            frozenset({"datum", "duur", "uurtarief", "klant", "activiteit", "vast bedrag"}),
            frozenset({"datum", "dauer", "kunde", "projekt", "tatigkeit", "abrechenbar"}),
        ),
        _KIMAI,
    ),
)


def layout_of(headings: frozenset[str]) -> Layout | None:
    """Tell which program wrote these headings, None for a sheet of somebody's own."""
    for layout in LAYOUTS:
        if any(marks <= headings for marks in layout.marks):
            return layout
    return None
