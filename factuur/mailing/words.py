"""How the pages speak of a mail."""

import datetime as dt

from flask import current_app
from flask_babel import gettext

from factuur import clock
from factuur.mailing.rules import STATES, TONES, TROUBLES, State, Trouble


def state_word(state: str, via: str = "") -> str:
    """Name the state of a mail; one that never left this machine is not called sent."""
    if via == "mailbox":
        return gettext("In the local mailbox")
    return gettext(STATES[State(state)])


def state_tone(state: str, via: str = "") -> str:
    """Give the tone of the pill of a state."""
    return "neutral" if via == "mailbox" else TONES.get(State(state), "neutral")


def why(error: str) -> str:
    """Say in a sentence why a mail did not leave; "" when nothing is wrong."""
    trouble, _, reply = error.partition(" ")
    return gettext(TROUBLES[Trouble(trouble)], reply=reply) if trouble else ""


def again(next_at: dt.datetime | None) -> str:
    """Say when a mail is tried again."""
    if next_at is None:
        return ""
    at = clock.at_home(next_at)
    if at.date() == clock.today():
        return gettext("We try again at %(time)s.", time=f"{at:%H:%M}")
    return gettext("We try again on %(day)s at %(time)s.", day=f"{at:%d-%m}", time=f"{at:%H:%M}")


def has_server() -> bool:
    """Tell whether mail can leave this machine."""
    return bool(current_app.config["SETTINGS"].mail.server)


WORDS = {
    "state_word": state_word,
    "state_tone": state_tone,
    "why": why,
    "again": again,
    "has_server": has_server,
}
