"""What may become of a mail, and when it is tried again. Pure.

A server can take a mail and die before it says so, so nobody can promise that a mail goes
out exactly once. We promise at most once by ourselves, and show each doubt:

    queued → claimed → transmitting → sent
                 ↓           ↓
              queued     uncertain (nobody knows), queued (try later) or failed (refused)
"""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from factuur.errors import N_


class State(StrEnum):
    """Where a mail is."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    TRANSMITTING = "transmitting"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


STATES = {
    State.QUEUED: N_("Waiting"),
    State.CLAIMED: N_("Being sent"),
    State.TRANSMITTING: N_("Being sent"),
    State.SENT: N_("Sent"),
    State.FAILED: N_("Failed"),
    State.UNCERTAIN: N_("Uncertain"),
    State.CANCELLED: N_("Cancelled"),
}
TONES = {State.SENT: "good", State.FAILED: "bad", State.UNCERTAIN: "warn", State.QUEUED: "info"}

CAN_BE_CANCELLED = (State.QUEUED, State.FAILED, State.UNCERTAIN)
CAN_BE_RETRIED = (State.FAILED, State.UNCERTAIN, State.CANCELLED)
CAN_BE_SETTLED = (State.UNCERTAIN, State.FAILED)

# Minutes after each attempt that came to nothing; the last falls within 48 hours.
PAUSES = (1, 5, 15, 60, 120, 240, 480, 480, 480, 480, 480)
LEASE = dt.timedelta(minutes=15)  # after which a claim on another machine counts as dead


@dataclass(frozen=True, slots=True)
class Letter:
    """What the user saw and approved before sending."""

    recipients: tuple[tuple[str, str], ...]  # name and address
    subject: str
    body: str
    attach: bool = True


class Trouble(StrEnum):
    """Why a mail did not leave; what follows it in the row are the server's own words."""

    UNREACHABLE = "unreachable"
    UNSAFE = "unreachable-safely"
    LOGIN = "login"
    LATER = "later"
    REFUSED = "refused"
    UNFIT = "unfit"


TROUBLES = {
    Trouble.UNREACHABLE: N_("The mail server does not answer."),
    Trouble.UNSAFE: N_(
        "The mail server answers, but offers no safe line. Another port may; or set MAIL_USE_TLS=0."
    ),
    Trouble.LOGIN: N_("The mail server does not accept our name and password."),
    Trouble.LATER: N_("The mail server asks to come back later: %(reply)s"),
    Trouble.REFUSED: N_("The mail server refused this mail: %(reply)s"),
    Trouble.UNFIT: N_("This mail cannot be sent: %(reply)s"),
}


@dataclass(frozen=True, slots=True)
class Setback:
    """An attempt that came to nothing, and surely to nothing."""

    trouble: Trouble
    reply: str = ""

    @property
    def is_final(self) -> bool:
        """Tell whether trying again would be refused again."""
        return self.trouble in (Trouble.REFUSED, Trouble.UNFIT)


def setback_of(code: int, reply: str) -> Setback:
    """Read what a server answered. Source: RFC 5321, 4.2.1: 4 is for now, 5 is for good.

    >>> setback_of(550, "no such user").is_final, setback_of(451, "busy").is_final
    (True, False)
    """
    final = 500 <= code < 600  # noqa: PLR2004 - the range itself
    return Setback(Trouble.REFUSED if final else Trouble.LATER, f"{code} {one_line(reply)}"[:300])


def next_attempt(attempts: int, now: dt.datetime) -> dt.datetime | None:
    """Give when to try again after so many attempts, or None when it is time to give up."""
    if attempts > len(PAUSES):
        return None
    return now + dt.timedelta(minutes=PAUSES[attempts - 1])


def one_line(text: str) -> str:
    r"""Give text that is safe in a header: one line, nothing that controls.

    >>> one_line("Factuur\r\nBcc: all@example.com\x00")
    'Factuur Bcc: all@example.com'
    """
    kept = (
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text
    )
    return " ".join("".join(kept).split())
