"""How long something took: decimal hours, hours and minutes, or from one time to another."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from imports.grammar.amounts import read_number
from imports.grammar.clocks import read_clock, seconds_between
from imports.grammar.unreadable import Unreadable, plain

LONGEST: Final = 9_999 * 3600
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+"
_HOURS = r"(?:uren|uurs?|u|hours?|hrs?|h|stunden?|std|heures?)\.?"
_MINUTES = r"(?:minuten|minuut|minutes?|mins?|m|')\.?"
_SECONDS = r"(?:seconden|seconde|sekunden?|seconds?|secondes?|secs?|s|'')\.?"
_CLOCK = re.compile(r"([0-9]{1,4}):([0-9]{2})(?::([0-9]{2}))?( ?[hu]| uur)?")
_CLASSIC = re.compile(r"([0-9]{1,4}):([0-9]{2}) ?min")  # Toggl's classic display: mm:ss
_UNITS = re.compile(
    rf"(?:({_NUMBER}) ?{_HOURS})?(?: ?(?:en|and|und|et))? ?"
    rf"(?:({_NUMBER}) ?(?:{_MINUTES}|$))? ?(?:({_NUMBER}) ?{_SECONDS})?"
)
_ISO = re.compile(rf"pt(?:({_NUMBER})h)?(?:({_NUMBER})m)?(?:({_NUMBER})s)?")
_RANGE = re.compile(r"(?:van )?([^-]+?)(?: ?- ?| tot | t/m | to | bis )([^-]+)")
_NAMED_CLOCK = re.compile(r"[:.uh]")
_FRACTIONS: Final = {"½": ",5", "¼": ",25", "¾": ",75"}


def read_seconds(text: str) -> int:
    """Read a duration in whole seconds; a minus in front makes it a correction.

    A bare number counts hours, and one mark in it is always the decimal: 1.234 is a
    little over an hour, as nobody works a thousand of them in a row of a sheet.

    >>> [read_seconds(typed) for typed in ("7,5", "7:30", "7u30", "450m", "9:00-16:30")]
    [27000, 27000, 27000, 27000, 27000]
    """
    bare = plain(text)
    sign, bare = (-1, bare[1:].lstrip()) if bare.startswith("-") else (1, bare)
    seconds = _clock(bare)
    for reader in (_number, _in_units, _between):
        if seconds is None:
            seconds = reader(bare)
    if seconds is None or not 0 <= seconds <= LONGEST:
        raise Unreadable("not_a_duration" if bare else "empty", text)
    return sign * seconds


def hours_to_seconds(hours: Decimal) -> int:
    """Turn hours into whole seconds, half a second up."""
    return int((hours * 3600).quantize(Decimal(1), ROUND_HALF_UP))


def _clock(bare: str) -> int | None:
    if found := _CLASSIC.fullmatch(bare):
        hours, minutes, seconds = 0, int(found[1]), int(found[2])
    elif found := _CLOCK.fullmatch(bare):
        hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
        if minutes > 59:  # noqa: PLR2004 - sixty to the hour
            return None
    else:
        return None
    return hours * 3600 + minutes * 60 + seconds if seconds < 60 else None  # noqa: PLR2004


def _number(bare: str) -> int | None:
    for sign, decimals in _FRACTIONS.items():
        if bare.endswith(sign):
            bare = (bare[:-1].strip() or "0") + decimals
    try:
        return hours_to_seconds(_decimal(bare))
    except Unreadable:
        return None


def _decimal(bare: str) -> Decimal:
    """Read digits with one mark, which is the decimal, or with thousands marks besides."""
    if "€" in bare or "eur" in bare or bare.startswith(("+", "-")):
        raise Unreadable("not_a_duration", bare)
    number = f"0{bare}" if bare[:1] in {",", "."} else bare
    return read_number(number, decimal="." if "." in number else ",")


def _in_units(bare: str) -> int | None:
    found = _UNITS.fullmatch(bare) or _ISO.fullmatch(bare)
    if not found or not any(found.groups()):
        return None
    parts = tuple(zip(found.groups(), (1, 60, 3600), strict=True))
    try:
        if found[1] and any(_decimal(part) >= 60 for part in found.group(2, 3) if part):  # noqa: PLR2004
            return None
        hours = sum((_decimal(part) / scale for part, scale in parts if part), Decimal(0))
    except Unreadable:
        return None
    return hours_to_seconds(hours)


def _between(bare: str) -> int | None:
    found = _RANGE.fullmatch(bare)
    if not found or not _NAMED_CLOCK.search(bare):  # 9-13 may as well be a day
        return None
    try:
        return seconds_between(read_clock(found[1]), read_clock(found[2]))
    except Unreadable:
        return None
