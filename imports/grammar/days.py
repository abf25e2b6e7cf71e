"""Days as people write them: in figures, with the month in words, or seen from today."""

import datetime as dt
import re
from typing import Final, Literal

from imports.grammar.names import MONTHS, RELATIVE, WEEKDAYS
from imports.grammar.unreadable import Unreadable, plain

Order = Literal["dmy", "mdy"]

EARLIEST: Final = 1900
LATEST: Final = 2199
CENTURY_TURN: Final = 70  # 69 is 2069, 70 is 1970: as Excel and POSIX nearly agree
_TIME = r"(?:(?: |t)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _TIME)
_FIGURES = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})|\.?)" + _TIME)
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:\.|e|er|st|nd|rd|th)?(?: |-|/)?([^\W\d_]+)\.?,?"
    r"(?:[ /-]?([0-9]{4}|'?[0-9]{2}))?" + _TIME
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]+)\.?[ -]([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]{4}))?" + _TIME
)
_WEEKDAY = re.compile(r"([^\W\d_]+)\.?,? +(?=\S)")
_OFFSET = re.compile(r"([+-])([0-9]{1,4})")


def read_day(
    text: str, *, order: Order = "dmy", today: dt.date | None = None, year: int | None = None
) -> dt.date:
    """Read a day.

    `order` settles 03-04-2026, `year` a day without one (else the year of `today`), and
    `today` words such as vandaag and +14. Refuses a day that does not exist with
    `no_such_date`, one whose weekday is another with `other_weekday`, and one without
    a year with `no_year`.
    """
    bare = re.sub(r" +", " ", plain(text))
    if today and (offset := _from_today(bare)) is not None:
        return _shift(today, offset, text)
    weekdays, bare = _without_weekday(bare)
    parts = _in_figures(bare, order) or _in_words(bare)
    if parts is None:
        raise Unreadable("not_a_day" if bare else "empty", text)
    day = _existing(parts, year or (today.year if today else None), text)
    if weekdays and day.weekday() not in weekdays:
        raise Unreadable("other_weekday", text)
    return day


def _from_today(bare: str) -> int | None:
    if found := _OFFSET.fullmatch(bare):
        return int(found[1] + found[2])
    return RELATIVE.get(bare)


def _shift(today: dt.date, days: int, text: str) -> dt.date:
    try:
        return today + dt.timedelta(days=days)
    except OverflowError:
        raise Unreadable("no_such_date", text) from None


def _without_weekday(bare: str) -> tuple[frozenset[int], str]:
    found = _WEEKDAY.match(bare)
    if not found or found[1] not in WEEKDAYS:
        return frozenset(), bare
    rest = bare[found.end() :]
    if found[1] in MONTHS and re.fullmatch(r"[0-9]{1,2}(?:,? [0-9]{4})?", rest):
        return frozenset(), bare  # mar 3 is the third of March, mar 3 nov a mardi
    return WEEKDAYS[found[1]], rest


def _in_figures(bare: str, order: Order) -> tuple[str, int, str] | None:
    if found := _ISO.fullmatch(bare):
        return found[1], int(found[3]), found[4]
    if not (found := _FIGURES.fullmatch(bare)):
        return None
    day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
    return found[4] or "", int(month), day


def _in_words(bare: str) -> tuple[str, int, str] | None:
    if (found := _DAY_FIRST.fullmatch(bare)) and found[2] in MONTHS:
        return (found[3] or "").lstrip("'"), MONTHS[found[2]], found[1]
    if (found := _MONTH_FIRST.fullmatch(bare)) and found[1] in MONTHS:
        return found[3] or "", MONTHS[found[1]], found[2]
    return None


def _existing(parts: tuple[str, int, str], missing_year: int | None, text: str) -> dt.date:
    years, month, day = parts
    year = int(years) if years else missing_year
    if year is None:
        raise Unreadable("no_year", text)
    if len(years) == 2:  # noqa: PLR2004 - two figures
        year += 2000 if year < CENTURY_TURN else 1900
    try:
        found = dt.date(year, month, int(day))
    except ValueError:
        raise Unreadable("no_such_date", text) from None
    if not EARLIEST <= year <= LATEST:
        raise Unreadable("no_such_date", text)
    return found
