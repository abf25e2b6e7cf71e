"""In which language a page is written: the user's, else the one in the cookie, else Dutch."""

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel

from factuur.settings import LANGUAGES, ROOT

COOKIE = "language"


def init_app(app: Flask) -> None:
    """Set the catalogues up; sources are English, Dutch is the default."""
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "factuur" / "translations")
    Babel(app, locale_selector=selected)


def selected() -> str:
    """Give the language of this request, or of the machine where there is none."""
    default: str = current_app.config["SETTINGS"].language
    if not has_request_context():
        return default
    if g.get("visitor"):
        return str(g.visitor.user.language)
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else default
