"""House colours that can be read on white paper. Pure: colours are text such as #0f5c56."""

import re

from factuur.errors import N_, Refused

HEX = re.compile(r"#[0-9a-f]{6}")
WANTED_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


class WrongColour(Refused):
    """Only browsers without a colour box let one type this."""

    code = "colour"
    message = N_("“%(value)s” is not a colour: write it as #0f5c56.")


def checked_colour(text: str, *, field: str = "colour") -> str:
    """Give a colour in small letters; refuses anything else."""
    colour = (text or "").strip().lower()
    if not HEX.fullmatch(colour):
        raise WrongColour(field=field, value=text)
    return colour


def contrast(colour: str) -> float:
    """Measure how a colour stands out on white, from 1 (not at all) to 21.

    >>> round(contrast("#000000")), round(contrast("#ffd400"), 2)
    (21, 1.43)
    """
    return 1.05 / (_luminance(_parts(colour)) + 0.05)


def legible(colour: str) -> str:
    """Give the colour itself, or the lightest darker shade of it that reads on white paper.

    >>> legible("#0f5c56"), legible("#ffd400")
    ('#0f5c56', '#8c7400')
    """
    parts = _parts(colour)
    for percent in range(100, -1, -1):
        shade = _hex([part * percent // 100 for part in parts])
        if contrast(shade) >= WANTED_CONTRAST:
            return shade
    return "#000000"


def tint(colour: str) -> str:
    """Give a breath of the colour, to stand behind text.

    >>> tint("#0f5c56")
    '#f3f7f7'
    """
    return _hex([255 - (255 - part) * 5 // 100 for part in _parts(colour)])


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _hex(parts: list[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(parts: list[int]) -> float:
    """Measure how light a colour is, 0 to 1. Source: WCAG 2.2, relative luminance."""
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
