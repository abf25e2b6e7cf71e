"""The token that guards the first page, where others than this machine can reach it.

Whoever comes first would own the installation. So the page asks for a token that only
who runs the server can read: in its log, and in the file `first-run.token` of the data folder.
"""

import logging
import secrets

from flask.blueprints import BlueprintSetupState

from factuur.access.queries import is_new
from factuur.db import database
from factuur.errors import N_, Refused
from factuur.settings import LOOPBACK, Settings, kept_secret

log = logging.getLogger(__name__)


class WrongToken(Refused):
    """Guessing 256 bits is no danger; who types it wrong copies it again."""

    code = "wrong_token"
    message = N_("This is not the code in the log of the server. Copy it from there once more.")


def asks_for_token(settings: Settings) -> bool:
    """Tell whether others than this machine can reach the page."""
    name = settings.url.split("://")[-1].split("/")[0].rsplit(":", 1)[0]
    return not settings.on_loopback or bool(name and name not in LOOPBACK)


def check_token(settings: Settings, given: str) -> None:
    """Refuse a wrong code; where none is asked, anything goes."""
    if asks_for_token(settings) and not secrets.compare_digest(
        given.strip().encode(), _token(settings).encode()
    ):
        raise WrongToken(field="token")


def _token(settings: Settings) -> str:
    return kept_secret(settings.data / "first-run.token")


def forget_token(settings: Settings) -> None:
    """Remove the token: the first page is closed for good."""
    (settings.data / "first-run.token").unlink(missing_ok=True)


def print_token(state: BlueprintSetupState) -> None:
    """Say the token in the log when the server starts and nobody has an account yet."""
    settings: Settings = state.app.config["SETTINGS"]
    if state.app.testing or not asks_for_token(settings):
        return
    with database.connection_context():
        if database.table_exists("app_user") and not is_new():
            return
    address = settings.url or f"http://{settings.host}:{settings.port}"
    log.warning("Set Factuur up at %s/start?token=%s", address, _token(settings))
