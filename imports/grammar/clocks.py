"""A time of day, as columns with a start and an end hold it."""

import re
from typing import Final

from imports.grammar.unreadable import Unreadable, plain

DAY: Final = 86_400
CLOCK: Final = r"([0-9]{1,2})(?:(?:[:.]|(?:u|h|uur) ?)([0-9]{2})(?::([0-9]{2}))?|(?:u|h| uur)?)"
_CLOCK = re.compile(CLOCK + r"(?: ?([ap])\.?m\.?)?")


def read_clock(text: str) -> int:
    """Read a time of day as seconds since midnight; 24:00 is the end of the day.

    >>> read_clock("9:30"), read_clock("1:00 PM"), read_clock("17u")
    (34200, 46800, 61200)
    """
    found = _CLOCK.fullmatch(plain(text))
    if not found:
        raise Unreadable("not_a_time" if text.strip() else "empty", text)
    hours, minutes, seconds = (int(part or 0) for part in found.group(1, 2, 3))
    if found[4]:
        if not 1 <= hours <= 12:  # noqa: PLR2004 - the face of a clock
            raise Unreadable("not_a_time", text)
        hours = hours % 12 + (12 if found[4] == "p" else 0)
    total = hours * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or total > DAY:  # noqa: PLR2004 - sixty to the hour
        raise Unreadable("not_a_time", text)
    return total


def seconds_between(start: int, end: int) -> int:
    """Work out how long it was from one time of day to another, past midnight if need be."""
    return end - start if end >= start else end - start + DAY
