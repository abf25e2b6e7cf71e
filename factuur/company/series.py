"""Numbers of invoices: a pattern such as {year}-{number}, and back. The counter is a table's."""

import re

from factuur.errors import N_, Refused

DIGITS = (1, 8)  # how many digits a number is filled up to, at least and at most
LONGEST_PATTERN = 30
_FIELD = re.compile(r"\{([^{}]*)\}")
_AROUND = re.compile(r"[A-Za-z0-9 ./_\-]*")
DUTCH = {"{jaar}": "{year}", "{nummer}": "{number}"}
_DUTCH_NAME = re.compile("|".join(map(re.escape, DUTCH)))


class WrongPattern(Refused):
    """A pattern without its number would give every invoice the same one."""

    code = "number_pattern"
    message = N_(
        "“%(value)s” cannot number invoices: use {number} once, {year} at most once, and beside "
        "them only letters, digits and - . / _, such as F{year}-{number}."
    )


class UnreadableNumber(Refused):
    """A number that the pattern does not make."""

    code = "number"
    message = N_("“%(value)s” does not fit the pattern: write it as %(example)s, or only %(bare)s.")


def checked_pattern(typed: str, *, field: str = "pattern") -> str:
    """Give a pattern that can be used, with English names; refuses one that cannot be."""
    text = _DUTCH_NAME.sub(lambda found: DUTCH[found[0]], typed)
    fields = _FIELD.findall(text)
    once = sorted(fields) in (["number"], ["number", "year"])
    around = _AROUND.fullmatch(_FIELD.sub("", text))
    if not once or not around or len(text) > LONGEST_PATTERN:
        raise WrongPattern(field=field, value=typed)
    return text


def shown_pattern(pattern: str, language: str) -> str:
    """Write a pattern in the words of a language.

    >>> shown_pattern("F{year}-{number}", "nl")
    'F{jaar}-{nummer}'
    """
    names = DUTCH if language == "nl" else {}
    for dutch, english in names.items():
        pattern = pattern.replace(english, dutch)
    return pattern


def number_of(pattern: str, digits: int, year: int, sequence: int) -> str:
    """Write a number by its pattern.

    >>> number_of("{year}-{number}", 4, 2026, 41)
    '2026-0041'
    """
    return pattern.replace("{year}", str(year)).replace("{number}", f"{sequence:0{digits}d}")


def series_year(pattern: str, year: int) -> int:
    """Give the year under which a series counts: a pattern without a year runs on, as year 0."""
    return year if "{year}" in pattern else 0


def sequence_in(
    text: str, patterns: tuple[str, ...], digits: int, year: int, *, field: str = "next"
) -> int:
    """Read the counter out of a number as one of the patterns prints it, or typed bare.

    Refuses anything else, with the first pattern as the example.

    >>> [sequence_in(text, ("{year}-{number}",), 4, 2026) for text in ("2026-0041", "41")]
    [41, 41]
    """
    readings = [_printed(pattern, year) for pattern in patterns] + [re.compile("([0-9]{1,9})")]
    for reading in readings:
        found = reading.fullmatch(text)
        if found and int(found[1]) > 0:
            return int(found[1])
    example = number_of(patterns[0], digits, year, 42)
    raise UnreadableNumber(field=field, value=text, example=example, bare=42)


def _printed(pattern: str, year: int) -> re.Pattern[str]:
    before, after = pattern.replace("{year}", str(year)).split("{number}")
    return re.compile(f"{re.escape(before)}([0-9]{{1,9}}){re.escape(after)}")
