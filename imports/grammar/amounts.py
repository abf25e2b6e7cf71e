"""Numbers and amounts of money as people write them in the Low Countries and around."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from imports.grammar.unreadable import PLAIN, Unreadable

Mark = Literal[",", "."]

MOST_DIGITS: Final = 12
_CURRENCY = re.compile(r"€|\b(?:eur|euro)\b", re.IGNORECASE)
_ROUND = re.compile(r"[,.] ?-{1,2}$")  # € 12,- and € 12,--
_SHAPE = re.compile(r"([+-]?) ?([0-9., ]*[0-9])")
_WHOLE = re.compile(r"[0-9]+")
_GROUPED = {
    mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in (".", ",", " ")
}
_DOUBTFUL = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}")


def read_number(text: str, *, decimal: Mark = ",") -> Decimal:
    """Read a number or an amount in euros, exactly.

    `decimal` settles only what the text leaves open: 1.234 is 1234 unless `decimal`
    is a dot, and 1,234 is 1.234 unless it is. Refuses what does not group by three,
    exponents, and more than twelve digits.

    >>> read_number("€ 1.234,50"), read_number("1,234.50"), read_number("12,-")
    (Decimal('1234.50'), Decimal('1234.50'), Decimal('12'))
    """
    sign, digits = _sign_and_digits(text)
    cut = _decimal_at(digits, decimal)
    whole, fraction = (digits, "") if cut < 0 else (digits[:cut], digits[cut + 1 :])
    whole = _ungrouped(whole, text)
    if (fraction and not _WHOLE.fullmatch(fraction)) or len(whole) + len(fraction) > MOST_DIGITS:
        raise Unreadable("not_a_number", text)
    return Decimal(f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}")


def decimal_mark(texts: Iterable[str]) -> Mark | Literal["", "?"]:
    """Tell which mark a whole column uses for decimals.

    "" when no text needs it, "?" when a text such as 1.234 needs it and nothing tells.
    """
    doubtful = False
    proven: set[Mark] = set()
    for text in texts:
        try:
            digits = _sign_and_digits(text)[1]
        except Unreadable:
            continue
        if _DOUBTFUL.fullmatch(digits):
            doubtful = True
        elif mark := _proven(digits):
            proven.add(mark)
    if len(proven) == 1:
        return proven.pop()
    return "?" if doubtful else ""


def _sign_and_digits(text: str) -> tuple[str, str]:
    """Strip the currency and what stands for "no cents"; refuse what is not a number."""
    bare = _ROUND.sub("", _CURRENCY.sub(" ", text.translate(PLAIN)).strip())
    found = _SHAPE.fullmatch(bare)
    if not found:
        raise Unreadable("not_a_number" if bare else "empty", text)
    return found[1], found[2].lstrip()


def _proven(digits: str) -> Mark | None:
    """Tell the decimal mark that this text proves by itself."""
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma < 0 and dot < 0:
        return None
    if comma >= 0 and dot >= 0:
        return "," if comma > dot else "."
    mark: Mark = "," if comma >= 0 else "."
    if digits.count(mark) > 1:
        return "." if mark == "," else ","
    return mark


def _decimal_at(digits: str, decimal: Mark) -> int:
    """Find the place of the decimal mark, -1 for a whole number."""
    doubtful = _DOUBTFUL.fullmatch(digits)
    mark = decimal if doubtful else _proven(digits)
    return digits.find(mark) if mark and digits.count(mark) == 1 else -1


def _ungrouped(whole: str, text: str) -> str:
    """Take out thousands marks, all of one kind and in groups of three."""
    if not whole or _WHOLE.fullmatch(whole):
        return whole or "0"
    for mark, shape in _GROUPED.items():
        if shape.fullmatch(whole):
            return whole.replace(mark, "")
    raise Unreadable("not_a_number", text)
