"""What the grammar raises when a text says nothing it can stand behind."""

from typing import Final

SPACES: Final = {
    ord(space): " " for space in "\t\r\n\u00a0\u2007\u2009\u202f\ufeff"
}  # as sheets and web pages paste them
DASHES: Final = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}
PLAIN: Final = SPACES | DASHES


class Unreadable(ValueError):  # noqa: N818 - it says what the text is, as Refused does
    """A text that cannot be read: `code` says why, `value` is the text as it stood."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value!r}")
        self.code = code
        self.value = value

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, str]]:
        """Survive the pipe between processes, which the default of two arguments does not."""
        return type(self), (self.code, self.value)


def plain(text: str) -> str:
    """Return the text in lower case with ordinary spaces and hyphens, trimmed."""
    return text.translate(PLAIN).strip().lower()
