"""The eight words of the rail, and which of them this visitor may use."""

from dataclasses import dataclass

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext

from factuur.access.queries import places_of
from factuur.access.rules import may
from factuur.errors import N_


@dataclass(frozen=True, slots=True)
class Place:
    """One word of the rail."""

    endpoint: str
    label: str
    rooms: tuple[str, ...]  # the blueprints in which it is the current one


PLACES = (
    Place("insight.today", N_("Today"), ("insight",)),
    Place("hours.index", N_("Hours"), ("hours", "intake")),
    Place("invoices.index", N_("Invoices"), ("invoices", "documents", "mailing")),
    Place("board.index", N_("Board"), ("board",)),
    Place("payments.index", N_("Payments"), ("payments",)),
    Place("clients.index", N_("Clients"), ("clients", "projects")),
    Place("company.index", N_("Settings"), ("company", "access")),
)


def places() -> list[Place]:
    """Give the words that lead somewhere for this visitor."""
    visitor = g.get("visitor")
    if visitor is None:
        return []
    views = current_app.view_functions
    return [
        place
        for place in PLACES
        if place.endpoint in views
        and may(
            getattr(views[place.endpoint], "allowed", frozenset()), visitor.role, signed_in=True
        )
    ]


def current() -> str:
    """Give the endpoint of the word that this page belongs to."""
    room = request.blueprint or ""
    return next((place.endpoint for place in PLACES if room in place.rooms), "")


FRAME = {
    "theme": "access.choose_theme",
    "language": "access.choose_language",
    "administration": "access.choose_administration",
    "sign_out": "access.sign_out",
    "account": "access.account",
}


def _values() -> dict[str, object]:
    """Give the frame its rail, the menu of who is signed in, and the firms to switch between."""
    visitor = g.get("visitor")
    return {
        "navigation": [(place.endpoint, gettext(place.label)) for place in places()],
        "nav_current": current(),
        "frame_urls": {name: url_for(endpoint) for name, endpoint in FRAME.items()},
        "administrations": places_of(visitor.user.id) if visitor else [],
    }


def init_app(app: Flask) -> None:
    """Give every template the rail."""
    app.context_processor(_values)
