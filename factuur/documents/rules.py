"""A house colour that can be read: pure functions of colours such as #0f5c56."""

WANTED_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, against white paper


def contrast(colour: str) -> float:
    """Measure how a colour stands out on white paper: 1 is not at all, 21 is black."""
    return 1.05 / (_luminance(_parts(colour)) + 0.05)


def legible(colour: str) -> str:
    """Give the colour itself, or the lightest darker shade of it that reads on white paper.

    >>> legible("#0f5c56"), legible("#ffd400")
    ('#0f5c56', '#8c7400')
    """
    parts = _parts(colour)
    shades = (_hex([part * percent // 100 for part in parts]) for percent in range(100, -1, -1))
    return next(shade for shade in shades if contrast(shade) >= WANTED_CONTRAST)


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
