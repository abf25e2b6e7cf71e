"""What only a whole column can tell: day or month first, comma or dot, hours or a clock.

Each decision gives its answer and, when nothing in the column proves it, the question to
ask with both readings of the first and the last value. The answer is then the likelier
reading, to show; it must not be taken over while the question is open.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeVar

from imports.grammar import Unreadable, read_day, read_number
from imports.grammar.amounts import Mark, decimal_mark
from imports.grammar.days import Order
from imports.sheets.cells import clock_text, seconds_reader
from imports.sheets.reading import Choice, Column, Question
from imports.sheets.sheet_xml import Value

Answers = Mapping[str, str]
Cell = TypeVar("Cell")

_FIGURES = re.compile(
    r"(?:[^\W\d_]+\.?,? )?([0-9]{1,2})([-/. ])([0-9]{1,2})"
    r"(?:\2(?:[0-9]{4}|[0-9]{2})|\.?)(?:[ T].*)?"
)
_WITH_YEAR = re.compile(r"[0-9]{4}")
_YEAR_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_MOST_MONTHS: Final = 12
_HUNDREDTHS = re.compile(r"-?[0-9]{1,3}[.,]([0-9]+)")
_QUARTERS: Final = frozenset({"00", "25", "50", "75"})
_MINUTES: Final = 59
_LOCAL: Final = frozenset({"-", "."})  # 3-4-2026 under a Dutch heading is nobody's March


ORDERS: Final[Mapping[str, Order]] = {"dmy": "dmy", "mdy": "mdy"}


class Decision(NamedTuple):
    """An answer, and the question that must be answered first if nothing proved it."""

    value: str
    question: Question | None = None


def decide_order(
    values: Sequence[Value], column: Column, answers: Answers, likely: Order
) -> tuple[Order, Question | None]:
    """Decide whether the day or the month stands first in a column of days."""
    key = "date_order"
    if answer := ORDERS.get(answers.get(key, "")):
        return answer, None
    doubtful: list[str] = []
    proven: set[Order] = set()
    texts = [text for text in values if type(text) is str]
    for text in dict.fromkeys(texts):
        if found := _FIGURES.fullmatch(text.strip()):
            first, second = int(found[1]), int(found[3])
            if first > _MOST_MONTHS >= second:
                proven.add("dmy")
            elif second > _MOST_MONTHS >= first:
                proven.add("mdy")
            elif found[2] == "." or (found[2] in _LOCAL and _is_local(column)):
                proven.add("dmy")
            elif first != second:
                doubtful.append(text)
    if len(proven) == 1:
        return proven.pop(), None
    if not doubtful:
        return likely, None
    doubtful.append(next(text for text in reversed(texts) if text in doubtful))
    orders: tuple[Order, Order] = ("mdy", "dmy") if likely == "mdy" else ("dmy", "mdy")
    choices = (_choice(order, doubtful, partial(_day_of, order=order)) for order in orders)
    return likely, Question(key, column.heading, tuple(choices))


def decide_year(
    values: Sequence[Value],
    column: Column,
    answers: Answers,
    names: Iterable[str],
    this_year: int,
    read: Callable[[Value], dt.date],
) -> tuple[int, Question | None]:
    """Decide the year of days written without one: by the name of the sheet or the file.

    It is asked with the year of all the other days, told by `read`, as the likely one.
    """
    key = "year"
    if key in answers and answers[key].isdecimal():
        return int(answers[key]), None
    texts = dict.fromkeys(text for text in values if type(text) is str)
    lacking = [text for text in texts if not _WITH_YEAR.search(text) and _lacks_year(text)]
    named = {int(year) for name in names for year in _YEAR_IN_NAME.findall(name)}
    if len(named) == 1 or not lacking:
        return min(named, default=this_year), None
    years = sorted(named) or [this_year, this_year - 1]
    told = _years(values, read)
    if len(told) == 1:
        years = [*told, *(year for year in years if year not in told)]
    choices = (_choice(str(year), lacking, partial(_day_of, year=year)) for year in years)
    likely = str(years[0]) if len(told) == 1 else ""
    return years[0], Question(key, column.heading, tuple(choices), likely)


def decide_mark(
    values: Sequence[Value], column: Column, answers: Answers
) -> tuple[Mark, Question | None]:
    """Decide what a text such as 1.234 is in a column of amounts."""
    key = f"decimal_{column.field}"
    marks: Mapping[str, Mark] = {"comma": ",", "dot": "."}
    if answer := marks.get(answers.get(key, "")):
        return answer, None
    texts = [text for text in values if type(text) is str]
    mark = decimal_mark(texts)
    if mark != "?":
        return mark or ",", None
    doubtful = [text for text in texts if _readings_differ(text)]
    choices = (
        _choice(name, doubtful, partial(_amount_in, mark=mark)) for name, mark in marks.items()
    )
    return ",", Question(key, column.heading, tuple(choices))


def decide_clock(values: Sequence[Value], column: Column, answers: Answers) -> Decision:
    """Decide whether 1.30 is one hour and thirty minutes ("clock") or 1.3 hours ("decimal").

    A fraction over 59 or of one figure proves decimals. Quarters of an hour are decimals by
    themselves; beside cells with a colon, or with minutes such as 20 and 45, they are asked.
    """
    key = "hours_or_clock"
    if answers.get(key) in {"decimal", "clock"}:
        return Decision(answers[key])
    texts = [text.strip() for text in values if type(text) is str]
    found = [(text, match[1]) for text in texts if (match := _HUNDREDTHS.fullmatch(text))]
    decimals = any(len(part) != 2 or int(part) > _MINUTES for _, part in found)  # noqa: PLR2004
    clocklike = any(int(part) % 5 == 0 and part not in _QUARTERS for _, part in found)
    beside_colons = any(":" in text for text in texts) and any(part != "00" for _, part in found)
    if decimals or not (clocklike or beside_colons):
        return Decision("decimal")
    doubtful = [text for text, part in found if part != "00"]
    choices = (_clock_choice(name, texts, doubtful) for name in ("decimal", "clock"))
    return Decision("decimal", Question(key, column.heading, tuple(choices)))


def decide_unit(values: Sequence[Value], column: Column, answers: Answers) -> Decision:
    """Decide whether 0.3125 without a number format is a part of an hour or of a day.

    Asked when every number is under one and none is a plain number of hours, while all
    are whole minutes of a day.
    """
    key = "hours_or_days"
    if answers.get(key) in {"hours", "days"}:
        return Decision(answers[key])
    numbers = [value for value in values if isinstance(value, float)]
    suspect = numbers and all(0 < number < 1 and _part_of_day(number) for number in numbers)
    if not suspect or any(isinstance(value, int) for value in values):
        return Decision("hours")
    choices = tuple(
        Choice(name, *(clock_text(read(number)) for number in (numbers[0], numbers[-1])))
        for name in ("hours", "days")
        for read in [seconds_reader(as_days=name == "days")]
    )
    return Decision("hours", Question(key, column.heading, choices))


def _part_of_day(number: float) -> bool:
    minutes, hundredths = number * 1440, number * 100
    return abs(minutes - round(minutes)) < 1e-6 and abs(hundredths - round(hundredths)) > 1e-6  # noqa: PLR2004


def _is_local(column: Column) -> bool:
    """Tell a heading that no English program writes."""
    return column.heading.strip().lower() in {"datum", "dag", "werkdatum", "boekdatum", "jour"}


def _choice(
    value: str,
    texts: Sequence[str],
    read: Callable[[str], str],
) -> Choice:
    return Choice(value, _said(texts[0], read), _said(texts[-1], read))


def _clock_choice(name: str, texts: Sequence[str], doubtful: Sequence[str]) -> Choice:
    """Show one reading of the doubtful hours, with the total of the column beside it."""
    read = seconds_reader(as_clock=name == "clock")
    total = sum(read(text) for text in texts if _readable(text, read))
    first, last = (clock_text(read(text)) for text in (doubtful[0], doubtful[-1]))
    return Choice(name, first, last, clock_text(total))


def _said(text: str, read: Callable[[str], str]) -> str:
    try:
        return read(text)
    except Unreadable:
        return text


def _readable(value: Cell, read: Callable[[Cell], object]) -> bool:
    try:
        read(value)
    except Unreadable:
        return False
    return True


def _readings_differ(text: str) -> bool:
    try:
        return read_number(text, decimal=",") != read_number(text, decimal=".")
    except Unreadable:
        return False


def _years(values: Sequence[Value], read: Callable[[Value], dt.date]) -> set[int]:
    """Give the years of the days that tell theirs."""
    return {read(value).year for value in dict.fromkeys(values) if _readable(value, read)}


def _lacks_year(text: str) -> bool:
    try:
        read_day(text)
    except Unreadable as unread:
        return unread.code == "no_year"
    return False


def _day_of(text: str, *, order: Order = "dmy", year: int = 2000) -> str:
    return read_day(text, order=order, year=year).isoformat()


def _amount_in(text: str, *, mark: Mark) -> str:
    return str(read_number(text, decimal=mark))
